/** The same library for CDK Terrain: only the names of packages differ. */
import { COMBINATIONS } from "../versions/combinations";

/** package.json, as far as it is rewritten. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly files: readonly string[];
  readonly bin: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** CDK Terrain's bindings need these, and so does whoever uses them. */
const PEERS = { "@cdktn/provider-aws": "^25.0.0", cdktn: "^0.24.0", constructs: ">=10.6.0 <10.8.0" };
const ENGINES = { node: ">= 22.11.0" };

/** The names of packages in compiled code, in declarations and in the words that users read. `cdktf.json` and `cdktf.out` are called so there too. */
export function codeForCdktn(code: string): string {
  return (
    code
      .replaceAll('"cdktf"', '"cdktn"')
      .replaceAll("@cdktf/provider-aws", "@cdktn/provider-aws")
      // The repository is called so for both.
      .replace(/(?<!github\.com\/(?:cdktf-trading-platform\/)?)\bcdktf-trading-platform\b/g, "cdktn-trading-platform")
  );
}

export function manifestForCdktn(manifest: Manifest): Manifest {
  return {
    ...manifest,
    name: codeForCdktn(manifest.name),
    description: `${manifest.description}; for CDK Terrain`,
    bin: Object.fromEntries(Object.entries(manifest.bin).map(([command, file]) => [codeForCdktn(command), file])),
    peerDependencies: PEERS,
    engines: ENGINES,
  };
}

/** A file of the project that the package's `init` writes: the versions that are tried together, and the Node.js that they need. */
export function templateForCdktn(file: string, text: string): string {
  if (file === "package.json") {
    const manifest = JSON.parse(text) as { dependencies: Record<string, string> };
    const dependencies = { ...COMBINATIONS.cdktn.packages, "cdktn-trading-platform": manifest.dependencies["cdktf-trading-platform"] };
    return `${JSON.stringify({ ...manifest, dependencies, engines: ENGINES }, undefined, 2)}\n`;
  }
  return codeForCdktn(text)
    .replace("Node.js 20.9", "Node.js 22.11")
    .replace("CDK for Terraform", "CDK Terrain")
    .replace(
      "Deploying takes about three minutes",
      "The emulator is tried with AWS provider 5; these bindings are of provider 6. Deploying takes about three minutes",
    );
}

/** What npm shows of the package. */
export function readmeForCdktn(): string {
  return `# cdktn-trading-platform

[cdktf-trading-platform](README.md) for CDK Terrain, the community's continuation of CDK for Terraform: the same code and the same construct ids, so the same
Terraform resources. It needs Node.js 22.

    npm install cdktn-trading-platform cdktn@0.24 constructs@10.7 @cdktn/provider-aws@25

\`npx cdktn-trading-platform init\` writes a project of your own, with its test and its plan. In what the guides show, write \`cdktn\` for \`cdktf\` in every import. [Versions](docs/guides/versions.md) says what is tried together, and how to come from cdktf.

Apache-2.0
`;
}
