import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkout, notIn } from "../against/checkout";
import { App, StackFolder, appOf, synthesize } from "../app";
import { Failure } from "../failure";
import { AgainstOptions, PlanContext } from "./plan-context";
import { PlannedStack, planAgainst, planOffline } from "./plan-stack";

export interface CommitOptions {
  readonly app: App;
  /** A commit, a branch or a tag. */
  readonly commit: string;
}

/** Plans a stack from the state that the code of a commit would have made. The working copy stays as it is, with whatever isn't committed in it. */
export async function planAgainstCommit(stack: StackFolder, { app, commit }: CommitOptions, context: PlanContext): Promise<PlannedStack> {
  const { work, progress } = context;
  progress(`synthesizing ${commit}`);
  const other = await checkout(app.project, commit, join(work, "checkout"), progress);
  const otherApp = appOfCommit(other.project, app, commit);
  const beforeStacks = await synthesize({ ...otherApp, name: `The app of ${commit}` }, join(work, "cdktf.before"));
  const rewrite = (text: string): string => text.replaceAll(other.project, app.project);
  return planFrom(stack, { beforeStacks, beforeName: commit, rewrite }, context);
}

/** The app as the commit runs it; where it was said how, it is run so in both. */
function appOfCommit(project: string, { chosen, context }: App, commit: string): App {
  const hasFile = existsSync(join(project, "cdktf.json"));
  if (!hasFile && chosen === undefined) throw new Failure(notIn(commit, "cdktf.json"));
  return hasFile ? appOf(project, chosen) : { command: chosen!, project, context };
}

/** The same from what another commit has synthesized: where it has no such stack, everything is new. */
export async function planFrom(
  stack: StackFolder,
  options: Omit<AgainstOptions, "before" | "beforeStacks"> & { readonly beforeStacks: ReadonlyMap<string, StackFolder> },
  context: PlanContext,
): Promise<PlannedStack> {
  const before = options.beforeStacks.get(stack.name);
  if (before !== undefined) return planAgainst(stack, { ...options, before }, context);
  const planned = await planOffline(stack, context);
  return { ...planned, warnings: [...planned.warnings, `${options.beforeName} has no stack ${stack.name}: everything is new.`] };
}
