import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { showable } from "../against/copies";
import { PlanJson, standing } from "../against/plan-json";
import { Settled, settle, withoutUnsettled } from "../against/settle";
import { shapesOf } from "../against/shape-cache";
import { referencesOf, standingAfter } from "../against/standing";
import { StackFolder, readStack } from "../app";
import { Failure } from "../failure";
import { askingDataSources, offlineEnvironment, offlineStack } from "../terraform/offline";
import { keeperOf, outputsState, readingFiles, remoteStates } from "../terraform/remote-state";
import { StackJson } from "../terraform/stack-json";
import { OutputValue } from "../terraform/state-values";
import { AgainstOptions, PlanContext } from "./plan-context";
import { PlanFolder } from "./plan-folder";

/** What was planned of a stack. */
export interface OfflinePlan {
  readonly plan: PlanJson;
  readonly folder: PlanFolder;
  /** The file in the folder that the plan is kept in. */
  readonly file: string;
}

type Outputs = ReadonlyMap<string, OutputValue>;
type Side = "before" | "after";

/** Where a stack is planned, and for whom. */
interface Place {
  readonly work: string;
  readonly progress: (message: string) => void;
  /** The stacks that wait for its outputs. */
  readonly readers: readonly string[];
}

/** Plans stacks of an app without an account. What a stack reads from the state of another one is what is planned of that one. */
export class OfflinePlans {
  private readonly outputs = new Map<string, Promise<Readonly<Record<Side, Outputs>>>>();
  private readonly top: Place;

  /** @param against the other commit. @default - everything is planned from nothing */
  constructor(
    private readonly context: PlanContext,
    private readonly against?: AgainstOptions,
  ) {
    this.top = { work: context.work, progress: context.progress, readers: [] };
  }

  /**
   * Plans a stack from nothing.
   *
   * @throws Failure where it asks AWS
   */
  public async fromNothing(source: StackFolder, side: Side = "after", place = this.top): Promise<OfflinePlan> {
    const stack = readStack(source);
    refuseDataSources(source.name, stack);
    const states = await this.readStates(source, side, place);
    const json = offlineStack(readingFiles(withoutImports(stack), states), stateOf(place));
    const folder = this.folder(source, "after", json, { place, name: source.name });
    place.progress("initializing");
    await folder.init();
    place.progress("planning offline");
    const file = planOf(place);
    return { plan: await folder.planOffline(file), folder, file };
  }

  /**
   * Plans a stack on the state that the other commit's would have made.
   *
   * @throws Failure where one of both asks AWS
   */
  public async onStanding(
    source: StackFolder,
    before: StackFolder,
    place = this.top,
  ): Promise<Omit<OfflinePlan, "plan"> & { readonly settled: Settled }> {
    const { beforeName, rewrite = (text: string) => text } = this.against!;
    const name = `${before.name} of ${beforeName}`;
    const [stack, previous] = [readStack(source), readStack(before)];
    refuseDataSources(source.name, stack);
    refuseDataSources(name, previous);
    const offline = async (folder: StackFolder, side: Side): Promise<StackJson> =>
      offlineStack(readingFiles(showable(readStack(folder)), await this.readStates(folder, side, place)), stateOf(place));
    const [old, next] = [await offline(before, "before"), await offline(source, "after")];

    const oldFolder = this.folder(before, "before", old, { place, name });
    const folder = this.folder(source, "after", next, { place, name: source.name });
    place.progress("initializing");
    await oldFolder.init();
    if (isDeepStrictEqual(providersOf(old), providersOf(next))) folder.initializedBy(oldFolder);
    else await folder.init();

    place.progress(`planning what ${beforeName} has made`);
    const file = planOf(place);
    const settled = await settle({
      folder: oldFolder,
      stack: old,
      original: previous,
      next,
      planNext: () => folder.planOffline(file),
      state: stateOf(place),
      // Kept is the plan of what changes.
      planFile: `${file}.before`,
      rewrite,
      progress: place.progress,
      cache: this.context.cache,
    });
    return { settled, folder, file };
  }

  /** Whether a stack says the same in both commits, and so do those whose states it reads. */
  public isUnchanged(source: StackFolder | undefined, before: StackFolder | undefined, seen: readonly string[] = []): boolean {
    if (source === undefined || before === undefined) return source === before;
    if (seen.includes(source.name)) return true;
    const { rewrite = (text: string) => text } = this.against!;
    const stack = readStack(source);
    if (!isDeepStrictEqual(stack, JSON.parse(rewrite(JSON.stringify(readStack(before)))))) return false;
    const keepers = remoteStates(stack).flatMap((state) => keeperOf(state, this.jsons("after")) ?? []);
    return keepers.every((name) =>
      this.isUnchanged(this.stacks("after")?.get(name), this.stacks("before")?.get(name), [...seen, source.name]),
    );
  }

