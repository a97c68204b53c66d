/** The arguments of the provider's resources, by Terraform's names: as its bindings write them, which CDKTF has made from the schema of the provider that their package names. */
import { readFileSync } from "node:fs";

/** Argument → the function that writes what is in it; none for a value. */
type Writer = ReadonlyMap<string, string | undefined>;

const known = new Map<string, ReadonlyMap<string, Writer>>();
const TOP = "synthesizeAttributes";

/**
 * Whether a type of resources has an argument.
 *
 * @param path without indexes, such as `root_block_device.volume_size`
 */
export function hasArgument(type: string, path: string): boolean {
  const writers = writersOf(type);
  let name: string | undefined = TOP;
  for (const step of path.split(".")) {
    const writer: Writer | undefined = name === undefined ? undefined : writers.get(name);
    if (writer?.has(step) !== true) return false;
    name = writer.get(step);
  }
  return true;
}

/** Whether the provider has a type of resources. */
export function hasType(type: string): boolean {
  return writersOf(type).has(TOP);
}

function writersOf(type: string): ReadonlyMap<string, Writer> {
  const writers = known.get(type) ?? readWriters(type);
  known.set(type, writers);
  return writers;
}

function readWriters(type: string): ReadonlyMap<string, Writer> {
  const found = new Map<string, Writer>();
  const functions = /^( {4})?(?:function (\w+ToTerraform)\(struct\)|(synthesizeAttributes)\(\)) \{([\s\S]*?)\n\1\}$/gm;
  for (const [, , nested, top, body] of codeOf(type).matchAll(functions)) {
    const lines = body!.matchAll(/^ {8,12}(\w+): (?:cdktf\.listMapper\()?(?:cdktf\.\w+|(\w+ToTerraform))/gm);
    found.set(nested ?? top!, new Map([...lines].map(([, name, writer]) => [name!, writer])));
  }
  return found;
}

function codeOf(type: string): string {
  const folder = type.replace(/^aws_/, "").replace(/_/g, "-");
  try {
    return readFileSync(require.resolve(`@cdktf/provider-aws/lib/${folder}/index.js`), "utf8");
  } catch {
    return "";
  }
}
