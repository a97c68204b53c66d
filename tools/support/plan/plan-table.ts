import { compareTexts } from "../../../src/internal/compare-texts";
import { formatTable } from "../table";
import { Action, PlannedChange } from "./planned-changes";

/** The first part of a construct's path is the module; what stands at the stack's top level is its own module. */
export function splitPath(path: string): { readonly module: string; readonly resource: string } {
  const [module, ...rest] = path.split("/");
  return { module: module!, resource: rest.join("/") || module! };
}

/** One line per change, in the order of the paths; a module's name stands on its first line only. */
export function planTable(changes: readonly PlannedChange[]): string {
  const sorted = [...changes].sort((a, b) => compareTexts(a.path, b.path) || compareTexts(a.address, b.address));
  let above: string | undefined;
  const rows = sorted.map(({ path, type, action, changed, imported }) => {
    const { module, resource } = splitPath(path);
    const shown = module === above ? "" : module;
    above = module;
    return [shown, resource, type, imported ? "import" : action, action === "update" || action === "replace" ? changed.join(", ") : ""];
  });
  return formatTable(["module", "resource", "type", "action", ...(rows.some((row) => row[4] !== "") ? ["changed"] : [])], rows);
}

const DONE: Readonly<Record<Action, string>> = {
  create: "to create",
  read: "to read",
  update: "to change in place",
  replace: "to replace",
  delete: "to destroy",
  forget: "to forget",
};

/** `212 to create, 1 to replace`; what Terraform would do in all. */
export function planTotals(changes: readonly PlannedChange[]): string {
  const counts = (Object.keys(DONE) as Action[])
    .map((action) => ({ action, count: changes.filter((change) => change.action === action).length }))
    .filter(({ count }) => count > 0);
  return counts.length === 0 ? "no changes" : counts.map(({ action, count }) => `${count} ${DONE[action]}`).join(", ");
}

/** How many resources each module has, and of which kinds. */
export function standingTable(resources: readonly { readonly path: string; readonly type: string }[]): string {
  const modules = new Map<string, Map<string, number>>();
  for (const { path, type } of resources) {
    const { module } = splitPath(path);
    const types = modules.get(module) ?? new Map<string, number>();
    modules.set(module, types.set(type, (types.get(type) ?? 0) + 1));
  }
  const rows = [...modules]
    .sort(([a], [b]) => compareTexts(a, b))
    .map(([module, types]) => {
      const total = [...types.values()].reduce((sum, count) => sum + count, 0);
      const kinds = [...types]
        .sort(([a, countA], [b, countB]) => countB - countA || compareTexts(a, b))
        .map(([type, count]) => `${count} ${type.replace(/^aws_/, "")}`);
      return [module, String(total), shorten(kinds)];
    });
  return formatTable(["module", "resources", "of which"], rows);
}

const SHOWN_KINDS = 4;

function shorten(kinds: readonly string[]): string {
  const more = kinds.length - SHOWN_KINDS;
  return more > 0 ? `${kinds.slice(0, SHOWN_KINDS).join(", ")} and ${more} more kinds` : kinds.join(", ");
}
