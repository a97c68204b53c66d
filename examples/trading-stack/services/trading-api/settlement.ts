import { QueryResultRow } from "pg";
import { Queries } from "../shared/database";
import { toUnits } from "../shared/decimal";
import { addToBalances, BalanceChange } from "./balances";
import { BookEvent, CancelEvent, FillEvent, Settlement, Side } from "./order-book";

interface InstrumentRow extends QueryResultRow {
  readonly base: string;
  readonly quote: string;
  readonly generation: number;
}

interface OrderRow extends QueryResultRow {
  readonly id: string;
  readonly account: string;
  readonly instrument: string;
  readonly side: Side;
  readonly price: string;
  readonly remaining: string;
  readonly status: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An event that doesn't fit what the database knows: the transaction is rolled back. */
export class RefusedEvent extends Error {}

/** Whether an event is refused by this error. The database's own are data exceptions (class 22) and broken constraints (23): again they would come out the same. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof RefusedEvent || error instanceof RangeError || /^2[23]/.test((error as { code?: string }).code ?? "");
}

/**
 * Settles one event of an order book, within a transaction. Rows are locked in one order everywhere: instrument, orders by id, balances by account and asset.
 *
 * @throws RefusedEvent
 */
export async function settleEvent(queries: Queries, event: BookEvent): Promise<Settlement> {
  // Who begins a new generation waits for this transaction, and this one for who does.
  const sql = "SELECT base, quote, generation FROM instruments WHERE name = $1 FOR SHARE";
  const [instrument] = await queries.rows<InstrumentRow>(sql, [event.instrument]);
  if (!instrument) throw new RefusedEvent(`${event.instrument} isn't traded here`);
  if (event.generation > instrument.generation) throw new RefusedEvent(`generation ${event.generation} hasn't begun`);
  const isStale = event.generation < instrument.generation;
  if (event.type === "cancel") return isStale ? "stale" : settleCancel(queries, event, instrument);
  // What was settled while its generation was the newest has happened.
  if (isStale) return (await queries.rows("SELECT FROM trades WHERE id = $1", [event.id])).length > 0 ? "settled" : "stale";
  return settleFill(queries, event, instrument);
}

async function settleFill(queries: Queries, event: FillEvent, { base, quote }: InstrumentRow): Promise<Settlement> {
  const { id, instrument, buyOrder, sellOrder, takerSide, price, quantity, time } = event;
  const orders = await lockOrders(queries, [buyOrder, sellOrder]);
  const [buy, sell] = [orders.get(buyOrder), orders.get(sellOrder)];
  if (!buy || !sell) throw new RefusedEvent("one of its orders isn't known");
  const written = await queries.rows(
    `INSERT INTO trades (id, instrument, buy_order, sell_order, taker_side, quantity, price, executed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::numeric / 1000)) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [id, instrument, buyOrder, sellOrder, takerSide, quantity, price, time],
  );
  if (written.length === 0) return "settled";
  checkFit(event, buy, sell);
  await queries.rows(
    `UPDATE orders SET remaining = remaining - $2, status = CASE WHEN remaining = $2 THEN 'filled' ELSE status END, updated_at = now()
     WHERE id = ANY($1::uuid[])`,
    [[buyOrder, sellOrder], quantity],
  );
  const traded = toUnits(quantity);
  const [cost, reserved] = [traded * toUnits(price), traded * toUnits(buy.price)];
  await addToBalances(queries, [
    // What the buyer reserved at its own price, and didn't have to pay, is available again.
    { account: buy.account, asset: quote, available: reserved - cost, reserved: -reserved },
    { account: buy.account, asset: base, available: balanceUnits(traded), reserved: 0n },
    { account: sell.account, asset: base, available: 0n, reserved: -balanceUnits(traded) },
    { account: sell.account, asset: quote, available: cost, reserved: 0n },
  ]);
  return "settled";
}

/** An order that is filled, or cancelled before, has nothing left to cancel. */
async function settleCancel(queries: Queries, { order: id }: CancelEvent, { base, quote }: InstrumentRow): Promise<Settlement> {
  const order = (await lockOrders(queries, [id])).get(id);
  if (order?.status !== "open") return "settled";
  await queries.rows("UPDATE orders SET status = 'cancelled', updated_at = now() WHERE id = $1", [id]);
  const remaining = toUnits(order.remaining);
  const released: BalanceChange =
    order.side === "buy"
      ? changeOf(order.account, quote, remaining * toUnits(order.price))
      : changeOf(order.account, base, balanceUnits(remaining));
  await addToBalances(queries, [released]);
  return "settled";
}

function changeOf(account: string, asset: string, amount: bigint): BalanceChange {
  return { account, asset, available: amount, reserved: -amount };
}

/** A quantity, in units of 10^-8, in the units of balances, 10^-16. */
function balanceUnits(units: bigint): bigint {
  return units * toUnits("1");
}

/** Rows that other tables refer to may be referred to meanwhile: FOR UPDATE would wait for that. */
async function lockOrders(queries: Queries, ids: readonly string[]): Promise<ReadonlyMap<string, OrderRow>> {
  if (!ids.every((id) => UUID.test(id))) throw new RefusedEvent("an order's id is no UUID");
  const sql = `SELECT id, account, instrument, side, price, remaining, status FROM orders WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  const rows = await queries.rows<OrderRow>(sql, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A cache that failed over may have lost its last writes, and then matches what isn't there any more. */
function checkFit({ instrument, price, quantity, takerSide }: FillEvent, buy: OrderRow, sell: OrderRow): void {
  for (const [order, side] of [
    [buy, "buy"],
    [sell, "sell"],
  ] as const) {
    if (order.side !== side || order.instrument !== instrument) {
      throw new RefusedEvent(`order ${order.id} is no order to ${side} ${instrument}`);
    }
    if (order.status !== "open") throw new RefusedEvent(`order ${order.id} is ${order.status}`);
    if (toUnits(order.remaining) < toUnits(quantity)) {
      throw new RefusedEvent(`order ${order.id} has only ${order.remaining} left of ${quantity}`);
    }
  }
  const [resting, taker] = takerSide === "buy" ? [sell, buy] : [buy, sell];
  if (toUnits(resting.price) !== toUnits(price)) throw new RefusedEvent(`order ${resting.id} rests at ${resting.price}, not at ${price}`);
  const isWorse = takerSide === "buy" ? toUnits(price) > toUnits(taker.price) : toUnits(price) < toUnits(taker.price);
  if (isWorse) throw new RefusedEvent(`order ${taker.id} has the limit ${taker.price}, and ${price} is worse`);
}
