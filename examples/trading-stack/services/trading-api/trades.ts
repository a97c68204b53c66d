import { QueryResultRow } from "pg";
import { Database, Queries } from "../shared/database";
import { shortest } from "./decimals";
import { ArchivedTrade, UnarchivedTrades } from "./order-book";
import { invalidCursor } from "./orders";

/** A trade as everybody may see it: without who traded. */
export type Trade = Pick<ArchivedTrade, "id" | "instrument" | "price" | "quantity" | "takerSide" | "executedAt">;

export interface TradePage {
  readonly instrument: string;
  readonly limit: number;
  /** The last trade of the page before. */
  readonly after?: string;
}

interface TradeRow extends QueryResultRow, Omit<ArchivedTrade, "executedAt"> {
  readonly executedAt: Date;
}

const COLUMNS = `id, instrument, price, quantity, taker_side AS "takerSide", executed_at AS "executedAt"`;
/** Nothing is asked of the database while a batch is stored. */
const STORE_MILLISECONDS = 60_000;

/**
 * Trades of an instrument, the newest first.
 *
 * @throws Problem where `after` is no trade of the instrument
 */
export async function listTrades(queries: Queries, { instrument, limit, after }: TradePage): Promise<readonly Trade[]> {
  const sql = "SELECT number FROM trades WHERE id = $1 AND instrument = $2";
  const before = after && (await queries.rows<{ number: string }>(sql, [after, instrument]));
  if (before && before.length === 0) throw invalidCursor(`There is no trade ${after} of ${instrument}.`);
  const rows = await queries.rows<TradeRow>(
    `SELECT ${COLUMNS} FROM trades WHERE instrument = $1 AND ($2::bigint IS NULL OR number < $2) ORDER BY number DESC LIMIT $3`,
    [instrument, before ? before[0]!.number : null, limit],
  );
  return rows.map(tradeOf);
}

/** What the archive hasn't yet. A process that ends between `store` and the commit stores the same trades again, rather than never. */
export function unarchivedTrades(database: Database): UnarchivedTrades {
  return {
    archive: async (limit, store) =>
      database.transaction(
        async (queries) => {
          await queries.rows(`SET LOCAL idle_in_transaction_session_timeout = ${STORE_MILLISECONDS}`);
          const rows = await queries.rows<TradeRow & { readonly number: string }>(
            `SELECT ${COLUMNS}, buy_order AS "buyOrder", sell_order AS "sellOrder", number FROM trades
             WHERE NOT archived ORDER BY number LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED`,
            [limit],
          );
          if (rows.length === 0) return 0;
          await store(rows.map(({ number: _, ...row }) => tradeOf(row as TradeRow) as ArchivedTrade));
          await queries.rows("UPDATE trades SET archived = true WHERE number = ANY($1::bigint[])", [rows.map(({ number }) => number)]);
          return rows.length;
        },
        { idempotent: false },
      ),
  };
}

function tradeOf({ executedAt, price, quantity, ...row }: TradeRow): Trade {
  return { ...row, price: shortest(price), quantity: shortest(quantity), executedAt: executedAt.toISOString() } as Trade;
}
