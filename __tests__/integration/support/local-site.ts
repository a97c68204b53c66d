import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, existsSync } from "node:fs";
import { createServer, IncomingMessage, request, Server, ServerResponse } from "node:http";
import { connect, Socket } from "node:net";
import { join } from "node:path";
import { DEFAULT_CONTENT_SECURITY_POLICY } from "../../../modules/edge/content-security-policy";
import { startRedis } from "../../../tools/support/databases/redis";
import { DatabaseServer, freePort } from "../../../tools/support/databases/server";
import { run } from "../../../tools/support/process";
import { TradingDatabase } from "./trading-api";

export const SERVICES = join(__dirname, "../../../examples/trading-stack/services");
export const DIST = join(SERVICES, "dist");
const START_MILLISECONDS = 30_000;
const TYPES: Readonly<Record<string, string>> = { js: "text/javascript", css: "text/css", svg: "image/svg+xml" };

interface Process {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Both services, and before them what the edge does: `/static/` is the bucket's, `/api/` and `/ws/` the API's, and pages get the edge's policy. */
export class LocalSite {
  public static async start(accounts: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<LocalSite> {
    const built = await run({ program: process.execPath, args: [require.resolve("tsx/cli"), "build.ts"], cwd: SERVICES });
    if (built.status !== 0) throw new Error(built.stderr);
    const [database, cache] = await Promise.all([TradingDatabase.start(), startRedis({ engine: "valkey" })]);
    const site = new LocalSite(database, cache, await freePort(), await freePort());
    try {
      await database.migrate();
      for (const [account, deposits] of Object.entries(accounts)) await database.open(account, deposits);
      await Promise.all([site.startApi(), site.startWeb()]);
      await new Promise<void>((resolve) => site.edge.listen(site.port, "127.0.0.1", resolve));
      return site;
    } catch (error) {
      await site.stop();
      throw error;
    }
  }

  /** Whether orders reach the API, and its answers nobody. */
  public loseAnswers = false;
  private readonly edge: Server;
  private readonly sockets = new Set<Socket>();
  private api?: Process;
  private web?: Process;

  private constructor(
    private readonly database: TradingDatabase,
    private readonly cache: DatabaseServer,
    private readonly port: number,
    private readonly apiPort: number,
  ) {
    this.edge = createServer((incoming, outgoing) => this.answer(incoming, outgoing));
    this.edge.on("upgrade", (incoming, socket: Socket, head) => this.upgrade(incoming, socket, head));
  }

  public get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  public async startApi(): Promise<void> {
    this.api = await start("trading-api", this.apiPort, {
      ...{ DATABASE_HOST: "127.0.0.1", DATABASE_PORT: String(this.database.server.port), DATABASE_NAME: "app" },
      ...{ DATABASE_USER: "trading_api", DATABASE_TLS: "off" },
      ...{ CACHE_HOST: "127.0.0.1", CACHE_PORT: String(this.cache.port), CACHE_TLS: "false", CACHE_CLUSTER_MODE: "true" },
    });
  }

  /** As an instance that is taken out: the process ends by itself. */
  public async stopApi(): Promise<void> {
    await end(this.api, "SIGTERM");
  }

  public async startWeb(): Promise<void> {
    this.web = await start("web-frontend", await freePort(), {});
  }

  /** The exit code of the frontend's process, which SIGTERM ends. */
  public async stopWeb(): Promise<number | null> {
    await end(this.web, "SIGTERM");
    return this.web!.child.exitCode;
  }

  public async place(order: object): Promise<void> {
    const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    const body = JSON.stringify({ instrument: "BTC-EUR", ...order });
    const { status } = await fetch(`${this.url}/api/orders`, { method: "POST", headers, body });
    if (status !== 201) throw new Error(`The order was answered with ${status}.`);
  }

  /** From now on there is one more instrument, which the API finds within a few seconds. */
  public async trade(instrument: string): Promise<void> {
    const [base, quote] = instrument.split("-");
    await this.database.query(`INSERT INTO instruments (name, base, quote) VALUES ('${instrument}', '${base}', '${quote}')`);
    for (let known: readonly string[] = []; !known.includes(instrument); await new Promise((resolve) => setTimeout(resolve, 200))) {
      known = ((await (await fetch(`${this.url}/api/instruments`)).json()) as { instruments: string[] }).instruments;
    }
  }

  public async stop(): Promise<void> {
    await Promise.all([end(this.api, "SIGKILL"), end(this.web, "SIGKILL")]);
    for (const socket of this.sockets) socket.destroy();
    this.edge.closeAllConnections();
    await new Promise((resolve) => this.edge.close(resolve));
    await Promise.all([this.database.server.stop(), this.cache.stop()]);
  }

  private answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = incoming.url!.split("?")[0]!;
    outgoing.setHeader("content-security-policy", DEFAULT_CONTENT_SECURITY_POLICY);
    outgoing.setHeader("x-content-type-options", "nosniff");
    if (path.startsWith("/static/")) return sendFile(path, outgoing);
    const port = path.startsWith("/api/") ? this.apiPort : this.web!.port;
    const isLost = this.loseAnswers && incoming.method === "POST";
    const forwarded = request({ port, path: incoming.url, method: incoming.method, headers: incoming.headers }, (response) => {
      if (isLost) return void outgoing.destroy();
      outgoing.writeHead(response.statusCode!, response.headers);
      response.pipe(outgoing);
    });
    forwarded.on("error", () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  }

  private upgrade({ url, headers }: IncomingMessage, socket: Socket, head: Buffer): void {
    const server = connect(this.apiPort, "127.0.0.1", () => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
      server.write(`GET ${url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
      server.write(head);
      socket.pipe(server).pipe(socket);
    });
    for (const [one, another] of [
      [socket, server],
      [server, socket],
    ] as const) {
      this.sockets.add(one);
      one.on("error", () => another.destroy());
      one.on("close", () => {
        this.sockets.delete(one);
        another.destroy();
      });
    }
  }
}

function sendFile(path: string, outgoing: ServerResponse): void {
  const file = join(DIST, path);
  if (path.includes("..") || !existsSync(file)) return void outgoing.writeHead(404).end();
  outgoing.writeHead(200, {
    "content-type": TYPES[path.split(".").at(-1)!],
    "cache-control": "public, max-age=31536000, immutable",
  });
  createReadStream(file).pipe(outgoing);
}

/** A service, once it is healthy. */
async function start(name: string, port: number, env: NodeJS.ProcessEnv): Promise<Process> {
  const all = { PATH: process.env.PATH, SERVICE_NAME: name, HOST: "127.0.0.1", PORT: String(port), ...env };
  const child = spawn(process.execPath, [join(DIST, `${name}.cjs`)], { env: all });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => (output += bytes.toString()));
  const isHealthy = async (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const last = Date.now() + START_MILLISECONDS; !(await isHealthy()); await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (Date.now() <= last && child.exitCode === null) continue;
    child.kill("SIGKILL");
    throw new Error(`${name} doesn't start: ${output}`);
  }
  return { child, port };
}

async function end(started: Process | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!started || started.child.exitCode !== null || started.child.signalCode !== null) return;
  const ended = once(started.child, "exit");
  started.child.kill(signal);
  await ended;
}
