/** Plans what the goldens of the review are made of. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { App, Testing } from "cdktf";
import { PlanJson } from "../../src/cli/against/plan-json";
import { synthesize } from "../../src/testing";
import { readArguments } from "../support/arguments";
import { Failure, runTool } from "../support/failure";
import { PROJECT } from "../support/paths";
import { Terraform } from "../support/terraform/terraform";
import { GOLDEN_CASES, GoldenCase, beforeOf } from "./cases";
import { EverydayStack } from "./everyday-stack";
import { GoldenReviews, buildAfter, buildBefore, filesOf, textOf } from "./golden-review";
import { RECORDED, recordedReviews, textsOf } from "./recorded-reviews";
import { StandingPlatform } from "./standing-platform";
import { strippedPlan, wholePlan } from "./stripped-plan";

/** Below the project's folder. */
const EVERYDAY_PLAN = "__tests__/review/mutations/everyday.plan.json";

const USAGE = `Usage: npm run review-goldens -- [options] [case ...]

Plans each growth path and operation of trading-prod by the real provider, offline, and writes its plan and what the review says of it to __tests__/review/golden. Read what changes there: a
unit test compares the texts. Without cases all of them, in a quarter of an hour, and the texts of each recorded review (*.review.json) with them.

  --everyday  plan the small platform whose changes a unit test makes up, and nothing else
  --texts     write the texts anew from the plans and reviews that are there, and plan nothing; seconds
  --help      this text

Cases: ${GOLDEN_CASES.map(({ name }) => name).join(", ")}.

Needs Terraform 1.10 or newer.`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments(USAGE, { texts: { type: "boolean" }, everyday: { type: "boolean" } });
  if (values.everyday === true) return planEveryday();
  const unknown = positionals.filter((name) => !GOLDEN_CASES.some((each) => each.name === name));
  if (unknown.length > 0) throw new Failure(`There is no case ${unknown.join(", ")}.\n\n${USAGE}`, 2);
  const cases = GOLDEN_CASES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  if (values.texts !== true) await plan(cases);
  const reviews = new GoldenReviews();
  for (const each of cases) write(each, ".md", textOf(each, reviews.reviewOf(each, storedPlan(each))));
  if (positionals.length === 0) writeRecorded();
}

/** Of reviews that nothing makes anew: what is said of them changes with the words alone. */
function writeRecorded(): void {
  for (const [name, review] of recordedReviews()) {
    for (const [ending, text] of Object.entries(textsOf(name, review))) writeFileSync(join(RECORDED, `${name}${ending}`), text);
  }
}

/** Cases that begin with the same platform share its state. */
async function plan(cases: readonly GoldenCase[]): Promise<void> {
  const terraform = await Terraform.find();
  // What can't be synthesized is said at once rather than after minutes.
  for (const each of cases) synthesize(buildAfter(each)(Testing.app()));
  for (const env of new Set(cases.map(beforeOf))) {
    const work = mkdtempSync(join(tmpdir(), "review-goldens-"));
    try {
      const own = cases.filter((each) => beforeOf(each) === env);
      const platform = await StandingPlatform.of(buildBefore(own[0]!), { work, terraform });
      for (const each of own) {
        process.stderr.write(`planning ${each.name}\n`);
        const planned = await platform.planOf(each.name, buildAfter(each));
        write(each, ".plan.json", `${JSON.stringify(strippedPlan(planned))}\n`);
      }
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
}

/** A plan that changes nothing, whole: what is changed in it by hand is what a plan would have. */
async function planEveryday(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "review-goldens-"));
  const build = (app: App): EverydayStack => new EverydayStack(app, "everyday");
  try {
    const platform = await StandingPlatform.of(build, { work, terraform: await Terraform.find() });
    writeFileSync(join(PROJECT, EVERYDAY_PLAN), `${JSON.stringify(wholePlan(await platform.planOf("everyday", build)))}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function storedPlan(each: GoldenCase): PlanJson {
  const file = join(PROJECT, `${filesOf(each)}.plan.json`);
  if (!existsSync(file)) throw new Failure(`There is no plan of ${each.name} yet: npm run review-goldens -- ${each.name}`);
  return JSON.parse(readFileSync(file, "utf8")) as PlanJson;
}

function write(each: GoldenCase, ending: string, text: string): void {
  const file = join(PROJECT, `${filesOf(each)}${ending}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

void runTool(main);
