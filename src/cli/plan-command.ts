import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { SynthesizedStack } from "../testing/synthesized-stack";
import { App, appOf, chosenStack, readStack, synthesize, synthesizedStacks } from "./app";
import { readArguments } from "./arguments";
import { Failure } from "./failure";
import { kindOf } from "./files";
import { planAgainstCommit, planFrom } from "./plan/plan-against-commit";
import { PlanContext } from "./plan/plan-context";
import { PlannedStack, planOffline, planOnAws } from "./plan/plan-stack";
import { reviewOf } from "./plan/review-of";
import { endAll } from "./process";
import { OUTPUT_OPTIONS, OUTPUT_USAGE, outputOptions, writeReview } from "./review-output";
import { explained } from "./terraform/error-explanations";
import { wantedAwsProvider } from "./terraform/provider-mirror";
import { Terraform } from "./terraform/terraform";

export const PLAN_USAGE = `Usage: npx cdktf-trading-platform plan [stack] [options]

Says what Terraform would do with a stack of the CDKTF app in this folder. Without options the plan is made offline by the real provider, from nothing:
no account, no credentials, no network beyond Terraform's registry.

  stack                  the stack's name, where the app has several
  --app COMMAND          how the app is run ("app" of cdktf.json)
  --against COMMIT       what changes from the state that this commit's code would have made, offline; a branch or a tag is a commit too
  --against-output DIR   the same, for a commit that has been synthesized already: its cdktf.out
  --aws                  plan against the account that your AWS credentials are of, with the stack's own state
  --save DIR             keep the plan: plan for terraform apply, plan.json, plan.txt
${OUTPUT_USAGE}
  --help                 this text

Needs Terraform 1.10 or newer: terraform on PATH, or the binary that TERRAFORM_BINARY_NAME names. OpenTofu isn't tried.`;

const OPTIONS = {
  ...OUTPUT_OPTIONS,
  app: { type: "string" },
  against: { type: "string" },
  "against-output": { type: "string" },
  aws: { type: "boolean", default: false },
  save: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** What ends the command before its time: Ctrl+C, a runner that cancels a job, a terminal that is closed. */
const INTERRUPTIONS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface Request {
  readonly stack?: string;
  readonly app: App;
  readonly against?: string;
  readonly againstOutput?: string;
  readonly aws: boolean;
}

/** @returns the status that the command ends with */
export async function planCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, { usage: PLAN_USAGE });
  if (values.help) {
    process.stdout.write(`${PLAN_USAGE}\n`);
    return 0;
  }
  if (positionals.length > 1) throw new Failure(`plan takes one stack, got ${positionals.join(" ")}.\n\n${PLAN_USAGE}`);
  const { against, "against-output": againstOutput, aws, save } = values;
  const chosen = [against !== undefined && "--against", againstOutput !== undefined && "--against-output", aws && "--aws"].filter(Boolean);
  if (chosen.length > 1) throw new Failure(`${chosen.join(" and ")} can't be used together: each says what the stack is compared with.`);
  if (save !== undefined && kindOf(save) === "file") throw new Failure(`The plan can't be kept in ${save}: it is a file; name a folder.`);
  const output = outputOptions(values);
  const app = appOf(process.cwd(), values.app);
  // Its real path: Terraform and Node.js say files by that.
  const work = realpathSync(mkdtempSync(join(tmpdir(), "cdktf-plan-")));
  const removed = (): void => rmSync(work, { recursive: true, force: true, maxRetries: 3 });
  const interrupted = (signal: NodeJS.Signals, number: number): void => {
    // What still runs would write into the folder.
    void endAll(signal).then(() => {
      removed();
      process.exit(128 + number);
    });
  };
  for (const signal of INTERRUPTIONS) process.once(signal, interrupted);
  try {
    const planned = await plan({ stack: positionals[0], app, against, againstOutput, aws }, work);
    if (save !== undefined) await saved(planned, resolve(save));
    const [stack, previous] = [planned.stack, planned.previous].map((json) => json && new SynthesizedStack(json, [], planned.name));
    return writeReview(reviewOf(planned, output.exceptions), output, { stack, previous });
  } finally {
    for (const signal of INTERRUPTIONS) process.off(signal, interrupted);
    removed();
  }
}

async function plan({ stack: name, app, against, againstOutput, aws }: Request, work: string): Promise<PlannedStack> {
  progress("synthesizing");
  const stacks = await synthesize(app, join(work, "cdktf.out"));
  const stack = chosenStack(stacks, name);
  const cache = cacheOf(app.project, work);
  const source = { folder: cache, wanted: wantedAwsProvider(readStack(stack)) };
  const context: PlanContext = { terraform: await Terraform.locate(source), work, progress, cache, explained, stacks };
  if (aws) return planOnAws(stack, context);
  if (against === undefined && againstOutput === undefined) return planOffline(stack, context);
  if (againstOutput !== undefined) {
    return planFrom(stack, { beforeStacks: synthesizedStacks(resolve(againstOutput)), beforeName: againstOutput }, context);
  }
  return planAgainstCommit(stack, { app, commit: against! }, context);
}

function progress(message: string): void {
  process.stderr.write(`${message}\n`);
}

async function saved(planned: PlannedStack, folder: string): Promise<void> {
  try {
    await planned.save(folder);
  } catch (error) {
    // Status 2, which what the file system refuses has elsewhere, says with --detailed-exitcode that something changes.
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new Failure(`The plan can't be kept in ${folder}: ${(error as Error).message}`);
  }
}

/** Where what is downloaded is kept, as other tools of a project do. */
function cacheOf(project: string, work: string): string {
  const packages = join(project, "node_modules");
  if (!existsSync(packages)) return work;
  const cache = join(packages, ".cache/cdktf-trading-platform");
  mkdirSync(cache, { recursive: true });
  return cache;
}
