/** The trading API and a PostgreSQL in trouble: migrations at once, a restart, a failover, lost connections, logins. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { Database } from "../../examples/trading-stack/services/shared/database";
import { migrate } from "../../examples/trading-stack/services/trading-api/migrate";
import { MIGRATIONS } from "../../examples/trading-stack/services/trading-api/migrations";
import { Answer, QUIET, TradingApi, TradingDatabase } from "./support/trading-api";

const MASTER = "platform_admin";
const UNAVAILABLE = {
  ...{ type: "/problems/database-unavailable", title: "The database can't be reached", status: 503 },
  detail: "Nothing is lost. Repeat the request, with the same key.",
};

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

let database: TradingDatabase;
let api: TradingApi;

const account = (): Promise<string> => database.openNew();

beforeAll(async () => {
  database = await TradingDatabase.start();
});
afterAll(() => database?.server.stop());

describe("migrations", () => {
  test("are run once, by however many processes at once", async () => {
    const applied = await Promise.all([database.migrate(), database.migrate(), database.migrate()]);
    expect(applied.flat()).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(await database.migrate()).toEqual([]);
  });

  test("that fail leave nothing behind", async () => {
    const master = database.connect(MASTER);
    const broken = [...MIGRATIONS, { name: "900-broken", sql: "CREATE TABLE half (id int); SELECT 1 / 0" }];
    await expect(migrate(master, broken)).rejects.toThrow("Migration 900-broken failed: division by zero");
    expect(await database.query("SELECT to_regclass('half') AS table")).toEqual([{ table: null }]);
    await master.end();
  });

  test("that have been run may not read differently", async () => {
    const master = database.connect(MASTER);
    const changed = [{ ...MIGRATIONS[0]!, sql: "SELECT 1" }];
    await expect(migrate(master, changed)).rejects.toThrow(
      "Migration 001-accounts-and-orders has been run, and reads differently now. Add a new one in its place.",
    );
    await master.end();
  });

  test("may read as they did in an earlier text that did the same", async () => {
    const master = database.connect(MASTER);
    const first = { name: "902-moved", sql: "SELECT 1" };
    expect(await migrate(master, [first])).toEqual(["902-moved"]);
    expect(await migrate(master, [{ name: "902-moved", sql: "SELECT 2", formerly: sha256("SELECT 1") }])).toEqual([]);
    await master.end();
  });

  describe("of indexes", () => {
    const INDEX = "orders_open_by_age";
    const isValid = async (): Promise<unknown> =>
      (await database.query(`SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass('${INDEX}')`))[0]?.valid;

    // PostgreSQL, CREATE INDEX: without CONCURRENTLY writes wait until it is made, and it waits for transactions that have written.
    test("let others write meanwhile, however many processes migrate at once", async () => {
      const writer = await database.openNew();
      const insert = `INSERT INTO orders (id, account, instrument, side, quantity, price, remaining, status, idempotency_key)
        SELECT gen_random_uuid(), '${writer}', 'BTC-EUR', 'buy', 1, 1, 1, 'open', gen_random_uuid()::text`;
      await database.query(`DROP INDEX ${INDEX}`);
      const other = database.connect();
      let isBuilding = false;
      let migrated: Promise<unknown> = Promise.resolve();
      await other.transaction(
        async (queries) => {
          await queries.rows(insert);
          migrated = Promise.all([database.migrate(), database.migrate(), database.migrate()]);
          for (const end = Date.now() + 4000; !isBuilding && Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
            isBuilding = (await database.query("SELECT FROM pg_stat_progress_create_index")).length > 0;
          }
          await database.query(`SET statement_timeout = 1000; ${insert}`);
        },
        { idempotent: false },
      );
      expect(isBuilding).toBe(true);
      expect(await migrated).toEqual([[], [], []]);
      expect(await isValid()).toBe(true);
      await other.end();
    });

    // PostgreSQL, "Building Indexes Concurrently": what was interrupted leaves an invalid index.
    test("make one anew that was interrupted", async () => {
      await database.query(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = '${INDEX}'::regclass`, "rdsadmin");
      expect(await isValid()).toBe(false);
      await database.migrate();
      expect(await isValid()).toBe(true);
    });
  });

  test("of a newer version are left alone by an older one", async () => {
    const master = database.connect(MASTER);
    expect(await migrate(master, [...MIGRATIONS, { name: "901-newer", sql: "SELECT 1" }])).toEqual(["901-newer"]);
    expect(await migrate(master)).toEqual([]);
    await master.end();
  });
});

describe("a process that runs", () => {
  beforeEach(async () => {
    api = await TradingApi.start(database);
  });
  afterEach(() => api.stop());

  test("loses no accepted order, and makes none twice, when the database restarts in the middle", async () => {
    const buyer = await account();
    const keys = Array.from({ length: 120 }, (_, index) => `restart-${index}`);
    const answers = new Map<string, Answer>();
    const place = async (key: string) => void answers.set(key, await api.place({ account: buyer, price: "1", quantity: "0.1" }, key));
    const restart = new Promise((resolve) => setTimeout(resolve, 100)).then(() => database.server.restart());
    for (let at = 0; at < keys.length; at += 10) {
      await Promise.all(keys.slice(at, at + 10).map(place));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await restart;
    const refused = keys.filter((key) => answers.get(key)!.status === 503);
    for (const key of refused) expect(answers.get(key)!.body).toEqual(UNAVAILABLE);
    expect(keys.filter((key) => ![201, 503].includes(answers.get(key)!.status))).toEqual([]);
    const accepted = keys.filter((key) => answers.get(key)!.status === 201).map((key) => answers.get(key)!.body.id);
    for (const key of refused) await place(key);
    const stored = await database.query(`SELECT id, idempotency_key AS key FROM orders WHERE account = '${buyer}'`);
    expect(stored.map(({ key }) => key).sort()).toEqual([...keys].sort());
    expect(stored.map(({ id }) => id)).toEqual(expect.arrayContaining(accepted));
    expect(await api.balances(buyer)).toEqual({ EUR: "988/12", BTC: "10/0" });
  });

  test("says that the database is out, and when to come back", async () => {
    const out = await TradingApi.start(database);
    await database.query("ALTER ROLE trading_api NOLOGIN", "rdsadmin");
    await database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'trading_api'", "rdsadmin");
    const answer = await out.get("/api/accounts/account-1");
    expect(answer.body).toEqual(UNAVAILABLE);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect((await out.get("/ready")).body.detail).toBe("No answer from: database.");
    expect((await out.get("/health")).status).toBe(200);
    await database.query("ALTER ROLE trading_api LOGIN", "rdsadmin");
    expect((await out.get("/api/accounts/account-1")).status).toBe(200);
    await out.stop();
  });

  test("doesn't notice that all of its connections are closed", async () => {
    const buyer = await account();
    await Promise.all(Array.from({ length: 8 }, () => api.get(`/api/accounts/${buyer}`)));
    await database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'trading_api'", "rdsadmin");
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.place({ account: buyer, price: "1" })));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(8).fill(201));
  });

  test("leaves a writer that has become a reader: none of its connections is used again", async () => {
    const buyer = await account();
    await database.query("ALTER ROLE trading_api SET default_transaction_read_only = on", "rdsadmin");
    const process = await TradingApi.start(database).catch((error: Error) => error);
    expect(process).toMatchObject({ status: 503 });
    const reader = new Database(database.config(), QUIET);
    await Promise.all(Array.from({ length: 8 }, () => reader.rows("SELECT pg_sleep(0.1)")));
    const insert = async () =>
      reader.transaction((queries) => queries.rows("INSERT INTO accounts (id) VALUES ($1)", [crypto.randomUUID()]), { idempotent: false });
    await expect(insert()).rejects.toMatchObject({ status: 503, type: "database-unavailable", cause: { code: "25006" } });
    await Promise.all(Array.from({ length: 8 }, () => reader.rows("SELECT pg_sleep(0.1)")));
    await database.query("ALTER ROLE trading_api RESET default_transaction_read_only", "rdsadmin");
    // The eight connections are a reader's still.
    await Promise.all(Array.from({ length: 8 }, insert));
    await reader.end();
    expect((await api.place({ account: buyer, price: "1" })).status).toBe(201);
  });

  test("runs a transaction again that wasn't idempotent, only where it certainly didn't happen", async () => {
    const runs = async (code: string) => {
      let count = 0;
      const work = async () => {
        count++;
        throw Object.assign(new Error(code), { code });
      };
      await api.database.transaction(work, { idempotent: false }).catch(() => undefined);
      return count;
    };
    expect(await Promise.all(["25006", "40001", "40P01", "08006", "57P01", "ECONNRESET", "23505"].map(runs))).toEqual([
      2, 2, 2, 1, 1, 1, 1,
    ]);
  });
});

describe("a schema that isn't this version's", () => {
  const NOT_READY = { type: "/problems/not-ready", title: "The service isn't ready", status: 503 };
  const UNUSABLE = {
    ...{ type: "/problems/database-unusable", title: "The database can't be used", status: 503 },
    detail:
      "Its schema isn't this version's, or the service's user may not use it. Nothing is lost. Repeat the request, with the same key.",
  };

  beforeEach(async () => {
    api = await TradingApi.start(database);
  });
  afterEach(() => api.stop());

  test("isn't ready, and says which migrations it lacks", async () => {
    await database.query("ALTER TABLE schema_migrations RENAME TO hidden");
    const without = await api.get("/api/ready");
    await database.query("ALTER TABLE hidden RENAME TO schema_migrations");
    await database.query("DELETE FROM schema_migrations WHERE name = '003-cancellations' OR name LIKE '9%'");
    const older = await api.get("/api/ready");
    await database.query(`INSERT INTO schema_migrations SELECT '003-cancellations', '${sha256(MIGRATIONS[2]!.sql)}'`);
    expect([without.body, older.body]).toEqual([
      {
        ...NOT_READY,
        detail: `The database lacks migrations, or the service's user may not read them: ${MIGRATIONS.map(({ name }) => name).join(", ")}.`,
      },
      { ...NOT_READY, detail: "The database lacks migrations, or the service's user may not read them: 003-cancellations." },
    ]);
    expect((await api.get("/api/ready")).body).toEqual({ status: "ready" });
    expect(await database.migrate()).toEqual([]);
  });

  // PostgreSQL documentation, appendix A: 42P01 undefined_table, 42703 undefined_column, 42501 insufficient_privilege.
  test.each([
    ["has no such table", "ALTER TABLE accounts RENAME TO hidden", "ALTER TABLE hidden RENAME TO accounts"],
    ["has no such column", "ALTER TABLE balances RENAME asset TO hidden", "ALTER TABLE balances RENAME hidden TO asset"],
    ["isn't granted", "REVOKE SELECT ON accounts FROM trading_api", "GRANT SELECT ON accounts TO trading_api"],
  ])("and %s is a 503, with Retry-After", async (_, hide, show) => {
    await database.query(hide);
    const { status, headers, body } = await api.get("/api/accounts/account-1");
    await database.query(show);
    expect([status, headers.get("retry-after"), body]).toEqual([503, "2", UNUSABLE]);
    expect((await api.get("/api/accounts/account-1")).status).not.toBe(503);
  });
});

describe("a connection", () => {
  test("isn't waited for longer than three seconds, twice", async () => {
    // It accepts, and says nothing.
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const silence = new Database({ ...database.config(), port: (silent.address() as { port: number }).port }, QUIET);
    const begin = Date.now();
    await expect(silence.ping()).rejects.toMatchObject({ status: 503 });
    expect(Date.now() - begin).toBeLessThan(8000);
    silent.close();
  });

  test("to a server without TLS is refused where the certificate must be verified", async () => {
    const verified = new Database({ ...database.config(), tls: "verify" }, QUIET);
    await expect(verified.ping()).rejects.toThrow("The server does not support SSL connections");
    await verified.end();
  });
});
