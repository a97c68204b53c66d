import { writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { PlanFolder } from "../plan/plan-folder";
import { StackJson } from "../terraform/stack-json";
import { OutputValue } from "../terraform/state-values";
import { isExplained } from "./explained";
import { PlanJson, PlannedResource, changing, standing, valuesOf } from "./plan-json";
import { shapesOf } from "./shape-cache";
import { StandingAfter, StandingStack, referencesOf, standingAfter } from "./standing";
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
  /** The stack that is planned on the state: what it refers to is given a value as well. */
  readonly next: StackJson;
  /** Plans that stack on the state. */
  readonly planNext: () => Promise<PlanJson>;
  /** Where the state is written to. */
  readonly state: string;
  /** Where plans are kept on the way. */
  readonly planFile: string;
  /** Replaces paths of the other commit's files. */
  readonly rewrite: (text: string) => string;
  readonly progress: (message: string) => void;
  /** Where schemas are kept. @default - nowhere */
  readonly cache?: string;
}

/** A plan on a state that a stack would have made. */
export interface Settled {
  readonly plan: PlanJson;
  /** What Terraform would still change in the stack that stands, though it is the same: the state couldn't be guessed there. By address. */
  readonly unsettled: ReadonlyMap<string, PlannedResource>;
  /** The outputs of the stack that stands. */
  readonly outputs: ReadonlyMap<string, OutputValue>;
}

/**
 * Plans a stack on the state that an apply of the one before it would leave, without any account: what AWS decides has placeholders, and what refers to them is
 * resolved here as far as it is understood. A plan takes seconds, so no more of them are made than are needed: where all that changes follows from what the code
 * says differently, the state is right. Otherwise Terraform itself resolves the rest, plan after plan, until it would change nothing.
 *
 * @throws Failure where a stack can't be planned
 */
export async function settle(options: SettleOptions): Promise<Settled> {
  const { folder, stack, next, planNext, rewrite, progress, planFile } = options;
  const state = await StandingState.of(options);
  const before = JSON.parse(rewrite(JSON.stringify(stack))) as StackJson;
  const planned = (): Promise<PlanJson> => {
    state.write(rewrite);
    progress("planning what changes");
    return planNext();
  };
  const isRight = (plan: PlanJson): boolean =>
    isExplained(plan, before, next) && !changing(plan).some(({ address }) => state.guessed.has(address));
  const settled = (plan: PlanJson, left: readonly PlannedResource[] = []): Settled => ({
    plan,
    unsettled: new Map(left.map((resource) => [resource.address, resource])),
    outputs: state.outputs,
  });

  // What is made up somewhere shows as a change that nothing explains: then that plan would be for nothing.
  let whole = state.guessed.size === 0 ? await planned() : undefined;
  if (whole && isRight(whole)) return settled(whole);
  let left: readonly PlannedResource[] = [];
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    state.write();
    progress(`resolving what was there, round ${round}`);
    const plan = await folder.planChanges(planFile);
    left = plan === undefined ? [] : changing(plan);
    // What is planned on the state as it is, what is left of it says all about.
    if (left.length === 0 || round === MOST_ROUNDS || !state.take(plan!)) break;
    whole = await planned();
    if (isRight(whole)) return settled(whole);
  }
  return settled(whole ?? (await planned()), left);
}

/** The state of a stack as far as it is known. */
class StandingState {
  public static async of({ folder, stack, original, next, state, planFile, cache }: SettleOptions): Promise<StandingState> {
    const first = folder.planOffline(planFile);
    const shapes = await shapesOf(folder, { types: Object.keys(stack.resource ?? {}), planned: first.then(standing), cache });
    return new StandingState(state, await first, {
      json: { ...stack, provider: original.provider },
      shapes,
      references: referencesOf([stack, next]),
    });
  }

  private after: StandingAfter;
  private text: string;

  private constructor(
    private readonly file: string,
    plan: PlanJson,
    private readonly stack: StandingStack,
  ) {
    this.after = standingAfter(plan, stack);
    this.text = stateFile(plan, this.after, stack.shapes);
  }

  public get guessed(): ReadonlySet<string> {
    return this.after.guessed;
  }

  public get outputs(): ReadonlyMap<string, OutputValue> {
    return this.after.outputs;
  }

  /**
   * Takes what a plan on this state knows better.
   *
   * @returns whether that is anything
   */
  public take(plan: PlanJson): boolean {
    const text = this.text;
    this.after = standingAfter(plan, this.stack, { previous: this.after.values });
    this.text = stateFile(plan, this.after, this.stack.shapes);
    return this.text !== text;
  }

  public write(map: (text: string) => string = (text) => text): void {
    writeFileSync(this.file, map(this.text));
  }
}

/**
 * A plan without the changes that the stack before it would have made as well: they are of the guessed state, not of the commit.
 *
 * @returns the plan, and the addresses of what isn't certain in it
 */
export function withoutUnsettled(
  plan: PlanJson,
  { unsettled }: Pick<Settled, "unsettled">,
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
