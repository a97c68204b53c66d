import { Side } from "./book";
import { compareDecimals } from "./decimals";

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

/** What is asked of an order, to tell whether a trade may be its own: trades don't say whose they are. */
export interface TradedOrder {
  readonly instrument: string;
  readonly side: Side;
  readonly price: string;
  readonly status: string;
}

/** An order is never filled at a price that is worse than its own. */
export function mayBeOf({ instrument, side, price, status }: TradedOrder, traded: string, tradedAt: string): boolean {
  if (status !== "open" || instrument !== traded) return false;
  const difference = compareDecimals(tradedAt, price);
  return side === "buy" ? difference <= 0 : difference >= 0;
}
