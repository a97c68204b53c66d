import { compareDecimals, percentOf } from "./decimals";

export type Side = "buy" | "sell";
export type Level = readonly [price: string, quantity: string];

/** The first message of a WebSocket, and every one that was asked for: the whole book. */
export interface BookMessage {
  readonly instrument: string;
  readonly sequence: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

/** What has changed: the quantity that a price has now, `0` for none. */
export interface ChangesMessage {
  readonly sequence: number;
  readonly changes: readonly (readonly [side: Side, price: string, quantity: string])[];
}

/** Quantities by price. */
export interface Book {
  readonly sequence: number;
  readonly bids: ReadonlyMap<string, string>;
  readonly asks: ReadonlyMap<string, string>;
}

/** A level as it is shown. */
export interface ShownLevel {
  readonly price: string;
  readonly quantity: string;
  /** How wide its bar is: its share of the largest quantity that is shown. */
  readonly percent: number;
}

export function bookOf({ sequence, bids, asks }: BookMessage): Book {
  return { sequence, bids: new Map(bids), asks: new Map(asks) };
}

/** The book after a change. `gap` where a change before it is missing: then only the whole book helps. A change that the book has changes nothing. */
export function applyChanges(book: Book, { sequence, changes }: ChangesMessage): Book | "gap" {
  if (sequence <= book.sequence) return book;
  if (sequence !== book.sequence + 1) return "gap";
  const bids = new Map(book.bids);
  const asks = new Map(book.asks);
  for (const [side, price, quantity] of changes) {
    const levels = side === "buy" ? bids : asks;
    if (quantity === "0") levels.delete(price);
    else levels.set(price, quantity);
  }
  return { sequence, bids, asks };
}

/** The best prices of a side, the best first. */
export function bestLevels(book: Book, side: Side, count: number): readonly ShownLevel[] {
  const direction = side === "buy" ? -1 : 1;
  const levels = [...(side === "buy" ? book.bids : book.asks)]
    .sort(([one], [other]) => direction * compareDecimals(one, other))
    .slice(0, count);
  const largest = levels.reduce((most, [, quantity]) => (compareDecimals(quantity, most) > 0 ? quantity : most), "0");
  return levels.map(([price, quantity]) => ({ price, quantity, percent: percentOf(quantity, largest) }));
}
