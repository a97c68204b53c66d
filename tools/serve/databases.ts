import { randomUUID } from "node:crypto";
// Of the services: whoever has a cache needs no other client for it.
// eslint-disable-next-line import/no-extraneous-dependencies
import { createClient } from "redis";
import { DatabaseConfig } from "../../examples/trading-stack/services/shared/config";
import { Database } from "../../examples/trading-stack/services/shared/database";
import { Logger } from "../../examples/trading-stack/services/shared/logger";
import { openDemoAccounts } from "../../examples/trading-stack/services/trading-api/demo-accounts";
import { migrate } from "../../examples/trading-stack/services/trading-api/migrate";
import { DatabaseUser, userStatements } from "../../modules/aurora-cluster/database-user-sql";
import { queryPostgres, startPostgres } from "../support/databases/postgres";
import { connectRedis, startRedis } from "../support/databases/redis";
import { DatabaseServer } from "../support/databases/server";
import { Failure } from "../support/failure";
import { StackCacheUser } from "./cache-users";
import { StackCluster } from "./database-users";
import { LocalCache, LocalDatabase } from "./local-environment";

const QUIET: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ENGINE = "aurora-postgresql";
const CONNECTIONS = 10;
const CONNECT_MILLISECONDS = 3000;

/** A database with its schema, and the server where it is one of this tool's own. */
export interface PreparedDatabase {
  /** As the services log in. */
  readonly database: LocalDatabase;
  /** As the owner of the schema logs in. */
  readonly owner: LocalDatabase;
}

/** A PostgreSQL of this tool's own, which ends with it. */
export async function ownPostgres(): Promise<DatabaseServer> {
  return orPointTo("--database-url postgres://user:password@127.0.0.1:5432/app", startPostgres({ ownGroup: true }));
}

/** A Valkey of this tool's own, a cluster of one node. */
export async function ownValkey(): Promise<DatabaseServer> {
  return orPointTo("--cache-url redis://127.0.0.1:6379", startRedis({ engine: "valkey", clusterMode: true, ownGroup: true }));
}

async function orPointTo(option: string, started: Promise<DatabaseServer>): Promise<DatabaseServer> {
  try {
    return await started;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(`${error.message}\nA server of your own will do as well: npm run serve -- ${option}.`);
  }
}

/** Makes in a server of this tool's own what Aurora has: the master user, the database, and the services' users with what `addUser` gives them. */
export async function makeUsers(
  { port }: DatabaseServer,
  { databaseName, masterUsername, users }: StackCluster,
): Promise<PreparedDatabase> {
  const master = `"${masterUsername}"`;
  for (const statement of [
    `CREATE ROLE ${master} LOGIN CREATEROLE CREATEDB`,
    "CREATE ROLE rds_iam",
    `GRANT rds_iam TO ${master} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`,
    `CREATE DATABASE "${databaseName}" OWNER ${master}`,
  ]) {
    await queryPostgres(port, "rdsadmin", "postgres", statement);
  }
  for (const user of users) {
    for (const statement of userStatements(ENGINE, user)) await queryPostgres(port, masterUsername, databaseName, statement);
  }
  const [user] = users;
  if (!user) throw new Failure("No role of the stack may log in to its database (grantConnect).");
  const at = { host: "127.0.0.1", port, name: databaseName, tls: false };
  return { database: { ...at, user: user.name }, owner: { ...at, user: masterUsername } };
}

/**
 * Makes in a Valkey of this tool's own what ElastiCache has: the services' users, who may do what the stack grants them and no more. A password stands for the tokens.
 *
 * @returns the cache as the services log in to it
 * @throws Failure for a stack whose roles log in to no cache
 */
export async function makeCacheUsers({ port }: DatabaseServer, users: readonly StackCacheUser[]): Promise<LocalCache> {
  const [user] = users;
  if (!user) throw new Failure("No role of the stack may log in to its cache (grantConnect).");
  const password = randomUUID();
  const connection = await connectRedis(port);
  try {
    for (const { name, accessString } of users) await connection.run("ACL", "SETUSER", name, `>${password}`, ...accessString.split(" "));
    // As on ElastiCache, users outlive a restart.
    await connection.run("ACL", "SAVE");
  } finally {
    connection.end();
  }
  return { host: "127.0.0.1", port, tls: false, clusterMode: true, user: user.name, password };
}

/**
 * Makes the users of a stack in a database, as its master user. A second run changes nothing.
 *
 * @throws Failure for a server that doesn't answer, or refuses
 */
export async function makeUsersAt(owner: LocalDatabase, users: readonly DatabaseUser[]): Promise<void> {
  const statements = users.flatMap((user) => userStatements(ENGINE, user));
  await withDatabase(owner, async (database) =>
    database.session(async (client) => {
      for (const statement of statements) await client.query(statement);
    }),
  );
}

/**
 * Brings the schema up to date.
 *
 * @returns the migrations that were run
 * @throws Failure for a server that doesn't answer, or refuses
 */
export async function migrateAt(owner: LocalDatabase): Promise<readonly string[]> {
  return withDatabase(owner, async (database) => migrate(database));
}

/**
 * Brings the schema up to date and opens the demo accounts.
 *
 * @throws Failure for a server that doesn't answer, or refuses
 */
export async function prepareSchema({ owner }: PreparedDatabase, demoAccounts: number): Promise<void> {
  await withDatabase(owner, async (database) => {
    await migrate(database);
    await openDemoAccounts(database, demoAccounts);
  });
}

async function withDatabase<T>({ tls, ...login }: LocalDatabase, work: (database: Database) => Promise<T>): Promise<T> {
  const config: DatabaseConfig = { ...login, tls: tls ? "verify" : "off", connections: CONNECTIONS };
  const database = new Database(config, QUIET);
  try {
    return await work(database);
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error && cause.message !== "" ? cause.message : message;
    throw new Failure(`PostgreSQL at ${login.host}:${login.port} can't be used: ${reason}`);
  } finally {
    await database.end();
  }
}

/**
 * Asks a cache of the user's own whether it is a cluster.
 *
 * @throws Failure for one that doesn't answer, or refuses the login
 */
export async function askCache(cache: Omit<LocalCache, "clusterMode">): Promise<LocalCache> {
  const { host, port, user, password, tls } = cache;
  const client = createClient({
    ...(user !== undefined && { username: user }),
    ...(password !== undefined && { password }),
    socket: { host, port, ...(tls && { tls }), connectTimeout: CONNECT_MILLISECONDS, reconnectStrategy: false },
  });
  let reason = "";
  client.on("error", (error: Error) => (reason = error.message));
  try {
    await client.connect();
    const info = String(await client.sendCommand(["INFO", "cluster"]));
    return { ...cache, clusterMode: info.includes("cluster_enabled:1") };
  } catch (error) {
    throw new Failure(`No Redis or Valkey can be used at ${host}:${port}: ${reason || (error as Error).message}`);
  } finally {
    if (client.isOpen) client.destroy();
  }
}
