import { Side } from "./book";

/** A trade, as the page keeps it. */
export interface Trade {
  readonly id: string;
  /** Of the order that came last. */
  readonly side: Side;
  readonly price: string;
  readonly quantity: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** A trade, as `GET /api/trades` lists it. */
export interface ListedTrade {
  readonly id: string;
  readonly price: string;
  readonly quantity: string;
  readonly takerSide: Side;
  readonly executedAt: string;
}

export function tradeOf({ id, price, quantity, takerSide: side, executedAt }: ListedTrade): Trade {
  return { id, side, price, quantity, time: Date.parse(executedAt) };
}

/** Both, each trade once, the oldest first, and of them the latest: what is listed and what is pushed overlap. */
export function mergeTrades(known: readonly Trade[], more: readonly Trade[], limit: number): readonly Trade[] {
  const byId = new Map([...known, ...more].map((trade) => [trade.id, trade]));
  return [...byId.values()].sort((one, other) => one.time - other.time).slice(-limit);
}
