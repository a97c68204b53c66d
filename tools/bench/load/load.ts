import { setImmediate as turn } from "node:timers/promises";
import { sleep } from "../../support/process";
import { arrivals } from "./arrivals";
import { Attempt, Client } from "./client";
import { AcceptedOrder, FailedAttempt, LoadOutcome, LoadPlan, LoadProgress } from "./messages";
import { KINDS, Kind, Operation, Operations } from "./operations";
import { seededRandom } from "./random";

/** Before an order is asked for once more, where the answer doesn't say how long: twice as long each time, up to the last. */
const BACKOFF = { firstMilliseconds: 100, lastMilliseconds: 2000 };
/** Who has no answer after so long gives up. */
const PATIENCE_MILLISECONDS = 60_000;
const PROGRESS_MILLISECONDS = 1000;
/** Answers are read in between, also by a process that is late. */
const AT_ONCE = 50;

/** Whether an attempt has an answer that the client can work with. An order that is filled can't be cancelled: that is an answer as well. */
export function isAnswer(kind: Kind, { status }: Attempt): boolean {
  return status !== undefined && (status < 400 || (kind === "cancel" && status === 409));
}

/** Whether asking once more may help: no answer at all, or one of the server's own failures. */
export function isWorthRepeating({ status }: Attempt): boolean {
  return status === undefined || status >= 500;
}

/** Makes a load by its schedule, whatever becomes of the requests before (an open loop), and keeps what clients were told. */
export class Load {
  private readonly client: Client;
  private readonly operations: Operations;
  private readonly latencies: Record<Kind, number[]> = { book: [], order: [], cancel: [], account: [] };
  private readonly longestBySecond: number[] = [];
  private readonly delays: number[] = [];
  private readonly answers: Record<string, number> = {};
  private readonly failures: FailedAttempt[] = [];
  private readonly accepted = new Map<string, AcceptedOrder>();
  private readonly cancelled: string[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly random;
  private scheduled = 0;
  private answered = 0;
  private givenUp = 0;
  private pending = 0;
  private repeated = 0;

  public constructor(private readonly plan: LoadPlan) {
    this.random = seededRandom(plan.seed);
    this.client = new Client(plan.url);
    this.operations = new Operations(this.random, plan.accounts, plan.name);
  }

  /** Resolves when the last request has its answer, or none. */
  public async run(progress: (progress: LoadProgress) => void): Promise<LoadOutcome> {
    const started = performance.now();
    const startedAt = Date.now();
    const timer = setInterval(() => progress({ answered: this.answered, failed: this.failures.length }), PROGRESS_MILLISECONDS);
    for (const due of arrivals(this.random, this.plan.rate, this.plan.seconds)) {
      for (let wait = due - elapsed(); wait > 0; wait = due - elapsed()) await sleep(Math.ceil(wait));
      this.delays.push(elapsed() - due);
      const running = this.perform(this.operations.next(), started + due, Math.floor(due / 1000));
      this.running.add(running);
      void running.finally(() => this.running.delete(running));
      if (++this.scheduled % AT_ONCE === 0) await turn();
    }
    await Promise.all(this.running);
    clearInterval(timer);
    this.client.close();
    return this.outcome(startedAt, elapsed() / 1000);

    function elapsed(): number {
      return performance.now() - started;
    }
  }

  private outcome(startedAt: number, lastedSeconds: number): LoadOutcome {
    const { scheduled, latencies, longestBySecond, delays, answers, failures, givenUp, pending, repeated, accepted, cancelled } = this;
    const ledger = { accepted: [...accepted.values()], cancelled };
    return {
      startedAt,
      scheduled,
      lastedSeconds,
      latencies,
      longestBySecond,
      delays,
      answers,
      failures,
      givenUp,
      pending,
      repeated,
      ledger,
    };
  }

  /** What changes something is asked for until there is an answer; a reader asks once. */
  private async perform(operation: Operation, due: number, second: number): Promise<void> {
    const { kind } = operation;
    const isChange = kind === "order" || kind === "cancel";
    for (let attempts = 1; ; attempts++) {
      const attempt = await this.client.attempt(operation);
      this.count(kind, attempt);
      if (isAnswer(kind, attempt)) {
        const latency = performance.now() - due;
        this.latencies[kind].push(latency);
        this.longestBySecond[second] = Math.max(this.longestBySecond[second] ?? 0, latency);
        this.answered++;
        if (attempts > 1) this.repeated++;
        return this.keep(operation, attempt);
      }
      if (!isChange || !isWorthRepeating(attempt)) return;
      if (performance.now() - due > PATIENCE_MILLISECONDS) return void this.givenUp++;
      await sleep(this.pause(attempts, attempt));
    }
  }

  private pause(attempts: number, attempt: Attempt): number {
    const { firstMilliseconds, lastMilliseconds } = BACKOFF;
    const asked = attempt.status === undefined ? undefined : attempt.retryAfterSeconds;
    const backoff = asked === undefined ? Math.min(lastMilliseconds, firstMilliseconds * 2 ** (attempts - 1)) : asked * 1000;
    // Not all at once.
    return backoff * (0.75 + Math.random() / 2);
  }

  private count(kind: Kind, attempt: Attempt): void {
    const said = attempt.status === undefined ? attempt.reason : String(attempt.status);
    const key = `${kind} ${said}`;
    this.answers[key] = (this.answers[key] ?? 0) + 1;
    if (!isAnswer(kind, attempt)) this.failures.push({ at: Date.now(), kind, reason: said });
  }

  /** What the client was promised. */
  private keep(operation: Operation, attempt: Attempt): void {
    if (attempt.status === undefined) return;
    if (operation.kind === "order") {
      const { id, matched } = JSON.parse(attempt.body) as { id: string; matched: string };
      this.accepted.set(operation.key, { ...operation.order, key: operation.key, id });
      this.operations.accepted(id);
      if (matched === "pending") this.pending++;
    } else if (operation.kind === "cancel" && attempt.status === 200) {
      this.cancelled.push(operation.order);
    }
  }
}

/** All that was answered, of every kind. */
export function allLatencies({ latencies }: LoadOutcome): readonly number[] {
  return KINDS.flatMap((kind) => latencies[kind]);
}
