import { Logger } from "../shared/logger";
import { BookTruth, BookUnavailableError } from "./order-book";
import { RedisOrderBook } from "./order-book-redis";

const INTERVAL_MILLISECONDS = 5000;
/** Before a round that is asked for. */
const PAUSE_MILLISECONDS = 250;
/** A younger order may be on its way from the process that accepted it. */
const MINIMUM_AGE_SECONDS = 5;
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

/**
 * Makes each book what the database says: builds it anew where the cache has lost it or it was closed, and submits open orders that were accepted while
 * the cache was out. Of several processes one does it at a time.
 */
export class Sweeper {
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> | undefined;
  private isStopped = false;
  private isAsked = false;

  public constructor(private readonly props: SweeperProps) {}

  public start(): void {
    void this.round();
  }

  /** A round soon: a book was closed or is missing, or the cache is back. */
  public sweep(): void {
    if (this.isAsked || this.isStopped) return;
    this.isAsked = true;
    if (!this.work) this.schedule(PAUSE_MILLISECONDS);
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
    const { book, truth, settle } = this.props;
    await settle(instrument);
    await truth.exclusively(`order-book:${instrument}`, async () => {
      const { status } = await book.state(instrument);
      if (status === "open") await this.submitMissing(instrument);
      else await this.build(instrument);
    });
  }

  /**
   * The book knows the orders that it has, and those that left it within the last hour: one that it doesn't know has no younger event. What remains of it is certain where none is older, also
   * while there is always something to settle.
   */
  private async submitMissing(instrument: string): Promise<void> {
    const { book, truth, logger, settle } = this.props;
    if ((await book.state(instrument)).oldestMilliseconds > UNSETTLED_MILLISECONDS) return;
    let accepted = 0;
    for await (const orders of truth.openOrders(instrument, MINIMUM_AGE_SECONDS)) {
      const submissions = await book.submitAll(instrument, orders);
      accepted += submissions.filter(({ outcome }) => outcome === "accepted").length;
    }
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
    await settle(instrument);
  }
}
