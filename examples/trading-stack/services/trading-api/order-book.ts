/** What the order book in the cache does for the service, and what it asks of the database, which is the truth. */

export type Side = "buy" | "sell";

/** An order as the book sees it. Decimals are texts with up to 8 decimals, as PostgreSQL writes numeric(28,8). */
export interface BookOrder {
  readonly id: string;
  readonly instrument: string;
  readonly side: Side;
  readonly price: string;
  /** What isn't filled yet. */
  readonly quantity: string;
}

/**
 * - `accepted`: the book has it now; what could be matched is matched.
 * - `known`: it was submitted before, and isn't matched again.
 * - `pending`: the book is being built anew, and has not taken it; the sweeper submits it.
 * - `full`: its price has as much as it may hold, 90000000000; the sweeper submits it when there is room.
 */
export interface Submission {
  readonly outcome: "accepted" | "known" | "pending" | "full";
  readonly fills: number;
}

/**
 * - `cancelled`: it won't be matched any more, and a cancel event follows; also of an order that the book didn't know.
 * - `gone`: it was filled or cancelled before; the events that say so may not be settled yet.
 * - `pending`: the book is being built anew; ask again.
 */
export type Cancellation = "cancelled" | "gone" | "pending";

/** The best price first; quantities of all orders at a price. */
export type BookLevel = readonly [price: string, quantity: string];

export interface BookDepth {
  readonly instrument: string;
  /** Of the last change that is in it. It grows by one with each change, and leaps when the book is built anew. */
  readonly sequence: number;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
}

interface EventProps {
  /** Unique for ever, whatever becomes of the cache: what has been settled is known by it. */
  readonly id: string;
  readonly instrument: string;
  /** Which building of the book it is of. */
  readonly generation: number;
  /** Grows by one with each event of a generation; 0 of a version before this. One that comes again is another event's: the cache has lost writes. */
  readonly number: number;
}

/** Two orders met, at the price of the one that rested. The id is the trade's. */
export interface FillEvent extends EventProps {
  readonly type: "fill";
  readonly buyOrder: string;
  readonly sellOrder: string;
  /** Of the order that came last. */
  readonly takerSide: Side;
  readonly price: string;
  readonly quantity: string;
  /** When they met, in milliseconds since 1970, by the clock of the cache. */
  readonly time: number;
}

/** An order left the book unfilled, or never was in it. What remains of it is what the database says. */
export interface CancelEvent extends EventProps {
  readonly type: "cancel";
  readonly order: string;
}

export type BookEvent = FillEvent | CancelEvent;

/** @throws BookUnavailableError from each method while the cache is out */
export interface OrderBook {
  /** Matches an order by price, then time. Called after the order is committed. */
  submit(order: BookOrder): Promise<Submission>;
  cancel(instrument: string, id: string): Promise<Cancellation>;
  /** @throws BookUnavailableError also while the book is being built anew */
  depth(instrument: string, levels: number): Promise<BookDepth>;
  /** Whether the cache answers, for the readiness probe. */
  ping(): Promise<void>;
}

/** The cache is out, or the book is being built anew. An order that was submitted may have arrived: the sweeper finds out. */
export class BookUnavailableError extends Error {
  public override readonly name = "BookUnavailableError";
}

/**
 * - `settled`: committed, now or before.
 * - `stale`: of an earlier generation than the database's: it never happened.
 * - `refused`: it doesn't fit what the database knows: the book is built anew.
 */
export type Settlement = "settled" | "stale" | "refused";

/** How far a book is settled. */
export interface SettledBook {
  readonly generation: number;
  /** Of the last event of this generation that is settled; 0 where none is. */
  readonly lastNumber: number;
}

/** What the database does for the book. */
export interface BookTruth {
  instruments(): Promise<readonly string[]>;
  /**
   * One transaction: compares the generation while it holds the instrument's row (FOR SHARE), refuses what doesn't fit, writes trade, orders and balances.
   * Events of an instrument come in order, each again until its settlement is known. A rejection (database out) means: again later.
   */
  settle(event: BookEvent): Promise<Settlement>;
  /**
   * The same for events of one instrument in their order, in one transaction, since each statement is waited for: true where all are settled now. False
   * where one of them can't be: nothing has happened then, and each is settled by itself.
   */
  settleAll(events: readonly BookEvent[]): Promise<boolean>;
  /** How far the instrument's book is settled. */
  settled(instrument: string): Promise<SettledBook>;
  /** Adds one to the instrument's generation (first: 1) and returns it: from its commit on, nothing of earlier ones is settled. */
  nextGeneration(instrument: string): Promise<number>;
  /**
   * Open orders with what remains of them, oldest first, in pages, without those that are to be cancelled. Only those that were accepted at least so long
   * ago, and at most: otherwise however long ago.
   */
  openOrders(instrument: string, minimumAgeSeconds: number, maximumAgeSeconds?: number): AsyncIterable<readonly BookOrder[]>;
  /** Ids of open orders that are to be cancelled, oldest first, in pages: until they are, the book may not have been told, or may have forgotten. */
  cancelRequests(instrument: string): AsyncIterable<readonly string[]>;
  /** Runs the work where no other process does work of this name at the moment (an advisory lock); false where one does. */
  exclusively(name: string, work: () => Promise<void>): Promise<boolean>;
}

/** A trade as the archive keeps it. */
export interface ArchivedTrade {
  readonly id: string;
  readonly instrument: string;
  readonly price: string;
  readonly quantity: string;
  readonly buyOrder: string;
  readonly sellOrder: string;
  readonly takerSide: Side;
  /** RFC 3339, UTC. */
  readonly executedAt: string;
}

/** Trades that the bucket hasn't yet. */
export interface UnarchivedTrades {
  /**
   * One transaction: up to so many trades that aren't archived, oldest first (FOR UPDATE SKIP LOCKED), are given to `store` and then marked; none are
   * marked where it rejects. Returns how many they were; `store` isn't called for none.
   */
  archive(limit: number, store: (trades: readonly ArchivedTrade[]) => Promise<void>): Promise<number>;
}
