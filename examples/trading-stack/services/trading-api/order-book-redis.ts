import { randomUUID } from "node:crypto";
import { Cache, CacheUnavailableError, Script } from "../shared/cache";
import { fromUnits, toUnits } from "../shared/decimal";
import { BookDepth, BookEvent, BookLevel, BookOrder, BookUnavailableError, Cancellation, OrderBook, Submission } from "./order-book";
import { ORDER_BOOK_SCRIPT } from "./order-book-script";

const SCRIPT = new Script(ORDER_BOOK_SCRIPT);
const KEYS = ["bids", "asks", "orders", "levels", "bid-prices", "ask-prices", "done", "events", "meta", "lease"];
const ORDERS_AT_ONCE = 100;

/** An event, and where it stands in the stream. */
export interface StreamedEvent {
  readonly entry: string;
  readonly event: BookEvent;
}

/** `closed`: it isn't what the database says; `missing`: the cache has lost it. */
export type BookStatus = "open" | "building" | "closed" | "missing";

export interface BookState {
  readonly generation: number;
  readonly status: BookStatus;
  /** Events that aren't settled yet. */
  readonly unsettled: number;
  /** How long the oldest of them has waited; 0 where there is none. */
  readonly oldestMilliseconds: number;
}

/** The channel of a book's changes, with the instrument as hash tag. */
export function changesChannel(instrument: string): string {
  return `book:{${instrument}}:changes`;
}

/** The order book in Valkey or Redis OSS: every operation is one run of the script. */
export class RedisOrderBook implements OrderBook {
  public constructor(private readonly cache: Cache) {}

  public async submit(order: BookOrder): Promise<Submission> {
    return (await this.submitted(order.instrument, [order], ""))[0]!;
  }

  /** As many as there are, in this order; while the book is built, by whom builds this generation of it. */
  public async submitAll(instrument: string, orders: readonly BookOrder[], generation?: number): Promise<readonly Submission[]> {
    const submissions: Submission[] = [];
    for (let start = 0; start < orders.length; start += ORDERS_AT_ONCE) {
      const some = orders.slice(start, start + ORDERS_AT_ONCE);
      submissions.push(...(await this.submitted(instrument, some, generation === undefined ? "" : String(generation))));
    }
    return submissions;
  }

  public async cancel(instrument: string, id: string): Promise<Cancellation> {
    return (await this.run(instrument, "cancel", randomUUID(), id)) as Cancellation;
  }

  public async depth(instrument: string, levels: number): Promise<BookDepth> {
    const answer = (await this.run(instrument, "depth", String(levels))) as [string, string, [string, string][], [string, string][]];
    const [status, sequence, bids, asks] = answer;
    if (status !== "open") throw new BookUnavailableError(`The book of ${instrument} is being built anew.`);
    return { instrument, sequence: Number(sequence), bids: bids.map(levelOf), asks: asks.map(levelOf) };
  }

  public async ping(): Promise<void> {
    await available(() => this.cache.ping());
  }

  public async state(instrument: string): Promise<BookState> {
    const [generation, status, unsettled, oldestMilliseconds] = (await this.run(instrument, "state")) as [string, string, number, number];
    return { generation: Number(generation), status: (status || "missing") as BookStatus, unsettled, oldestMilliseconds };
  }

  /**
   * The oldest events, in order; none where another reader has the lease, which ends with the last event. What is settled is forgotten first. Who has
   * appended events and then reads is certain that they are read: by itself, or by who has the lease.
   */
  public async read(
    instrument: string,
    reader: string,
    leaseMilliseconds: number,
    settled: readonly StreamedEvent[],
    count: number,
  ): Promise<readonly StreamedEvent[]> {
    const args = [reader, String(leaseMilliseconds), String(count), ...settled.flatMap(({ entry, event }) => [entry, event.id])];
    const entries = (await this.run(instrument, "read", ...args)) as [string, string[]][];
    return entries.map(([entry, fields]) => ({ entry, event: eventOf(instrument, fields) }));
  }

  /** Forgets everything, and takes orders from who builds this generation alone; false where the book is of this one or a later one. */
  public async reset(instrument: string, generation: number): Promise<boolean> {
    return (await this.run(instrument, "reset", String(generation))) === 1;
  }

  /** The book is built; false where it is of another generation. */
  public async open(instrument: string, generation: number): Promise<boolean> {
    return (await this.run(instrument, "open", String(generation))) === 1;
  }

  /** Takes no orders until it is built anew; false where it is of another generation. */
  public async close(instrument: string, generation: number): Promise<boolean> {
    return (await this.run(instrument, "close", String(generation))) === 1;
  }

  private async submitted(instrument: string, orders: readonly BookOrder[], builder: string): Promise<readonly Submission[]> {
    const values = orders.flatMap(({ id, side, price, quantity }) => [id, side, toUnits(price).toString(), toUnits(quantity).toString()]);
    const results = (await this.run(instrument, "submit", randomUUID(), builder, ...values)) as [Submission["outcome"], number][];
    return results.map(([outcome, fills]) => ({ outcome, fills }));
  }

  private async run(instrument: string, operation: string, ...args: readonly string[]): Promise<unknown> {
    const keys = KEYS.map((name) => `book:{${instrument}}:${name}`);
    return available(() => this.cache.run(SCRIPT, keys, [operation, changesChannel(instrument), ...args]));
  }
}

async function available<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CacheUnavailableError)) throw error;
    throw new BookUnavailableError("The order book can't be reached.", { cause: error });
  }
}

function levelOf([price, quantity]: readonly [string, string]): BookLevel {
  return [fromUnits(BigInt(price)), fromUnits(BigInt(quantity))];
}

function eventOf(instrument: string, fields: readonly string[]): BookEvent {
  const all = new Map<string, string>();
  for (let i = 0; i < fields.length; i += 2) all.set(fields[i]!, fields[i + 1]!);
  const field = (name: string): string => all.get(name) ?? "";
  const props = { id: field("id"), instrument, generation: Number(field("generation")) };
  if (field("type") === "cancel") return { ...props, type: "cancel", order: field("order") };
  return {
    ...props,
    type: "fill",
    buyOrder: field("buy"),
    sellOrder: field("sell"),
    takerSide: field("side") === "buy" ? "buy" : "sell",
    price: fromUnits(BigInt(field("price"))),
    quantity: fromUnits(BigInt(field("quantity"))),
    time: Number(field("time")),
  };
}
