/**
 * The order books of the example's trading API on a cluster of three shards, each with a replica: by TLS, as a user with the access that the stack grants, while slots move and primaries
 * fail over, with a PostgreSQL that says what is true. Each test goes on from the one before.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Cache } from "../../examples/trading-stack/services/shared/cache";
import { Database } from "../../examples/trading-stack/services/shared/database";
import { PostgresBookTruth } from "../../examples/trading-stack/services/trading-api/book-truth";
import { Side } from "../../examples/trading-stack/services/trading-api/order-book";
import { RedisOrderBook, changesChannel } from "../../examples/trading-stack/services/trading-api/order-book-redis";
import { OrderBookService } from "../../examples/trading-stack/services/trading-api/order-book-service";
import { placeOrder, requestCancellation } from "../../examples/trading-stack/services/trading-api/orders";
import { RedisAccess } from "../../modules/redis-cache";
import { SILENT, connected, eventually } from "./support/order-books";
import { RedisCluster } from "./support/redis-cluster";
import { QUIET, TradingDatabase } from "./support/trading-api";

/** One in each shard, by their slots: 2024, 9396 and 12883. */
const INSTRUMENTS = ["BTC-EUR", "XRP-EUR", "ETH-EUR"] as const;
const [FIRST] = INSTRUMENTS;
const ACCOUNTS = ["one", "two", "three"];
const DEPOSITS = { EUR: "1000000", BTC: "10000", XRP: "10000", ETH: "10000" };
const USER = { name: "trading-api", password: "in-place-of-a-token", accessString: RedisAccess.orderBook("book").accessString };
const SETTLED_SECONDS = 60;

interface Process {
  readonly cache: Cache;
  readonly service: OrderBookService;
}

let cluster: RedisCluster;
let server: TradingDatabase;
let database: Database;
let truth: PostgresBookTruth;
const processes: Process[] = [];

beforeAll(async () => {
  server = await TradingDatabase.start();
  await server.migrate();
  await server.query("INSERT INTO instruments (name, base, quote) VALUES ('XRP-EUR', 'XRP', 'EUR')");
  for (const account of ACCOUNTS) await server.open(account, DEPOSITS);
  database = server.connect();
  truth = new PostgresBookTruth(database, QUIET);
  cluster = await RedisCluster.start(3, USER);
  for (let count = 0; count < 2; count++) {
    const cache = await connected(
      new Cache({ ...cluster.configuration, clusterMode: true, tls: true, user: USER.name, password: USER.password }, SILENT),
    );
    const service = new OrderBookService({ cache, truth, logger: SILENT });
    processes.push({ cache, service });
    service.start();
  }
  for (const instrument of INSTRUMENTS) await eventually("an open book", () => processes[0]!.service.depth(instrument, 1));
});

afterAll(async () => {
  for (const { cache, service } of processes) {
    await service.stop();
    await cache.close();
  }
  await database?.end();
  await Promise.all([cluster?.stop(), server?.server.stop()]);
});

/** Orders and cancellations, as the routes of the API take them, until it is stopped: how many orders were accepted. */
class Traffic {
  private isStopped = false;
  private accepted = 0;
  private readonly work: Promise<unknown>;

  public constructor(private readonly instruments: readonly string[] = INSTRUMENTS) {
    this.work = Promise.all([0, 1, 2, 3].map(async (client) => this.run(client)));
  }

  public async stop(): Promise<number> {
    this.isStopped = true;
    await this.work;
    return this.accepted;
  }

