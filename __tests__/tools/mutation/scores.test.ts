import { readScores, scoresPage, wilson } from "../../../tools/mutation/scores";

const STORAGE = { part: "storage", noticed: 18, tried: 20, seed: 7, date: "2026-11-26" };
const CORE = { part: "core", noticed: 5, tried: 5, seed: 1, date: "2026-11-25" };

test("a page has each part's score, in the order of the parts", () => {
  expect(readScores(scoresPage("", [STORAGE, CORE]))).toEqual([CORE, STORAGE]);
});

test("a run replaces the scores of its parts, and keeps the others", () => {
  const again = { ...STORAGE, noticed: 95, tried: 100, date: "2026-12-01" };
  expect(readScores(scoresPage(scoresPage("", [STORAGE, CORE]), [again]))).toEqual([CORE, again]);
});

test("a score whose seed wasn't kept stays as it is", () => {
  const unseeded = { part: "storage", noticed: 18, tried: 20, date: "2026-11-26" };
  expect(readScores(scoresPage("", [unseeded]))).toEqual([unseeded]);
});

test("a rate stands beside the range that it is certain in", () => {
  expect(scoresPage("", [STORAGE])).toContain("| `storage` | 18 of 20 | 90 % (70–97) | 2026-11-26, seed 7 |");
});

// Brown, Cai, DasGupta, "Interval Estimation for a Binomial Proportion" (2001): 0 and 10 of 10, at 95 %.
test.each([
  [0, 10, 0, 0.278],
  [10, 10, 0.722, 1],
])("%d of %d trials lie between %d and %d", (successes, trials, from, to) => {
  const [least, most] = wilson(successes, trials);
  expect([least, most]).toEqual([expect.closeTo(from, 3), expect.closeTo(to, 3)]);
});