  /**
   * Writes the outputs that a stack reads from the states of others, each into a file.
   *
   * @returns the files, by the id of what reads them
   * @throws Failure where no stack of the app keeps such a state
   */
  private async readStates(source: StackFolder, side: Side, place: Place): Promise<ReadonlyMap<string, string>> {
    const files = new Map<string, string>();
    for (const state of remoteStates(readStack(source))) {
      const keeper = keeperOf(state, this.jsons(side));
      if (keeper === undefined) {
        throw new Failure(
          `${source.name} reads a state that no stack of this app keeps (data.terraform_remote_state.${state.id}), so it can't be planned offline: give what it reads in the environment, or plan with --aws.`,
        );
      }
      const outputs = await this.outputsOf(keeper, [...place.readers, source.name]);
      const file = join(place.work, `${side}-${keeper}.tfstate`);
      mkdirSync(place.work, { recursive: true });
      writeFileSync(file, outputsState(outputs[side]));
      files.set(state.id, file);
    }
    return files;
  }

  /** The outputs of a stack that others read, in both commits. */
  private outputsOf(name: string, readers: readonly string[]): Promise<Readonly<Record<Side, Outputs>>> {
    if (readers.includes(name)) {
      throw new Failure(`${[...readers, name].join(" reads the state of ")}: such a circle can't be planned offline, plan with --aws.`);
    }
    const known = this.outputs.get(name) ?? this.planOutputs(name, readers);
    this.outputs.set(name, known);
    return known;
  }

  private async planOutputs(name: string, readers: readonly string[]): Promise<Readonly<Record<Side, Outputs>>> {
    const work = join(this.context.work, "read", name);
    const place: Place = { work, readers, progress: (message) => this.context.progress(`${name}: ${message}`) };
    const [after, before] = [this.stacks("after")?.get(name), this.stacks("before")?.get(name)];
    if (after && before && !this.isUnchanged(after, before)) {
      const { settled, folder } = await this.onStanding(after, before, place);
      const { plan } = withoutUnsettled(settled.plan, settled);
      return { before: settled.outputs, after: await this.outputsAfter(plan, after, { folder, renewed: true }) };
    }
    const { plan, folder } = await this.fromNothing((after ?? before)!, after ? "after" : "before", place);
    const outputs = await this.outputsAfter(plan, (after ?? before)!, { folder });
    return { before: outputs, after: outputs };
  }

  /** @param renewed whether the plan is of a change: what AWS decides anew in it isn't what it was before */
  private async outputsAfter(
    plan: PlanJson,
    source: StackFolder,
    { folder, renewed = false }: { readonly folder: PlanFolder; readonly renewed?: boolean },
  ): Promise<Outputs> {
    const stack = readStack(source);
    const [types, planned] = [Object.keys(stack.resource ?? {}), Promise.resolve(standing(plan))];
    const shapes = await shapesOf(folder, { types, planned, cache: this.context.cache });
    return standingAfter(plan, { json: stack, shapes, references: referencesOf([stack]) }, { renewed }).outputs;
  }

  private stacks(side: Side): ReadonlyMap<string, StackFolder> | undefined {
    return side === "after" ? this.context.stacks : this.against?.beforeStacks;
  }

  private jsons(side: Side): ReadonlyMap<string, StackJson> {
    return new Map([...(this.stacks(side) ?? [])].map(([name, folder]) => [name, readStack(folder)]));
  }

  private folder(
    source: StackFolder,
    side: Side,
    stack: StackJson,
    { place, name }: { readonly place: Place; readonly name: string },
  ): PlanFolder {
    const { terraform, explained } = this.context;
    return PlanFolder.copy(source.folder, join(place.work, side), stack, { terraform, name, env: offlineEnvironment(), explained });
  }
}

function stateOf({ work }: { readonly work: string }): string {
  return join(work, "terraform.tfstate");
}

function planOf({ work }: { readonly work: string }): string {
  return join(work, "plan");
}

function providersOf({ terraform }: StackJson): unknown {
  return terraform?.required_providers;
}

/** A data source asks AWS, which an offline plan can't. */
function refuseDataSources(name: string, stack: StackJson): void {
  const found = askingDataSources(stack);
  if (found.length === 0) return;
  throw new Failure(
    `${name} asks AWS for ${found.join(", ")}, so it can't be planned offline: give these values in the environment (account, region, availability zones, prefix list), or plan with --aws.`,
  );
}

/** An import asks AWS as well. */
function withoutImports({ import: _import, ...stack }: StackJson): StackJson {
  return stack;
}
