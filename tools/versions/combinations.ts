import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../support/paths";

/** Package → version, as npm installs it. */
export type Packages = Readonly<Record<string, string>>;

/** Versions that are tried together. */
export interface Combination {
  /** What a user installs beside this library, each in the one version that is tried. */
  readonly packages: Packages;
  /** What the library is installed as. */
  readonly library: "cdktf-trading-platform" | "cdktn-trading-platform";
  /** The framework's package and that of the provider's bindings. */
  readonly framework: "cdktf" | "cdktn";
  readonly bindings: "@cdktf/provider-aws" | "@cdktn/provider-aws";
  /** The major version of Node.js that it is tried on. */
  readonly node: number;
}

export type CombinationName = "bindings-20" | "bindings-21" | "cdktn";

const { devDependencies } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as { devDependencies: Packages };

const CDKTF = { library: "cdktf-trading-platform", framework: "cdktf", bindings: "@cdktf/provider-aws", node: 20 } as const;

/** A newer version is tried by writing it here; the page `docs/guides/versions.md` and the tests follow. */
export const COMBINATIONS: Readonly<Record<CombinationName, Combination>> = {
  /** What the library is developed on. */
  "bindings-20": { ...CDKTF, packages: pinned("cdktf", "@cdktf/provider-aws", "constructs") },
  /** The last bindings for cdktf. */
  "bindings-21": { ...CDKTF, packages: { ...pinned("cdktf", "constructs"), "@cdktf/provider-aws": "21.22.1" } },
  cdktn: {
    library: "cdktn-trading-platform",
    framework: "cdktn",
    bindings: "@cdktn/provider-aws",
    node: 22,
    packages: { cdktn: "0.24.0", "@cdktn/provider-aws": "25.7.0", constructs: "10.7.2" },
  },
};

/** The Node.js of npm's registry for what needs a newer one than the project's own. */
export const NODE_22 = "22.23.3";

function pinned(...names: readonly string[]): Packages {
  return Object.fromEntries(names.map((name) => [name, devDependencies[name] as string]));
}
