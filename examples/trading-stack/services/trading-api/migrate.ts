import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { PoolClient, QueryConfig } from "pg";
import { Database } from "../shared/database";
import { isUnusable } from "../shared/database-errors";
import { NotReadyError } from "../shared/probes";
import { MIGRATIONS, Migration } from "./migrations";

/** A migration may take as long as it takes, within reason. */
const MIGRATION_MILLISECONDS = 3_600_000;
/** Who waits for a table's lock has all others wait behind it: it gives up soon, lets them pass, and tries again. */
const TABLE_LOCK_MILLISECONDS = 1000;
const PAUSE_MILLISECONDS = 2000;
const LOCK_NOT_AVAILABLE = "55P03";
/** Any number, as long as every process has the same one. */
const LOCK = 7_240_118;

interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
}

/**
 * Brings the schema up to date, and says which migrations were run. Processes that do so at once wait for each other, and a second run changes nothing.
 *
 * @throws Error where a migration that has been run reads differently now
 */
export async function migrate(database: Database, migrations: readonly Migration[] = MIGRATIONS): Promise<readonly string[]> {
  return database.session(async (client) => {
    await client.query(`SET statement_timeout = ${MIGRATION_MILLISECONDS}`);
    await waitForLock(client);
    await client.query(
      "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
    );
    const { rows } = await client.query<AppliedMigration>("SELECT name, checksum FROM schema_migrations");
    const checksums = new Map(rows.map(({ name, checksum }) => [name, checksum]));
    const applied: string[] = [];
    for (const migration of migrations) {
      const checksum = createHash("sha256").update(migration.sql).digest("hex");
      const before = checksums.get(migration.name);
      if (before === undefined) {
        await apply(client, migration, checksum);
        applied.push(migration.name);
      } else if (before !== checksum && before !== migration.formerly) {
        throw new Error(`Migration ${migration.name} has been run, and reads differently now. Add a new one in its place.`);
      }
      // Also of one that was run before: its process may have ended since.
      for (const [name, on] of Object.entries(migration.indexes ?? {})) await ensureIndex(client, name, on);
    }
    return applied;
  });
}

/**
 * Whether the database's schema has all that this version needs. What a newer version has added does no harm.
 *
 * @throws NotReadyError that names the migrations that it lacks
 */
export async function checkSchema(database: Database): Promise<void> {
  const applied = await database.rows<{ name: string }>("SELECT name FROM schema_migrations").catch((error: Error) => {
    if (isUnusable(error.cause)) return [];
    throw error;
  });
  const names = new Set(applied.map(({ name }) => name));
  const missing = MIGRATIONS.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  if (missing.length === 0) return;
  throw new NotReadyError(`The database lacks migrations, or the service's user may not read them: ${missing.join(", ")}.`);
}

/** Asked for again and again, since a client stops waiting for one long answer. The lock is the session's: a process that ends gives it back. */
async function waitForLock(client: PoolClient): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ locked: boolean }>("SELECT pg_try_advisory_lock($1) AS locked", [LOCK]);
    if (rows[0]!.locked) return;
    await sleep(100);
  }
}

/** Again and again while a table is in use, for as long as a migration may take. */
async function apply(client: PoolClient, migration: Migration, checksum: string): Promise<void> {
  for (const end = Date.now() + MIGRATION_MILLISECONDS; ; await sleep(PAUSE_MILLISECONDS)) {
    try {
      return await applyOnce(client, migration, checksum);
    } catch (error) {
      const isInUse = (error as { code?: string }).code === LOCK_NOT_AVAILABLE;
      if (!isInUse || Date.now() > end) {
        throw new Error(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
      }
    }
  }
}

async function applyOnce(client: PoolClient, { name, sql }: Migration, checksum: string): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(`SET LOCAL lock_timeout = ${TABLE_LOCK_MILLISECONDS}`);
    await patiently(client, sql);
    await client.query("INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)", [name, checksum]);
    await client.query("COMMIT");
  } catch (error) {
    // Of a connection that is lost the first error is the one that says why.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/**
 * Makes an index unless it is there and valid. One that was interrupted is invalid, which no query uses and every write pays for: it is dropped first (PostgreSQL, "Building Indexes
 * Concurrently"). Processes that wait for the lock ask for it by short statements, so that this doesn't wait for them.
 */
async function ensureIndex(client: PoolClient, name: string, on: string): Promise<void> {
  const { rows } = await client.query<{ valid: boolean }>("SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass($1)", [
    name,
  ]);
  if (rows[0]?.valid) return;
  try {
    if (rows[0]) await patiently(client, `DROP INDEX CONCURRENTLY ${name}`);
    await patiently(client, `CREATE INDEX CONCURRENTLY ${name} ON ${on}`);
  } catch (error) {
    throw new Error(`Index ${name} can't be made: ${(error as Error).message}. Migrate again.`, { cause: error });
  }
}

async function patiently(client: PoolClient, sql: string): Promise<void> {
  await client.query({ text: sql, query_timeout: MIGRATION_MILLISECONDS } as QueryConfig);
}
