/** `npm run serve` and `npm run migrate` as a user runs them. */
import { ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { databasePackages } from "../../tools/support/databases/packages";
import { startRedis } from "../../tools/support/databases/redis";
import { redisServer } from "../../tools/support/databases/redis-files";
import { isAlive, sleep } from "../../tools/support/process";
import { TradingDatabase } from "./support/trading-api";

const ROOT = join(__dirname, "../..");
const WAIT_MILLISECONDS = 60_000;

/** A tool in a process of its own, with an empty folder for what is temporary. */
class Tool {
  public output = "";
  public readonly ended: Promise<unknown[]>;
  /** Others may look into it: PostgreSQL runs as nobody where the tool is root. */
  public readonly temporary = mkdtempSync(join(tmpdir(), "serve-test-"));
  public readonly child: ChildProcess;

  public constructor(name: "serve" | "migrate", ...args: readonly string[]) {
    chmodSync(this.temporary, 0o755);
    const env = { ...process.env, TMPDIR: this.temporary };
    this.child = spawn(process.execPath, ["--import", "tsx", `tools/${name}.ts`, ...args], { cwd: ROOT, env });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on("data", (bytes: Buffer) => (this.output += bytes.toString()));
    this.ended = once(this.child, "close");
  }

  public async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (const end = Date.now() + WAIT_MILLISECONDS; Date.now() < end && this.child.exitCode === null; await sleep(50)) {
      const found = pattern.exec(this.output);
      if (found) return found;
    }
    const found = pattern.exec(this.output);
    if (found) return found;
    throw new Error(`${String(pattern)} isn't said: ${this.output}`);
  }

  /** What it has started, by process id; but for the compiler of tsx, which ends a moment after it. */
  public processes(): readonly { readonly pid: number; readonly command: string }[] {
    const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
    return stdout
      .split("\n")
      .map((line) => line.trim().split(/\s+/))
      .filter(([, parent, program]) => Number(parent) === this.child.pid && !program?.includes("esbuild"))
      .map(([pid, , ...command]) => ({ pid: Number(pid), command: command.join(" ") }));
  }

  /** What is left of it in its folder, but for what tsx keeps there. */
  public leftovers(): readonly string[] {
    return readdirSync(this.temporary).filter((name) => !name.startsWith("tsx-") && name !== "node-compile-cache");
  }

  public async remove(): Promise<void> {
    this.child.kill("SIGINT");
    await this.ended;
    rmSync(this.temporary, { recursive: true, force: true });
  }
}

const tools: Tool[] = [];

function launch(...args: ConstructorParameters<typeof Tool>): Tool {
  const tool = new Tool(...args);
  tools.push(tool);
  return tool;
}

async function place(url: string, key: string, more: object = {}): Promise<Response> {
  const order = { account: "demo-1", instrument: "BTC-EUR", side: "buy", quantity: "1.5", price: "101.25", ...more };
  const headers = { "content-type": "application/json", "idempotency-key": key };
  return fetch(`${url}/api/orders`, { method: "POST", headers, body: JSON.stringify(order) });
}

/** What a client gets that asks once more where the process ended before it answered: an order's idempotency key makes that one order. */
async function statusOf(ask: () => Promise<Response>): Promise<number> {
  const { status } = await ask();
  return status === 502 ? (await ask()).status : status;
}

// What is downloaded once isn't part of the 15 seconds.
beforeAll(() => Promise.all([databasePackages(), redisServer("valkey")]));
afterEach(() => Promise.all(tools.splice(0).map(async (tool) => tool.remove())));

test("an order placed through the edge is in its book; a process that is killed loses no order; Ctrl-C leaves nothing", async () => {
  const tool = launch("serve");
  const [, url, seconds] = await tool.says(/(http:\/\/127\.0\.0\.1:\d+) answers after ([\d.]+) seconds/);
  expect(Number(seconds)).toBeLessThan(15);

  // Node.js 20 has no WebSocket of its own; this is the one that the server's plugin comes with.
  const path = require.resolve("ws", { paths: [join(require.resolve("@fastify/websocket"), "..")] });
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { WebSocket } = require(path) as { WebSocket: new (url: string) => NodeJS.EventEmitter };
  const socket = new WebSocket(`${url!.replace("http", "ws")}/ws/book/BTC-EUR`);
  const messages: string[] = [];
  socket.on("message", (data) => messages.push(String(data)));
  const closed = once(socket, "close");
  await once(socket, "message");
  expect((await place(url!, "first")).status).toBe(201);
  const bids = async () => ((await (await fetch(`${url}/api/book/BTC-EUR`)).json()) as { bids: unknown }).bids;
  expect(await bids()).toEqual([["101.25", "1.5"]]);
  await expectSoon(() => messages.some((message) => message.includes("101.25")));

  const services = tool.processes().filter(({ command }) => command.includes("trading-api.cjs"));
  expect(services).toHaveLength(2);
  process.kill(services[0]!.pid, "SIGKILL");
  const statuses = new Set<number>();
  for (let number = 0; number < 30; number++) {
    statuses.add(await statusOf(() => place(url!, `next-${number}`, { price: "100", quantity: "0.1" })));
    statuses.add(await statusOf(() => fetch(`${url}/api/accounts/demo-1`)));
    await sleep(50);
  }
  expect([...statuses].sort()).toEqual([200, 201]);
  await tool.says(/trading-api \d has ended \(SIGKILL\): it starts again in 2 seconds/);
  await tool.says(/trading-api \d serves again/);
  // An order that a process took before it had its cache is matched a little later.
  const expected = JSON.stringify([
    ["101.25", "1.5"],
    ["100", "3"],
  ]);
  for (const end = Date.now() + WAIT_MILLISECONDS; JSON.stringify(await bids()) !== expected && Date.now() < end;) await sleep(100);
  expect(JSON.stringify(await bids())).toBe(expected);

  const before = tool.processes();
  expect(before.length).toBeGreaterThanOrEqual(4);
  tool.child.kill("SIGINT");
  expect(await tool.ended).toEqual([0, null]);
  await closed;
  expect(tool.output).toMatch(/Everything has ended, nothing is left\.\n$/);
  expect(before.filter(({ pid }) => isAlive(pid))).toEqual([]);
  expect(tool.leftovers()).toEqual([]);
});

