import { FastifyInstance } from "fastify";
import { Database } from "../../shared/database";
import { Problem } from "../../shared/problem";
import { Instruments } from "../instruments";
import { OrderBook } from "../order-book";
import { TradePage, listTrades } from "../trades";
import { bookUnavailable, inTime } from "./book-problems";
import { BOOK_QUERY, INSTRUMENT_PARAMS, TRADES_QUERY } from "./schemas";

const DEFAULT_DEPTH = 20;
const DEFAULT_LIMIT = 50;
const DEPTH_MILLISECONDS = 1000;

interface BookRequest {
  readonly Params: { readonly instrument: string };
  readonly Querystring: { readonly depth?: string };
}

interface TradesRequest {
  readonly Querystring: Omit<TradePage, "limit"> & { readonly limit?: string };
}

/** What everybody may see: instruments, order books and trades. */
export function marketRoutes(app: FastifyInstance, database: Database, book: OrderBook, instruments: Instruments): void {
  app.get("/instruments", async () => ({ instruments: await instruments.list() }));

  app.get<BookRequest>(
    "/book/:instrument",
    { schema: { params: INSTRUMENT_PARAMS, querystring: BOOK_QUERY } },
    async ({ params: { instrument }, query }) => {
      await mustBeTraded(instrument);
      return inTime(book.depth(instrument, Number(query.depth ?? DEFAULT_DEPTH)), DEPTH_MILLISECONDS).catch((error: unknown) => {
        throw bookUnavailable(error, "There is no book to show now.");
      });
    },
  );

  app.get<TradesRequest>("/trades", { schema: { querystring: TRADES_QUERY } }, async ({ query }) => {
    await mustBeTraded(query.instrument);
    const limit = Number(query.limit ?? DEFAULT_LIMIT);
    const trades = await listTrades(database, { ...query, limit });
    return { trades, next: trades.length === limit ? trades.at(-1)!.id : null };
  });

  async function mustBeTraded(instrument: string): Promise<void> {
    if (!(await instruments.has(instrument))) {
      throw new Problem(404, "unknown-instrument", "Unknown instrument", `${instrument} isn't traded here.`);
    }
  }
}
