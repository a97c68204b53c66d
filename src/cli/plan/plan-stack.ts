import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { preventsDestroy } from "../against/copies";
import { PlanJson, withoutIndexes } from "../against/plan-json";
import { Settled, withoutUnsettled } from "../against/settle";
import { StackFolder, readStack } from "../app";
import { StackJson } from "../terraform/stack-json";
import { withAccountGuards } from "./account-guards";
import { OfflinePlans } from "./offline-plans";
import { AgainstOptions, PlanContext } from "./plan-context";
import { PlanFolder } from "./plan-folder";

/** A stack with its plan. */
export interface PlannedStack {
  readonly name: string;
  /** As `terraform show -json` writes it. */
  readonly plan: PlanJson;
  /** The stack as it was synthesized. */
  readonly stack: StackJson;
  /** The stack of the other commit. */
  readonly previous?: StackJson;
  /** What constructs warn of, and what isn't certain about the plan. */
  readonly warnings: readonly string[];
  /** Addresses of what the plan would destroy and Terraform, for `prevent_destroy`, refuses to. */
  readonly refused: readonly string[];
  /** Writes the plan for `terraform apply`, `plan.json` and `plan.txt`. */
  readonly save: (folder: string) => Promise<void>;
}

/** Plans a stack from nothing: no account, no credentials, no state. */
export async function planOffline(source: StackFolder, context: PlanContext): Promise<PlannedStack> {
  const stack = readStack(source);
  const { plan, ...kept } = await new OfflinePlans(context).fromNothing(source);
  return planned(source, stack, { plan: withAccountGuards(withImports(plan, stack), stack), ...kept });
}

/** Plans a stack against the account of the user's credentials, with its own state. */
export async function planOnAws(source: StackFolder, { terraform, work, progress, explained }: PlanContext): Promise<PlannedStack> {
  const folder = new PlanFolder(source.folder, { terraform, name: source.name, env: process.env, explained });
  progress("initializing");
  await folder.init("-reconfigure");
  progress("planning against the account");
  const file = join(work, "plan");
  return planned(source, readStack(source), { plan: await folder.plan(file), folder, file });
}

/** Plans a stack from the state that an apply of another commit's would have left: no account, no credentials. */
export async function planAgainst(source: StackFolder, options: AgainstOptions, context: PlanContext): Promise<PlannedStack> {
  const plans = new OfflinePlans(context, options);
  const [stack, previous] = [readStack(source), readStack(options.before)];
  if (plans.isUnchanged(source, options.before)) return unchanged(source, stack);
  return { ...changed(source, { ...(await plans.onStanding(source, options.before)), stack, previous }), previous };
}

interface Changed {
  readonly settled: Settled;
  readonly stack: StackJson;
  readonly previous: StackJson;
  readonly folder: PlanFolder;
  readonly file: string;
}

function changed(source: StackFolder, { settled, stack, previous, folder, file }: Changed): PlannedStack {
  const { plan, uncertain } = withoutUnsettled(settled.plan, settled);
  const warnings = uncertain.map((address) => `${address}: can't be compared offline, since its state can't be guessed: plan with --aws`);
  return planned(source, stack, { plan: withAccountGuards(withImports(plan, stack, previous), stack), folder, file }, warnings);
}

function planned(
  { name, warnings }: StackFolder,
  stack: StackJson,
  { plan, folder, file }: { readonly plan: PlanJson; readonly folder: PlanFolder; readonly file: string },
  further: readonly string[] = [],
): PlannedStack {
  const prevented = preventsDestroy(stack);
  const refused = (plan.resource_changes ?? [])
    .filter(({ address, change }) => change.actions.includes("delete") && prevented.has(withoutIndexes(address)))
    .map(({ address }) => address);
  const save = async (target: string): Promise<void> => {
    const text = await folder.show(file, "-no-color");
    writeAll(target, { "plan.json": JSON.stringify(plan), "plan.txt": text });
    cpSync(file, join(target, "plan"));
  };
  return { name, plan, stack, warnings: [...warnings, ...further], refused, save };
}

/** The same stack: nothing has to be planned to say so. */
function unchanged({ name, warnings }: StackFolder, stack: StackJson): PlannedStack {
  const plan = {
    format_version: "1.2",
    planned_values: { root_module: {} },
    resource_changes: [],
    output_changes: {},
    configuration: { root_module: {} },
  };
  const save = async (target: string): Promise<void> =>
    writeAll(target, { "plan.json": JSON.stringify(plan), "plan.txt": "No changes.\n" });
  return { name, plan, stack, previous: stack, warnings, refused: [], save };
}

function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

/** What is to be imported is planned as if it were created, and says so. */
function withImports(plan: PlanJson, stack: StackJson, previous?: StackJson): PlanJson {
  const before = new Set((previous?.import ?? []).map(({ to }) => importedAddress(to)));
  const ids = new Map((stack.import ?? []).map(({ to, id }) => [importedAddress(to), id]));
  const changes = (plan.resource_changes ?? []).map((resource) => {
    const id = ids.get(resource.address);
    if (id === undefined || before.has(resource.address) || !resource.change.actions.includes("create")) return resource;
    return { ...resource, change: { ...resource.change, importing: { id } } };
  });
  return { ...plan, resource_changes: changes };
}

/** `import` blocks of JSON name a resource as an expression, or as its address. */
function importedAddress(to: string): string {
  return to.replace(/^\$\{(.*)\}$/, "$1");
}
