/** The same library for CDK Terrain: only the names of packages differ. */

/** package.json, as far as it is rewritten. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly files: readonly string[];
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** CDK Terrain's bindings need these, and so does whoever uses them. */
const PEERS = { "@cdktn/provider-aws": "^25.0.0", cdktn: "^0.24.0", constructs: ">=10.6.0 <10.8.0" };
const ENGINES = { node: ">= 22.11.0" };

/** The names of packages in compiled code, in declarations and in the words that users read. `cdktf.json` and `cdktf.out` are called so there too. */
export function codeForCdktn(code: string): string {
  return code
    .replaceAll('"cdktf"', '"cdktn"')
    .replaceAll("@cdktf/provider-aws", "@cdktn/provider-aws")
    .replace(/\bcdktf-trading-platform\b/g, "cdktn-trading-platform");
}

export function manifestForCdktn(manifest: Manifest): Manifest {
  // The command writes projects on cdktf.
  const { bin: _, ...rest } = manifest;
  return {
    ...rest,
    name: codeForCdktn(manifest.name),
    description: `${manifest.description}; for CDK Terrain`,
    files: manifest.files.filter((file) => file !== "templates"),
    peerDependencies: PEERS,
    engines: ENGINES,
  };
}

/** What npm shows of the package. */
export function readmeForCdktn(): string {
  return `# cdktn-trading-platform

[cdktf-trading-platform](README.md) for CDK Terrain, the community's continuation of CDK for Terraform: the same code and the same construct ids, so the same
Terraform resources. It needs Node.js 22.

    npm install cdktn-trading-platform cdktn@0.24 constructs@10.7 @cdktn/provider-aws@25

In what the guides show, write \`cdktn\` for \`cdktf\` in every import. [Versions](docs/guides/versions.md) says what is tried together, and how to come from cdktf.

Apache-2.0
`;
}
