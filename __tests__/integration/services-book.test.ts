/** The order book of the example's trading API, on real servers of both engines, with cluster mode and without. */
import { request } from "node:http";
import { AddressInfo, Server, Socket, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Cache, CacheUnavailableError } from "../../examples/trading-stack/services/shared/cache";
import { createServer as createApp } from "../../examples/trading-stack/services/shared/http-server";
import { BookStream } from "../../examples/trading-stack/services/trading-api/book-stream";
import { bookStreamRoute } from "../../examples/trading-stack/services/trading-api/book-stream-route";
import { BookDepth, BookOrder, BookUnavailableError, FillEvent } from "../../examples/trading-stack/services/trading-api/order-book";
import { RedisOrderBook } from "../../examples/trading-stack/services/trading-api/order-book-redis";
import { OrderBookService } from "../../examples/trading-stack/services/trading-api/order-book-service";
import { Sweeper } from "../../examples/trading-stack/services/trading-api/sweeper";
import { RedisAccess } from "../../modules/redis-cache";
import { queryRedis, startRedis } from "../../tools/support/databases/redis";
import { DatabaseServer } from "../../tools/support/databases/server";
import fc from "../support/fast-check";
import { BookModel, INSTRUMENT, SILENT, TruthInMemory, cacheOf, connected, eventually, order } from "./support/order-books";

const SERVERS = [
  ["Valkey, cluster mode", "valkey", true],
  ["Valkey", "valkey", false],
  ["Redis OSS, cluster mode", "redis", true],
  ["Redis OSS", "redis", false],
] as const;

const RUNS = 25;
const PRICES = [98, 99, 100, 101, 102];

