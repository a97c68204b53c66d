export type Architecture = "arm64" | "x86_64";

/** The architecture of an instance type: Graviton families have a `g` behind their generation, as in `c7g.large` or `r8gd.xlarge`. Pure. */
export function architectureOf(instanceType: string): Architecture {
  const family = instanceType.split(".")[0]!;
  return /^(a1|[a-z]+\d+g[a-z]*)$/.test(family) ? "arm64" : "x86_64";
}

/** The newest Amazon Linux 2023, as a parameter that EC2 resolves when it starts an instance. */
export function latestAmazonLinux(architecture: Architecture): string {
  return `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}
