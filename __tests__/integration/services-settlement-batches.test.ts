/** Many events of an order book at once: what they cost, and what becomes of them where one doesn't fit. On a real PostgreSQL. The last test looks at what the server has counted until then. */
import { Database } from "../../examples/trading-stack/services/shared/database";
import { addToBalances } from "../../examples/trading-stack/services/trading-api/balances";
import { PostgresBookTruth } from "../../examples/trading-stack/services/trading-api/book-truth";
import { BookEvent, FillEvent } from "../../examples/trading-stack/services/trading-api/order-book";
import { RedisOrderBook } from "../../examples/trading-stack/services/trading-api/order-book-redis";
import { Settler } from "../../examples/trading-stack/services/trading-api/order-book-settler";
import { SlowPort } from "./support/slow-port";
import { QUIET, TradingApi, TradingDatabase } from "./support/trading-api";

const INSTRUMENT = "BTC-EUR";
const EVENTS = 50;

let database: TradingDatabase;
let api: TradingApi;

beforeAll(async () => {
  database = await TradingDatabase.start();
  await database.migrate();
  api = await TradingApi.start(database);
});
afterAll(async () => {
  await api?.stop();
  await database?.server.stop();
});
beforeEach(() => {
  api.book.isOut = true;
});

const account = (): Promise<string> => database.openNew();
const place = async (order: Readonly<Record<string, unknown>>): Promise<string> => (await api.place(order)).body.id as string;
const stands = async (id: string): Promise<string> => {
  const { status, remaining } = (await api.get(`/api/orders/${id}`)).body;
  return `${status} ${remaining}`;
};

async function generation(): Promise<number> {
  return (await database.query(`SELECT generation FROM instruments WHERE name = '${INSTRUMENT}'`))[0]!.generation as number;
}

/** Fills of one unit each: of one order to sell, and as many to buy, of two accounts in turn. */
async function fills(
  count: number,
): Promise<{ readonly seller: string; readonly buyers: readonly string[]; readonly events: FillEvent[] }> {
  const [seller, ...buyers] = [await account(), await account(), await account()] as const;
  const sellOrder = await place({ account: seller, side: "sell", quantity: "5", price: "100" });
  const at = { type: "fill", instrument: INSTRUMENT, generation: await generation(), number: 0, takerSide: "buy", price: "100" } as const;
  const events: FillEvent[] = [];
  for (let index = 0; index < count; index++) {
    const buyOrder = await place({ account: buyers[index % 2], quantity: "0.1", price: "101" });
    events.push({ ...at, id: crypto.randomUUID(), buyOrder, sellOrder, quantity: "0.1", time: Date.UTC(2026, 0, 2) + index });
  }
  return { seller, buyers, events };
}

/** What a settler does with these events, as if the book in the cache had them. */
async function settleWith(truth: PostgresBookTruth, events: readonly BookEvent[]): Promise<{ readonly closed: number }> {
  let left = events.map((event, index) => ({ entry: `${index}-0`, event }));
  let closed = 0;
  const book = {
    read: async (_instrument: string, _reader: string, _lease: number, settled: readonly { readonly entry: string }[], count: number) => {
      const known = new Set(settled.map(({ entry }) => entry));
      left = left.filter(({ entry }) => !known.has(entry));
      return left.slice(0, count);
    },
    close: async () => ++closed > 0,
  } as unknown as RedisOrderBook;
  await new Settler({ book, truth, logger: QUIET, onClosed: () => undefined }).settle(INSTRUMENT);
  return { closed };
}

test("fifty fills take as many round trips to the database as one transaction has, not fifty times as many", async () => {
  const { seller, buyers, events } = await fills(EVENTS);
  const port = await SlowPort.open(database.server.port);
  const own = new Database({ ...database.config(), port: port.number }, QUIET);
  try {
    await own.ping();
    const before = port.roundTrips;
    await settleWith(new PostgresBookTruth(own, QUIET), events);
    expect(port.roundTrips - before).toBeLessThanOrEqual(12);
  } finally {
    await own.end();
    await port.close();
  }
  expect(await api.balances(seller)).toEqual({ EUR: "1500/0", BTC: "5/0" });
  // Each of 25 orders reserved 10.1, and paid 10.
  for (const buyer of buyers) expect(await api.balances(buyer)).toEqual({ EUR: "750/0", BTC: "12.5/0" });
});

