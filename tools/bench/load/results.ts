import { Percentiles, Recovery } from "./figures";
import { Kind } from "./operations";
import { ProcessorUse } from "./processor-time";

/** bench/load.json. */
export interface LoadResults {
  /** ISO 8601, to the day. */
  readonly date: string;
  readonly machine: { readonly cores: number; readonly memoryGb: number; readonly node: string; readonly loadAverage: number };
  readonly steady: SteadyResult;
  readonly saturation: SaturationResult;
  readonly trouble: TroubleResult;
}

/** What a load has come to, in figures. */
export interface LoadFigures {
  /** Requests per second that were due. */
  readonly rate: number;
  readonly seconds: number;
  /** By kind, in milliseconds. */
  readonly latencies: Readonly<Record<Kind, Percentiles>>;
  /** How much later than due requests were sent, in milliseconds. */
  readonly delay: Percentiles;
  /** Kind and status, or the reason of no answer → how many attempts. */
  readonly answers: Readonly<Record<string, number>>;
  readonly failures: number;
  readonly repeated: number;
  readonly givenUp: number;
  readonly pending: number;
}

export interface WatchFigures {
  readonly sockets: number;
  readonly messages: number;
  readonly changes: number;
  readonly booksAnew: number;
  readonly gaps: number;
  readonly closed: Readonly<Record<string, number>>;
  /** From when two orders met until a client had the message, in milliseconds. */
  readonly tradeDelay: Percentiles;
}

/** What the checker has compared. */
export interface CheckFigures {
  readonly accepted: number;
  readonly cancelled: number;
  readonly stored: number;
  readonly trades: number;
  /** Trades that WebSockets were told of and that were never settled. */
  readonly toldAndNotSettled: number;
  /** How long after the last answer everything was settled. */
  readonly settledSeconds: number;
  /** What doesn't hold. */
  readonly findings: readonly string[];
}

export interface RunResult {
  readonly load: LoadFigures;
  readonly watch: WatchFigures;
  /** Percent of a core. */
  readonly processors: ProcessorUse;
  readonly check: CheckFigures;
}

export type SteadyResult = RunResult;

/** Why a rate is too much. */
export type Limit = "processor time" | "p99" | "answers" | "failures";

export interface SaturationStep {
  readonly rate: number;
  /** Requests per second that came, at random. */
  readonly due: number;
  /** Requests per second that were answered, until the last answer. */
  readonly answered: number;
  /** Of all kinds, in milliseconds. */
  readonly latency: Percentiles;
  readonly failures: number;
  /** Of the process, in percent of a core. */
  readonly processor?: number;
  /** Of everything on this machine, in percent of all cores. */
  readonly machine?: number;
  /** Undefined where the process keeps up. */
  readonly limit?: Limit;
}

export interface SaturationResult {
  readonly seconds: number;
  readonly steps: readonly SaturationStep[];
  /** The highest rate that the process kept up with; 0 where it did with none. */
  readonly sustained: number;
  /** At how many requests a second the process would fill a core, by its processor time in the step of `sustained`. */
  readonly coreFullAt?: number;
  /** What the sizes of an environment are planned with. */
  readonly planned: { readonly environment: string; readonly instanceType: string; readonly requestsPerSecondPerInstance: number };
}

export interface TroubleEvent {
  readonly what: string;
  /** Since the first request, in seconds. */
  readonly atSeconds: number;
  /** Until it was there again, in seconds; undefined where the platform starts it again by itself. */
  readonly downSeconds?: number;
  readonly recovery: Recovery;
  /** The longest that a request waited for its answer, of those that were due from then until the next event, in milliseconds. */
  readonly longestMilliseconds: number;
}

export interface TroubleResult extends RunResult {
  readonly events: readonly TroubleEvent[];
}