async function expectSoon(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + WAIT_MILLISECONDS; !holds() && Date.now() < end;) await sleep(50);
  expect(holds()).toBe(true);
}

test("Ctrl-C while it starts leaves nothing", async () => {
  const tool = launch("serve");
  await tool.says(/starting PostgreSQL/);
  await expectSoon(() => tool.processes().length > 0 || tool.child.exitCode !== null);
  const before = tool.processes();
  tool.child.kill("SIGINT");
  expect(await tool.ended).toEqual([0, null]);
  expect(tool.output).not.toContain("answers after");
  expect(before.filter(({ pid }) => isAlive(pid))).toEqual([]);
  expect(tool.leftovers()).toEqual([]);
});

test("a PostgreSQL and a Valkey of one's own are used, and left as they are", async () => {
  const [database, cache] = await Promise.all([TradingDatabase.start(), startRedis({ engine: "valkey", clusterMode: false })]);
  try {
    const databaseUrl = `postgres://platform_admin@127.0.0.1:${database.server.port}/app`;
    const cacheUrl = `redis://127.0.0.1:${cache.port}`;
    const tool = launch("serve", "--database-url", databaseUrl, "--cache-url", cacheUrl, "--processes", "1", "--accounts", "1");
    const [, url] = await tool.says(/(http:\/\/127\.0\.0\.1:\d+) answers after/);
    expect((await place(url!, "own")).status).toBe(201);
    const programs = tool.processes().map(({ command }) => command);
    expect(programs.filter((command) => command.includes("trading-api.cjs"))).toHaveLength(1);
    expect(programs.filter((command) => /postgres|valkey/.test(command))).toEqual([]);
    tool.child.kill("SIGTERM");
    expect(await tool.ended).toEqual([0, null]);
    expect(await database.query("SELECT account FROM orders")).toEqual([{ account: "demo-1" }]);
  } finally {
    await Promise.all([database.server.stop(), cache.stop()]);
  }
});

test("a port in use, an option that doesn't exist and a count that is none are one sentence each, and nothing is started", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = String((server.address() as AddressInfo).port);
  const [inUse, unknown, count] = [launch("serve", "--port", port), launch("serve", "--prot", "1"), launch("serve", "--processes", "0")];
  expect([(await inUse.ended)[0], (await unknown.ended)[0], (await count.ended)[0]]).toEqual([1, 2, 2]);
  server.close();
  expect(inUse.output).toContain(
    `\nPort ${port} on 127.0.0.1 is in use: stop the program that uses it, or choose another port with --port.\n`,
  );
  expect(unknown.output).toContain("There is no option --prot.");
  expect(count.output).toContain('--processes needs a number from 1 to 16, got "0".');
  expect([inUse, unknown, count].flatMap((tool) => tool.leftovers())).toEqual([]);
});

test("npm run migrate makes users and schema, a second time without a change, and without a database prints the users' SQL", async () => {
  const database = await TradingDatabase.start();
  try {
    await database.query("DROP OWNED BY trading_api; DROP ROLE trading_api", "rdsadmin");
    const url = `postgres://platform_admin@127.0.0.1:${database.server.port}/app`;
    const first = launch("migrate", "prod", "--database-url", url);
    expect([(await first.ended)[0], first.output]).toEqual([
      0,
      "Users: trading_api.\nApplied: 001-accounts-and-orders, 002-trades, 003-cancellations, 004-settled-events.\n",
    ]);
    const again = launch("migrate", "prod", "--database-url", url);
    expect([(await again.ended)[0], again.output]).toEqual([0, "Users: trading_api.\nThe schema is up to date.\n"]);
    const [granted] = await database.query("SELECT has_table_privilege('trading_api', 'orders', 'INSERT') AS may");
    expect(granted).toEqual({ may: true });
    const printed = launch("migrate", "prod");
    expect([(await printed.ended)[0], printed.output]).toEqual([0, expect.stringContaining('CREATE ROLE "trading_api"')]);
    const unknown = launch("migrate", "live");
    expect([(await unknown.ended)[0], unknown.output]).toEqual([
      1,
      '\nThere is no environment "live": the environments are local, dev, prod.\n',
    ]);
  } finally {
    await database.server.stop();
  }
});