test("events that come again, with others, are settled once", async () => {
  const { seller, buyers, events } = await fills(6);
  await settleWith(api.truth, events.slice(0, 3));
  await Promise.all([settleWith(api.truth, events), settleWith(api.truth, events.slice(1)), settleWith(api.truth, events.slice(2, 5))]);
  expect(await api.balances(seller)).toEqual({ EUR: "1060/0", BTC: "5/4.4" });
  for (const buyer of buyers) expect(await api.balances(buyer)).toEqual({ EUR: "970/0", BTC: "10.3/0" });
});

test("a fill and a cancellation of one order are settled in their order", async () => {
  const { seller, events } = await fills(2);
  const cancel = { type: "cancel", id: crypto.randomUUID(), instrument: INSTRUMENT, generation: events[0]!.generation, number: 0 } as const;
  const { closed } = await settleWith(api.truth, [events[0]!, { ...cancel, order: events[0]!.sellOrder }, events[1]!]);
  expect(closed).toBe(1);
  expect(await stands(events[0]!.sellOrder)).toBe("cancelled 4.9");
  expect([await stands(events[0]!.buyOrder), await stands(events[1]!.buyOrder)]).toEqual(["filled 0", "open 0.1"]);
  expect(await api.balances(seller)).toEqual({ EUR: "1010/0", BTC: "9.9/0" });
});

test("of events with one that doesn't fit, those before it are settled, and those after it aren't", async () => {
  const { events } = await fills(5);
  const { closed } = await settleWith(
    api.truth,
    events.map((event, index) => (index === 2 ? { ...event, price: "100.5" } : event)),
  );
  expect(closed).toBe(1);
  const now = await Promise.all(events.map(({ buyOrder }) => stands(buyOrder)));
  expect(now).toEqual(["filled 0", "filled 0", "open 0.1", "open 0.1", "open 0.1"]);
});

test("trades are listed in the order in which their orders met", async () => {
  const { events } = await fills(20);
  await settleWith(api.truth, events);
  const { trades } = (await api.get(`/api/trades?instrument=${INSTRUMENT}&limit=20`)).body as { trades: readonly { id: string }[] };
  expect(trades.map(({ id }) => id)).toEqual(events.map(({ id }) => id).reverse());
});

test("whoever trades with itself, and with an asset that it never had, has the sum of it", async () => {
  await database.open("new-to-btc", { EUR: "1000" });
  const { seller, events } = await fills(1);
  const [buy, again] = [
    await place({ account: "new-to-btc", quantity: "1", price: "100" }),
    await place({ account: seller, quantity: "1", price: "100" }),
  ];
  const more = [buy, again].map((buyOrder) => ({ ...events[0]!, id: crypto.randomUUID(), buyOrder, quantity: "1" }));
  await settleWith(api.truth, more);
  expect(await api.balances("new-to-btc")).toEqual({ EUR: "900/0", BTC: "1/0" });
  expect(await api.balances(seller)).toEqual({ EUR: "1100/0", BTC: "6/3" });
});

test("transactions that change the same balances at once don't wait for each other in a circle", async () => {
  const names = Array.from({ length: 200 }, (_, index) => `both-${index}`);
  await database.query(`INSERT INTO accounts (id) VALUES ${names.map((name) => `('${name}')`).join(", ")}`);
  const added = (order: readonly string[]): Promise<void> => {
    const changes = order.map((name) => ({ account: name, asset: "EUR", available: 10n ** 16n, reserved: 0n }));
    return api.database.transaction((queries) => addToBalances(queries, changes), { idempotent: true });
  };
  for (let round = 0; round < 10; round++) {
    await Promise.all(Array.from({ length: 6 }, (_, index) => added(index % 2 === 0 ? names : [...names].reverse())));
  }
  const [{ sums }] = (await database.query(
    "SELECT array_agg(DISTINCT trim_scale(available)::text) AS sums FROM balances WHERE account LIKE 'both-%'",
  )) as [{ sums: readonly string[] }];
  expect(sums).toEqual(["60"]);
  // Sessions report within a second what they have counted.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const [{ deadlocks }] = (await database.query("SELECT deadlocks::int FROM pg_stat_database WHERE datname = 'app'")) as [
    { deadlocks: number },
  ];
  expect(deadlocks).toBe(0);
});
