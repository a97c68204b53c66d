import { PlannedChange } from "../changes/changes";
import { StackJson, constructPathOf } from "../changes/construct-paths";
import { Values } from "../changes/plan-json";
import { nameOf, shown, withoutIndexes } from "../changes/words";
import { Finding } from "../review";
import { lifecycleFindings } from "./lifecycles";
import { PROTECTORS, looseningOf } from "./loosenings";

/** The stack as it is synthesized, and as it was. */
export interface ProtectionStacks {
  readonly stack?: StackJson;
  readonly previous?: StackJson;
}

/** What a plan takes away of what protects data from being lost: attributes that are loosened, resources that protected others, and `prevent_destroy` where both stacks are there. */
export function protectionFindings(changes: readonly PlannedChange[], { stack, previous }: ProtectionStacks = {}): Finding[] {
  const gone = holdersGone(changes);
  return [
    ...changes.flatMap((planned) => loosened(planned)),
    ...changes.flatMap((planned) => removedProtector(planned, gone) ?? []),
    ...lifecycleFindings(changes),
    ...unprevented(changes, stack, previous),
  ];
}

function loosened({ change, mode }: PlannedChange): Finding[] {
  if (mode === "data" || (change.action !== "update" && change.action !== "replace")) return [];
  return change.attributes.flatMap(({ path, before, after }): Finding[] => {
    const row = looseningOf(change.type, withoutIndexes(path), { before, after });
    if (row === undefined) return [];
    const says = after.kind === "unknown" ? `${row.says}, unless what is known after apply keeps it` : row.says;
    return [finding(change, says, [`${path} ${shown(before)} → ${shown(after)}`])];
  });
}

/** Nothing is protected any more where what was protected goes as well. */
function removedProtector({ change, mode, before = {} }: PlannedChange, gone: ReadonlySet<unknown>): Finding | undefined {
  const [says, holder] = PROTECTORS[change.type] ?? [];
  if (says === undefined || mode === "data" || change.action !== "delete") return undefined;
  if (holder !== undefined && gone.has(before[holder])) return undefined;
  if (change.type === "aws_s3_bucket_versioning" && statusOf(before) !== "Enabled") return undefined;
  return finding(change, `is deleted: ${says}`, []);
}

function statusOf(before: Values): unknown {
  return (before.versioning_configuration as Values[] | undefined)?.[0]?.status;
}

/** The names of everything that is deleted. */
function holdersGone(changes: readonly PlannedChange[]): ReadonlySet<unknown> {
  const deleted = changes.filter(({ change }) => change.action === "delete" && !(change.type in PROTECTORS));
  return new Set(deleted.flatMap(({ before = {} }) => [before.id, before.arn, before.name]).filter((name) => typeof name === "string"));
}

/** A resource that leaves is lost, or isn't: `prevent_destroy` left with it, which the review says there. */
function unprevented(changes: readonly PlannedChange[], stack?: StackJson, previous?: StackJson): Finding[] {
  if (stack === undefined || previous === undefined) return [];
  const moves = new Map(
    changes.flatMap(({ change }) => (change.movedFrom === undefined ? [] : [[change.movedFrom, change.address] as const])),
  );
  const now = lifecycles(stack);
  return [...lifecycles(previous)].flatMap(([address, { prevents }]): Finding[] => {
    const place = now.get(moves.get(address) ?? address);
    if (!prevents || place === undefined || place.prevents) return [];
    const at = { path: place.path, address: moves.get(address) ?? address };
    return [finding(at, "loses prevent_destroy: Terraform would delete or replace it", ["lifecycle.prevent_destroy true → false"])];
  });
}

function lifecycles(stack: StackJson): Map<string, { readonly prevents: boolean; readonly path: string }> {
  const found = new Map<string, { prevents: boolean; path: string }>();
  for (const [type, resources] of Object.entries(stack.resource ?? {})) {
    for (const [name, resource] of Object.entries(resources as Record<string, Values>)) {
      const address = `${type}.${name}`;
      found.set(address, { prevents: resource.lifecycle?.prevent_destroy === true, path: constructPathOf(resource) || address });
    }
  }
  return found;
}

function finding(
  { path, address, type }: { path: string; address: string; type?: string },
  says: string,
  reasons: readonly string[],
): Finding {
  return {
    rule: "protection-removed",
    severity: "warning",
    gate: "protection-removed",
    path,
    address,
    sentence: `${type === undefined ? path : nameOf({ path, address, type })} ${says}`,
    reasons,
  };
}
