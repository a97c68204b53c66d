import { Logger } from "../shared/logger";
import { BookTruth, BookUnavailableError } from "./order-book";
import { RedisOrderBook } from "./order-book-redis";

const INTERVAL_MILLISECONDS = 5000;
/** Before a round that is asked for. */
const PAUSE_MILLISECONDS = 250;
/** A younger order may be on its way from the process that accepted it. */
const MINIMUM_AGE_SECONDS = 5;
/** An older order has been looked at, by this process or another, while a round comes every few seconds. */
const MAXIMUM_AGE_SECONDS = 60;
/** Where none has come for so long, young orders alone may be too few. */
const GAP_MILLISECONDS = 20_000;
/** All open orders may be a million, and have been looked at: once in a while, for what nobody thought of. */
const ALL_MILLISECONDS = 5 * 60_000;
/** Half of the time for which the book knows an order that has left it. */
const UNSETTLED_MILLISECONDS = 30 * 60_000;

/** What a sweeper works with. */
export interface SweeperProps {
  readonly book: RedisOrderBook;
  readonly truth: BookTruth;
  readonly logger: Logger;
  /** Settles what is left of a process that ended in the middle, or could be: resolves when that is done. */
  readonly settle: (instrument: string) => Promise<void>;
}

/** When orders of an instrument were looked at, in milliseconds since 1970. */
interface Looked {
  readonly atYoung: number;
  readonly atAll: number;
}

/**
 * Makes each book what the database says: builds it anew where the cache has lost it or it was closed, submits open orders that were accepted while the
 * cache was out, and repeats cancellations that it may have forgotten. Of several processes one does it at a time.
 */
export class Sweeper {
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> | undefined;
  private isStopped = false;
  private isAsked = false;
  /** Without an instrument, all of its open orders are looked at. */
  private readonly looked = new Map<string, Looked>();

  public constructor(private readonly props: SweeperProps) {}

  public start(): void {
    void this.round();
  }

  /** A round soon, of all open orders: a book was closed or is missing, or the cache is back, and may have lost its last writes. */
  public sweep(): void {
    this.lookAtAll();
    if (this.isAsked || this.isStopped) return;
    this.isAsked = true;
    if (!this.work) this.schedule(PAUSE_MILLISECONDS);
  }

  /** The next round is of all open orders: the cache didn't answer, and may have lost its last writes. */
  public lookAtAll(): void {
    this.looked.clear();
  }

  public async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.work;
  }

  /** Every instrument, each by itself: what fails is logged, and done the next time. */
  public async sweepAll(): Promise<void> {
    const { truth, logger } = this.props;
    try {
      for (const instrument of await truth.instruments()) {
        if (this.isStopped) return;
        await this.sweepOne(instrument).catch((error: unknown) => {
          this.looked.delete(instrument);
          if (error instanceof BookUnavailableError) logger.info({ instrument }, "the book can't be reached: it is swept later");
          else logger.warn({ err: error, instrument }, "the book couldn't be swept now");
        });
      }
    } catch (error) {
      logger.warn({ err: error }, "the books couldn't be swept now");
    }
  }

  private async round(): Promise<void> {
    this.isAsked = false;
    this.work = this.sweepAll();
    await this.work;
    this.work = undefined;
    this.schedule(this.isAsked ? PAUSE_MILLISECONDS : INTERVAL_MILLISECONDS);
  }

  private schedule(milliseconds: number): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => void this.round(), milliseconds).unref();
  }

  private async sweepOne(instrument: string): Promise<void> {
    const { truth, settle } = this.props;
    await settle(instrument);
    await truth.exclusively(`order-book:${instrument}`, async () => {
      if (!(await this.isSound(instrument))) return this.build(instrument);
      await this.repeatCancellations(instrument);
      await this.submitMissing(instrument);
    });
  }

  /** Whether the book is open, and no failover has lost what is settled. The database is asked first: the book is ahead of it then. */
  private async isSound(instrument: string): Promise<boolean> {
    const { book, truth, logger } = this.props;
    const settled = await truth.settled(instrument);
    const { status, generation, lastNumber, isMatching } = await book.state(instrument);
    if (status !== "open") return false;
    if (generation !== settled.generation || lastNumber < settled.lastNumber) {
      logger.warn({ instrument, generation, lastNumber, settled }, "the cache has lost writes: the book is built anew");
      return false;
    }
    if (isMatching) await book.finish(instrument);
    return true;
  }

  /** Again and again until they are settled: the cache may have been out, or have failed over to a replica that wasn't told. */
  private async repeatCancellations(instrument: string): Promise<void> {
    const { book, truth, logger, settle } = this.props;
    let repeated = 0;
    for await (const ids of truth.cancelRequests(instrument)) {
      for (const id of ids) if ((await book.cancel(instrument, id)) === "cancelled") repeated++;
    }
    if (repeated === 0) return;
    logger.info({ instrument, orders: repeated }, "cancellations that the book didn't know were repeated");
    await settle(instrument);
  }

  /**
   * The book knows the orders that it has, and those that left it within the last hour: one that it doesn't know has no younger event. What remains of it is certain where none is older, also
   * while there is always something to settle.
   */
  private async submitMissing(instrument: string): Promise<void> {
    const { book, truth, logger, settle } = this.props;
    if ((await book.state(instrument)).oldestMilliseconds > UNSETTLED_MILLISECONDS) return;
    const begun = Date.now();
    const last = this.looked.get(instrument);
    const isYoungEnough = last && begun - last.atYoung < GAP_MILLISECONDS && begun - last.atAll < ALL_MILLISECONDS;
    // Before it is done: who asks for all of them meanwhile takes it away again, and so does what fails.
    this.looked.set(instrument, { atYoung: begun, atAll: isYoungEnough ? last.atAll : begun });
    let accepted = 0;
    let isComplete = true;
    for await (const orders of truth.openOrders(instrument, MINIMUM_AGE_SECONDS, isYoungEnough ? MAXIMUM_AGE_SECONDS : undefined)) {
      const submissions = await book.submitAll(instrument, orders);
      accepted += submissions.filter(({ outcome }) => outcome === "accepted").length;
      // What waits for room in its price waits however old it is.
      isComplete &&= submissions.every(({ outcome }) => outcome === "accepted" || outcome === "known");
    }
    if (!isComplete) this.looked.delete(instrument);
    if (accepted === 0) return;
    logger.info({ instrument, orders: accepted }, "open orders that the book didn't know were submitted");
    await settle(instrument);
  }

  /** From the commit of its generation on, nothing of earlier ones is settled: what is open then is open. */
  private async build(instrument: string): Promise<void> {
    const { book, truth, logger, settle } = this.props;
    const generation = await truth.nextGeneration(instrument);
    if (!(await book.reset(instrument, generation))) {
      throw new Error(`The book of ${instrument} is of a later generation than the database: ${generation}.`);
    }
    let count = 0;
    for await (const orders of truth.openOrders(instrument, 0)) {
      const submissions = await book.submitAll(instrument, orders, generation);
      if (submissions.some(({ outcome }) => outcome === "pending")) {
        throw new Error(`The book of ${instrument} was lost while it was built.`);
      }
      count += orders.length;
    }
    if (!(await book.open(instrument, generation))) throw new Error(`The book of ${instrument} was lost while it was built.`);
    logger.info({ instrument, generation, orders: count }, "the book was built from the open orders");
    await this.repeatCancellations(instrument);
    await settle(instrument);
  }
}
