/** What becomes of orders and balances: many at once, in any order, and with events that don't fit. On a real PostgreSQL. */
import { BookEvent, FillEvent } from "../../examples/trading-stack/services/trading-api/order-book";
import { unarchivedTrades } from "../../examples/trading-stack/services/trading-api/trades";
import fc from "../support/fast-check";
import { Answer, TradingApi, TradingDatabase } from "./support/trading-api";

const INSTRUMENT = "BTC-EUR";
const RUNS = 12;

let database: TradingDatabase;
let api: TradingApi;

const account = (): Promise<string> => database.openNew();

async function statusOf(id: string): Promise<string> {
  const { status, remaining } = (await api.get(`/api/orders/${id}`)).body;
  return `${status} ${remaining}`;
}

beforeAll(async () => {
  database = await TradingDatabase.start();
  await database.migrate();
  api = await TradingApi.start(database);
});
afterAll(async () => {
  await api?.stop();
  await database?.server.stop();
});
afterEach(() => api.book.clear());

describe("of any orders and cancellations that come at once", () => {
  const DECIMAL = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 99_999_999 }));
  const text = ([whole, fraction]: readonly [number, number]) => `${whole}.${String(fraction).padStart(8, "0")}`;
  const ORDER = fc.record({
    account: fc.integer({ min: 0, max: 2 }),
    side: fc.constantFrom("buy", "sell"),
    quantity: DECIMAL.map(text),
    price: DECIMAL.map(([whole, fraction]) => text([90 + 2 * whole, fraction])),
  });
  const STEP = fc.oneof({ weight: 4, arbitrary: ORDER }, { weight: 1, arbitrary: fc.record({ cancel: fc.nat() }) });

  /** Everything that is kept, by asset; and what open orders of these accounts may cost. */
  async function sums(names: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
    const list = names.map((name) => `'${name}'`).join(", ");
    const [kept, open] = await Promise.all([
      database.query(`SELECT asset, trim_scale(sum(available + reserved))::text AS kept, trim_scale(sum(reserved))::text AS reserved,
        bool_or(available < 0 OR reserved < 0) AS negative FROM balances WHERE account IN (${list}) GROUP BY asset ORDER BY asset`),
      database.query(`SELECT trim_scale(coalesce(sum(remaining) FILTER (WHERE side = 'sell'), 0))::text AS base,
        trim_scale(coalesce(sum(remaining * price) FILTER (WHERE side = 'buy'), 0))::text AS quote
        FROM orders WHERE status = 'open' AND account IN (${list})`),
    ]);
    return { kept, open: open[0] };
  }

  test("no balance is ever negative, nothing is lost or made, and what is reserved is what open orders may cost", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(STEP, { minLength: 10, maxLength: 60 }), async (steps) => {
        const names = [await account(), await account(), await account()];
        const placed: string[] = [];
        const step = async (index: number): Promise<Answer> => {
          const it = steps[index]!;
          if ("cancel" in it) return api.request("DELETE", `/api/orders/${placed[it.cancel % placed.length] ?? crypto.randomUUID()}`);
          const answer = await api.place({ ...it, account: names[it.account] });
          if (answer.status === 201) placed.push(answer.body.id);
          return answer;
        };
        const answers = await Promise.all(steps.map((_, index) => step(index)));
        await api.book.settled();
        expect(answers.filter(({ status }) => ![200, 201, 404, 409, 422].includes(status))).toEqual([]);
        const { kept, open } = (await sums(names)) as { kept: readonly object[]; open: { base: string; quote: string } };
        expect(kept).toEqual([
          { asset: "BTC", kept: "30", reserved: open.base, negative: false },
          { asset: "EUR", kept: "3000", reserved: open.quote, negative: false },
        ]);
        await api.book.clear();
      }),
      { numRuns: RUNS },
    );
  });

  test("an account spends what it has once: of twenty orders for all of it one is accepted", async () => {
    const buyer = await account();
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.place({ account: buyer, quantity: "10", price: "100" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(422)]);
    expect(await api.balances(buyer)).toEqual({ EUR: "0/1000", BTC: "10/0" });
  });

  test("a cancellation that races with a fill ends as one of them, and releases what is left", async () => {
    for (let round = 0; round < 10; round++) {
      const [buyer, seller] = [await account(), await account()];
      const { id } = (await api.place({ account: seller, side: "sell", quantity: "2" })).body;
      const [cancellation] = await Promise.all([api.request("DELETE", `/api/orders/${id}`), api.place({ account: buyer, quantity: "2" })]);
      await api.book.settled();
      const isFilled = cancellation.status === 409;
      expect(await statusOf(id)).toBe(isFilled ? "filled 0" : "cancelled 2");
      expect(await api.balances(seller)).toEqual(isFilled ? { EUR: "1200/0", BTC: "8/0" } : { EUR: "1000/0", BTC: "10/0" });
      await api.book.clear();
    }
  });

  test("an account that trades with itself has what it had", async () => {
    const both = await account();
    await api.place({ account: both, side: "sell", quantity: "2", price: "90" });
    await api.place({ account: both, quantity: "2", price: "95" });
    await api.book.settled();
    expect(await api.balances(both)).toEqual({ EUR: "1000/0", BTC: "10/0" });
  });
});

