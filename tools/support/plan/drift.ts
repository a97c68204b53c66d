import { PlannedChange } from "./planned-changes";

/** An attribute that the emulator doesn't hold as AWS does, so that the next plan wants to set it again. */
export interface KnownDrift {
  /** Terraform's type, such as `aws_rds_cluster`. */
  readonly type: string;
  /** The top-level attribute. */
  readonly attribute: string;
  /** What the emulator does instead, and why that stays so. */
  readonly reason: string;
}

/** The changes of a second plan that nothing explains: an update counts only for the attributes that aren't known to drift. */
export function unexplainedChanges(changes: readonly PlannedChange[], known: readonly KnownDrift[]): PlannedChange[] {
  return changes.flatMap((change) => {
    if (change.action !== "update") return change;
    const changed = change.changed.filter(
      (attribute) => !known.some((drift) => drift.type === change.type && drift.attribute === attribute),
    );
    return changed.length === 0 ? [] : { ...change, changed };
  });
}

/** One line per change: what, where, and each value that differs. */
export function describeChange({ action, path, address, changed, before, after }: PlannedChange): string {
  const values = changed.flatMap((name) => differences(name, before?.[name], after?.[name]));
  const more = values.length - MOST_VALUES;
  const shown = more > 0 ? [...values.slice(0, MOST_VALUES), `and ${more} more`] : values;
  return `${action} ${path} (${address})${shown.length === 0 ? "" : `: ${shown.join("; ")}`}`;
}

const MOST_VALUES = 12;
const LONGEST_VALUE = 200;

/** The leaves that differ, as `rule[0].filter.prefix: "a" → "b"`. */
function differences(path: string, before: unknown, after: unknown): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isTree(before) && isTree(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(Array.isArray(before) ? `${path}[${name}]` : `${path}.${name}`, before[name], after[name]));
  }
  return [`${path}: ${valueText(before)} → ${after === undefined ? "known after apply" : valueText(after)}`];
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
