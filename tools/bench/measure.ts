import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { CACHE, PROJECT } from "../support/paths";

/** The package as it is published, compiled by the benchmark itself. */
export const LIB = join(CACHE, "bench/lib");

export interface Sample {
  /** Milliseconds. */
  readonly ms: number;
  /** Resident set or heap, megabytes; 0 where nobody asks. */
  readonly mb: number;
}

/** What was measured of one row. */
export interface Measured {
  readonly value: number;
  /** Both sides in figures of this one run. */
  readonly detail: string;
}

export interface Row {
  /** For `--only`, and the key in results.json. */
  readonly name: string;
  readonly what: string;
  readonly bar: number;
  readonly unit: "×" | "MB" | "kB" | "ms";
  /** How it is measured, for the page. */
  readonly how: string;
  /** Why the bar is missed, where it is known to be. */
  readonly because?: string;
}

/** Rows that one measurement fills together. */
export interface Measurement {
  readonly rows: readonly Row[];
  /** In the order of `rows`. */
  readonly measure: () => Promise<readonly Measured[]>;
}

/** Runs the variants alternately and keeps the best of each, so that noise cancels. */
export async function compare<Name extends string>(
  variants: Record<Name, () => Sample | Promise<Sample>>,
  rounds: number,
): Promise<Record<Name, Sample>> {
  const best = {} as Record<Name, Sample>;
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(variants) as Name[]) {
      const { ms, mb } = await variants[name]();
      best[name] = { ms: Math.min(ms, best[name]?.ms ?? Infinity), mb: Math.min(mb, best[name]?.mb ?? Infinity) };
    }
  }
  return best;
}

/** Milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** What a script prints as JSON, run by Node.js in a process of its own. */
export function printedBy<T>(args: readonly string[], cwd = PROJECT): T {
  return JSON.parse(execFileSync(process.execPath, args, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 })) as T;
}

export function seconds(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