/** A fill of an order to sell 2 at 100, that rests, and one to buy 1 up to 101. Neither is in the book. */
async function fill(): Promise<FillEvent> {
  api.book.isOut = true;
  const sale = (await api.place({ account: await account(), side: "sell", quantity: "2", price: "100" })).body;
  const purchase = (await api.place({ account: await account(), quantity: "1", price: "101" })).body;
  const [{ generation }] = (await database.query(`SELECT generation FROM instruments WHERE name = '${INSTRUMENT}'`)) as [
    { generation: number },
  ];
  return {
    ...{ type: "fill", id: crypto.randomUUID(), instrument: INSTRUMENT, generation, number: 0, buyOrder: purchase.id, sellOrder: sale.id },
    ...{ takerSide: "buy", price: "100", quantity: "1", time: Date.UTC(2026, 0, 2, 3, 4, 5, 678) },
  };
}

describe("an event of the order book", () => {
  test("is settled once, however often and from however many processes it comes", async () => {
    const event = await fill();
    const settlements = await Promise.all(Array.from({ length: 6 }, () => api.truth.settle(event)));
    expect(new Set(settlements)).toEqual(new Set(["settled"]));
    expect(await statusOf(event.sellOrder)).toBe("open 1");
    expect(await statusOf(event.buyOrder)).toBe("filled 0");
  });

  test("of an earlier building of the book never happened, unless it was settled then", async () => {
    const [before, after] = [await fill(), await fill()];
    await api.truth.settle(before);
    await api.truth.nextGeneration(INSTRUMENT);
    expect(await api.truth.settle(before)).toBe("settled");
    expect(await api.truth.settle(after)).toBe("stale");
    expect(await api.truth.settle({ ...after, type: "cancel", order: after.sellOrder } as BookEvent)).toBe("stale");
    expect(await statusOf(after.sellOrder)).toBe("open 2");
  });

  test.each<[string, (event: FillEvent) => Partial<FillEvent>]>([
    ["of more than is left", () => ({ quantity: "1.00000001" })],
    ["at another price than the resting order's", () => ({ price: "100.5" })],
    ["of two orders of one side", ({ buyOrder }) => ({ sellOrder: buyOrder })],
    ["of an order that isn't known", () => ({ sellOrder: crypto.randomUUID() })],
    ["of something that is no order", () => ({ sellOrder: "x" })],
    ["worse than the taker's limit", () => ({ takerSide: "sell", price: "101", sellOrder: "" })],
    ["of a building that hasn't begun", ({ generation }) => ({ generation: generation + 1 })],
    ["of an unknown instrument", () => ({ instrument: "DOGE-EUR" })],
    ["of nothing", () => ({ quantity: "0" })],
    ["of what is no number", () => ({ quantity: "NaN" })],
    ["of another instrument", () => ({ instrument: "ETH-EUR", generation: 0 })],
  ])("%s is refused, and changes nothing", async (_, change) => {
    const event = await fill();
    expect(await api.truth.settle({ ...event, ...change(event) })).toBe("refused");
    expect([await statusOf(event.sellOrder), await statusOf(event.buyOrder)]).toEqual(["open 2", "open 1"]);
    expect(await database.query(`SELECT FROM trades WHERE id = '${event.id}'`)).toEqual([]);
  });

  test("that fills a cancelled order is refused", async () => {
    const event = await fill();
    await api.truth.settle({ ...event, type: "cancel", id: "c", order: event.sellOrder });
    expect(await api.truth.settle(event)).toBe("refused");
    expect(await statusOf(event.sellOrder)).toBe("cancelled 2");
  });
});