describe.each(SERVERS)("on %s", (_, engine, clusterMode) => {
  let server: DatabaseServer;
  let cache: Cache;
  let book: RedisOrderBook;
  let generation = 0;

  const rebuilt = async (): Promise<void> => {
    await queryRedis(server.port, undefined, "FLUSHALL");
    await book.reset(INSTRUMENT, ++generation);
    await book.open(INSTRUMENT, generation);
  };
  const events = async (): Promise<readonly FillEvent[]> =>
    (await book.read(INSTRUMENT, "test", 1000, [], 1000)).map(({ event }) => event as FillEvent);

  beforeAll(async () => {
    server = await startRedis({ engine, clusterMode });
    cache = await connected(cacheOf(server.port, clusterMode));
    book = new RedisOrderBook(cache);
  });

  beforeEach(() => rebuilt());

  afterAll(async () => {
    await cache?.close();
    await server?.stop();
  });

  test.each([
    ["as many fills in a run as there are", undefined],
    ["two fills in a run", 2],
  ])(
    "fills are those of price-time priority, and levels what rests, whatever is submitted and cancelled, with %s",
    async (__, mostFills) => {
      const limited = new RedisOrderBook(cache, mostFills);
      const step = fc.oneof(
        {
          weight: 4,
          arbitrary: fc.tuple(fc.constantFrom("buy" as const, "sell" as const), fc.constantFrom(...PRICES), fc.integer({ min: 1, max: 9 })),
        },
        { weight: 1, arbitrary: fc.nat() },
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120, size: "max" }), async (steps) => {
          await rebuilt();
          const model = new BookModel();
          const ids: string[] = [];
          for (const each of steps) {
            if (typeof each === "number") {
              const id = ids[each % Math.max(ids.length, 1)];
              if (id === undefined) continue;
              model.cancel(id);
              await limited.cancel(INSTRUMENT, id);
            } else {
              const [side, price, quantity] = each;
              const id = `order-${ids.length}`;
              ids.push(id);
              model.submit(side, price, quantity, id);
              await limited.submit(order(side, String(price), String(quantity), id));
            }
          }
          const fills = (await events()).filter(({ type }) => type === "fill");
          expect(
            fills.map(({ buyOrder, sellOrder, price, quantity }) => ({
              buyOrder,
              sellOrder,
              price: Number(price),
              quantity: Number(quantity),
            })),
          ).toEqual(model.fills);
          expect(await limited.depth(INSTRUMENT, 100)).toMatchObject({ bids: model.levels("buy"), asks: model.levels("sell") });
        }),
        { numRuns: RUNS },
      );
    },
  );

  test("an order that is submitted again is known: while it rests, when it is filled and when it is cancelled", async () => {
    const [resting, filled, cancelled] = [order("sell", "101", "1"), order("sell", "100", "1"), order("sell", "102", "1")];
    for (const each of [resting, filled, cancelled]) await book.submit(each);
    await book.submit(order("buy", "100", "1"));
    await book.cancel(INSTRUMENT, cancelled.id);
    const before = await book.depth(INSTRUMENT, 10);
    const outcomes = (await book.submitAll(INSTRUMENT, [resting, filled, cancelled])).map(({ outcome }) => outcome);
    expect({ outcomes, depth: await book.depth(INSTRUMENT, 10) }).toEqual({ outcomes: ["known", "known", "known"], depth: before });
  });

  test("an order that is cancelled before it arrives is never matched", async () => {
    const late = order("buy", "100", "1");
    await book.submit(order("sell", "100", "1"));
    expect(await book.cancel(INSTRUMENT, late.id)).toBe("cancelled");
    expect(await book.submit(late)).toEqual({ outcome: "known", fills: 0 });
    expect((await events()).map(({ type }) => type)).toEqual(["cancel"]);
  });

  test("cancelling what was cancelled or filled says that it is gone, and tells it once", async () => {
    const [cancelled, filled] = [order("sell", "101", "1"), order("sell", "100", "1")];
    for (const each of [cancelled, filled, order("buy", "100", "1")]) await book.submit(each);
    const answers = [];
    for (const { id } of [cancelled, cancelled, filled]) answers.push(await book.cancel(INSTRUMENT, id));
    expect(answers).toEqual(["cancelled", "gone", "gone"]);
    expect((await events()).map(({ type }) => type)).toEqual(["fill", "cancel"]);
  });

  test("the greatest and the smallest numbers stay exact", async () => {
    await book.submit(order("sell", "90000000", "90000000"));
    await book.submit(order("sell", "90000000", "90000000"));
    await book.submit(order("sell", "89999999.99999999", "0.00000001"));
    await book.submit(order("buy", "0.00000001", "89999999.99999999"));
    expect(await book.depth(INSTRUMENT, 10)).toMatchObject({
      asks: [
        ["89999999.99999999", "0.00000001"],
        ["90000000", "180000000"],
      ],
      bids: [["0.00000001", "89999999.99999999"]],
    });
  });

  test("a price holds 90000000000 at most: what comes on top waits, and other prices are as they were", async () => {
    const orders = Array.from({ length: 1001 }, () => order("buy", "0.00000001", "90000000"));
    const outcomes = (await book.submitAll(INSTRUMENT, [...orders, order("buy", "0.00000002", "1")])).map(({ outcome }) => outcome);
    expect(outcomes.slice(-3)).toEqual(["accepted", "full", "accepted"]);
    expect((await book.depth(INSTRUMENT, 10)).bids).toEqual([
      ["0.00000002", "1"],
      ["0.00000001", "90000000000"],
    ]);
  });

  test("a cache whose memory is used up still lets go of what is settled", async () => {
    for (const each of [order("sell", "100", "1"), order("buy", "100", "1")]) await book.submit(each);
    await queryRedis(server.port, undefined, "CONFIG", "SET", "maxmemory", "1");
    try {
      await expect(book.submit(order("buy", "100", "1"))).rejects.toThrow("The order book can't be reached.");
      await book.read(INSTRUMENT, "test", 1000, await book.read(INSTRUMENT, "test", 1000, [], 10), 10);
      expect(await book.state(INSTRUMENT)).toMatchObject({ status: "open", unsettled: 0 });
    } finally {
      await queryRedis(server.port, undefined, "CONFIG", "SET", "maxmemory", "0");
    }
  });

  describe("of an order that meets more others than one run fills", () => {
    /** Ends after so many runs, as a process that is killed. */
    const ending = (runs: number): RedisOrderBook => {
      const run: Cache["run"] = async (...args) => (runs-- > 0 ? cache.run(...args) : Promise.reject(new CacheUnavailableError("ended")));
      return new RedisOrderBook({ run } as Cache, 3);
    };
    let resting: readonly BookOrder[];
    let taker: BookOrder;

    beforeEach(async () => {
      resting = Array.from({ length: 7 }, (__, i) => order("sell", String(100 + i), "1"));
      taker = order("buy", "200", "8");
      await book.submitAll(INSTRUMENT, resting);
    });

    const sold = async (): Promise<readonly string[]> => (await events()).map(({ buyOrder, sellOrder }) => `${buyOrder} ${sellOrder}`);
    const all = (): readonly string[] => resting.map(({ id }) => `${taker.id} ${id}`);

    test("all are filled, in their order, and its rest is in the book", async () => {
      expect(await ending(3).submit(taker)).toEqual({ outcome: "accepted", fills: 7 });
      expect(await sold()).toEqual(all());
      expect(await book.depth(INSTRUMENT, 10)).toMatchObject({ bids: [["200", "1"]], asks: [] });
    });

    test("a run fills no more than it may", async () => {
      await expect(ending(1).submit(taker)).rejects.toThrow(BookUnavailableError);
      expect(await sold()).toEqual(all().slice(0, 3));
      expect(await book.state(INSTRUMENT)).toMatchObject({ isMatching: true });
      expect(await book.depth(INSTRUMENT, 10)).toMatchObject({ bids: [], asks: resting.slice(3).map(({ price }) => [price, "1"]) });
    });

    test("whoever comes next finishes it first, where its process has ended", async () => {
      await expect(ending(1).submit(taker)).rejects.toThrow(BookUnavailableError);
      const late = order("buy", "200", "1");
      expect(await new RedisOrderBook(cache, 3).submit(late)).toEqual({ outcome: "accepted", fills: 0 });
      expect(await sold()).toEqual(all());
      expect((await book.depth(INSTRUMENT, 10)).bids).toEqual([["200", "2"]]);
      expect(await book.submit(taker)).toEqual({ outcome: "known", fills: 0 });
    });

    test("two that come at once are matched one after the other", async () => {
      const other = order("buy", "200", "8");
      await Promise.all([new RedisOrderBook(cache, 3).submit(taker), new RedisOrderBook(cache, 3).submit(other)]);
      expect(new Set((await events()).map(({ buyOrder }) => buyOrder)).size).toBe(1);
      expect((await book.depth(INSTRUMENT, 10)).bids).toEqual([["200", "9"]]);
    });

    test("its cancellation ends it: what was filled is, and the rest never is", async () => {
      await expect(ending(1).submit(taker)).rejects.toThrow(BookUnavailableError);
      expect(await book.cancel(INSTRUMENT, taker.id)).toBe("cancelled");
      expect((await events()).map(({ type }) => type)).toEqual(["fill", "fill", "fill", "cancel"]);
      expect(await book.depth(INSTRUMENT, 10)).toMatchObject({ bids: [], asks: resting.slice(3).map(({ price }) => [price, "1"]) });
      expect(await book.submit(order("buy", "103", "1"))).toEqual({ outcome: "accepted", fills: 1 });
    });

    test("the cancellation of another comes after it", async () => {
      await expect(ending(1).submit(taker)).rejects.toThrow(BookUnavailableError);
      expect(await new RedisOrderBook(cache, 3).cancel(INSTRUMENT, resting[6]!.id)).toBe("gone");
      expect(await sold()).toEqual(all());
    });

    test("it is finished on request", async () => {
      await expect(ending(1).submit(taker)).rejects.toThrow(BookUnavailableError);
      await new RedisOrderBook(cache, 3).finish(INSTRUMENT);
      expect(await sold()).toEqual(all());
      expect(await book.state(INSTRUMENT)).toMatchObject({ isMatching: false });
    });
  });

  test("numbers of events grow by one, and begin anew with the book", async () => {
    const numbers = async (): Promise<readonly number[]> => (await events()).map(({ number }) => number);
    const crossing = [order("sell", "100", "1"), order("sell", "100", "1"), order("buy", "100", "2")];
    await book.submitAll(INSTRUMENT, crossing);
    await book.cancel(INSTRUMENT, "unknown");
    expect(await numbers()).toEqual([1, 2, 3]);
    expect(await book.state(INSTRUMENT)).toMatchObject({ lastNumber: 3 });
    await rebuilt();
    await book.cancel(INSTRUMENT, "unknown");
    expect(await numbers()).toEqual([1]);
  });

  test("a book that has lost half of an order takes no others until it is built anew", async () => {
    const [good, half] = [order("sell", "100", "1"), order("sell", "101", "1")];
    await book.submitAll(INSTRUMENT, [good, half]);
    await queryRedis(server.port, undefined, "HDEL", `book:{${INSTRUMENT}}:orders`, half.id);
    expect(await book.submit(order("buy", "101", "2"))).toEqual({ outcome: "pending", fills: 1 });
    expect(await book.state(INSTRUMENT)).toMatchObject({ status: "closed" });
    expect(await book.submit(order("buy", "1", "1"))).toEqual({ outcome: "pending", fills: 0 });
    expect((await events()).map(({ sellOrder }) => sellOrder)).toEqual([good.id]);
  });

  test("a book that was lost takes no order before it is built anew", async () => {
    await queryRedis(server.port, undefined, "FLUSHALL");
    expect(await book.submit(order("buy", "100", "1"))).toEqual({ outcome: "pending", fills: 0 });
    expect(await book.cancel(INSTRUMENT, "order")).toBe("pending");
    await expect(book.depth(INSTRUMENT, 1)).rejects.toThrow(BookUnavailableError);
  });

  test("while it is built it takes the builder's orders alone, and afterwards everybody's", async () => {
    await book.reset(INSTRUMENT, ++generation);
    const mine = order("sell", "100", "1");
    expect(await book.submitAll(INSTRUMENT, [mine], generation - 1)).toEqual([{ outcome: "pending", fills: 0 }]);
    expect(await book.submit(order("buy", "100", "1"))).toEqual({ outcome: "pending", fills: 0 });
    expect(await book.submitAll(INSTRUMENT, [mine], generation)).toEqual([{ outcome: "accepted", fills: 0 }]);
    await book.open(INSTRUMENT, generation);
    expect(await book.submit(order("buy", "100", "1"))).toEqual({ outcome: "accepted", fills: 1 });
  });

  test("sequences never go back, also when the cache lost everything", async () => {
    await book.submit(order("buy", "99", "1"));
    const before = await book.depth(INSTRUMENT, 1);
    await rebuilt();
    expect((await book.depth(INSTRUMENT, 1)).sequence).toBeGreaterThan(before.sequence);
  });

  test("an event is read by one reader at a time, until it is settled", async () => {
    await book.submitAll(INSTRUMENT, [order("sell", "100", "1"), order("buy", "100", "1")]);
    const read = await book.read(INSTRUMENT, "one", 60_000, [], 10);
    expect(read).toHaveLength(1);
    expect(await book.read(INSTRUMENT, "two", 60_000, [], 10)).toEqual([]);
    expect(await book.read(INSTRUMENT, "one", 60_000, read, 10)).toEqual([]);
    expect(await book.state(INSTRUMENT)).toMatchObject({ unsettled: 0 });
  });

  test("what another event's entry is called isn't forgotten for it", async () => {
    await book.submitAll(INSTRUMENT, [order("sell", "100", "1"), order("buy", "100", "1")]);
    const [{ entry, event }] = (await book.read(INSTRUMENT, "one", 60_000, [], 10)) as [{ entry: string; event: FillEvent }];
    const lost = { entry, event: { ...event, id: "another" } };
    expect(await book.read(INSTRUMENT, "one", 60_000, [lost], 10)).toHaveLength(1);
  });

  test("everything is done by a user with the access of an order book", async () => {
    const password = "in-place-of-a-token";
    await queryRedis(
      server.port,
      undefined,
      "ACL",
      "SETUSER",
      "api",
      `>${password}`,
      ...RedisAccess.orderBook("book").accessString.split(" "),
    );
    const own = await connected(
      new Cache({ host: "127.0.0.1", port: server.port, clusterMode, tls: false, user: "api", password }, SILENT),
    );
    try {
      const messages: string[] = [];
      await own.subscribe(`book:{${INSTRUMENT}}:changes`, (message) => messages.push(message));
      const its = new RedisOrderBook(own);
      const resting = order("sell", "100", "2");
      await its.submitAll(INSTRUMENT, [resting, order("buy", "100", "1")]);
      await its.cancel(INSTRUMENT, resting.id);
      await its.read(INSTRUMENT, "one", 1000, await its.read(INSTRUMENT, "one", 1000, [], 10), 10);
      await its.close(INSTRUMENT, generation);
      await its.reset(INSTRUMENT, ++generation);
      await its.open(INSTRUMENT, generation);
      await eventually("three messages", () => messages.length === 3 || undefined);
    } finally {
      await own.close();
    }
  });
});

