import { writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { PlanFolder } from "../plan/plan-folder";
import { StackJson } from "../terraform/stack-json";
import { PlanJson, PlannedResource, changing, standing, valuesOf } from "./plan-json";
import { resourceShapes } from "./schema";
import { StandingStack, outputsAfter, referencesOf, standingAfter } from "./standing";
import { stateFile } from "./state";

/** What resources refer to is resolved by the first rounds; a further one is needed for each function between two of them. */
const MOST_ROUNDS = 8;

export interface SettleOptions {
  /** The folder of the stack that stands, initialized. */
  readonly folder: PlanFolder;
  /** The stack that stands, as Terraform reads it. */
  readonly stack: StackJson;
  /** The stack with its own provider configuration, which says the account. */
  readonly original: StackJson;
  /** The stack that is to be planned on the state: what it refers to is given a value as well. */
  readonly next: StackJson;
  /** Where the state is written to. */
  readonly state: string;
  /** Where plans are kept on the way. */
  readonly planFile: string;
  /** Replaces paths of the other commit's files. */
  readonly rewrite: (text: string) => string;
  readonly progress: (message: string) => void;
}

/** A state that a stack would have made. */
export interface Settled {
  /** What Terraform would still change in it, though the stack is the same: the state couldn't be guessed there. By address. */
  readonly unsettled: ReadonlyMap<string, PlannedResource>;
}

/**
 * Writes the state that an apply of a stack would leave, without any account: what AWS decides has placeholders, and Terraform itself resolves what
 * refers to them, plan after plan, until it would change nothing.
 *
 * @throws Failure where the stack can't be planned
 */
export async function settle({ folder, stack, original, next, state, planFile, rewrite, progress }: SettleOptions): Promise<Settled> {
  const [first, schemas] = await Promise.all([folder.planOffline(planFile), folder.schemas()]);
  const standingStack: StandingStack = {
    json: { ...stack, provider: original.provider },
    shapes: resourceShapes(schemas, standing(first)),
    references: referencesOf([stack, next]),
  };
  let plan = first;
  let values = standingAfter(plan, standingStack);
  const write = (map: (text: string) => string = (text) => text): void =>
    writeFileSync(state, map(stateFile(plan, values, outputsAfter(plan), standingStack.shapes)));

  for (let round = 1; ; round++) {
    write();
    progress(`resolving what was there, round ${round}`);
    const planned = await folder.planOffline(planFile);
    const left = changing(planned);
    if (left.length === 0 || round === MOST_ROUNDS) {
      plan = left.length === 0 ? planned : plan;
      write(rewrite);
      return { unsettled: new Map(left.map((resource) => [resource.address, resource])) };
    }
    values = standingAfter(planned, standingStack, values);
    plan = planned;
  }
}

/**
 * A plan without the changes that the stack before it would have made as well: they are of the guessed state, not of the commit.
 *
 * @returns the plan, and the addresses of what isn't certain in it
 */
export function withoutUnsettled(
  plan: PlanJson,
  { unsettled }: Settled,
): { readonly plan: PlanJson; readonly uncertain: readonly string[] } {
  const uncertain: string[] = [];
  const changes = (plan.resource_changes ?? []).map(withoutZeroes).map((resource) => {
    const before = unsettled.get(resource.address);
    if (before === undefined || !isSameChange(before, resource)) return resource;
    uncertain.push(resource.address);
    const { change } = resource;
    return { ...resource, change: { ...change, actions: ["no-op"], after: change.before, after_unknown: {} } };
  });
  return { plan: { ...plan, resource_changes: changes }, uncertain: uncertain.sort() };
}

/** The provider writes what a block leaves out as nothing when it plans a creation, and as an empty text, 0 or false in every plan after it. */
function withoutZeroes(resource: PlannedResource): PlannedResource {
  const { before, after } = resource.change;
  if (!isTree(before) || !isTree(after)) return resource;
  const same = Object.entries(before).map(([name, value]) => [name, isTree(value) ? zeroesOf(value, after[name]) : value]);
  return { ...resource, change: { ...resource.change, before: Object.fromEntries(same) } };
}

/** What was there, with the zeroes of what is planned in place of nothing. */
function zeroesOf(before: unknown, after: unknown): unknown {
  if (before === null && (after === "" || after === 0 || after === false)) return after;
  if (!isTree(before) || !isTree(after)) return before;
  if (Array.isArray(before)) return before.map((each, index) => zeroesOf(each, after[index]));
  return Object.fromEntries(Object.entries(before).map(([name, value]) => [name, zeroesOf(value, after[name])]));
}

function isTree(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

function isSameChange(a: PlannedResource, b: PlannedResource): boolean {
  const planned = ({ change }: PlannedResource) => [change.actions, valuesOf(change.after), valuesOf(change.after_unknown)];
  return isDeepStrictEqual(planned(a), planned(b));
}