// A cache that failed over has forgotten its last events, and gives their numbers to others.
describe("an event with the number of one that is settled", () => {
  const first = async (): Promise<FillEvent> => {
    await api.truth.nextGeneration(INSTRUMENT);
    const event = { ...(await fill()), number: 7 };
    expect(await api.truth.settle(event)).toBe("settled");
    return event;
  };

  test("is refused, where it is another fill", async () => {
    await first();
    const event = { ...(await fill()), number: 7 };
    expect(await api.truth.settle(event)).toBe("refused");
    expect([await statusOf(event.sellOrder), await statusOf(event.buyOrder)]).toEqual(["open 2", "open 1"]);
  });

  test("is refused, where it cancels an open order", async () => {
    const { sellOrder, ...event } = await first();
    expect(await api.truth.settle({ ...event, type: "cancel", id: "another", order: sellOrder })).toBe("refused");
    expect(await statusOf(sellOrder)).toBe("open 1");
  });

  test("is settled, where it is the same one again", async () => {
    expect(await api.truth.settle(await first())).toBe("settled");
  });

  test("is settled in the next building of the book, whose numbers begin anew", async () => {
    await first();
    await api.truth.nextGeneration(INSTRUMENT);
    expect(await api.truth.settled(INSTRUMENT)).toMatchObject({ lastNumber: 0 });
    expect(await api.truth.settle({ ...(await fill()), number: 1 })).toBe("settled");
    expect(await api.truth.settled(INSTRUMENT)).toMatchObject({ lastNumber: 1 });
  });

  test("is settled, where both are of a version without numbers", async () => {
    await first();
    expect(await api.truth.settle(await fill())).toBe("settled");
    expect(await api.truth.settled(INSTRUMENT)).toMatchObject({ lastNumber: 7 });
  });
});

test("orders for the book are the open ones of an age, the oldest first, with what is left of them", async () => {
  const buyer = await account();
  api.book.isOut = true;
  await database.query("UPDATE orders SET status = 'cancelled' WHERE status = 'open'");
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) ids.push((await api.place({ account: buyer, price: "1" })).body.id);
  await database.query(
    `UPDATE orders SET created_at = now() - interval '10 seconds', remaining = 0.5 WHERE id IN ('${ids[0]}', '${ids[1]}')`,
  );
  const pages = async (...ages: [number, number?]) => {
    const orders = [];
    for await (const page of api.truth.openOrders(INSTRUMENT, ...ages)) orders.push(...page);
    return orders.map(({ id, quantity }) => [id, quantity]);
  };
  expect(await pages(5)).toEqual([
    [ids[0], "0.5"],
    [ids[1], "0.5"],
  ]);
  expect((await pages(0)).at(-1)).toEqual([ids[2], "1"]);
  expect(await pages(0, 8)).toEqual([[ids[2], "1"]]);
  expect(await api.truth.instruments()).toEqual(["BTC-EUR", "ETH-EUR"]);
});

test("work of one name is done by one process at a time", async () => {
  const other = await TradingApi.start(database);
  let end = () => undefined as void;
  const working = new Promise<void>((resolve) => (end = resolve));
  const first = api.truth.exclusively("sweep", () => working);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await other.truth.exclusively("sweep", async () => undefined)).toBe(false);
  expect(await other.truth.exclusively("another", async () => undefined)).toBe(true);
  end();
  expect(await first).toBe(true);
  expect(await other.truth.exclusively("sweep", async () => undefined)).toBe(true);
  await other.stop();
});

test("trades are archived once, and again where they couldn't be stored; two processes share them", async () => {
  await database.query("UPDATE trades SET archived = true");
  // Other tests have begun buildings of the book since.
  const own = await TradingApi.start(database);
  const [buyer, seller] = [await account(), await account()];
  await own.place({ account: seller, side: "sell", quantity: "3", price: "10" });
  for (let count = 0; count < 3; count++) await own.place({ account: buyer, quantity: "1", price: "10" });
  await own.book.settled();
  const trades = unarchivedTrades(own.database);
  await expect(trades.archive(10, async () => Promise.reject(new Error("no bucket")))).rejects.toThrow("no bucket");
  const stored: string[] = [];
  const counts = await Promise.all([
    trades.archive(2, async (some) => {
      // The second asks meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 300));
      stored.push(...some.map(({ id }) => id));
    }),
    trades.archive(2, async (some) => void stored.push(...some.map(({ id }) => id))),
  ]);
  expect(counts.sort()).toEqual([1, 2]);
  expect(new Set(stored).size).toBe(3);
  expect(await trades.archive(2, async () => Promise.reject(new Error("nothing is left")))).toBe(0);
  await own.stop();
});
