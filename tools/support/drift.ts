import { KnownDrift } from "../known-drift";
import { PlannedChange } from "./planned-changes";

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

/** One line per change: what, where, which attributes, and their values. */
export function describeChange({ action, path, address, changed, before, after }: PlannedChange): string {
  const values = changed.map((name) => `${name}: ${shown(before?.[name])} → ${shown(after?.[name])}`).join("; ");
  return `${action} ${path} (${address})${values === "" ? "" : `: ${values}`}`;
}

const LONGEST_VALUE = 200;

function shown(value: unknown): string {
  const text = value === undefined ? "known after apply" : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
