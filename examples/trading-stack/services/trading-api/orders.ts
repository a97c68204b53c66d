import { randomUUID } from "node:crypto";
import { QueryResultRow } from "pg";
import { Database, Queries } from "../shared/database";
import { toUnits } from "../shared/decimal";
import { Problem } from "../shared/problem";
import { shortest } from "./decimals";
import { Side } from "./order-book";

/** What an order is stored as. */
export type OrderStatus = "open" | "filled" | "cancelled";

/** What a client asks for. */
export interface NewOrder {
  readonly account: string;
  readonly instrument: string;
  readonly side: Side;
  readonly quantity: string;
  readonly price: string;
}

export interface Order extends NewOrder {
  readonly id: string;
  /** What isn't filled yet; of a cancelled order, what never will be. */
  readonly remaining: string;
  /** `cancelling`: it is open, and will be cancelled, but for what the book filled before it was told. */
  readonly status: OrderStatus | "cancelling";
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface PlacedOrder {
  readonly order: Order;
  /** False where the same request was made before. */
  readonly isNew: boolean;
}

export interface OrderPage {
  readonly account: string;
  readonly status?: OrderStatus;
  readonly limit: number;
  /** The last order of the page before. */
  readonly after?: string;
}

interface OrderRow extends QueryResultRow, Omit<Order, "status" | "createdAt" | "updatedAt"> {
  readonly status: OrderStatus;
  readonly cancel_requested_at: Date | null;
  readonly created_at: Date;
  readonly updated_at: Date;
}

const COLUMNS = "id, account, instrument, side, quantity, price, remaining, status, cancel_requested_at, created_at, updated_at";

/** What an order reserves: its price in the quote asset for a buyer, its quantity in the base asset for a seller. */
const RESERVE = `
  UPDATE balances SET available = available - amount, reserved = reserved + amount
  FROM (
    SELECT CASE $3 WHEN 'buy' THEN quote ELSE base END AS wanted, CASE $3 WHEN 'buy' THEN $4::numeric * $5::numeric ELSE $4::numeric END AS amount
    FROM instruments WHERE name = $2
  ) AS reservation
  WHERE account = $1 AND asset = wanted AND available >= amount
  RETURNING asset`;

/**
 * Stores an order and reserves what it may cost, both or neither. The key makes it idempotent: the same request again finds the order of the first.
 *
 * @throws Problem for an unknown account or instrument, too little available, or a key that was used for another order
 */
export async function placeOrder(database: Database, request: NewOrder, key: string): Promise<PlacedOrder> {
  const { account, instrument, side, quantity, price } = request;
  const place = async (queries: Queries): Promise<PlacedOrder> => {
    // A request with the same key that runs at this moment is waited for here.
    const [row] = await queries.rows<OrderRow>(
      `INSERT INTO orders (id, account, instrument, side, quantity, price, remaining, status, idempotency_key)
       VALUES ($1, $2, $3, $4, $5, $6, $5, 'open', $7) ON CONFLICT (account, idempotency_key) DO NOTHING RETURNING ${COLUMNS}`,
      [randomUUID(), account, instrument, side, quantity, price, key],
    );
    if (!row) return { order: await orderOfKey(queries, request, key), isNew: false };
    const reserved = await queries.rows(RESERVE, [account, instrument, side, quantity, price]);
    if (reserved.length === 0) {
      throw new Problem(422, "insufficient-funds", "Insufficient funds", `Account ${account} has less available than the order may cost.`);
    }
    return { order: orderOf(row), isNew: true };
  };
  return database.transaction(place, { idempotent: true }).catch((error: unknown) => {
    throw unknownReference(error, request);
  });
}

export async function findOrder(queries: Queries, id: string): Promise<Order | undefined> {
  const [row] = await queries.rows<OrderRow>(`SELECT ${COLUMNS} FROM orders WHERE id = $1`, [id]);
  return row && orderOf(row);
}

/**
 * Orders of an account, the newest first.
 *
 * @throws Problem where `after` is no order of the account
 */
export async function listOrders(queries: Queries, { account, status, limit, after }: OrderPage): Promise<readonly Order[]> {
  const before =
    after && (await queries.rows<{ number: string }>("SELECT number FROM orders WHERE id = $1 AND account = $2", [after, account]));
  if (before && before.length === 0) throw invalidCursor(`There is no order ${after} of account ${account}.`);
  const rows = await queries.rows<OrderRow>(
    `SELECT ${COLUMNS} FROM orders
     WHERE account = $1 AND ($2::text IS NULL OR status = $2) AND ($3::bigint IS NULL OR number < $3) ORDER BY number DESC LIMIT $4`,
    [account, status ?? null, before ? before[0]!.number : null, limit],
  );
  return rows.map(orderOf);
}

/** Remembers that an open order is to be cancelled, whatever becomes of the cache. Only the settlement cancels it: a fill may have come first. */
export async function requestCancellation(database: Database, id: string): Promise<void> {
  const sql = "UPDATE orders SET cancel_requested_at = now() WHERE id = $1 AND status = 'open' AND cancel_requested_at IS NULL";
  await database.transaction(async (queries) => queries.rows(sql, [id]), { idempotent: true });
}

export function invalidCursor(detail: string): Problem {
  return new Problem(400, "invalid-cursor", "The cursor is invalid", detail);
}

async function orderOfKey(queries: Queries, request: NewOrder, key: string): Promise<Order> {
  const sql = `SELECT ${COLUMNS} FROM orders WHERE account = $1 AND idempotency_key = $2`;
  const order = orderOf((await queries.rows<OrderRow>(sql, [request.account, key]))[0]!);
  const isSame =
    order.instrument === request.instrument &&
    order.side === request.side &&
    toUnits(order.quantity) === toUnits(request.quantity) &&
    toUnits(order.price) === toUnits(request.price);
  if (isSame) return order;
  throw new Problem(
    422,
    "idempotency-key-reused",
    "The idempotency key was used before",
    `Order ${order.id} was placed with this key, and is another one.`,
  );
}

/** What PostgreSQL says of a foreign key, in the words of the API. */
function unknownReference(error: unknown, { account, instrument }: NewOrder): unknown {
  const { constraint } = error as { constraint?: string };
  if (constraint === "orders_account_fkey") {
    return new Problem(422, "unknown-account", "Unknown account", `There is no account ${account}.`);
  }
  if (constraint !== "orders_instrument_fkey") return error;
  return new Problem(422, "unknown-instrument", "Unknown instrument", `${instrument} isn't traded here.`);
}

function orderOf({ status, cancel_requested_at, created_at, updated_at, ...row }: OrderRow): Order {
  return {
    ...row,
    status: status === "open" && cancel_requested_at !== null ? "cancelling" : status,
    quantity: shortest(row.quantity),
    price: shortest(row.price),
    remaining: shortest(row.remaining),
    createdAt: created_at.toISOString(),
    updatedAt: updated_at.toISOString(),
  };
}
