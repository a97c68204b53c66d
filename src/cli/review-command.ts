import { join, resolve } from "node:path";
import { reviewPlan } from "../review/build";
import { ReviewException } from "../review/exceptions";
import { Review } from "../review/review";
import { SynthesizedStack } from "../testing/synthesized-stack";
import { readArguments } from "./arguments";
import { Failure } from "./failure";
import { kindOf, textOf } from "./files";
import { OUTPUT_OPTIONS, OUTPUT_USAGE, outputOptions, writeReview } from "./review-output";
import { STACK_FILE } from "./terraform/stack-json";

export const REVIEW_USAGE = `Usage: npx cdktf-trading-platform review <plan.json> [options]

Says what a plan would do, in the order in which a reviewer has to know it. Any plan can be read: terraform show -json <plan> > plan.json

  plan.json              the plan; - reads it from standard input
  --stack FOLDER         the synthesized stack, such as cdktf.out/stacks/prod: changes are named by its constructs
  --previous FOLDER      the stack as it was synthesized before
${OUTPUT_USAGE}
  --help                 this text`;

/** @returns the status that the command ends with */
export function reviewCommand(args: readonly string[]): number {
  const { values, positionals } = readArguments(
    args,
    {
      ...OUTPUT_OPTIONS,
      stack: { type: "string" },
      previous: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
    { usage: REVIEW_USAGE },
  );
  if (values.help) {
    process.stdout.write(`${REVIEW_USAGE}\n`);
    return 0;
  }
  if (positionals.length !== 1) throw new Failure(`review takes one plan, got ${positionals.join(" ") || "none"}.\n\n${REVIEW_USAGE}`);
  const options = outputOptions(values);
  const [stack, previous] = [values.stack, values.previous].map((folder) => (folder === undefined ? undefined : readSynthesized(folder)));
  return writeReview(review(positionals[0]!, { stack, previous }, options.exceptions), options, { stack, previous });
}

/** What Terraform's configuration has at its top; a synthesized stack has one of them at least. */
const STACK_BLOCKS = ["terraform", "provider", "resource", "data", "module", "output"] as const;

interface Synthesized {
  readonly stack?: SynthesizedStack;
  readonly previous?: SynthesizedStack;
}

function review(file: string, { stack, previous }: Synthesized, exceptions: readonly ReviewException[]): Review {
  const name = file === "-" ? "standard input" : file;
  const plan = parsedPlan(name, textOf(file === "-" ? 0 : file, name));
  try {
    return reviewPlan({ plan, stack, previous, exceptions });
  } catch (error) {
    // In a sentence, as it is for what is no plan.
    throw new Failure(`${name}: ${(error as Error).message}`);
  }
}

function parsedPlan(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const saved = text.startsWith("PK") ? "it is the plan itself" : "it isn't JSON";
    throw new Failure(`${name} can't be read as a plan, since ${saved}: write it with terraform show -json <plan> > plan.json`);
  }
}

function readSynthesized(folder: string): SynthesizedStack {
  const file = folder.endsWith(".json") ? resolve(folder) : join(folder, STACK_FILE);
  if (kindOf(folder) === "folder" && kindOf(file) === undefined) {
    throw new Failure(
      `${folder} isn't a synthesized stack, since it has no ${STACK_FILE}: name its folder, such as cdktf.out/stacks/prod.`,
    );
  }
  const text = textOf(file);
  try {
    const json = JSON.parse(text);
    // A plan is JSON as well, and would name no construct.
    if (STACK_BLOCKS.some((block) => block in json)) return new SynthesizedStack(json);
  } catch {
    // Said below.
  }
  throw new Failure(`${file} isn't a synthesized stack: name its folder, such as cdktf.out/stacks/prod.`);
}
