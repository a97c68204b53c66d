/** The trading API as an instance runs it: the one file, with a real PostgreSQL and a real Valkey. */
import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startRedis } from "../../tools/support/databases/redis";
import { freePort, DatabaseServer } from "../../tools/support/databases/server";
import { run } from "../../tools/support/process";
import { TradingDatabase } from "./support/trading-api";

const FOLDER = join(__dirname, "../../examples/trading-stack/services");
const BUNDLE = join(FOLDER, "dist/trading-api.cjs");
const START_MILLISECONDS = 30_000;

/** A running process, and what it wrote. */
class Service {
  public output = "";
  public readonly ended: Promise<unknown[]>;
  private readonly child: ChildProcess;

  public constructor(env: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, [BUNDLE], { env: { PATH: process.env.PATH, ...env } });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on("data", (bytes: Buffer) => (this.output += bytes.toString()));
    this.ended = once(this.child, "exit");
  }

  public kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

let database: TradingDatabase;
let cache: DatabaseServer;
const services: Service[] = [];

function environment(user: string): NodeJS.ProcessEnv {
  return {
    ...{
      DATABASE_HOST: "127.0.0.1",
      DATABASE_PORT: String(database.server.port),
      DATABASE_NAME: "app",
      DATABASE_USER: user,
      DATABASE_TLS: "off",
    },
    ...{ CACHE_HOST: "127.0.0.1", CACHE_PORT: String(cache.port), CACHE_TLS: "false", CACHE_CLUSTER_MODE: "true" },
    ...{ HOST: "127.0.0.1", SERVICE_VERSION: "9.8.7" },
  };
}

/** Starts a process; its address once it answers. */
async function start(env: NodeJS.ProcessEnv = {}): Promise<{ service: Service; url: string }> {
  const port = await freePort();
  const service = new Service({ ...environment("trading_api"), PORT: String(port), ...env });
  services.push(service);
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + START_MILLISECONDS; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (
      await fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    ) {
      return { service, url };
    }
    if (Date.now() > end) throw new Error(`The service doesn't start: ${service.output}`);
  }
}

async function place(url: string, order: object, key: string = crypto.randomUUID()): Promise<Response> {
  const headers = { "content-type": "application/json", "idempotency-key": key };
  return fetch(`${url}/api/orders`, { method: "POST", headers, body: JSON.stringify({ instrument: "BTC-EUR", ...order }) });
}

/** Asks until the answer is as expected, for what comes a moment later. */
async function eventually(ask: () => Promise<unknown>, expected: unknown): Promise<void> {
  for (const end = Date.now() + START_MILLISECONDS; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (JSON.stringify(await ask()) === JSON.stringify(expected)) return;
  }
  expect(await ask()).toEqual(expected);
}

beforeAll(async () => {
  const built = await run({ program: process.execPath, args: [require.resolve("tsx/cli"), "build.ts"], cwd: FOLDER });
  if (built.status !== 0) throw new Error(built.stderr);
  [database, cache] = await Promise.all([TradingDatabase.start(), startRedis({ engine: "valkey" })]);
});
afterEach(async () => {
  for (const service of services.splice(0)) {
    service.kill("SIGKILL");
    await service.ended;
  }
});
afterAll(() => Promise.all([database?.server.stop(), cache?.stop()]));

test("migrate brings the schema up to date, and says what it did", async () => {
  const migrate = async () =>
    run({ program: process.execPath, args: [BUNDLE, "migrate"], env: environment("platform_admin"), cwd: FOLDER });
  expect(await migrate()).toMatchObject({
    status: 0,
    stdout: "Applied: 001-accounts-and-orders, 002-trades, 003-cancellations, 004-settled-events.\n",
  });
  expect(await migrate()).toMatchObject({ status: 0, stdout: "The schema is up to date.\n" });
});

test("an environment in which something is missing is one sentence, and the end", async () => {
  const { status, stderr } = await run({
    program: process.execPath,
    args: [BUNDLE],
    env: { DATABASE_HOST: "x", DATABASE_NAME: "app" },
    cwd: FOLDER,
  });
  expect([status, stderr]).toEqual([1, "The service can't start: DATABASE_USER isn't set. CACHE_HOST isn't set.\n"]);
});

test("orders that two processes accept meet in one book, and are settled", async () => {
  const [one, other] = await Promise.all([start(), start()]);
  await database.open("seller", { BTC: "10" });
  await database.open("buyer", { EUR: "1000" });
  const sale = (await (await place(one.url, { account: "seller", side: "sell", quantity: "2", price: "100" })).json()) as { id: string };
  await place(other.url, { account: "buyer", side: "buy", quantity: "1.5", price: "101" });
  const remaining = async () => ((await (await fetch(`${other.url}/api/orders/${sale.id}`)).json()) as { remaining: string }).remaining;
  await eventually(remaining, "0.5");
  await eventually(async () => ((await (await fetch(`${one.url}/api/book/BTC-EUR`)).json()) as { asks: unknown }).asks, [["100", "0.5"]]);
  const cancelled = await fetch(`${other.url}/api/orders/${sale.id}`, { method: "DELETE" });
  expect([cancelled.status, await cancelled.json()]).toEqual([200, expect.objectContaining({ status: "cancelled", remaining: "0.5" })]);
});

test("without a cache it starts, accepts orders, and says that it isn't ready", async () => {
  await database.open("early", { EUR: "1000" });
  const { url, service } = await start({ CACHE_PORT: String(await freePort()) });
  const order = await place(url, { account: "early", side: "buy", quantity: "1", price: "1" });
  expect([order.status, await order.json()]).toEqual([201, expect.objectContaining({ matched: "pending" })]);
  expect((await fetch(`${url}/api/ready`)).status).toBe(503);
  service.kill("SIGTERM");
  expect(await service.ended).toEqual([0, null]);
});

test("SIGTERM lets a request that runs finish, closes WebSockets with 1012, and ends with 0", async () => {
  const { url, service } = await start();
  await database.open("late", { EUR: "1000" });
  // Node.js 20 has no WebSocket of its own; this is the one that the server's plugin comes with.
  const path = require.resolve("ws", { paths: [join(require.resolve("@fastify/websocket"), "..")] });
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { WebSocket } = require(path) as { WebSocket: new (url: string) => NodeJS.EventEmitter };
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws/book/BTC-EUR`);
  await once(socket, "message");
  // The row is locked meanwhile, so that the order waits.
  const locked = database.query("BEGIN; UPDATE balances SET asset = asset WHERE account = 'late'; SELECT pg_sleep(1.5); COMMIT");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const order = place(url, { account: "late", side: "buy", quantity: "1", price: "1" });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const closed = once(socket, "close");
  service.kill("SIGTERM");
  expect((await order).status).toBe(201);
  expect((await closed)[0]).toBe(1012);
  expect([await service.ended, service.output.includes("can't be stopped")]).toEqual([[0, null], false]);
  await locked;
});

test("on a laptop it migrates and opens demo accounts by itself", async () => {
  const { url } = await start({ DATABASE_USER: "platform_admin", MIGRATE: "1", DEMO_ACCOUNTS: "2" });
  expect(((await (await fetch(`${url}/api/accounts/demo-2`)).json()) as { balances: unknown[] }).balances).toHaveLength(3);
  expect((await fetch(`${url}/api/accounts/demo-3`)).status).toBe(404);
});
