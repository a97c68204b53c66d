import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { sleep } from "../process";
import { databasePackages } from "./packages";
import { RedisServerEngine, redisServer } from "./redis-files";
import { DatabaseServer, ServerLife, freePort } from "./server";

const LAST_SLOT = "16383";
const SLOTS_SECONDS = 30;
const POLL_MILLISECONDS = 50;

/** How a server is started. */
export interface RedisServerOptions extends ServerLife {
  readonly engine: RedisServerEngine;
  /** Whether it is a cluster of one node that has every slot. @default true */
  readonly clusterMode?: boolean;
  /** Whether it waits for slots, or for a primary, that others give it: a node of a larger cluster. @default false */
  readonly waitsForSlots?: boolean;
  /** Further settings, as on its command line. @default - none */
  readonly settings?: readonly string[];
}

/** How a connection is made. */
export interface RedisLogin {
  readonly username: string;
  readonly password: string;
}

/** A connection. A command's refusal is an error with the server's words. */
export interface RedisConnection {
  run(...command: readonly string[]): Promise<unknown>;
  end(): void;
}

interface IoredisClient {
  connect(): Promise<void>;
  call(...command: readonly string[]): Promise<unknown>;
  disconnect(): void;
  on(event: "error", listener: () => void): void;
}

/**
 * A server of Redis OSS or Valkey, without persistence, whose default user nobody asks for a password. Users without channels have all of them, as on
 * ElastiCache (User Guide, "Valkey and Redis OSS parameters", acl-pubsub-default).
 */
export async function startRedis({
  engine,
  clusterMode = true,
  waitsForSlots = false,
  settings = [],
  ...life
}: RedisServerOptions): Promise<DatabaseServer> {
  // With the client that it is asked by: a server whose client can't be had would be waited for in vain.
  const [program] = await Promise.all([redisServer(engine), databasePackages()]);
  const cluster = clusterMode
    ? ["--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1", "--cluster-port", String(await freePort())]
    : [];
  const server = await DatabaseServer.start(async (folder, port) => {
    const users = join(folder, "users.acl");
    writeFileSync(users, "");
    return {
      program,
      args: [
        ...["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no"],
        ...["--aclfile", users, "--acl-pubsub-default", "allchannels", ...cluster, ...settings],
      ],
      ping: async () => void (await queryRedis(port, undefined, "PING")),
    };
  }, life);
  if (!clusterMode || waitsForSlots) return server;
  try {
    await giveSlots(server.port);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** One node has every slot, and says so once it is sure of itself. */
async function giveSlots(port: number): Promise<void> {
  const connection = await connectRedis(port);
  try {
    await connection.run("CLUSTER", "ADDSLOTSRANGE", "0", LAST_SLOT);
    for (const end = Date.now() + SLOTS_SECONDS * 1000; ; await sleep(POLL_MILLISECONDS)) {
      if (String(await connection.run("CLUSTER", "INFO")).includes("cluster_state:ok")) return;
      if (Date.now() > end) throw new Failure(`The cluster on port ${port} isn't ready after ${SLOTS_SECONDS} seconds.`);
    }
  } finally {
    connection.end();
  }
}

/** A connection to one node that asks for nothing but what it is told to. */
export async function connectRedis(port: number, login?: RedisLogin): Promise<RedisConnection> {
  const Redis = await clientOf<new (options: object) => IoredisClient>("ioredis");
  const quiet = { lazyConnect: true, enableReadyCheck: false, disableClientInfo: true, retryStrategy: () => null, maxRetriesPerRequest: 0 };
  const client = new Redis({ host: "127.0.0.1", port, ...login, ...quiet });
  client.on("error", () => undefined);
  await client.connect();
  return { run: (...command) => client.call(...command), end: () => client.disconnect() };
}

/** Runs one command in a connection of its own. */
export async function queryRedis(port: number, login: RedisLogin | undefined, ...command: readonly string[]): Promise<unknown> {
  const connection = await connectRedis(port, login);
  try {
    return await connection.run(...command);
  } finally {
    connection.end();
  }
}

/** A client library of tools/databases. */
export async function clientOf<T>(name: "ioredis" | "@redis/client"): Promise<T> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require(join(await databasePackages(), name)) as T;
}
