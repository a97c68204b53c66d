/**
 * What a reviewer is told of each growth path and of other changes of the example's prod. Each `<name>.plan.json` is what the real provider plans (`npm run review-goldens`), without what stays as
 * it is; the text beside it was read by somebody who had to decide from it. A test writes neither.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PlanJson } from "../../../src/cli/against/plan-json";
import { Review } from "../../../src/review/review";
import { GOLDEN_CASES, GoldenCase } from "../../../tools/review-goldens/cases";
import { GoldenReviews, filesOf, textOf } from "../../../tools/review-goldens/golden-review";
import { PROJECT } from "../../../tools/support/paths";

/** Each is made once: it takes both of the case's stacks. */
const made = new Map<GoldenCase, Review>();
const reviews = new GoldenReviews();
const read = (each: GoldenCase, ending: string): string => readFileSync(join(PROJECT, `${filesOf(each)}${ending}`), "utf8");
const named = (cases: readonly GoldenCase[]): [string, GoldenCase][] => cases.map((each) => [each.name, each]);

function reviewOf(each: GoldenCase): Review {
  const review = made.get(each) ?? reviews.reviewOf(each, JSON.parse(read(each, ".plan.json")) as PlanJson);
  made.set(each, review);
  return review;
}

test.each(named(GOLDEN_CASES))("%s: the comment is what was read", (_, each) => {
  expect(textOf(each, reviewOf(each))).toBe(read(each, ".md"));
});

// Design: "Growth paths that must work as a change of one value, in place, with no stateful resource replaced".
test.each(named(GOLDEN_CASES.filter(({ group }) => group === "growth")))(
  "%s fails no gate, deletes nothing, and replaces nothing but what starts a release",
  (_, each) => {
    const { findings, totals, changes } = reviewOf(each);
    const replaced = changes.filter(({ action, path }) => action === "replace" && !/\/Release(?:\/Document)?$/.test(path));
    expect([findings.filter(({ gate }) => gate !== undefined), totals.delete, replaced]).toEqual([[], 0, []]);
  },
);

test("each plan is of a case", () => {
  const files = ["growth", "operations"].flatMap((group) =>
    readdirSync(join(PROJECT, "__tests__/review/golden", group)).map((file) => `${group}/${file}`),
  );
  const known = GOLDEN_CASES.flatMap(({ group, name }) => [`${group}/${name}.md`, `${group}/${name}.plan.json`]);
  expect(files.sort()).toEqual(known.sort());
});
