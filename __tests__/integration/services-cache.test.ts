/** How the services log in to their cache: TLS, and tokens, on a real server. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { AddressInfo, connect, createServer as createTcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Server, createServer } from "node:tls";
import { Cache, Script } from "../../examples/trading-stack/services/shared/cache";
import { CacheConfig } from "../../examples/trading-stack/services/shared/cache-config";
import { queryRedis, startRedis } from "../../tools/support/databases/redis";
import { DatabaseServer } from "../../tools/support/databases/server";
import { SILENT, connected, eventually } from "./support/order-books";

const REFUSAL_MILLISECONDS = 1500;

let folder: string;
let server: DatabaseServer;
let endpoint: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "services-cache-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const request = [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=localhost",
    "-addext",
    "subjectAltName=DNS:localhost",
  ];
  execFileSync("openssl", [...request, "-keyout", key, "-out", certificate], { stdio: "pipe" });
  server = await startRedis({ engine: "valkey", clusterMode: false });
  // What ElastiCache does before the engine.
  endpoint = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (socket) => {
    const upstream = connect(server.port, "127.0.0.1");
    for (const each of [socket, upstream]) {
      each.on("error", () => undefined).on("close", () => [socket, upstream].forEach((end) => end.destroy()));
    }
    socket.pipe(upstream).pipe(socket);
  }).listen(0);
  await new Promise((resolve) => endpoint.once("listening", resolve));
});

afterAll(async () => {
  endpoint?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const config = (): CacheConfig => {
  const { port } = endpoint.address() as AddressInfo;
  return { host: "localhost", port, clusterMode: false, tls: true, ca: readFileSync(join(folder, "certificate.pem"), "utf8") };
};

async function withCache(given: CacheConfig, work: (cache: Cache, problems: string[]) => Promise<void>): Promise<void> {
  const problems: string[] = [];
  const warn = ({ err }: { err?: Error }): void => void problems.push(err?.message ?? "");
  const cache = new Cache(given, { ...SILENT, warn });
  try {
    await work(cache, problems);
  } finally {
    await cache.close();
  }
}

test("a certificate of an authority that is trusted, for the name that is connected to, is taken", async () => {
  await withCache(config(), async (cache) => {
    await connected(cache);
    await expect(cache.ping()).resolves.toBeUndefined();
  });
});

// ElastiCache User Guide, "Minimizing downtime in ElastiCache by using Multi-AZ": the primary's name then leads to the promoted replica, and the old primary becomes its replica.
test("after a failover, what the old primary refuses as READONLY leads to a connection to the new one", async () => {
  const [first, second] = await Promise.all([1, 2].map(async () => startRedis({ engine: "valkey", clusterMode: false })));
  const [one, other] = [first!.port, second!.port];
  let primary = one;
  const name = createTcpServer((socket) => {
    const upstream = connect(primary, "127.0.0.1");
    for (const each of [socket, upstream]) {
      each.on("error", () => undefined).on("close", () => [socket, upstream].forEach((end) => end.destroy()));
    }
    socket.pipe(upstream).pipe(socket);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => name.once("listening", resolve));
  const write = new Script("return redis.call('INCR', KEYS[1])");
  try {
    await queryRedis(other, undefined, "REPLICAOF", "127.0.0.1", `${one}`);
    await withCache({ host: "127.0.0.1", port: (name.address() as AddressInfo).port, clusterMode: false, tls: false }, async (cache) => {
      await connected(cache);
      expect(await cache.run(write, ["written"], [])).toBe(1);
      await eventually("the replica has it", async () => (await queryRedis(other, undefined, "GET", "written")) === "1" || undefined);
      await queryRedis(other, undefined, "REPLICAOF", "NO", "ONE");
      await queryRedis(one, undefined, "REPLICAOF", "127.0.0.1", `${other}`);
      primary = other;
      // The connection to the old primary stands, and it answers.
      await expect(cache.run(write, ["written"], [])).rejects.toThrow(/READONLY/);
      expect(await eventually("a write at the new primary", async () => cache.run(write, ["written"], []))).toBe(2);
      expect(await queryRedis(other, undefined, "GET", "written")).toBe("2");
    });
  } finally {
    name.close();
    await Promise.all([first!.stop(), second!.stop()]);
  }
});

test.each([
  ["an authority that isn't trusted", { ca: undefined }, "self-signed certificate"],
  ["another name", { host: "127.0.0.1" }, "Hostname/IP does not match certificate's altnames"],
])("a certificate of %s is refused, and nothing is sent", async (_, changed, problem) => {
  await withCache({ ...config(), ...changed }, async (cache, problems) => {
    await sleep(REFUSAL_MILLISECONDS);
    await expect(cache.ping()).rejects.toThrow("There is no connection to the cache.");
    expect(problems[0]).toContain(problem);
  });
});

describe("with tokens", () => {
  const env = { ...process.env };

  beforeAll(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "session" });
    // The server can't check a token: it takes any of this user's.
    await queryRedis(server.port, undefined, "ACL", "SETUSER", "trading-api", "on", "nopass", "~*", "&*", "+@all");
  });

  afterAll(() => {
    process.env = env;
  });

  test("a connection is the user's, and is authenticated again as often as it must be", async () => {
    const iam = { cacheName: "trading-cache", region: "eu-central-1", serverless: false, reauthenticationSeconds: 1 };
    await withCache({ ...config(), user: "trading-api", iam }, async (cache) => {
      await connected(cache);
      await eventually(
        "the user",
        async () => String(await queryRedis(server.port, undefined, "CLIENT", "LIST")).includes("user=trading-api") || undefined,
      );
      await queryRedis(server.port, undefined, "CONFIG", "RESETSTAT");
      await eventually("another AUTH", async () => {
        const calls = /cmdstat_auth:calls=(\d+)/.exec(String(await queryRedis(server.port, undefined, "INFO", "commandstats")))?.[1];
        return Number(calls) >= 2 || undefined;
      });
      await expect(cache.ping()).resolves.toBeUndefined();
    });
  });
});
