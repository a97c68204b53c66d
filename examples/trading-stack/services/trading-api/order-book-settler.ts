import { randomUUID } from "node:crypto";
import { Logger } from "../shared/logger";
import { BookTruth, BookUnavailableError } from "./order-book";
import { RedisOrderBook, StreamedEvent } from "./order-book-redis";

/** A process that ended in the middle holds up the others for this long. */
const LEASE_MILLISECONDS = 5000;
const EVENTS_AT_ONCE = 50;

/** What a settler works with. */
export interface SettlerProps {
  readonly book: RedisOrderBook;
  readonly truth: BookTruth;
  readonly logger: Logger;
  /** The book isn't what the database says, and takes no orders: it must be built anew. */
  readonly onClosed: (instrument: string) => void;
}

/**
 * Brings what happened in a book into the database, in order. Of several processes one does it at a time, for as long as there are events: whoever
 * appends some calls `settle`, and the sweeper does where a process ended in the middle. Each reads from the oldest on, and the database knows what it
 * has settled: two at once do no harm.
 */
export class Settler {
  private readonly reader = randomUUID();
  private readonly running = new Map<string, Promise<void>>();
  private readonly again = new Set<string>();
  private isStopped = false;

  public constructor(private readonly props: SettlerProps) {}

  /** Resolves when no event is left, or another process has them. Rejects for nothing: what fails is logged, but for a cache that is out, and done the next time. */
  public async settle(instrument: string): Promise<void> {
    const running = this.running.get(instrument);
    if (running) {
      this.again.add(instrument);
      return running;
    }
    const work = this.drain(instrument).catch((error: unknown) => {
      // The cache tells of its connection by itself, and the sweeper comes back to what is left.
      if (error instanceof BookUnavailableError) return;
      this.props.logger.warn({ err: error, instrument }, "events of the book couldn't be settled now");
    });
    this.running.set(instrument, work);
    return work;
  }

  /** Waits for the transaction that runs. What isn't settled is left to another process. */
  public async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.running.values());
  }

  private async drain(instrument: string): Promise<void> {
    try {
      do {
        this.again.delete(instrument);
        await this.drainOnce(instrument);
      } while (this.again.has(instrument) && !this.isStopped);
    } finally {
      // At once: who appends an event from here on begins anew.
      this.running.delete(instrument);
    }
  }

  private async drainOnce(instrument: string): Promise<void> {
    let settled: readonly StreamedEvent[] = [];
    for (;;) {
      const events = await this.props.book.read(instrument, this.reader, LEASE_MILLISECONDS, settled, this.isStopped ? 0 : EVENTS_AT_ONCE);
      if (events.length === 0) return;
      const done = (await this.settleTogether(events)) ?? (await this.settleEach(instrument, events));
      if (done === undefined) return;
      settled = done;
    }
  }

  /** All of them in one transaction; undefined where one can't be settled, and nothing is. */
  private async settleTogether(events: readonly StreamedEvent[]): Promise<readonly StreamedEvent[] | undefined> {
    if (events.length === 1) return undefined;
    return (await this.props.truth.settleAll(events.map(({ event }) => event))) ? events : undefined;
  }

  /** Those that are settled before the lease ends; undefined where one must not be, and the book is closed. */
  private async settleEach(instrument: string, events: readonly StreamedEvent[]): Promise<readonly StreamedEvent[] | undefined> {
    const { truth, book, logger, onClosed } = this.props;
    const settled: StreamedEvent[] = [];
    const until = Date.now() + LEASE_MILLISECONDS / 2;
    for (const streamed of events) {
      if (this.isStopped || Date.now() > until) break;
      const settlement = await truth.settle(streamed.event);
      if (settlement !== "settled") {
        logger.error({ event: streamed.event, settlement }, "an event of the book doesn't fit the database: the book is built anew");
        if (await book.close(instrument, streamed.event.generation)) onClosed(instrument);
        return undefined;
      }
      settled.push(streamed);
    }
    return settled;
  }
}
