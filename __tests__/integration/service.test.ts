/** The small server of the reference stack, as a process of its own. */
import { ChildProcess, spawn } from "node:child_process";
import { createServer, Server } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

const SERVER = join(__dirname, "../../examples/trading-stack/service/server.py");

let service: ChildProcess | undefined;
let database: Server | undefined;

/** Starts the service on a free loopback port and gives its URL. */
async function start(environment: Record<string, string> = {}): Promise<string> {
  service = spawn("python3", [SERVER], {
    env: { PATH: process.env.PATH, HOST: "127.0.0.1", PORT: "0", SERVICE_NAME: "trading-api", SERVICE_VERSION: "1.2.3", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: service.stdout! })) {
    const port = /^listening on (\d+)$/.exec(line)?.[1];
    if (port) return `http://127.0.0.1:${port}`;
  }
  throw new Error("the service ended before it listened");
}

/** A database that answers PostgreSQL's question for TLS with the byte given. */
function startDatabase(answer: string): Promise<string> {
  database = createServer((connection) => connection.once("data", () => connection.end(answer)));
  return new Promise((resolve) => {
    database!.listen(0, "127.0.0.1", () => resolve(String((database!.address() as { port: number }).port)));
  });
}

afterEach(async () => {
  database?.close();
  if (service && service.exitCode === null) {
    const ended = new Promise((resolve) => service!.once("exit", resolve));
    service.kill("SIGTERM");
    await ended;
  }
  service = database = undefined;
});

describe("the reference service", () => {
  test.each(["/health", "/api/health"])("answers 200 on %s while it runs", async (path) => {
    const answer = await fetch((await start()) + path);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ healthy: true, service: "trading-api" });
  });

  test("answers with its version", async () => {
    const answer = await fetch(`${await start()}/api/version`);
    expect(await answer.json()).toEqual({ service: "trading-api", version: "1.2.3" });
  });

  test("is ready once it reaches a database that offers TLS", async () => {
    const port = await startDatabase("S");
    const answer = await fetch(`${await start({ DATABASE_HOST: "127.0.0.1", DATABASE_PORT: port })}/ready`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ ready: true, database: "reached" });
  });

  test("is not ready where the database offers no TLS", async () => {
    const port = await startDatabase("N");
    const answer = await fetch(`${await start({ DATABASE_HOST: "127.0.0.1", DATABASE_PORT: port })}/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ ready: false, database: "not reached: the database does not offer TLS" });
  });

  test("is not ready where nothing listens, and still healthy", async () => {
    const port = await startDatabase("S");
    await new Promise((resolve) => database!.close(resolve));
    const url = await start({ CACHE_HOST: "127.0.0.1", CACHE_PORT: port });
    expect((await fetch(`${url}/ready`)).status).toBe(503);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  test("answers 404 for a path that it doesn't have", async () => {
    expect((await fetch(`${await start()}/api/unknown`)).status).toBe(404);
  });

  test("exits with code 0 on SIGTERM", async () => {
    await start();
    const exitCode = new Promise((resolve) => service!.once("exit", resolve));
    service!.kill("SIGTERM");
    expect(await exitCode).toBe(0);
  });
});