  private async run(client: number): Promise<void> {
    for (let number = client; !this.isStopped; number++) {
      const { service } = processes[number % processes.length]!;
      const instrument = this.instruments[number % this.instruments.length]!;
      const side: Side = (number * 7) % 13 < 6 ? "buy" : "sell";
      const [quantity, price] = [String(1 + (number % 4)), String(98 + ((number * 5) % 7))];
      const account = ACCOUNTS[number % ACCOUNTS.length]!;
      const { order } = await placeOrder(database, { account, instrument, side, quantity, price }, randomUUID());
      this.accepted++;
      // What the book doesn't answer waits for the sweeper, as in the route.
      await service.submit({ id: order.id, instrument, side, price, quantity }).catch(() => undefined);
      if (number % 5 > 0) continue;
      await requestCancellation(database, order.id);
      await service.cancel(instrument, order.id).catch(() => undefined);
    }
  }
}

async function flowing(work: () => Promise<unknown>, instruments?: readonly string[]): Promise<number> {
  const traffic = new Traffic(instruments);
  try {
    await sleep(300);
    await work();
    await sleep(300);
  } finally {
    await traffic.stop();
  }
  return traffic.stop();
}

const count = async (): Promise<number> => Number((await server.query("SELECT count(*) AS n FROM orders"))[0]!.n);

/** What the open orders of the database come to at each price, the best first. */
async function levels(instrument: string, side: Side): Promise<readonly (readonly [string, string])[]> {
  const rows = await server.query(
    `SELECT trim_scale(price)::text AS price, trim_scale(sum(remaining))::text AS quantity FROM orders
     WHERE instrument = '${instrument}' AND side = '${side}' AND status = 'open' GROUP BY orders.price ORDER BY orders.price ${side === "buy" ? "DESC" : "ASC"}`,
  );
  return rows.map(({ price, quantity }) => [String(price), String(quantity)] as const);
}

/** Of a book, what is shown, and what the database has; undefined while something is on its way. */
async function shownAndTrue(instrument: string): Promise<readonly [shown: object, isTrue: object] | undefined> {
  const book = new RedisOrderBook(processes[0]!.cache);
  const { status, unsettled } = await book.state(instrument);
  const cancelling = await server.query(
    `SELECT FROM orders WHERE instrument = '${instrument}' AND status = 'open' AND cancel_requested_at IS NOT NULL`,
  );
  if (status !== "open" || unsettled > 0 || cancelling.length > 0) return undefined;
  const { bids, asks } = await book.depth(instrument, 100);
  return [
    { instrument, bids, asks },
    { instrument, bids: await levels(instrument, "buy"), asks: await levels(instrument, "sell") },
  ];
}

/** Each book is settled, and shows what the database has open and nothing else. */
async function booksAreTrue(): Promise<void> {
  for (const instrument of INSTRUMENTS) {
    let last: Awaited<ReturnType<typeof shownAndTrue>>;
    for (const end = Date.now() + SETTLED_SECONDS * 1000; Date.now() < end; await sleep(200)) {
      // While a primary is replaced, nothing answers.
      last = (await shownAndTrue(instrument).catch(() => undefined)) ?? last;
      if (last && JSON.stringify(last[0]) === JSON.stringify(last[1])) break;
    }
    expect(last?.[0]).toEqual(last?.[1] ?? "a book that is open and settled");
  }
}

/** No money and no coin is made or lost, and what is reserved is what open orders may cost. */
async function balancesAreTrue(): Promise<void> {
  const kept = await server.query(
    "SELECT asset, trim_scale(sum(available + reserved))::text AS kept, min(least(available, reserved)) >= 0 AS sound FROM balances GROUP BY asset ORDER BY asset",
  );
  expect(kept).toEqual(
    Object.entries(DEPOSITS)
      .sort()
      .map(([asset, amount]) => ({ asset, kept: String(Number(amount) * ACCOUNTS.length), sound: true })),
  );
  const [sums] = await server.query(
    `SELECT (SELECT coalesce(sum(CASE side WHEN 'buy' THEN remaining * price ELSE remaining END), 0) FROM orders WHERE status = 'open')
       = (SELECT sum(reserved) FROM balances) AS reserved`,
  );
  expect(sums).toEqual({ reserved: true });
}

