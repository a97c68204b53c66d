import { Owned } from "../../serve/owned";
import { ServedPlatform, startPlatform } from "../../serve/platform";
import { sleep } from "../../support/process";
import { check } from "./check";
import { drive } from "./drive";
import { percentiles } from "./figures";
import { Ledger, LoadOutcome, LoadProgress, WatchOutcome } from "./messages";
import { KINDS } from "./operations";
import { Measured } from "./processor-time";
import { CheckFigures, LoadFigures, RunResult, WatchFigures } from "./results";
import { Stored, StoredBalance, readBalances, readStored } from "./stored";

/** How much of it. */
export interface Size {
  readonly rate: number;
  readonly seconds: number;
  readonly sockets: number;
  readonly seed: number;
  /** Before it is measured, with half the requests: code is compiled and connections are made then. */
  readonly warmUpSeconds: number;
}

export type Print = (line: string) => void;

/** An account may make 50 requests a second in each process: with so many, none is near it. */
export const ACCOUNTS = 200;
const SETTLED_SECONDS = 60;
const POLL_MILLISECONDS = 500;
const PROGRESS_SECONDS = 10;

/** A platform with its own servers, and nothing in its books. */
export async function freshPlatform(processesPerService: number, owned: Owned, print: Print): Promise<ServedPlatform> {
  const quiet = { logLevel: "warn", print: (line: string) => print(`  ${line}`), printLog: () => undefined };
  return startPlatform({ port: 0, processesPerService, demoAccounts: ACCOUNTS, ...quiet }, owned);
}

/** Every process of a platform. The edge is in this one. */
export function processesOf({ services, servers }: ServedPlatform): readonly Measured[] {
  return [
    ...services.flatMap(({ processes }) => processes.map((one) => ({ name: one.name, pid: () => one.pid }))),
    { name: "PostgreSQL", pid: () => servers.database?.pid, withChildren: true },
    { name: "Valkey", pid: () => servers.cache?.pid },
    { name: "edge", pid: () => process.pid },
  ];
}

/** Says every few seconds how it goes. */
export function progressPrinter(print: Print): (progress: LoadProgress, seconds: number) => void {
  let before = 0;
  return ({ answered, failed }, seconds) => {
    if (seconds % PROGRESS_SECONDS !== 0) return;
    print(`  ${seconds} s: ${Math.round((answered - before) / PROGRESS_SECONDS)} answers a second, ${failed} attempts failed so far`);
    before = answered;
  };
}

/** What a run leaves: its figures, and what they are of. */
export interface Ran {
  readonly result: RunResult;
  readonly load: LoadOutcome;
  /** What accounts had before. */
  readonly deposits: readonly StoredBalance[];
}

/** Loads a platform through its edge, and compares at the end what clients were told with what is stored. */
export async function run(
  platform: ServedPlatform,
  { rate, seconds, sockets, seed, warmUpSeconds }: Size,
  name: string,
  owned: Owned,
  print: Print,
  onStart?: () => void,
): Promise<Ran> {
  const deposits = await readBalances(platform);
  const { url } = platform;
  const warmUp = { url, rate: Math.ceil(rate / 2), seconds: warmUpSeconds, accounts: ACCOUNTS, seed, name: `${name}-warm-up` };
  const warmed = await drive({ load: warmUp, measured: [], progress: () => undefined }, owned);
  const driven = await drive(
    {
      load: { url, rate, seconds, accounts: ACCOUNTS, seed, name },
      watch: { url, sockets },
      measured: processesOf(platform),
      progress: progressPrinter(print),
      ...(onStart && { onStart }),
    },
    owned,
  );
  const watch = driven.watch!;
  const promised = joined(warmed.load.ledger, driven.load.ledger);
  const checked = await checkSettled(platform, promised, watch, deposits);
  const load = loadFigures(driven.load, rate, seconds);
  const result = { load, watch: watchFigures(watch), processors: driven.processors, check: checked };
  return { result, load: driven.load, deposits };
}

function joined(first: Ledger, second: Ledger): Ledger {
  return { accepted: [...first.accepted, ...second.accepted], cancelled: [...first.cancelled, ...second.cancelled] };
}

/** Waits until nothing is found any more, since what happened in a book is settled a moment later; what is found after a minute is found. */
async function checkSettled(
  platform: ServedPlatform,
  ledger: Ledger,
  watch: WatchOutcome,
  deposits: readonly StoredBalance[],
): Promise<CheckFigures> {
  const began = Date.now();
  let stored: Stored;
  let findings: readonly string[];
  for (;;) {
    stored = await readStored(platform);
    findings = check({ ledger, deposits, stored });
    if (findings.length === 0 || Date.now() - began > SETTLED_SECONDS * 1000) break;
    await sleep(POLL_MILLISECONDS);
  }
  const settled = new Set(stored.trades.map(({ id }) => id));
  return {
    accepted: ledger.accepted.length,
    cancelled: ledger.cancelled.length,
    stored: stored.orders.length,
    trades: stored.trades.length,
    toldAndNotSettled: watch.trades.filter((id) => !settled.has(id)).length,
    settledSeconds: Math.round((Date.now() - began) / 100) / 10,
    findings,
  };
}

/** Pure. */
export function loadFigures(outcome: LoadOutcome, rate: number, seconds: number): LoadFigures {
  const { latencies, delays, answers, failures, repeated, givenUp, pending } = outcome;
  return {
    rate,
    seconds,
    latencies: {
      book: percentiles(latencies.book),
      order: percentiles(latencies.order),
      cancel: percentiles(latencies.cancel),
      account: percentiles(latencies.account),
    },
    delay: percentiles(delays),
    answers: Object.fromEntries(Object.entries(answers).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))),
    failures: failures.length,
    repeated,
    givenUp,
    pending,
  };
}

function rank(answer: string): number {
  return KINDS.findIndex((kind) => answer.startsWith(`${kind} `));
}

function watchFigures({ tradeDelays, trades: _, ...counts }: WatchOutcome): WatchFigures {
  return { ...counts, tradeDelay: percentiles(tradeDelays) };
}
