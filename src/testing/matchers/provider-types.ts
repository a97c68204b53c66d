import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { closestTo } from "../../internal/spelling";
import { Arguments, stackResources } from "../stack-resources";
import { isAsymmetric } from "./asymmetric";

/** What a configuration may say of each resource, whatever its type (Terraform's documentation, "Meta-arguments"). */
const META_ARGUMENTS = ["//", "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "timeouts"];

/** Providers whose types a stack may be expected not to have though it lacks the provider: those of HashiCorp's own that a configuration of AWS may use. */
const OTHER_PROVIDERS = [
  ...["archive", "awscc", "cloudinit", "consul", "dns", "external", "helm", "http", "kubernetes", "local", "nomad", "null"],
  ...["random", "template", "terraform", "tfe", "time", "tls", "vault"],
];

/** How Terraform writes a type of resources: the provider's name, and what it has. */
export const RESOURCE_TYPE = /^[a-z][a-z0-9]*_[a-z0-9_]+$/;

/**
 * What is wrong with a type of resources, and what to write instead; undefined for one that there is, and for those of other providers.
 *
 * @param providers the names of those that the stacks have
 */
export function typeMistake(type: string, providers: readonly string[]): { readonly rule: string; readonly fix: string } | undefined {
  if (!RESOURCE_TYPE.test(type.replace(/^data\./, ""))) {
    return { rule: "must be Terraform's type of a resource", fix: "Write it as aws_vpc, of a data source as data.aws_vpc." };
  }
  const provider = /^(?:data\.)?([a-z0-9]+)_/.exec(type)![1]!;
  const known = ["aws", ...providers, ...OTHER_PROVIDERS];
  if (!known.includes(provider)) {
    return {
      rule: "must be a type of a provider that the stacks have",
      fix: `They have none of the name ${provider}: everything of it would be absent. Write ${closestTo(provider, known) ?? "aws"}_….`,
    };
  }
  const folder = bindings();
  if (folder === undefined || provider !== "aws" || moduleOf(type) !== undefined) return undefined;
  const isData = type.startsWith("data.");
  const types = readdirSync(folder).flatMap((name) => typeOf(name, isData) ?? []);
  const meant = types.find((other) => sortedLetters(other) === sortedLetters(type)) ?? closestTo(type, types);
  return { rule: "must be a type that the AWS provider has", fix: meant === undefined ? LOOK_UP : `Write ${meant}.` };
}

/** The providers of a stack, by the names that its types begin with. */
export function providersOf(json: Arguments): string[] {
  const types = stackResources(json).map(({ type }) => type.replace(/^data\./, "").split("_", 1)[0]!);
  return [...types, ...Object.keys({ ...json.provider, ...json.terraform?.required_providers })];
}

/** A name within expected arguments that no resource has. */
export interface ArgumentMistake {
  /** Where it stands: `rule.apply_server_side_encryption_by_default`; nothing for an argument of the resource itself. */
  readonly within: string;
  readonly name: string;
  readonly fix: string;
}

/**
 * The arguments, of a resource and of the blocks within, that its type doesn't have: none for what the bindings that are installed don't say, as for types of other
 * providers.
 *
 * @param isKnown whether the stacks have an argument of that name in one, whatever the bindings say
 */
export function argumentMistakes(type: string, properties: Arguments, isKnown: (name: string) => boolean): ArgumentMistake[] {
  const module = /^(?:data\.)?aws_/.test(type) ? moduleOf(type) : undefined;
  if (module === undefined) return [];
  const code = readFileSync(module, "utf8");
  const mistakes = (values: Arguments, names: ReadonlyMap<string, string>, within: string): ArgumentMistake[] =>
    Object.entries(values).flatMap(([name, value]) => {
      const written = names.get(name);
      if (written === undefined) {
        const isOne = names.size === 0 || isKnown(name) || (within === "" && META_ARGUMENTS.includes(name));
        return isOne ? [] : [{ within, name, fix: fixOf(name, [...names.keys()]) }];
      }
      const block = /^(?:cdktf\.listMapper\()?(\w+ToTerraform)\b/.exec(written)?.[1];
      const below = namesIn(code, `function ${block}(struct) {`);
      const place = within === "" ? name : `${within}.${name}`;
      return blocksIn(value).flatMap((each) => mistakes(each, below, place));
    });
  // What the bindings write into the configuration: each argument by Terraform's name.
  return mistakes(properties, namesIn(code, " synthesizeAttributes() {"), "");
}

const LOOK_UP = "Look its name up in the provider's documentation.";

function fixOf(name: string, names: readonly string[]): string {
  // Of `subnets` too, `subnet_ids` is meant.
  const beginnings = [name, name.replace(/(?<=..)s$/, "")];
  const meant = closestTo(name, names) ?? beginnings.flatMap((start) => names.find((other) => other.startsWith(start)) ?? [])[0];
  return meant === undefined ? LOOK_UP : `Write ${meant}.`;
}

/** The names that a function of the bindings returns, each with how its value is written; none where there is no such function. */
function namesIn(code: string, head: string): ReadonlyMap<string, string> {
  const start = code.indexOf(head);
  const [, body] = start < 0 ? [] : (/ return \{\n([\s\S]*?)\n +\};/.exec(code.slice(start)) ?? []);
  return new Map([...(body ?? "").matchAll(/^ +(\w+): (.*)/gm)].map(([, name, written]) => [name!, written!]));
}

/** The objects of a block that is expected, also within `expect.objectContaining` and `expect.arrayContaining`. */
function blocksIn(value: unknown): Arguments[] {
  if (typeof value !== "object" || value === null) return [];
  if (isAsymmetric(value)) return blocksIn(value.sample);
  return Array.isArray(value) ? value.flatMap(blocksIn) : [value as Arguments];
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
  return [...text].sort().toString();
}
