import { FastifyInstance } from "fastify";
import { ServiceConfig } from "../shared/config";
import { Database } from "../shared/database";
import { probeRoutes } from "../shared/probes";
import { Instruments } from "./instruments";
import { checkSchema } from "./migrate";
import { OrderBook } from "./order-book";
import { limitAccounts } from "./rate-limit";
import { accountRoutes } from "./routes/accounts";
import { marketRoutes } from "./routes/market";
import { orderRoutes } from "./routes/orders";

/** What the API is made of. */
export interface TradingApiParts {
  /** Made by `createServer`, so that the other parts write to its log. */
  readonly app: FastifyInstance;
  readonly config: ServiceConfig;
  readonly database: Database;
  readonly book: OrderBook;
  readonly instruments: Instruments;
  readonly requestsPerSecondOfAccount: number;
}

/** The routes of the trading API, on a server that doesn't listen yet. */
export async function addTradingApi({
  app,
  config,
  database,
  book,
  instruments,
  requestsPerSecondOfAccount,
}: TradingApiParts): Promise<void> {
  const dependencies = { database: async () => checkSchema(database), cache: async () => book.ping() };
  // The target group asks the service itself; who comes through the edge, below /api.
  for (const prefix of ["", "/api"]) probeRoutes(app, prefix, config, dependencies);
  await app.register(
    async (api) => {
      await limitAccounts(api, requestsPerSecondOfAccount);
      // Nothing here may be kept by a cache on the way.
      api.addHook("onSend", async (_request, reply) => void reply.header("cache-control", "no-store"));
      orderRoutes(api, database, book);
      marketRoutes(api, database, book, instruments);
      accountRoutes(api, database);
    },
    { prefix: "/api" },
  );
}
