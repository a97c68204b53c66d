import { Cache } from "../shared/cache";
import { Logger } from "../shared/logger";
import { BookStream } from "./book-stream";
import { BookDepth, BookOrder, BookTruth, Cancellation, OrderBook, Submission } from "./order-book";
import { RedisOrderBook } from "./order-book-redis";
import { Settler } from "./order-book-settler";
import { Sweeper } from "./sweeper";

/** What the books of a process are made of. */
export interface OrderBookServiceProps {
  readonly cache: Cache;
  readonly truth: BookTruth;
  readonly logger: Logger;
}

/** The order books of a process: what happens in them is settled, watched and swept. */
export class OrderBookService implements OrderBook {
  /** Of WebSockets. */
  public readonly stream: BookStream;
  private readonly book: RedisOrderBook;
  private readonly settler: Settler;
  private readonly sweeper: Sweeper;

  public constructor({ cache, truth, logger }: OrderBookServiceProps) {
    const book = new RedisOrderBook(cache);
    this.book = book;
    this.stream = new BookStream({ cache, book, logger });
    this.settler = new Settler({ book, truth, logger, onClosed: () => this.sweeper.sweep() });
    this.sweeper = new Sweeper({ book, truth, logger, settle: async (instrument) => this.settler.settle(instrument) });
    cache.on("connected", () => this.sweeper.sweep());
  }

  /** Sweeps from now on. */
  public start(): void {
    this.sweeper.start();
  }

  /** Ends what runs: first WebSockets, then the sweeper and what is being settled, which would else have no end in a busy market. The cache is closed by its owner, afterwards. */
  public async stop(): Promise<void> {
    this.stream.close();
    await Promise.all([this.sweeper.stop(), this.settler.stop()]);
  }

  public async submit(order: BookOrder): Promise<Submission> {
    const submission = await this.watched(this.book.submit(order));
    if (submission.fills > 0) void this.settler.settle(order.instrument);
    if (submission.outcome === "pending") this.sweeper.sweep();
    return submission;
  }

  public async cancel(instrument: string, id: string): Promise<Cancellation> {
    const cancellation = await this.watched(this.book.cancel(instrument, id));
    // Also of an order that is gone: its last event may be one that nobody settles.
    if (cancellation !== "pending") void this.settler.settle(instrument);
    else this.sweeper.sweep();
    return cancellation;
  }

  public async depth(instrument: string, levels: number): Promise<BookDepth> {
    return this.book.depth(instrument, levels);
  }

  public async ping(): Promise<void> {
    await this.book.ping();
  }

  /** A cache that fails over answers some requests with errors, and goes on without its last writes: also where the connection stays. */
  private async watched<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      this.sweeper.lookAtAll();
      throw error;
    }
  }
}