describe("processes", () => {
  let server: DatabaseServer;
  let truth: TruthInMemory;
  let services: { readonly cache: Cache; readonly service: OrderBookService }[];

  beforeAll(async () => {
    server = await startRedis({ engine: "valkey" });
  });

  beforeEach(async () => {
    await queryRedis(server.port, undefined, "FLUSHALL");
    truth = new TruthInMemory();
    services = [];
    for (let count = 0; count < 2; count++) {
      const cache = await connected(cacheOf(server.port, true));
      const service = new OrderBookService({ cache, truth, logger: SILENT });
      services.push({ cache, service });
      service.start();
    }
    await isOpen();
  });

  afterEach(async () => {
    for (const { cache, service } of services) {
      await service.stop();
      await cache.close();
    }
  });

  afterAll(() => server?.stop());

  const isOpen = (): Promise<BookDepth> => eventually("an open book", () => services[0]!.service.depth(INSTRUMENT, 100));
  const bookOf = (index: number): RedisOrderBook => new RedisOrderBook(services[index]!.cache);
  const isSettled = (): Promise<unknown> =>
    eventually("all settled", async () => (await bookOf(0).state(INSTRUMENT)).unsettled === 0 || undefined);

  test("two processes settle every fill once, and what remains is what the book has", async () => {
    const sides = ["buy", "sell"] as const;
    const orders = Array.from({ length: 200 }, (_, i) => truth.add(order(sides[i % 2]!, String(98 + (i % 5)), String(1 + (i % 7)))));
    await Promise.all(orders.map((each, i) => services[i % 2]!.service.submit(each)));
    await isSettled();
    const rest = orders.filter(({ id }) => truth.isOpen(id)).reduce((sum, { id }) => sum + truth.remaining(id), 0);
    const { bids, asks } = await isOpen();
    expect([...bids, ...asks].reduce((sum, [, quantity]) => sum + Number(quantity), 0)).toBe(rest);
    expect(new Set(truth.fills.map(({ id }) => id)).size).toBe(truth.fills.length);
    expect(truth.generation).toBe(1);
  });

  test("fills and cancels of an order are settled in order by whichever process", async () => {
    for (let round = 0; round < 30; round++) {
      const resting = truth.add(order("sell", "100", "5"));
      const taker = truth.add(order("buy", "100", "2"));
      await services[0]!.service.submit(resting);
      await services[1]!.service.submit(taker);
      await services[0]!.service.cancel(INSTRUMENT, resting.id);
      await isSettled();
      expect(truth.remaining(resting.id)).toBe(3);
    }
    expect(truth.generation).toBe(1);
  });

  test("a lost cache is built anew from the open orders, with what remains of them, oldest first", async () => {
    const [first, second] = [truth.add(order("sell", "100", "5")), truth.add(order("sell", "100", "5"))];
    const taker = truth.add(order("buy", "100", "2"));
    for (const each of [first, second, taker]) await services[0]!.service.submit(each);
    await isSettled();
    await queryRedis(server.port, undefined, "FLUSHALL");
    expect((await isOpen()).asks).toEqual([["100", "8"]]);
    const later = truth.add(order("buy", "100", "4"));
    await services[1]!.service.submit(later);
    await isSettled();
    expect(truth.fills.slice(1).map(({ sellOrder, quantity }) => [sellOrder, quantity])).toEqual([
      [first.id, "3"],
      [second.id, "1"],
    ]);
  });

  test("a book that has lost half of an order is built anew, and its orders meet", async () => {
    const seller = truth.add(order("sell", "100", "1"));
    await services[0]!.service.submit(seller);
    await queryRedis(server.port, undefined, "HDEL", `book:{${INSTRUMENT}}:orders`, seller.id);
    const buyer = truth.add(order("buy", "100", "1"));
    // Accepted, where a sweep has built the book anew before.
    expect(["pending", "accepted"]).toContain((await services[1]!.service.submit(buyer)).outcome);
    await eventually("the fill", () => truth.fills.length === 1 || undefined);
    expect(truth.fills).toMatchObject([{ buyOrder: buyer.id, sellOrder: seller.id }]);
    expect(truth.generation).toBe(2);
  });

  test("an order whose process ended before all its fills were made is finished", async () => {
    const sellers = Array.from({ length: 3 }, () => truth.add(order("sell", "100", "1")));
    for (const each of sellers) await services[0]!.service.submit(each);
    let runs = 1;
    const run: Cache["run"] = async (...args) =>
      runs-- > 0 ? services[0]!.cache.run(...args) : Promise.reject(new CacheUnavailableError("ended"));
    const buyer = truth.add(order("buy", "100", "3"));
    await expect(new RedisOrderBook({ run } as Cache, 1).submit(buyer)).rejects.toThrow(BookUnavailableError);
    await eventually("all fills", () => truth.fills.length === 3 || undefined);
    expect(truth.isOpen(buyer.id)).toBe(false);
    expect(truth.generation).toBe(1);
  });

  // What a failover to a replica that wasn't told leaves behind.
  test("a book that has lost settled writes is built anew, though nothing comes", async () => {
    const cancelled = truth.add(order("sell", "100", "1"));
    await services[0]!.service.submit(cancelled);
    await services[0]!.service.cancel(INSTRUMENT, cancelled.id);
    await isSettled();
    await queryRedis(server.port, undefined, "HSET", `book:{${INSTRUMENT}}:meta`, "events", "0");
    await eventually("another generation", () => truth.generation === 2 || undefined);
  });

  test("a fill that was never settled never happened: its orders meet again", async () => {
    const [seller, buyer] = [truth.add(order("sell", "100", "5")), truth.add(order("buy", "100", "5"))];
    const settle = jest.spyOn(truth, "settle").mockRejectedValue(new Error("the database is out"));
    for (const each of [seller, buyer]) await services[0]!.service.submit(each);
    await eventually("an attempt", () => settle.mock.calls.length > 0 || undefined);
    await queryRedis(server.port, undefined, "FLUSHALL");
    settle.mockRestore();
    await eventually("a fill", () => truth.fills.length > 0 || undefined);
    expect(truth.fills).toMatchObject([{ buyOrder: buyer.id, sellOrder: seller.id, quantity: "5", generation: truth.generation }]);
  });

  test("an order that was accepted while the cache was out is submitted by the sweeper", async () => {
    const missed = truth.add(order("buy", "99", "1"));
    await eventually("the order", async () => (await isOpen()).bids[0]?.[1] === "1" || undefined);
    expect(truth.isOpen(missed.id)).toBe(true);
  });

  test("a cancellation that was told, and was lost with the cache before it was settled, is repeated: the order is never matched", async () => {
    const [cancelled, resting] = [truth.add(order("sell", "100", "1")), truth.add(order("sell", "101", "1"))];
    for (const each of [cancelled, resting]) await services[0]!.service.submit(each);
    const settle = jest.spyOn(truth, "settle").mockRejectedValue(new Error("the database is slow"));
    truth.requestCancellation(cancelled.id);
    expect(await services[0]!.service.cancel(INSTRUMENT, cancelled.id)).toBe("cancelled");
    await queryRedis(server.port, undefined, "FLUSHALL");
    await services[0]!.service.submit(truth.add(order("buy", "101", "1")));
    settle.mockRestore();
    await eventually("the cancellation", () => !truth.isOpen(cancelled.id) || undefined);
    await eventually("a fill", () => truth.fills.length > 0 || undefined);
    expect(truth.fills.map(({ sellOrder }) => sellOrder)).toEqual([resting.id]);
    expect(truth.remaining(cancelled.id)).toBe(1);
  });

  test("a cancellation that the book was never told of is told by the sweeper", async () => {
    const resting = truth.add(order("sell", "100", "1"));
    await services[0]!.service.submit(resting);
    truth.requestCancellation(resting.id);
    services[0]!.cache.emit("connected");
    await eventually("the cancellation", () => !truth.isOpen(resting.id) || undefined);
    expect((await isOpen()).asks).toEqual([]);
  });

  test("all open orders are looked at once, and whenever the cache was out or a round failed; otherwise those of the last minute", async () => {
    const openOrders = jest.spyOn(truth, "openOrders");
    const cache = await connected(cacheOf(server.port, true));
    const sweeper = new Sweeper({ book: new RedisOrderBook(cache), truth, logger: SILENT, settle: async () => undefined });
    const ages = async (): Promise<unknown> => {
      openOrders.mockClear();
      await sweeper.sweepAll();
      return openOrders.mock.calls.map(([, , maximumAgeSeconds]) => maximumAgeSeconds);
    };
    try {
      for (const { service } of services) await service.stop();
      expect([await ages(), await ages(), await ages()]).toEqual([[undefined], [60], [60]]);
      sweeper.sweep();
      expect([await ages(), await ages()]).toEqual([[undefined], [60]]);
      openOrders.mockImplementationOnce(() => {
        throw new Error("the database is out");
      });
      expect([await ages(), await ages(), await ages()]).toEqual([[60], [undefined], [60]]);
      // Nobody looked for so long that a minute may be too little.
      jest.spyOn(Date, "now").mockReturnValue(Date.now() + 30_000);
      expect(await ages()).toEqual([undefined]);
    } finally {
      jest.restoreAllMocks();
      await sweeper.stop();
      await cache.close();
    }
  });

  test("all open orders are looked at after an order that the cache didn't answer, though the connection stays", async () => {
    await services[1]!.service.stop();
    const { cache, service } = services[0]!;
    const openOrders = jest.spyOn(truth, "openOrders");
    const wasYoung = (): boolean => openOrders.mock.calls.at(-1)?.[2] !== undefined;
    cache.emit("connected");
    await eventually("a round of young orders", () => wasYoung() || undefined);
    jest.spyOn(cache, "run").mockRejectedValueOnce(new CacheUnavailableError("The cache doesn't answer."));
    await expect(service.submit(truth.add(order("buy", "99", "1")))).rejects.toThrow(BookUnavailableError);
    await eventually("a round of all", () => !wasYoung() || undefined);
  });

  test("an order that the book doesn't know is submitted also while there is always something to settle", async () => {
    jest.spyOn(truth, "settle").mockRejectedValue(new Error("the database is slow"));
    for (const each of [order("sell", "100", "1"), order("buy", "100", "1")]) await services[0]!.service.submit(truth.add(each));
    truth.add(order("buy", "99", "1"));
    services[0]!.cache.emit("connected");
    await eventually("the order", async () => (await isOpen()).bids[0]?.[1] === "1" || undefined);
    expect((await bookOf(0).state(INSTRUMENT)).unsettled).toBe(1);
  });

  test("while an event of more than half an hour ago isn't settled, orders that the book doesn't know wait: it may have forgotten that they were filled", async () => {
    jest.spyOn(truth, "settle").mockRejectedValue(new Error("the database is slow"));
    const hourAgo = Date.now() - 3_600_000;
    await queryRedis(server.port, undefined, "XADD", `book:{${INSTRUMENT}}:events`, `${hourAgo}-0`, "id", "fill-of-then", "type", "fill");
    const exclusively = jest.spyOn(truth, "exclusively");
    const sweep = async (): Promise<void> => {
      exclusively.mockClear();
      services[0]!.cache.emit("connected");
      await eventually("a sweep", () => exclusively.mock.results.length > 0 || undefined);
      expect(await exclusively.mock.results[0]!.value).toBe(true);
    };
    // A sweep of the start may have begun before the event.
    await sweep();
    const openOrders = jest.spyOn(truth, "openOrders");
    truth.add(order("buy", "99", "1"));
    await sweep();
    expect(openOrders).not.toHaveBeenCalled();
  });

  test("a book with a price that holds no more is built anew all the same", async () => {
    for (let count = 0; count < 1001; count++) truth.add(order("buy", "0.00000001", "90000000"));
    await queryRedis(server.port, undefined, "FLUSHALL");
    expect((await isOpen()).bids).toEqual([["0.00000001", "90000000000"]]);
  });

  test("a process that ends in a busy market leaves what isn't settled to the others", async () => {
    const settle = truth.settle.bind(truth);
    const slow = jest.spyOn(truth, "settle").mockImplementation(async (event) => {
      await sleep(10);
      return settle(event);
    });
    // More than are settled at once.
    const pairs = Array.from({ length: 120 }, () => [truth.add(order("sell", "100", "1")), truth.add(order("buy", "100", "1"))]);
    await bookOf(0).submitAll(INSTRUMENT, pairs.flat());
    services[0]!.cache.emit("connected");
    await eventually("a settlement", () => slow.mock.calls.length > 0 || undefined);
    await services[0]!.service.stop();
    expect((await bookOf(1).state(INSTRUMENT)).unsettled).toBeGreaterThan(0);
    await isSettled();
    expect(truth.fills).toHaveLength(120);
  });

  test("an event that the database refuses closes the book, which is built anew", async () => {
    const unknown = order("sell", "100", "1");
    await services[0]!.service.submit(unknown);
    const buyer = truth.add(order("buy", "100", "1"));
    await services[0]!.service.submit(buyer);
    await eventually("another generation", () => truth.generation === 2 || undefined);
    expect(await isOpen()).toMatchObject({ bids: [["100", "1"]], asks: [] });
    expect(truth.fills).toEqual([]);
  });
});

