import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../support/paths";

/** The names that are imported, and the binding that they are of. */
const IMPORT = /^import \{([^}]*)\} from "@cdktf\/provider-aws\/lib\/([\w-]+)";$/gm;
/** The provider itself, and what is only looked up. */
const NO_RESOURCE = /^(provider$|data-aws-)/;
/** What modules share creates on their behalf; they name it as the type of a member. */
const SHARED = ["src/core", "src/internal"];

/** The types of Terraform resources that a folder's code may create, whatever its props. What it only looks at is another's. */
export function resourceTypesOf(folder: string): readonly string[] {
  const files = filesOf(folder);
  const created = new Set([...files, ...SHARED.flatMap(filesOf)].flatMap(createdIn));
  const imported = files.flatMap((code) => [...code.matchAll(IMPORT)].map(([, , binding]) => binding!));
  return [...new Set(imported)]
    .filter((binding) => created.has(binding) && !NO_RESOURCE.test(binding))
    .map((binding) => `aws_${binding.replaceAll("-", "_")}`)
    .sort();
}

function filesOf(folder: string): string[] {
  const names = readdirSync(join(PROJECT, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  return names.map((name) => readFileSync(join(PROJECT, folder, name), "utf8"));
}

/** The bindings that a file calls with `new`. */
function createdIn(code: string): string[] {
  const isCreated = (imported: string): boolean => {
    const local = imported.trim().split(" as ").at(-1)!;
    return local !== "" && new RegExp(`\\bnew ${local}\\(`).test(code);
  };
  return [...code.matchAll(IMPORT)].filter(([, names]) => names!.split(",").some(isCreated)).map(([, , binding]) => binding!);
}
