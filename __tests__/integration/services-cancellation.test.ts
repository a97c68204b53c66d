/** A cancellation and a cache that forgets: the trading API on a real PostgreSQL and a real Valkey. */
import { AddressInfo } from "node:net";
import { Cache } from "../../examples/trading-stack/services/shared/cache";
import { Database } from "../../examples/trading-stack/services/shared/database";
import { createServer } from "../../examples/trading-stack/services/shared/http-server";
import { PostgresBookTruth } from "../../examples/trading-stack/services/trading-api/book-truth";
import { Instruments } from "../../examples/trading-stack/services/trading-api/instruments";
import { OrderBookService } from "../../examples/trading-stack/services/trading-api/order-book-service";
import { addTradingApi } from "../../examples/trading-stack/services/trading-api/server";
import { queryRedis, startRedis } from "../../tools/support/databases/redis";
import { DatabaseServer } from "../../tools/support/databases/server";
import { cacheOf, connected, eventually } from "./support/order-books";
import { QUIET, TradingDatabase } from "./support/trading-api";

interface Order {
  readonly id: string;
  readonly status: string;
  readonly remaining: string;
}

let database: TradingDatabase;
let server: DatabaseServer;
let pool: Database;
let cache: Cache;
let book: OrderBookService;
let truth: PostgresBookTruth;
let app: ReturnType<typeof createServer>;

beforeAll(async () => {
  [database, server] = await Promise.all([TradingDatabase.start(), startRedis({ engine: "valkey" })]);
  await database.migrate();
  pool = database.connect();
  cache = await connected(cacheOf(server.port, true));
  truth = new PostgresBookTruth(pool, QUIET);
  book = new OrderBookService({ cache, truth, logger: QUIET });
  const config = { name: "trading-api", version: "1", host: "127.0.0.1", port: 0, logLevel: "silent" };
  app = createServer(config);
  await addTradingApi({ app, config, database: pool, book, instruments: new Instruments(pool), requestsPerSecondOfAccount: 1000 });
  await app.listen({ host: config.host, port: 0 });
  book.start();
  await eventually("an open book", () => book.depth("BTC-EUR", 1));
});
afterAll(async () => {
  await app?.close();
  await book?.stop();
  await cache?.close();
  await pool?.end();
  await Promise.all([server?.stop(), database?.server.stop()]);
});

async function request(method: string, path: string, body?: object): Promise<{ readonly status: number; readonly body: Order }> {
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/orders${path}`;
  const headers = { "idempotency-key": crypto.randomUUID(), ...(body && { "content-type": "application/json" }) };
  const response = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Order };
}
const place = async (account: string, side: "buy" | "sell", price: string): Promise<string> =>
  (await request("POST", "", { account, instrument: "BTC-EUR", side, quantity: "1", price })).body.id;
const statusOf = async (id: string): Promise<string> => (await request("GET", `/${id}`)).body.status;

test("a cancellation that was answered with 202 holds, also where the cache loses everything before it is settled", async () => {
  const [seller, buyer] = [await database.openNew(), await database.openNew()];
  const [cancelled, resting] = [await place(seller, "sell", "100"), await place(seller, "sell", "101")];
  const slow = [jest.spyOn(truth, "settle"), jest.spyOn(truth, "settleAll")];
  for (const each of slow) each.mockRejectedValue(new Error("the database is slow"));
  const answer = await request("DELETE", `/${cancelled}`);
  expect([answer.status, answer.body.status, await statusOf(cancelled)]).toEqual([202, "cancelling", "cancelling"]);
  await queryRedis(server.port, undefined, "FLUSHALL");
  const purchase = await place(buyer, "buy", "101");
  for (const each of slow) each.mockRestore();
  await eventually("the fill", async () => (await statusOf(purchase)) === "filled" || undefined);
  await eventually("the cancellation", async () => (await statusOf(cancelled)) === "cancelled" || undefined);
  expect((await request("GET", `/${cancelled}`)).body).toMatchObject({ status: "cancelled", remaining: "1" });
  expect(await statusOf(resting)).toBe("filled");
  expect((await database.query(`SELECT reserved::text FROM balances WHERE account = '${seller}' AND asset = 'BTC'`))[0]).toEqual({
    reserved: "0.0000000000000000",
  });
});
