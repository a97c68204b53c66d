import { percentiles, recoveryOf } from "../../../tools/bench/load/figures";
import { FailedAttempt } from "../../../tools/bench/load/messages";

const failedAt = (...times: readonly number[]): readonly FailedAttempt[] =>
  times.map((at): FailedAttempt => ({ at, kind: "book", reason: "503" }));

test("a percentile is the least value that so many are at most", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentiles(hundred)).toEqual({ count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
});

test("of few values the higher percentiles are the largest one", () => {
  expect(percentiles([20, 10])).toEqual({ count: 2, p50: 10, p95: 20, p99: 20, max: 20 });
});

test("of no value there is none", () => {
  expect(percentiles([])).toEqual({ count: 0, p50: 0, p95: 0, p99: 0, max: 0 });
});

test("a recovery lasts from the first failure to the first second without one", () => {
  expect(recoveryOf(failedAt(1200, 1500, 2300, 3200), 1000, Infinity)).toEqual({
    failures: 4,
    firstFailureSeconds: 0.2,
    seconds: 2,
    lastFailureSeconds: 2,
  });
});

test("failures that come back after a second are told apart", () => {
  const { seconds, lastFailureSeconds } = recoveryOf(failedAt(1000, 1500, 2600), 1000, Infinity);
  expect([seconds, lastFailureSeconds]).toEqual([0.5, 1.6]);
});

test("failures before and after belong to something else", () => {
  expect(recoveryOf(failedAt(900, 1000, 2000), 1000, 2000).failures).toBe(1);
});

test("without a failure nothing has to recover", () => {
  expect(recoveryOf([], 1000, 2000)).toEqual({ failures: 0, seconds: 0, lastFailureSeconds: 0 });
});
