/**
 * What a reviewer is told of each growth path and of other changes of the example's prod. Each `<name>.plan.json` is what the real provider plans (`npm run review-goldens`), without what stays as
 * it is; the text beside it was read by somebody who had to decide from it. A test writes neither.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PlanJson } from "../../../src/cli/against/plan-json";
import { Review } from "../../../src/review/review";
import { GOLDEN_CASES, GoldenCase } from "../../../tools/review-goldens/cases";
import { GoldenReviews, filesOf } from "../../../tools/review-goldens/golden-review";
import { PROJECT } from "../../../tools/support/paths";

/** Cases that nobody has planned yet: `npm run review-goldens -- <case>` does, and then the name leaves this list. */
const WITHOUT_PLAN: readonly string[] = [
  "more-page-views",
  "longer-retention",
  "restore",
  "one-zone-less",
  "one-shard-less",
  "shorter-backups",
  "one-reader-less",
  "no-rollback",
  "another-session",
  "certificate-authority",
  "major-version",
];
const RECORDED = GOLDEN_CASES.filter((each) => existsSync(join(PROJECT, `${filesOf(each)}.plan.json`)));

const reviews = new GoldenReviews();
const read = (each: GoldenCase, ending: string): string => readFileSync(join(PROJECT, `${filesOf(each)}${ending}`), "utf8");
const planOf = (each: GoldenCase): PlanJson => JSON.parse(read(each, ".plan.json")) as PlanJson;
const reviewOf = (each: GoldenCase): Review => reviews.reviewOf(each, planOf(each));
const named = (cases: readonly GoldenCase[]): [string, GoldenCase][] => cases.map((each) => [each.name, each]);

test.each(named(RECORDED))("%s: the comment is what was read", (_, each) => {
  expect(reviews.textOf(each, planOf(each))).toBe(read(each, ".md"));
});

// Design: "Growth paths that must work as a change of one value, in place, with no stateful resource replaced".
test.each(named(RECORDED.filter(({ group }) => group === "growth")))(
  "%s fails no gate, deletes nothing, and replaces nothing but what starts a release",
  (_, each) => {
    const { findings, totals, changes } = reviewOf(each);
    const replaced = changes.filter(({ action, path }) => action === "replace" && !/\/Release(?:\/Document)?$/.test(path));
    expect([findings.filter(({ gate }) => gate !== undefined), totals.delete, replaced]).toEqual([[], 0, []]);
  },
);

test("each plan is of a case, and the cases that have none are known", () => {
  const files = ["growth", "operations"].flatMap((group) =>
    readdirSync(join(PROJECT, "__tests__/review/golden", group)).map((file) => `${group}/${file}`),
  );
  const known = RECORDED.flatMap(({ group, name }) => [`${group}/${name}.md`, `${group}/${name}.plan.json`]);
  expect(files.sort()).toEqual(known.sort());
  expect(GOLDEN_CASES.filter((each) => !RECORDED.includes(each)).map(({ name }) => name)).toEqual(WITHOUT_PLAN);
});
