import { ServedPlatform } from "../../serve/platform";
import { queryPostgres } from "../../support/databases/postgres";
import { connectRedis } from "../../support/databases/redis";
import { INSTRUMENTS } from "./operations";

/** An order as PostgreSQL has it. Decimals are texts. */
export interface StoredOrder {
  readonly id: string;
  readonly key: string;
  readonly account: string;
  readonly instrument: string;
  readonly side: string;
  readonly quantity: string;
  readonly price: string;
  readonly remaining: string;
  readonly status: string;
}

export interface StoredTrade {
  readonly id: string;
  readonly instrument: string;
  readonly buyOrder: string;
  readonly sellOrder: string;
  readonly quantity: string;
  readonly price: string;
}

export interface StoredBalance {
  readonly account: string;
  readonly asset: string;
  readonly available: string;
  readonly reserved: string;
}

/** An order as the book in the cache has it, in units of 10^-8. */
export interface BookEntry {
  readonly id: string;
  readonly side: string;
  readonly price: string;
  readonly remaining: string;
}

export interface StoredBook {
  readonly instrument: string;
  /** `open`, or why it takes no orders. */
  readonly status: string;
  /** Events that wait for their settlement. */
  readonly unsettled: number;
  readonly orders: readonly BookEntry[];
  /** What is shown: side, price and the quantity of all orders at it, in units of 10^-8. */
  readonly levels: readonly { readonly side: string; readonly price: string; readonly quantity: string }[];
}

/** All that a platform has stored. */
export interface Stored {
  readonly orders: readonly StoredOrder[];
  readonly trades: readonly StoredTrade[];
  readonly balances: readonly StoredBalance[];
  readonly books: readonly StoredBook[];
}

/** Reads what PostgreSQL and the cache have. What is read while orders are placed fits nothing: the load has to be over. */
export async function readStored(platform: Pick<ServedPlatform, "database" | "cache">): Promise<Stored> {
  const orders = await rowsOf<StoredOrder>(
    platform,
    "SELECT id, idempotency_key AS key, account, instrument, side, quantity, price, remaining, status FROM orders ORDER BY number",
  );
  const trades = await rowsOf<StoredTrade>(
    platform,
    `SELECT id, instrument, buy_order AS "buyOrder", sell_order AS "sellOrder", quantity, price FROM trades ORDER BY number`,
  );
  return { orders, trades, balances: await readBalances(platform), books: await readBooks(platform) };
}

/** What accounts have, by account and asset. */
export async function readBalances(platform: Pick<ServedPlatform, "database">): Promise<readonly StoredBalance[]> {
  return rowsOf<StoredBalance>(platform, "SELECT account, asset, available, reserved FROM balances ORDER BY account, asset");
}

async function rowsOf<Row>({ database: { port, user, name } }: Pick<ServedPlatform, "database">, sql: string): Promise<readonly Row[]> {
  return (await queryPostgres(port, user, name, sql)) as readonly object[] as readonly Row[];
}

async function readBooks({ cache }: Pick<ServedPlatform, "cache">): Promise<readonly StoredBook[]> {
  const connection = await connectRedis(cache.port);
  try {
    const books: StoredBook[] = [];
    for (const instrument of INSTRUMENTS) {
      const key = (name: string): string => `book:{${instrument}}:${name}`;
      const [orders, levels] = [await connection.run("HGETALL", key("orders")), await connection.run("HGETALL", key("levels"))];
      books.push({
        instrument,
        status: String((await connection.run("HGET", key("meta"), "status")) ?? "missing"),
        unsettled: Number(await connection.run("XLEN", key("events"))),
        orders: pairs(orders).map(([id, record]) => {
          const [side, price, remaining] = record.split(":") as [string, string, string];
          return { id, side, price, remaining };
        }),
        levels: pairs(levels).map(([field, quantity]) => {
          const [side, price] = field.split(":") as [string, string];
          return { side, price, quantity };
        }),
      });
    }
    return books;
  } finally {
    connection.end();
  }
}

/** Fields and values, as a hash comes. */
function pairs(reply: unknown): readonly (readonly [string, string])[] {
  const flat = Array.isArray(reply) ? (reply as readonly string[]) : Object.entries(reply as Record<string, string>).flat();
  return flat.flatMap((field, index) => (index % 2 === 0 ? [[field, flat[index + 1]!] as const] : []));
}
