/** The architecture of an instance type's processors, and of the image that it boots. */
export type Architecture = "arm64" | "x86_64";

const ARCHITECTURES: readonly Architecture[] = ["arm64", "x86_64"];

/** The architecture of an instance type: Graviton families have a `g` after their generation, as in `c7g.large` or `r8gd.xlarge`. Pure. */
export function architectureOf(instanceType: string): Architecture {
  const family = instanceType.split(".")[0]!;
  return /^(a1|[a-z]+\d+g[a-z]*)$/.test(family) ? "arm64" : "x86_64";
}

/** The architecture that isn't this one. Pure. */
export function otherArchitecture(architecture: Architecture): Architecture {
  return ARCHITECTURES.find((other) => other !== architecture)!;
}

/** The newest Amazon Linux 2023 image, as a public parameter that EC2 resolves at the launch of each instance. Pure. */
export function latestAmazonLinux(architecture: Architecture): string {
  return `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}
