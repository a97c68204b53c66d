import { FailedAttempt } from "./messages";

/** Milliseconds, to a tenth. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** The least value that so much of all are at most (nearest rank): a value that was measured, never one in between. 0 of none. Pure. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (part: number): number => tenth(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0);
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** How long clients saw failures after something happened. */
export interface Recovery {
  readonly failures: number;
  /** From what happened to the first failure, in seconds. Undefined without a failure. */
  readonly firstFailureSeconds?: number;
  /** From the first failure to the start of the first second without one, in seconds. 0 without a failure. */
  readonly seconds: number;
  /** From the first failure to the last one, in seconds: more than `seconds` where failures came back. */
  readonly lastFailureSeconds: number;
}

const SECOND = 1000;

/**
 * Reads a recovery from failures, which need no order. Pure.
 *
 * @param from when it happened, in milliseconds since 1970
 * @param until what is later belongs to something else
 */
export function recoveryOf(failures: readonly FailedAttempt[], from: number, until: number): Recovery {
  const times = failures
    .map(({ at }) => at)
    .filter((at) => at >= from && at < until)
    .sort((a, b) => a - b);
  const [first] = times;
  if (first === undefined) return { failures: 0, seconds: 0, lastFailureSeconds: 0 };
  let end = first;
  for (const at of times) {
    if (at - end >= SECOND) break;
    end = at;
  }
  return {
    failures: times.length,
    firstFailureSeconds: tenth((first - from) / SECOND),
    seconds: tenth((end - first) / SECOND),
    lastFailureSeconds: tenth((times.at(-1)! - first) / SECOND),
  };
}