describe.each([
  ["with cluster mode", true],
  ["without cluster mode", false],
])("a cache %s that goes away", (_, clusterMode) => {
  let target: DatabaseServer | undefined;
  let proxy: Server;
  let cache: Cache;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    proxy = createServer((socket) => {
      if (!target) return void socket.destroy();
      const upstream = connect(target.port, "127.0.0.1");
      for (const each of [socket, upstream]) {
        sockets.add(each);
        each.on("error", () => undefined);
        each.on("close", () => [socket, upstream].forEach((end) => end.destroy()));
      }
      socket.pipe(upstream).pipe(socket);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => proxy.once("listening", resolve));
    cache = cacheOf((proxy.address() as AddressInfo).port, clusterMode);
  });

  afterAll(async () => {
    await cache?.close();
    sockets.forEach((socket) => socket.destroy());
    proxy?.close();
    await target?.stop();
  });

  test("is out for as long as it is, and then has the book again", async () => {
    const truth = new TruthInMemory();
    const service = new OrderBookService({ cache, truth, logger: SILENT });
    service.start();
    try {
      // It starts before its cache does.
      const early = truth.add(order("sell", "101", "1"));
      await expect(service.submit(early)).rejects.toThrow("The order book can't be reached.");
      target = await startRedis({ engine: "valkey", clusterMode });
      await eventually("an open book", () => service.depth(INSTRUMENT, 1));
      const resting = truth.add(order("sell", "100", "5"));
      await service.submit(resting);
      const stopped = target;
      target = undefined;
      await stopped.stop();
      const meanwhile = truth.add(order("buy", "100", "2"));
      await expect(service.submit(meanwhile)).rejects.toThrow("The order book can't be reached.");
      target = await startRedis({ engine: "valkey", clusterMode });
      await eventually("the fill", () => truth.fills.length === 1 || undefined);
      expect(truth.fills).toMatchObject([{ buyOrder: meanwhile.id, sellOrder: resting.id, quantity: "2" }]);
      expect((await service.depth(INSTRUMENT, 5)).asks).toEqual([
        ["100", "3"],
        ["101", "1"],
      ]);
    } finally {
      await service.stop();
    }
  });
});