async function nothingIsLost(accepted: number, before: number): Promise<void> {
  expect(await count()).toBe(before + accepted);
  await booksAreTrue();
  await balancesAreTrue();
}

test("every key of an instrument is in the slot of its name, and each shard has a book", async () => {
  await nothingIsLost(await flowing(async () => undefined), 0);
  for (const [shard, instrument] of INSTRUMENTS.entries()) {
    const keys = (await cluster.query(cluster.primaries[shard]!, "KEYS", "*")) as string[];
    expect(keys.length).toBeGreaterThan(3);
    expect(keys.filter((key) => !key.startsWith(`book:{${instrument}}:`))).toEqual([]);
  }
});

test("a primary that doesn't know the script is given it", async () => {
  for (const primary of cluster.primaries) await cluster.query(primary, "SCRIPT", "FLUSH");
  const before = await count();
  await nothingIsLost(await flowing(async () => undefined), before);
});

test("a shard is added, and a book's slot moves to it while orders come", async () => {
  const before = await count();
  const added = await cluster.addShard();
  await cluster.isAgreed();
  await nothingIsLost(await flowing(() => cluster.moveSlot(`book:{${FIRST}}:meta`, added, () => sleep(50))), before);
  expect((await cluster.primaryOf(`book:{${FIRST}}:meta`)).id).toBe(added.id);
});

test("who watches a book hears of changes after its slot has moved", async () => {
  const messages: string[] = [];
  const { cache } = processes[0]!;
  const isTold = async (): Promise<void> => {
    messages.length = 0;
    await eventually("a message", async () => {
      await flowing(async () => undefined, [FIRST]);
      return messages.length > 0;
    });
  };
  await cache.subscribe(changesChannel(FIRST), (message) => messages.push(message));
  await isTold();
  await cluster.moveSlot(`book:{${FIRST}}:meta`, cluster.primaries[0]!);
  await isTold();
  await cache.unsubscribe(changesChannel(FIRST));
});

test("a primary hands over to its replica while orders come", async () => {
  const before = await count();
  const primary = await cluster.primaryOf(`book:{${FIRST}}:meta`);
  await nothingIsLost(await flowing(() => cluster.failOver(primary)), before);
});

test("a primary is killed while orders come", async () => {
  const before = await count();
  const primary = await cluster.primaryOf("book:{XRP-EUR}:meta");
  await nothingIsLost(await flowing(() => cluster.kill(primary)), before);
});

test("a primary is killed while orders come whose last writes no replica has", async () => {
  const before = await count();
  const primary = await cluster.primaryOf(`book:{${FIRST}}:meta`);
  const accepted = await flowing(async () => {
    primary.endpoint.holdReplication();
    await sleep(1000);
    await cluster.kill(primary);
  });
  await nothingIsLost(accepted, before);
});

// Nothing crosses, so that no fill of the promoted replica's book is refused.
test("an order that was cancelled and settled isn't shown after a failover to a replica that wasn't told", async () => {
  const primary = await cluster.primaryOf("book:{ETH-EUR}:meta");
  const { service } = processes[0]!;
  const request = { account: "one", instrument: "ETH-EUR", side: "buy", quantity: "1", price: "1" } as const;
  const { order } = await placeOrder(database, request, randomUUID());
  await service.submit(order);
  await booksAreTrue();
  await cluster.query(primary, "WAIT", "1", "1000");
  primary.endpoint.holdReplication();
  await requestCancellation(database, order.id);
  await service.cancel("ETH-EUR", order.id);
  await booksAreTrue();
  expect((await service.depth("ETH-EUR", 100)).bids).not.toContainEqual(["1", "1"]);
  expect(await cluster.readAt(cluster.partnerOf(primary), "HGET", "book:{ETH-EUR}:levels", "buy:100000000")).toBe("100000000");
  await cluster.kill(primary);
  await booksAreTrue();
  await balancesAreTrue();
});
