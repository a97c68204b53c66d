import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { closestTo } from "../../internal/spelling";

/** What a configuration may say of each resource, whatever its type (Terraform's documentation, "Meta-arguments"). */
const META_ARGUMENTS = ["//", "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "timeouts"];

/** What is wrong with a type of resources, and what to write instead; undefined for one that there is, and for those of other providers. */
export function typeMistake(type: string): { readonly rule: string; readonly fix: string } | undefined {
  if (!/^(?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+$/.test(type)) {
    return { rule: "must be Terraform's type of a resource", fix: "Write it as aws_vpc, of a data source as data.aws_vpc." };
  }
  const folder = bindings();
  if (folder === undefined || !/^(?:data\.)?aws_/.test(type) || moduleOf(type) !== undefined) return undefined;
  const isData = type.startsWith("data.");
  const types = readdirSync(folder).flatMap((name) => typeOf(name, isData) ?? []);
  const meant = closestTo(type, types) ?? types.find((other) => sortedLetters(other) === sortedLetters(type));
  return {
    rule: "must be a type that the AWS provider has",
    fix: meant === undefined ? "Look its name up in the provider's documentation." : `Write ${meant}.`,
  };
}

/** The argument that was likely meant by one that a type doesn't have; `none` where none is near; undefined for one that there is, and for types of other providers. */
export function argumentMistake(type: string, name: string): string | undefined {
  const module = /^(?:data\.)?aws_/.test(type) && !META_ARGUMENTS.includes(name) ? moduleOf(type) : undefined;
  const code = module === undefined ? "" : readFileSync(module, "utf8");
  // What the bindings write into the configuration: each argument by Terraform's name.
  const [, written] = /\bsynthesizeAttributes\(\) \{([\s\S]*?)\n {4}\}/.exec(code) ?? [];
  const names = [...(written ?? "").matchAll(/^ {12}(\w+):/gm)].map(([, each]) => each!);
  if (names.length === 0 || names.includes(name)) return undefined;
  return closestTo(name, names) ?? names.find((other) => other.startsWith(name)) ?? "none";
}

/** The folder of the provider's bindings that are installed; undefined where none are. */
function bindings(): string | undefined {
  try {
    return join(dirname(require.resolve("@cdktf/provider-aws/package.json")), "lib");
  } catch {
    return undefined;
  }
}

function moduleOf(type: string): string | undefined {
  const name = type
    .replace(/^data\.aws_/, "data-aws-")
    .replace(/^aws_/, "")
    .replace(/_/g, "-");
  try {
    return require.resolve(`@cdktf/provider-aws/lib/${name}/index.js`);
  } catch {
    return undefined;
  }
}

/** `aws_s3_bucket` of the bindings' folder `s3-bucket`. */
function typeOf(folder: string, isData: boolean): string | undefined {
  if (folder.includes(".") || folder.startsWith("data-aws-") !== isData) return undefined;
  const name = folder.replace(/^data-aws-/, "").replace(/-/g, "_");
  return isData ? `data.aws_${name}` : `aws_${name}`;
}

/** Two letters that have changed places are as near as one that is wrong. */
function sortedLetters(text: string): string {
  return [...text].sort().join("");
}
