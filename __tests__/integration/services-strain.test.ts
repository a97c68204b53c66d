/** The trading API's database under strain: what a failover writes to the log, a schema that changes while tables are in use, pools and disks that are full. */
import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Database, Queries } from "../../examples/trading-stack/services/shared/database";
import { createServer } from "../../examples/trading-stack/services/shared/http-server";
import { Instruments } from "../../examples/trading-stack/services/trading-api/instruments";
import { migrate } from "../../examples/trading-stack/services/trading-api/migrate";
import { QUIET, TradingDatabase } from "./support/trading-api";

const MASTER = "platform_admin";

let database: TradingDatabase;

beforeAll(async () => {
  database = await TradingDatabase.start();
  await database.migrate();
});
afterAll(() => database?.server.stop());

/** The log of a service's own server, and the lines that it has written. */
function keptLog() {
  const lines: string[] = [];
  const stream = new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) });
  const { log } = createServer({ name: "trading-api", version: "1", host: "127.0.0.1", port: 0, logLevel: "info" }, stream);
  return { log, lines };
}

// Amazon CloudWatch Logs User Guide, "CloudWatch Logs quotas": an event has 1 MB at most.
test("a failover that ends idle connections writes a short line for each, without the client and its authorities", async () => {
  const { log, lines } = keptLog();
  const idle = new Database(database.config(), log);
  await Promise.all(Array.from({ length: 4 }, () => idle.rows("SELECT pg_sleep(0.1)")));
  await database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'trading_api'", "rdsadmin");
  for (const end = Date.now() + 5000; lines.length < 4 && Date.now() < end; await sleep(20));
  await idle.end();
  const written = lines.map((line) => JSON.parse(line) as { msg: string; err: Record<string, unknown> });
  // PostgreSQL documentation, appendix A: admin_shutdown.
  expect(written.map(({ msg, err }) => [msg, err.code, "client" in err])).toEqual(
    Array.from({ length: 4 }, () => ["an idle connection to the database is lost", "57P01", false]),
  );
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(2048);
});

// PostgreSQL documentation, "Explicit Locking": ACCESS EXCLUSIVE, which ALTER TABLE takes, conflicts with the locks of all modes; who asks later waits behind it.
describe("a migration of a table that a long transaction reads", () => {
  test("holds up others for two seconds at most, and is done when the table is free", async () => {
    const [master, long, service] = [database.connect(MASTER), database.connect(), database.connect()];
    let free = (): void => undefined;
    const isFree = new Promise<void>((resolve) => (free = resolve));
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const reading = long.session(async (client) => {
      await client.query("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0; SELECT FROM orders");
      begun();
      await isFree;
      await client.query("COMMIT");
    });
    await hasBegun;
    const migrating = migrate(master, [{ name: "910-column", sql: "ALTER TABLE orders ADD COLUMN note text" }]);
    const waited: number[] = [];
    for (const end = Date.now() + 5000; Date.now() < end; await sleep(50)) {
      const at = Date.now();
      await service.rows("SELECT FROM orders");
      waited.push(Date.now() - at);
    }
    free();
    expect(await migrating).toEqual(["910-column"]);
    // It did get in the way.
    expect(Math.max(...waited)).toBeGreaterThan(300);
    expect(Math.max(...waited)).toBeLessThan(2000);
    await reading;
    await Promise.all([master, long, service].map(async (each) => each.end()));
  });
});

// PostgreSQL documentation, appendix A: disk_full, out_of_memory, too_many_connections, io_error.
test.each(["53100", "53200", "53300", "58030"])("a database that fails with %s is unavailable: 503, with Retry-After", async (code) => {
  const service = database.connect();
  const fails = async (queries: Queries) => queries.rows(`DO $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = '${code}'; END $$`);
  const failed = service.transaction(fails, { idempotent: true });
  await expect(failed).rejects.toMatchObject({ status: 503, type: "database-unavailable", retryAfterSeconds: 2, cause: { code } });
  await service.end();
});

test("who finds all connections in use for three seconds is refused, and doesn't queue a second time", async () => {
  const busy = new Database({ ...database.config(), connections: 1 }, QUIET);
  const held = busy.session(async (client) => {
    await client.query("SELECT 1");
    await sleep(5000);
  });
  const begin = Date.now();
  await expect(busy.rows("SELECT 1")).rejects.toMatchObject({ status: 503, type: "database-unavailable" });
  expect(Date.now() - begin).toBeGreaterThan(2500);
  expect(Date.now() - begin).toBeLessThan(4500);
  await held;
  await busy.end();
});

describe("instruments", () => {
  test("are read once for all who ask at once", async () => {
    const service = database.connect();
    let reads = 0;
    const counted: Queries = { rows: async (sql, values) => (reads++, service.rows(sql, values)) };
    const instruments = new Instruments(counted);
    const known = await Promise.all(Array.from({ length: 100 }, async () => instruments.has("BTC-EUR")));
    expect([reads, new Set(known)]).toEqual([1, new Set([true])]);
    await service.end();
  });

  test("are read again after a failure", async () => {
    const service = database.connect();
    let isOut = true;
    const instruments = new Instruments({
      rows: async (sql, values) => (isOut ? Promise.reject(new Error("out")) : service.rows(sql, values)),
    });
    await expect(instruments.has("BTC-EUR")).rejects.toThrow("out");
    isOut = false;
    expect(await instruments.has("BTC-EUR")).toBe(true);
    await service.end();
  });
});
