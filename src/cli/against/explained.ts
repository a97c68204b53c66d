import { isDeepStrictEqual } from "node:util";
import { StackJson, Values, resourcesOf } from "../terraform/stack-json";
import { PlanJson, PlannedResource, changing, valuesOf, withoutIndexes } from "./plan-json";

/**
 * Whether everything that a plan changes follows from what the configuration says differently. What doesn't may be of a state that isn't right yet.
 *
 * @param before the stack that stands, with the paths of the other one
 */
export function isExplained(plan: PlanJson, before: StackJson, after: StackJson): boolean {
  const changed = changing(plan);
  const addresses = changed.map(({ address }) => withoutIndexes(address));
  const [old, next] = [before, after].map((stack) => new Map(resourcesOf(stack).map(({ address, body }) => [address, body])));
  const outputs = Object.entries(plan.output_changes ?? {}).filter(([, { actions }]) => actions.join() !== "no-op");
  return (
    changed.every((resource) => isResourceExplained(resource, { old: old!, next: next!, addresses })) &&
    outputs.every(([name]) => !isDeepStrictEqual(valuesOf(before.output)[name], valuesOf(after.output)[name]))
  );
}

interface Bodies {
  readonly old: ReadonlyMap<string, Values>;
  readonly next: ReadonlyMap<string, Values>;
  /** Of everything that changes, without indexes. */
  readonly addresses: readonly string[];
}

function isResourceExplained({ address, change }: PlannedResource, { old, next, addresses }: Bodies): boolean {
  const [was, is] = [old, next].map((bodies) => bodies.get(withoutIndexes(address)));
  // New or gone in the code. In a module there is no body to compare.
  if (was === undefined || is === undefined) return was !== is;
  const [before, after, unknown] = [change.before, change.after, change.after_unknown].map(valuesOf) as [Values, Values, Values];
  const names = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown)]);
  return [...names].every((name) => {
    const isUnknown = hasUnknown(unknown[name]);
    if (!isUnknown && isDeepStrictEqual(before[name] ?? null, after[name] ?? null)) return true;
    if (!isDeepStrictEqual(was[name], is[name])) return true;
    if (!isUnknown) return false;
    // What AWS decides anew, or what refers to something that changes.
    const text = JSON.stringify(is[name] ?? null);
    return is[name] === undefined || addresses.some((other) => text.includes(`${other}.`));
  });
}

function hasUnknown(unknown: unknown): boolean {
  return unknown === true || Object.values(valuesOf(unknown)).some(hasUnknown);
}
