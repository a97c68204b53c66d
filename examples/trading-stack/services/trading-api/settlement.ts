import { QueryResultRow } from "pg";
import { Queries } from "../shared/database";
import { fromUnits, toUnits } from "../shared/decimal";
import { addToBalances, BalanceChange } from "./balances";
import { BookEvent, CancelEvent, FillEvent, Settlement, Side } from "./order-book";

interface InstrumentRow extends QueryResultRow {
  readonly base: string;
  readonly quote: string;
  readonly generation: number;
  /** Of the last event of the generation that is settled. */
  readonly settled: number;
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

/** An order as the events before have left it. */
interface LockedOrder extends Omit<OrderRow, "price" | "remaining" | "status"> {
  readonly price: bigint;
  remaining: bigint;
  status: string;
  isChanged: boolean;
}

type Orders = ReadonlyMap<string, LockedOrder>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An event that doesn't fit what the database knows: the transaction is rolled back. */
export class RefusedEvent extends Error {}

/** Whether an event is refused by this error. The database's own are data exceptions (class 22) and broken constraints (23): again they would come out the same. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof RefusedEvent || error instanceof RangeError || /^2[23]/.test((error as { code?: string }).code ?? "");
}

/**
 * Settles events of one order book, in their order, within a transaction: all of them, or none. Each statement is one for all events, since each is waited
 * for. Rows are locked in one order everywhere: instrument, orders by id, balances by account and asset.
 *
 * @returns `stale` where one is of an earlier generation; of several, nothing is written then
 * @throws RefusedEvent
 */
export async function settleEvents(queries: Queries, events: readonly BookEvent[]): Promise<Settlement> {
  const [{ instrument: name }] = events as [BookEvent];
  // Who begins a new generation waits for this transaction, and this one for who does.
  const sql = `SELECT base, quote, generation, coalesce(number, 0)::float8 AS settled FROM instruments
    LEFT JOIN settled_events ON instrument = name AND of_generation = generation WHERE name = $1 FOR SHARE OF instruments`;
  const [instrument] = await queries.rows<InstrumentRow>(sql, [name]);
  if (!instrument || events.some((event) => event.instrument !== name)) throw new RefusedEvent(`${name} isn't traded here`);
  const generations = events.map(({ generation }) => generation);
  if (Math.max(...generations) > instrument.generation) throw new RefusedEvent(`generation ${Math.max(...generations)} hasn't begun`);
  if (Math.min(...generations) < instrument.generation) return settledBefore(queries, events);
  await settleCurrent(queries, events, instrument);
  return "settled";
}

/** What was settled while its generation was the newest has happened. */
async function settledBefore(queries: Queries, events: readonly BookEvent[]): Promise<Settlement> {
  const [event] = events as [BookEvent];
  if (events.length > 1 || event.type === "cancel") return "stale";
  return (await queries.rows("SELECT FROM trades WHERE id = $1", [event.id])).length > 0 ? "settled" : "stale";
}

async function settleCurrent(queries: Queries, events: readonly BookEvent[], instrument: InstrumentRow): Promise<void> {
  const fills = events.filter((event) => event.type === "fill");
  const orders = await lockOrders(queries, events.flatMap(orderIds));
  if (fills.some((fill) => !orderIds(fill).every((id) => orders.has(id)))) throw new RefusedEvent("one of its orders isn't known");
  const written = await writeTrades(queries, fills);
  const changes: BalanceChange[] = [];
  for (const event of events) {
    // Each once, also where it comes twice.
    if (event.type === "fill" && !written.delete(event.id)) continue;
    checkNumber(event, instrument, orders);
    changes.push(...(event.type === "fill" ? settleFill(event, orders, instrument) : settleCancel(event, orders, instrument)));
  }
  await writeOrders(
    queries,
    [...orders.values()].filter(({ isChanged }) => isChanged),
    events.at(-1)!,
  );
  await addToBalances(queries, changes);
}

function orderIds(event: BookEvent): readonly string[] {
  return event.type === "fill" ? [event.buyOrder, event.sellOrder] : [event.order];
}

/** What a fill changes in balances. */
function settleFill(event: FillEvent, orders: Orders, { base, quote }: InstrumentRow): readonly BalanceChange[] {
  const [buy, sell] = [orders.get(event.buyOrder)!, orders.get(event.sellOrder)!];
  checkFit(event, buy, sell);
  const traded = toUnits(event.quantity);
  for (const order of [buy, sell]) {
    order.remaining -= traded;
    if (order.remaining === 0n) order.status = "filled";
    order.isChanged = true;
  }
  const [cost, reserved] = [traded * toUnits(event.price), traded * buy.price];
  return [
    // What the buyer reserved at its own price, and didn't have to pay, is available again.
    { account: buy.account, asset: quote, available: reserved - cost, reserved: -reserved },
    { account: buy.account, asset: base, available: balanceUnits(traded), reserved: 0n },
    { account: sell.account, asset: base, available: 0n, reserved: -balanceUnits(traded) },
    { account: sell.account, asset: quote, available: cost, reserved: 0n },
  ];
}

/** An order that is filled, or cancelled before, has nothing left to cancel. */
function settleCancel({ order: id }: CancelEvent, orders: Orders, { base, quote }: InstrumentRow): readonly BalanceChange[] {
  const order = orders.get(id);
  if (order?.status !== "open") return [];
  order.status = "cancelled";
  order.isChanged = true;
  return [
    order.side === "buy"
      ? changeOf(order.account, quote, order.remaining * order.price)
      : changeOf(order.account, base, balanceUnits(order.remaining)),
  ];
}

function changeOf(account: string, asset: string, amount: bigint): BalanceChange {
  return { account, asset, available: amount, reserved: -amount };
}

/** A quantity, in units of 10^-8, in the units of balances, 10^-16. */
function balanceUnits(units: bigint): bigint {
  return units * toUnits("1");
}

/** Rows that other tables refer to may be referred to meanwhile: FOR UPDATE would wait for that. */
async function lockOrders(queries: Queries, ids: readonly string[]): Promise<Orders> {
  if (!ids.every((id) => UUID.test(id))) throw new RefusedEvent("an order's id is no UUID");
  const sql = `SELECT id, account, instrument, side, price, remaining, status FROM orders WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  const rows = await queries.rows<OrderRow>(sql, [[...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, { ...row, price: toUnits(row.price), remaining: toUnits(row.remaining), isChanged: false }]));
}

/** In the order of the events, which is the order that trades are listed in. The ids of those that weren't there before. */
async function writeTrades(queries: Queries, fills: readonly FillEvent[]): Promise<Set<string>> {
  if (fills.length === 0) return new Set();
  const column = <K extends keyof FillEvent>(key: K): readonly FillEvent[K][] => fills.map((each) => each[key]);
  const rows = await queries.rows<{ id: string }>(
    `INSERT INTO trades (id, instrument, buy_order, sell_order, taker_side, quantity, price, executed_at)
     SELECT id, instrument, buy_order, sell_order, taker_side, quantity, price, to_timestamp(time / 1000)
     FROM unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::numeric[], $7::numeric[], $8::numeric[])
       WITH ORDINALITY AS fill (id, instrument, buy_order, sell_order, taker_side, quantity, price, time, position)
     ORDER BY position ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      ...[column("id"), column("instrument"), column("buyOrder"), column("sellOrder")],
      ...[column("takerSide"), column("quantity"), column("price"), column("time")],
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

/** They are locked: what they become is what was computed. With them, in the same statement, how far the book is settled. */
async function writeOrders(queries: Queries, orders: readonly LockedOrder[], { instrument, generation, number }: BookEvent): Promise<void> {
  if (orders.length === 0) return;
  await queries.rows(
    `WITH settled AS (
       INSERT INTO settled_events AS last (instrument, of_generation, number) VALUES ($4, $5, $6)
       ON CONFLICT (instrument) DO UPDATE SET of_generation = excluded.of_generation,
         number = CASE WHEN last.of_generation = excluded.of_generation THEN greatest(last.number, excluded.number) ELSE excluded.number END)
     UPDATE orders SET remaining = changed.remaining, status = changed.status, updated_at = now()
     FROM unnest($1::uuid[], $2::numeric[], $3::text[]) AS changed (id, remaining, status) WHERE orders.id = changed.id`,
    [
      ...[orders.map(({ id }) => id), orders.map(({ remaining }) => fromUnits(remaining)), orders.map(({ status }) => status)],
      ...[instrument, generation, number],
    ],
  );
}

/**
 * An event that wasn't settled before, and has the number of one that was: the cache failed over to a replica that doesn't know of that one, and shows what
 * isn't there any more. A cancellation of an order that isn't open changes nothing.
 */
function checkNumber(event: BookEvent, { settled }: InstrumentRow, orders: Orders): void {
  if (event.type === "cancel" && orders.get(event.order)?.status !== "open") return;
  if (event.number === 0 || event.number > settled) return;
  throw new RefusedEvent(`its number is ${event.number}, and another event had it: ${settled} are settled`);
}

/** A cache that failed over may have lost its last writes, and then matches what isn't there any more. */
function checkFit({ instrument, price, quantity, takerSide }: FillEvent, buy: LockedOrder, sell: LockedOrder): void {
  for (const [order, side] of [
    [buy, "buy"],
    [sell, "sell"],
  ] as const) {
    if (order.side !== side || order.instrument !== instrument) {
      throw new RefusedEvent(`order ${order.id} is no order to ${side} ${instrument}`);
    }
    if (order.status !== "open") throw new RefusedEvent(`order ${order.id} is ${order.status}`);
    if (order.remaining < toUnits(quantity)) {
      throw new RefusedEvent(`order ${order.id} has only ${fromUnits(order.remaining)} left of ${quantity}`);
    }
  }
  const [resting, taker] = takerSide === "buy" ? [sell, buy] : [buy, sell];
  if (resting.price !== toUnits(price)) {
    throw new RefusedEvent(`order ${resting.id} rests at ${fromUnits(resting.price)}, not at ${price}`);
  }
  const isWorse = takerSide === "buy" ? toUnits(price) > taker.price : toUnits(price) < taker.price;
  if (isWorse) throw new RefusedEvent(`order ${taker.id} has the limit ${fromUnits(taker.price)}, and ${price} is worse`);
}
