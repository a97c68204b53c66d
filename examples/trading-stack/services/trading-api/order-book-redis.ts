import { randomUUID } from "node:crypto";
import { Cache, CacheUnavailableError, Script } from "../shared/cache";
import { fromUnits, toUnits } from "../shared/decimal";
import { BookDepth, BookEvent, BookLevel, BookOrder, BookUnavailableError, Cancellation, OrderBook, Submission } from "./order-book";
import { orderBookScript } from "./order-book-script";

/** Of one run: some milliseconds, in which the node does nothing else. */
const MOST_FILLS = 100;
const KEYS = ["bids", "asks", "orders", "levels", "bid-prices", "ask-prices", "done", "events", "meta", "lease"];
const ORDERS_AT_ONCE = 100;

/** `matching`: it isn't done; `waiting`: another isn't. */
type Outcome = readonly [outcome: Submission["outcome"] | "matching" | "waiting", fills: number];

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
  /** Of the events of this generation so far. One that is smaller than what the database has settled tells that writes were lost. */
  readonly lastNumber: number;
  /** Whether an order isn't done, of a process that ended in the middle or is about to go on. */
  readonly isMatching: boolean;
}

/** The channel of a book's changes, with the instrument as hash tag. */
export function changesChannel(instrument: string): string {
  return `book:{${instrument}}:changes`;
}

/**
 * The order book in Valkey or Redis OSS: every operation is one run of the script, but for an order that meets more than `mostFills` others. It is matched by
 * several runs, between which no other order is, and other books of the node are served.
 */
export class RedisOrderBook implements OrderBook {
  private readonly script: Script;

  public constructor(
    private readonly cache: Cache,
    mostFills = MOST_FILLS,
  ) {
    this.script = new Script(orderBookScript(mostFills));
  }

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
    for (;;) {
      const answer = (await this.run(instrument, "cancel", randomUUID(), id)) as Cancellation | "waiting";
      if (answer !== "waiting") return answer;
    }
  }

  /** Goes on with the order that isn't done, until it is. */
  public async finish(instrument: string): Promise<void> {
    await this.submitted(instrument, [], "");
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
    const answer = (await this.run(instrument, "state")) as [string, string, number, number, string, number];
    const [generation, status, unsettled, oldestMilliseconds, lastNumber, isMatching] = answer;
    return {
      generation: Number(generation),
      status: (status || "missing") as BookStatus,
      unsettled,
      oldestMilliseconds,
      lastNumber: Number(lastNumber),
      isMatching: isMatching === 1,
    };
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

  /** Until each has an outcome: of those that aren't done or haven't begun, the others are told again which they are. */
  private async submitted(instrument: string, orders: readonly BookOrder[], builder: string): Promise<readonly Submission[]> {
    const submissions = new Map<string, Submission>();
    for (let waiting = orders; ;) {
      const values = waiting.flatMap(({ id, side, price, quantity }) => [
        id,
        side,
        toUnits(price).toString(),
        toUnits(quantity).toString(),
      ]);
      const [isMatching, outcomes] = (await this.run(instrument, "submit", randomUUID(), builder, ...values)) as [number, Outcome[]];
      const unfinished: BookOrder[] = [];
      outcomes.forEach(([outcome, fills], i) => {
        const order = waiting[i]!;
        const before = submissions.get(order.id);
        if (outcome === "waiting" || outcome === "matching") unfinished.push(order);
        // Another process may have finished it.
        const isFinished = outcome === "known" && before?.fills;
        const shown = outcome === "waiting" || outcome === "matching" || isFinished ? "accepted" : outcome;
        submissions.set(order.id, { outcome: shown, fills: (before?.fills ?? 0) + fills });
      });
      if (unfinished.length === 0 && (orders.length > 0 || isMatching === 0)) return orders.map(({ id }) => submissions.get(id)!);
      waiting = unfinished;
    }
  }

  private async run(instrument: string, operation: string, ...args: readonly string[]): Promise<unknown> {
    const keys = KEYS.map((name) => `book:{${instrument}}:${name}`);
    return available(() => this.cache.run(this.script, keys, [operation, changesChannel(instrument), ...args]));
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
  const props = { id: field("id"), instrument, generation: Number(field("generation")), number: Number(field("number")) };
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
