/** What the processes of the benchmark tell each other. */
import { Kind, OrderRequest } from "./operations";

/** A load that a process of its own makes. */
export interface LoadPlan {
  /** Of the edge, or of one process. */
  readonly url: string;
  /** Requests per second. */
  readonly rate: number;
  readonly seconds: number;
  readonly accounts: number;
  readonly seed: number;
  /** Begins the idempotency keys. */
  readonly name: string;
}

/** WebSockets that a process of its own holds. */
export interface WatchPlan {
  readonly url: string;
  readonly sockets: number;
}

/** An order that was answered with 201 or 200. */
export interface AcceptedOrder extends OrderRequest {
  readonly key: string;
  readonly id: string;
}

/** What clients were promised. */
export interface Ledger {
  readonly accepted: readonly AcceptedOrder[];
  /** Ids of orders that were answered as cancelled. */
  readonly cancelled: readonly string[];
}

/** An attempt that came to nothing. */
export interface FailedAttempt {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: Kind;
  /** A status, or what became of the connection, such as `ECONNRESET`. */
  readonly reason: string;
}

/** What a load has come to. */
export interface LoadOutcome {
  /** When the first request was due, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly scheduled: number;
  /** Until the last answer. */
  readonly lastedSeconds: number;
  /** From when a request was due until its last answer, in milliseconds, of those that were answered. */
  readonly latencies: Readonly<Record<Kind, readonly number[]>>;
  /** The longest of them, of the requests that were due in each second. */
  readonly longestBySecond: readonly number[];
  /** How much later than due each request was sent: what the load's own process adds to latencies. */
  readonly delays: readonly number[];
  /** Kind and status → how many attempts. Attempts without an answer have a reason in place of the status. */
  readonly answers: Readonly<Record<string, number>>;
  readonly failures: readonly FailedAttempt[];
  /** Orders and cancellations that had no answer in the end. */
  readonly givenUp: number;
  /** Orders that were accepted, and whose matching waits for the book. */
  readonly pending: number;
  /** Requests that were asked once more, with the same key, and answered then. */
  readonly repeated: number;
  readonly ledger: Ledger;
}

/** Sent each second. */
export interface LoadProgress {
  readonly answered: number;
  readonly failed: number;
}

/** What WebSockets got. */
export interface WatchOutcome {
  readonly sockets: number;
  readonly messages: number;
  readonly changes: number;
  /** Whole books, but for the first of each connection: sent where a change was missed. */
  readonly booksAnew: number;
  /** Changes that don't follow the one before. */
  readonly gaps: number;
  /** How connections ended, and how many. */
  readonly closed: Readonly<Record<string, number>>;
  /** From when two orders met until a client had the message, in milliseconds. */
  readonly tradeDelays: readonly number[];
  /** Ids of the trades that were told. */
  readonly trades: readonly string[];
}

export type ToLoader = { readonly type: "load"; readonly plan: LoadPlan };
export type FromLoader =
  { readonly type: "progress"; readonly progress: LoadProgress } | { readonly type: "loaded"; readonly outcome: LoadOutcome };
/** `count`: what came before, while WebSockets were opened, is forgotten. */
export type ToWatcher = { readonly type: "watch"; readonly plan: WatchPlan } | { readonly type: "count" } | { readonly type: "stop" };
export type FromWatcher = { readonly type: "watching" } | { readonly type: "watched"; readonly outcome: WatchOutcome };
