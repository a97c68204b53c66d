import { Database } from "../shared/database";
import { Logger } from "../shared/logger";
import { shortest } from "./decimals";
import { BookOrder, BookTruth, Settlement, SettledBook, BookEvent } from "./order-book";
import { isRefusal, settleEvents } from "./settlement";

const PAGE = 500;

interface NumberedRow {
  readonly number: string;
  readonly id: string;
}

interface OpenOrderRow extends BookOrder, NumberedRow {}

/** What PostgreSQL, which is the truth, does for the order book. */
export class PostgresBookTruth implements BookTruth {
  public constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  public async instruments(): Promise<readonly string[]> {
    return (await this.database.rows<{ name: string }>("SELECT name FROM instruments ORDER BY name")).map(({ name }) => name);
  }

  public async settle(event: BookEvent): Promise<Settlement> {
    try {
      return await this.database.transaction(async (queries) => settleEvents(queries, [event]), { idempotent: true });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.logger.error({ event }, `event ${event.id} is refused: ${error.message}`);
      return "refused";
    }
  }

  public async settleAll(events: readonly BookEvent[]): Promise<boolean> {
    if (events.length === 0) return true;
    try {
      return (await this.database.transaction(async (queries) => settleEvents(queries, events), { idempotent: true })) === "settled";
    } catch (error) {
      // Which one it is, is found when each is settled by itself.
      if (isRefusal(error)) return false;
      throw error;
    }
  }

  public async settled(instrument: string): Promise<SettledBook> {
    const sql = `SELECT generation, coalesce(number, 0)::float8 AS "lastNumber" FROM instruments
      LEFT JOIN settled_events ON instrument = name AND of_generation = generation WHERE name = $1`;
    const [row] = await this.database.rows<SettledBook>(sql, [instrument]);
    if (!row) throw new RangeError(`${instrument} isn't traded here`);
    return row;
  }

  public async nextGeneration(instrument: string): Promise<number> {
    const sql = "UPDATE instruments SET generation = generation + 1 WHERE name = $1 RETURNING generation";
    // Where it is run twice, a number is left out.
    const [row] = await this.database.transaction(async (queries) => queries.rows<{ generation: number }>(sql, [instrument]), {
      idempotent: true,
    });
    if (!row) throw new RangeError(`${instrument} isn't traded here`);
    return row.generation;
  }

  public async *openOrders(instrument: string, minimumAgeSeconds: number, maximumAgeSeconds?: number): AsyncIterable<readonly BookOrder[]> {
    const young = maximumAgeSeconds === undefined ? "" : "AND created_at > now() - make_interval(secs => $4)";
    const sql = `SELECT number, id, instrument, side, price, remaining AS quantity FROM orders
      WHERE instrument = $1 AND status = 'open' AND cancel_requested_at IS NULL AND number > $2
        AND created_at <= now() - make_interval(secs => $3) ${young} ORDER BY number LIMIT ${PAGE}`;
    const ages = maximumAgeSeconds === undefined ? [minimumAgeSeconds] : [minimumAgeSeconds, maximumAgeSeconds];
    for await (const rows of this.pages<OpenOrderRow>(sql, instrument, ages)) yield rows.map(bookOrder);
  }

  public async *cancelRequests(instrument: string): AsyncIterable<readonly string[]> {
    const sql = `SELECT number, id FROM orders
      WHERE instrument = $1 AND status = 'open' AND cancel_requested_at IS NOT NULL AND number > $2 ORDER BY number LIMIT ${PAGE}`;
    for await (const rows of this.pages<NumberedRow>(sql, instrument)) yield rows.map(({ id }) => id);
  }

  public async exclusively(name: string, work: () => Promise<void>): Promise<boolean> {
    return this.database.session(async (client) => {
      // The two numbers keep these locks apart from the migrations' one.
      const { rows } = await client.query<{ locked: boolean }>("SELECT pg_try_advisory_lock(1, hashtext($1)) AS locked", [name]);
      if (!rows[0]!.locked) return false;
      await work();
      // Who asks next has it at once: what a closed connection held, PostgreSQL releases a little later.
      await client.query("SELECT pg_advisory_unlock(1, hashtext($1))", [name]);
      return true;
    });
  }

  /** Of an instrument ($1), after a number ($2). */
  private async *pages<Row extends NumberedRow>(
    sql: string,
    instrument: string,
    values: readonly unknown[] = [],
  ): AsyncIterable<readonly Row[]> {
    for (let after = "0"; ;) {
      const rows = await this.database.rows<Row>(sql, [instrument, after, ...values]);
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.number;
    }
  }
}

function bookOrder({ number: _, price, quantity, ...order }: OpenOrderRow): BookOrder {
  return { ...order, price: shortest(price), quantity: shortest(quantity) };
}
