/** The load of `npm run bench:load`, short, with all that happens to a platform there; then what its checker finds. Each test goes on from the one before. */
import { check } from "../../tools/bench/load/check";
import { TroubleResult } from "../../tools/bench/load/results";
import { Ran, freshPlatform } from "../../tools/bench/load/run";
import { readStored } from "../../tools/bench/load/stored";
import { TROUBLES, troubled } from "../../tools/bench/load/trouble";
import { Owned } from "../../tools/serve/owned";
import { ServedPlatform } from "../../tools/serve/platform";
import { queryPostgres } from "../../tools/support/databases/postgres";
import { queryRedis } from "../../tools/support/databases/redis";

const SIZE = { rate: 60, seconds: 15, sockets: 10, seed: 1, warmUpSeconds: 2 };

const owned = new Owned();
const said: string[] = [];
let platform: ServedPlatform;
let ran: Ran & { readonly result: TroubleResult };

beforeAll(async () => {
  platform = await freshPlatform(2, owned, (line) => void said.push(line));
});
afterAll(async () => owned.stop());

/** What the checker says of what is stored now. */
async function findings(): Promise<readonly string[]> {
  return check({ ledger: ran.load.ledger, deposits: ran.deposits, stored: await readStored(platform) });
}

async function sql(statement: string): Promise<readonly Record<string, unknown>[]> {
  return queryPostgres(platform.database.port, "rdsadmin", platform.database.name, statement);
}

test("a load during which a process is killed, and database and cache restart, loses no order, doubles no trade and leaves the books as the database has them", async () => {
  ran = await troubled(platform, TROUBLES, SIZE, owned, (line) => void said.push(line));
  const { check: compared, load, events } = ran.result;
  expect(compared.findings).toEqual([]);
  expect(events).toHaveLength(3);
  expect(said.join("\n")).toMatch(/trading-api 1 has ended \(SIGKILL\)[^]*trading-api 1 serves again/);
  expect(load.givenUp).toBe(0);
  expect(compared.accepted).toBeGreaterThan(50);
  // What the warm-up was promised is compared as well.
  expect(compared.accepted).toBeGreaterThan(ran.load.ledger.accepted.length);
  expect(ran.load.ledger.accepted.length).toBe(
    ran.load.scheduled - ["book", "cancel", "account"].reduce((sum, kind) => sum + answersOf(kind), 0),
  );
  expect(compared.trades).toBeGreaterThan(10);
  expect(compared.cancelled).toBeGreaterThan(0);
});

/** Requests that aren't repeated, and cancellations by their last answer. */
function answersOf(kind: string): number {
  const { answers } = ran.load;
  return Object.entries(answers)
    .filter(([answer]) => answer.startsWith(`${kind} `) && (kind !== "cancel" || /(200|202|409)$/.test(answer)))
    .reduce((sum, [, count]) => sum + count, 0);
}

test("WebSockets are told of every change without a gap, also those that are opened anew when their process has ended", () => {
  const { changes, gaps, closed } = ran.result.watch;
  // Five of ten are the killed process's; the edge closes them without a code (RFC 6455, section 7.4.1: 1006).
  expect(closed[1006]).toBeGreaterThanOrEqual(5);
  expect(changes).toBeGreaterThan(50);
  expect(gaps).toBe(0);
});

test("a stored order that is removed behind its back is found", async () => {
  // Nobody mends meanwhile what the tests break.
  await Promise.all(platform.services.flatMap(({ processes }) => processes.map(async (one) => one.stop())));
  const traded = new Set((await sql("SELECT buy_order AS id FROM trades UNION SELECT sell_order FROM trades")).map(({ id }) => id));
  const id = ran.load.ledger.cancelled.find((each) => !traded.has(each))!;
  const { key } = ran.load.ledger.accepted.find((order) => order.id === id)!;
  await sql(`CREATE TABLE removed AS SELECT * FROM orders WHERE id = '${id}'`);
  await sql(`DELETE FROM orders WHERE id = '${id}'`);
  expect(await findings()).toEqual([
    `Order ${id} (key ${key}) was accepted and isn't stored.`,
    `Order ${id} was answered as cancelled and is not stored.`,
  ]);
  await sql("INSERT INTO orders OVERRIDING SYSTEM VALUE SELECT * FROM removed");
  expect(await findings()).toEqual([]);
});

test("a trade that is doubled behind its back is found, by both of its orders", async () => {
  const [trade] = await sql(`
    INSERT INTO trades (id, instrument, buy_order, sell_order, taker_side, quantity, price, executed_at)
    SELECT id || '-twice', instrument, buy_order, sell_order, taker_side, quantity, price, executed_at FROM trades LIMIT 1
    RETURNING buy_order AS buy, sell_order AS sell`);
  const found = await findings();
  for (const id of [trade!.buy, trade!.sell]) {
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`^Order ${String(id)} has .* left, which its trades don't come to\\.$`)));
  }
  await sql("DELETE FROM trades WHERE id LIKE '%-twice'");
  expect(await findings()).toEqual([]);
});

test("money that is made behind its back is found", async () => {
  await sql("UPDATE balances SET available = available + 1 WHERE account = 'demo-1' AND asset = 'EUR'");
  expect(await findings()).toEqual([
    expect.stringMatching(/^All accounts together have \d+ EUR, and had \d+\.$/),
    expect.stringMatching(/^demo-1 EUR is [\d.]+, and its trades come to [\d.]+\.$/),
  ]);
  await sql("UPDATE balances SET available = available - 1 WHERE account = 'demo-1' AND asset = 'EUR'");
});

test("an open order that is taken out of the book behind its back is found", async () => {
  const [open] = await sql("SELECT id FROM orders WHERE status = 'open' AND instrument = 'BTC-EUR' LIMIT 1");
  expect(await queryRedis(platform.cache.port, undefined, "HDEL", "book:{BTC-EUR}:orders", String(open!.id))).toBe(1);
  expect(await findings()).toContain(`Order ${String(open!.id)} is open and isn't in the book of BTC-EUR.`);
});
