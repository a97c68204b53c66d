/** Shows what Terraform would do with one environment. */
import { mkdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { StackFolder, appOf } from "../src/cli/app";
import { planAgainstCommit } from "../src/cli/plan/plan-against-commit";
import { PlanContext } from "../src/cli/plan/plan-context";
import { PlannedStack, planOffline, planOnAws } from "../src/cli/plan/plan-stack";
import { reviewOf } from "../src/cli/plan/review-of";
import { Finding } from "../src/review/review";
import { readArguments } from "./support/arguments";
import { Failure, runTool } from "./support/failure";
import { withLock } from "./support/lock";
import { CACHE, PROJECT } from "./support/paths";
import { unacknowledgedLosses } from "./support/plan/losses";
import { planTable, planTotals } from "./support/plan/plan-table";
import { PlanJson, PlannedChange, constructPaths, plannedChanges } from "./support/plan/planned-changes";
import { SessionDisturbance, outdatedCalendars, sessionDisturbances, tradingSessions } from "./support/plan/session-disturbances";
import { stackOf, synthesizeApp } from "./support/synthesized-app";
import { explained } from "./support/terraform/error-explanations";
import { Terraform } from "./support/terraform/terraform";

const USAGE = `Usage: npm run plan -- <environment> [--against <commit> | --aws]

Shows what Terraform would do, as a table by module. <environment> is one of examples/trading-stack/environments.ts.

Without options the plan is made offline by the real AWS provider, from nothing: no account, no credentials, no network.

  --against COMMIT        what changes from the state that this commit's code would have made, offline
  --aws                   plan against the account that your AWS credentials are of, with the environment's own state
  --acknowledge-loss PATH this construct, or this resource by its address, may be deleted or replaced with its data; may be given several times
  --allow-during-session  instances may be replaced while the market of their service is open
  --help                  this text

A plan that would delete or replace what holds data ends with status 1, unless each loss is acknowledged: a construct that has left the code,
or has another id, isn't protected by prevent_destroy any more. So does a plan that, applied now, would replace instances during the trading session
of their service.

The whole plan is saved in .cache/plan/<environment>/: plan.txt, plan.json, and plan for terraform apply.

Needs Terraform 1.10 or newer.`;

const ONE_ENVIRONMENT = "npm run plan takes one environment";

interface Request {
  readonly environment: string;
  readonly against?: string;
  readonly aws: boolean;
  readonly acknowledged: readonly string[];
  readonly allowDuringSession: boolean;
}

function readRequest(): Request {
  const { values, positionals } = readArguments(USAGE, {
    against: { type: "string" },
    aws: { type: "boolean" },
    "acknowledge-loss": { type: "string", multiple: true },
    "allow-during-session": { type: "boolean" },
  });
  if (positionals.length !== 1) throw new Failure(`${ONE_ENVIRONMENT}, got ${positionals.join(" ") || "none"}.\n\n${USAGE}`, 2);
  const acknowledged = (values["acknowledge-loss"] as string[] | undefined) ?? [];
  const allowDuringSession = values["allow-during-session"] === true;
  return {
    environment: positionals[0]!,
    against: values.against as string | undefined,
    aws: values.aws === true,
    acknowledged,
    allowDuringSession,
  };
}

function progress(message: string): void {
  process.stderr.write(`${message}\n`);
}

async function plan({ environment, aws, against, acknowledged, allowDuringSession }: Request): Promise<void> {
  const terraform = await Terraform.find();
  const work = join(CACHE, "plan");
  mkdirSync(work, { recursive: true });
  await withLock(join(work, "lock"), async () => {
    progress("synthesizing");
    const stacks = await synthesizeApp(join(work, "cdktf.out"));
    const source = stacks.get(stackOf(environment, [...stacks.keys()]))!;
    const files = join(work, "files");
    rmSync(files, { recursive: true, force: true });
    const context: PlanContext = { terraform, work: files, cache: work, progress, explained };
    const planned = aws ? await planOnAws(source, context) : await offline(source, against, context);
    const folder = join(work, planned.name.replace(/^trading-/, ""));
    rmSync(folder, { recursive: true, force: true });
    await planned.save(folder);
    const paths = constructPaths(planned.stack);
    const changes = plannedChanges(planned.plan as PlanJson, paths);
    show(planned, changes, relative(PROJECT, folder));
    const disturbances = noteSessions(planned, changes, paths);
    refuseLosses(unacknowledgedLosses(reviewOf(planned).findings, acknowledged));
    if (!allowDuringSession) refuseDisturbances(disturbances.filter(({ allowed }) => !allowed));
  });
}

async function offline(source: StackFolder, against: string | undefined, context: PlanContext): Promise<PlannedStack> {
  if (against === undefined) return planOffline(source, context);
  return planAgainstCommit(source, { app: appOf(PROJECT), commit: against }, context);
}

function show({ name, warnings }: PlannedStack, changes: readonly PlannedChange[], folder: string): void {
  if (changes.length > 0) process.stdout.write(`\n${planTable(changes)}\n`);
  if (warnings.length > 0) process.stdout.write(`\nWarnings:\n${warnings.map((warning) => `  - ${warning}\n`).join("")}`);
  process.stdout.write(`\n${name}: ${planTotals(changes)}.\nWhole plan: ${folder}/plan.txt and plan.json\n`);
}

/** Says what the plan means for trading sessions, and gives back what it would disturb. */
function noteSessions(
  { stack }: PlannedStack,
  changes: readonly PlannedChange[],
  paths: ReadonlyMap<string, string>,
): readonly SessionDisturbance[] {
  const [sessions, now] = [tradingSessions(stack), new Date()];
  const disturbances = sessionDisturbances(changes, sessions, now);
  const notes = [...disturbances.map(({ sentence }) => sentence), ...outdatedCalendars(sessions, paths, now)];
  if (notes.length > 0) process.stdout.write(`\nTrading sessions:\n${notes.map((note) => `  - ${note}\n`).join("")}`);
  return disturbances;
}

function refuseLosses(losses: readonly Finding[]): void {
  if (losses.length === 0) return;
  const lines = losses.map(({ path, sentence }) => `  - ${sentence}. If that is meant: --acknowledge-loss ${path}`);
  throw new Failure(
    `This plan loses data:\n${lines.join("\n")}\nA construct that only moved keeps its resource: call \`resource.moveFromId(…)\` with its old address, or run \`terraform state mv\`.`,
  );
}

function refuseDisturbances(disturbances: readonly SessionDisturbance[]): void {
  if (disturbances.length === 0) return;
  throw new Failure(
    `This plan disturbs trading:\n${disturbances.map(({ sentence }) => `  - ${sentence}.\n`).join("")}Apply it after the closing. If it can't wait: --allow-during-session`,
  );
}

void runTool(async () => plan(readRequest()));