describe("/ws/book/{instrument}", () => {
  interface Message {
    readonly sequence?: number;
    readonly bids?: unknown;
    readonly changes?: unknown;
    readonly trade?: { readonly price: string };
  }

  let server: DatabaseServer;
  let cache: Cache;
  let truth: TruthInMemory;
  let service: OrderBookService;
  let app: ReturnType<typeof createApp>;

  beforeAll(async () => {
    server = await startRedis({ engine: "valkey" });
  });

  beforeEach(async () => {
    await queryRedis(server.port, undefined, "FLUSHALL");
    cache = await connected(cacheOf(server.port, true));
    truth = new TruthInMemory();
    service = new OrderBookService({ cache, truth, logger: SILENT });
    service.start();
    app = createApp({ name: "trading-api", version: "1", host: "127.0.0.1", port: 0, logLevel: "silent" });
    await bookStreamRoute(app, service.stream, async (instrument) => instrument === INSTRUMENT);
    await app.ready();
    await eventually("an open book", () => service.depth(INSTRUMENT, 1));
  });

  afterEach(async () => {
    await app.close();
    await service.stop();
    await cache.close();
  });

  afterAll(() => server?.stop());

  type Client = Awaited<ReturnType<(typeof app)["injectWS"]>>;
  type InjectOptions = NonNullable<Parameters<(typeof app)["injectWS"]>[2]>;

  const watch = async (): Promise<{ readonly socket: Client; readonly messages: Message[] }> => {
    const messages: Message[] = [];
    const onInit: InjectOptions["onInit"] = (client) =>
      void client.on("message", (data) => messages.push(JSON.parse((data as Buffer).toString()) as Message));
    const socket = await app.injectWS(`/ws/book/${INSTRUMENT}`, {}, { onInit });
    await eventually("the book", () => messages.length > 0 || undefined);
    // The book is sent once more when the process listens.
    await eventually(
      "changes",
      async () => String(await queryRedis(server.port, undefined, "PUBSUB", "SHARDCHANNELS")) !== "" || undefined,
    );
    return { socket, messages };
  };

  const submit = (side: "buy" | "sell", price: string): Promise<unknown> => service.submit(truth.add(order(side, price, "1")));

  test("the first message is the whole book, then each change with the next sequence, and trades", async () => {
    await submit("sell", "101");
    const { socket, messages } = await watch();
    expect(messages[0]).toMatchObject({ instrument: INSTRUMENT, bids: [], asks: [["101", "1"]] });
    await submit("buy", "99");
    await submit("buy", "101");
    await eventually("a trade", () => messages.some(({ trade }) => trade?.price === "101") || undefined);
    const books = messages.filter(({ bids }) => bids !== undefined);
    const start = books.at(-1)!.sequence!;
    const changes = messages.filter((each) => each.changes !== undefined);
    expect(changes.map(({ sequence }) => sequence! - start)).toEqual(changes.map((_, i) => i + 1));
    expect(changes.at(-1)).toMatchObject({ changes: [["sell", "101", "0"]] });
    socket.terminate();
  });

  test("applying the changes to the first book gives the book, whatever happens meanwhile", async () => {
    for (let i = 0; i < 20; i++) await submit("sell", String(110 + (i % 6)));
    const busy = (async () => {
      for (let i = 0; i < 100; i++) await submit(i % 2 ? "buy" : "sell", String(105 + (i % 11)));
    })();
    const { socket, messages } = await watch();
    await busy;
    const expected = await service.depth(INSTRUMENT, 100);
    const levels = new Map<string, string>();
    let sequence = 0;
    await eventually("the last change", () => messages.some((each) => each.sequence === expected.sequence) || undefined);
    for (const message of messages as (Message & Partial<BookDepth>)[]) {
      if (message.bids) {
        levels.clear();
        for (const [price, quantity] of message.bids) levels.set(`buy ${price}`, quantity);
        for (const [price, quantity] of message.asks!) levels.set(`sell ${price}`, quantity);
        sequence = message.sequence!;
      } else if (message.changes) {
        expect(message.sequence).toBe(++sequence);
        for (const [side, price, quantity] of message.changes as [string, string, string][]) {
          if (quantity === "0") levels.delete(`${side} ${price}`);
          else levels.set(`${side} ${price}`, quantity);
        }
      }
    }
    const all = [
      ...expected.bids.map(([price, quantity]) => [`buy ${price}`, quantity]),
      ...expected.asks.map(([p, q]) => [`sell ${p}`, q]),
    ];
    expect(Object.fromEntries(levels)).toEqual(Object.fromEntries(all));
    socket.terminate();
  });

  test("where a change is missing, the whole book is sent", async () => {
    const { socket, messages } = await watch();
    await submit("buy", "99");
    await eventually("the change", () => messages.some(({ changes }) => changes !== undefined) || undefined);
    // Of the change that nobody was told of, the sequence is seen to be missing.
    await queryRedis(server.port, undefined, "HINCRBY", `book:{${INSTRUMENT}}:meta`, "sequence", "1");
    const before = messages.length;
    await submit("buy", "98");
    await eventually(
      "the book",
      () => messages.slice(before).some(({ bids }) => JSON.stringify(bids) === '[["99","1"],["98","1"]]') || undefined,
    );
    socket.terminate();
  });

  test("whoever sends a message gets the whole book", async () => {
    const { socket, messages } = await watch();
    const before = messages.length;
    socket.send("book");
    await eventually("the book", () => messages.slice(before).some(({ bids }) => bids !== undefined) || undefined);
    socket.terminate();
  });

  test("a client that asks again and again has the book read once a second, and its last question answered", async () => {
    const { socket, messages } = await watch();
    const books = (): number => messages.filter(({ bids }) => bids !== undefined).length;
    const before = books();
    const begin = Date.now();
    while (Date.now() - begin < 2500) {
      socket.send("book");
      await sleep(5);
    }
    // At once, and after each second; once more where the first book was still on its way.
    expect(books() - before).toBeLessThanOrEqual(Math.floor((Date.now() - begin) / 1000) + 2);
    const answered = books();
    await eventually("an answer to the last question", () => books() > answered || undefined);
    socket.terminate();
  });

  test("when the server closes, clients are told to connect anew, by code 1012", async () => {
    const { socket } = await watch();
    const code = new Promise<number>((resolve) => socket.once("close", resolve));
    await app.close();
    expect(await code).toBe(1012);
  });

  // RFC 6455, section 7.4.1, and IANA's registry: 1013 is "Try Again Later".
  test("while the cache is out, clients that have the book and those that come are told to come back later, by code 1013", async () => {
    const own = await startRedis({ engine: "valkey" });
    const lost = await connected(cacheOf(own.port, true));
    const stream = new BookStream({ cache: lost, book: new RedisOrderBook(lost), logger: SILENT });
    const other = createApp({ name: "trading-api", version: "1", host: "127.0.0.1", port: 0, logLevel: "silent" });
    await bookStreamRoute(other, stream, async () => true);
    await other.ready();
    try {
      await new RedisOrderBook(lost).reset(INSTRUMENT, 1);
      await new RedisOrderBook(lost).open(INSTRUMENT, 1);
      const codeOf = (client: Client): Promise<number> => new Promise((resolve) => client.once("close", resolve));
      const messages: unknown[] = [];
      const onInit: InjectOptions["onInit"] = (client) => void client.on("message", (data) => messages.push(data));
      const early = await other.injectWS(`/ws/book/${INSTRUMENT}`, {}, { onInit });
      await eventually("the book", () => messages.length > 0 || undefined);
      await own.stop();
      const late = await other.injectWS(`/ws/book/${INSTRUMENT}`);
      expect(await Promise.all([codeOf(early), codeOf(late)])).toEqual([1013, 1013]);
    } finally {
      await other.close();
      await lost.close();
      await own.stop();
    }
  });

  test("a client that doesn't answer the close doesn't hold up the server", async () => {
    await app.listen({ port: 0, host: "127.0.0.1" });
    const { port } = app.server.address() as AddressInfo;
    const headers = {
      connection: "upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
    };
    const upgrade = request({ port, host: "127.0.0.1", path: `/ws/book/${INSTRUMENT}`, headers }).end();
    // It says nothing any more, and closes nothing by itself.
    await new Promise<void>((resolve) =>
      upgrade.once("upgrade", (_, socket) => resolve(void socket.on("error", () => undefined).resume())),
    );
    const before = Date.now();
    await app.close();
    expect(Date.now() - before).toBeLessThan(5000);
  });

  test("an instrument that isn't traded is refused before the upgrade", async () => {
    await expect(app.injectWS("/ws/book/XXX-YYY")).rejects.toThrow("Unexpected server response: 404");
  });
});
