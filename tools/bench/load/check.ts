import { checkBalances } from "./check-balances";
import { checkBooks } from "./check-books";
import { Ledger } from "./messages";
import { Stored, StoredBalance, StoredOrder, StoredTrade } from "./stored";
import { PRICE_PLACES, units } from "./units";

/** What is compared. */
export interface Checked {
  /** What clients were promised. */
  readonly ledger: Ledger;
  /** What accounts had before the first order. */
  readonly deposits: readonly StoredBalance[];
  /** What is stored once everything is settled. */
  readonly stored: Stored;
}

/**
 * Compares what clients were promised with what is stored, and what is stored with itself. Pure.
 *
 * @returns a sentence for each thing that doesn't hold; none where nothing was lost, doubled or made up
 */
export function check({ ledger, deposits, stored }: Checked): readonly string[] {
  const orders = new Map(stored.orders.map((order) => [order.id, order]));
  return [
    ...checkAccepted(ledger, stored.orders),
    ...checkCancelled(ledger, orders),
    ...checkTrades(stored.trades, orders),
    ...checkFills(stored),
    ...checkBalances(stored, deposits),
    ...checkBooks(stored),
  ];
}

/** Each accepted order is stored, once, as it was asked for, with the id that its client was told. */
function checkAccepted({ accepted }: Ledger, orders: readonly StoredOrder[]): readonly string[] {
  const byKey = new Map<string, StoredOrder[]>();
  for (const order of orders) byKey.set(order.key, [...(byKey.get(order.key) ?? []), order]);
  return accepted.flatMap(({ key, id, ...asked }) => {
    const [order, ...others] = byKey.get(key) ?? [];
    if (!order) return [`Order ${id} (key ${key}) was accepted and isn't stored.`];
    if (others.length > 0) return [`Key ${key} has ${others.length + 1} orders.`];
    if (order.id !== id) return [`Key ${key} was answered with order ${id}, and order ${order.id} is stored.`];
    const isSame =
      order.account === asked.account &&
      order.instrument === asked.instrument &&
      order.side === asked.side &&
      units(order.quantity, PRICE_PLACES) === units(asked.quantity, PRICE_PLACES) &&
      units(order.price, PRICE_PLACES) === units(asked.price, PRICE_PLACES);
    return isSame ? [] : [`Order ${id} isn't stored as it was asked for.`];
  });
}

function checkCancelled({ cancelled }: Ledger, orders: ReadonlyMap<string, StoredOrder>): readonly string[] {
  return cancelled.flatMap((id) => {
    const status = orders.get(id)?.status ?? "not stored";
    return status === "cancelled" ? [] : [`Order ${id} was answered as cancelled and is ${status}.`];
  });
}

/** Each trade is of a buyer and a seller of its instrument, at a price that both have agreed to. */
function checkTrades(trades: readonly StoredTrade[], orders: ReadonlyMap<string, StoredOrder>): readonly string[] {
  return trades.flatMap(({ id, instrument, buyOrder, sellOrder, price }) => {
    const [buy, sell] = [orders.get(buyOrder), orders.get(sellOrder)];
    if (!buy || !sell) return [`Trade ${id} is of an order that isn't stored.`];
    if (buy.side !== "buy" || sell.side !== "sell") return [`Trade ${id} isn't of a buyer and a seller.`];
    if (buy.instrument !== instrument || sell.instrument !== instrument) return [`Trade ${id} is of another instrument than its orders.`];
    const [paid, most, least] = [price, buy.price, sell.price].map((text) => units(text, PRICE_PLACES)) as [bigint, bigint, bigint];
    return paid > most || paid < least ? [`Trade ${id} is at ${price}, and its orders are at ${buy.price} and ${sell.price}.`] : [];
  });
}

/** What an order isn't any more is what its trades are: each was settled, and none of them twice. */
function checkFills({ orders, trades }: Stored): readonly string[] {
  const filled = new Map<string, bigint>();
  for (const { buyOrder, sellOrder, quantity } of trades) {
    for (const id of [buyOrder, sellOrder]) filled.set(id, (filled.get(id) ?? 0n) + units(quantity, PRICE_PLACES));
  }
  return orders.flatMap(({ id, quantity, remaining, status }) => {
    const [all, left, traded] = [units(quantity, PRICE_PLACES), units(remaining, PRICE_PLACES), filled.get(id) ?? 0n];
    if (all - left !== traded) return [`Order ${id} has ${remaining} of ${quantity} left, which its trades don't come to.`];
    return (status === "filled") !== (left === 0n) ? [`Order ${id} is ${status} with ${remaining} left.`] : [];
  });
}
