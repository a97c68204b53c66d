import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OLDEST_TERRAFORM } from "../../src/cli/terraform/terraform-binary";
import { formatVersion } from "../../src/cli/version";
import { PROJECT } from "../support/paths";
import { COMBINATIONS, CombinationName } from "./combinations";

/** The release of the AWS provider that each version of the bindings is generated from, as its package.json says. */
const PROVIDERS: Readonly<Record<CombinationName, string>> = { "bindings-20": "5.100.0", "bindings-21": "6.25.0", cdktn: "6.66.0" };

/** Terraform of the gate, as the workflow installs it. */
function gatesTerraform(): string {
  const workflow = readFileSync(join(PROJECT, ".github/workflows/build.yml"), "utf8");
  return /terraform_version: (\S+)/.exec(workflow)?.[1] ?? "";
}

const WHAT_IS_TRIED: Readonly<Record<CombinationName, string>> = {
  "bindings-20": "everything: unit tests; validated and planned by the real provider, deployed on the emulator, installed from the tarball",
  "bindings-21": "the library's types and its unit tests (`npm run test:versions -- bindings-21`)",
  cdktn:
    "installed from the tarball, type-checked, synthesized and tested from CommonJS and ES modules; the library's types (`npm run test:versions -- cdktn`)",
};

/** What is tried together, as a table. */
export function matrix(): string {
  const rows = (Object.keys(COMBINATIONS) as CombinationName[]).map((name) => {
    const { framework, bindings, packages, node } = COMBINATIONS[name];
    const terraform = name === "bindings-20" ? gatesTerraform() : "–";
    return [
      `${framework} ${packages[framework]}`,
      `${bindings} ${packages[bindings]}`,
      PROVIDERS[name],
      packages.constructs,
      String(node),
      terraform,
      WHAT_IS_TRIED[name],
    ];
  });
  const head = ["framework", "bindings", "AWS provider", "constructs", "Node.js", "Terraform", "what is tried"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What npm accepts, and what the tools need. */
export function accepted(): string {
  const { peerDependencies, engines } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as {
    peerDependencies: Readonly<Record<string, string>>;
    engines: { node: string };
  };
  return [
    ...Object.entries(peerDependencies).map(([name, range]) => `- \`${name}\`: \`${range}\``),
    `- Node.js: \`${engines.node}\``,
    `- Terraform: \`>= ${formatVersion(OLDEST_TERRAFORM)}\`, since state is locked in S3`,
  ].join("\n");
}

const PARTS: Readonly<Record<string, () => string>> = { matrix, accepted };

/** The page with its generated parts written anew: each stands between two comments. */
export function withGeneratedParts(page: string): string {
  return Object.entries(PARTS).reduce(
    (text, [name, write]) =>
      text.replace(
        new RegExp(`(<!-- ${name}: npm run versions-page -->\\n)[^]*?(<!-- end -->)`),
        (_, begin: string, end: string) => `${begin}\n${write()}\n\n${end}`,
      ),
    page,
  );
}
