import { setTimeout as sleep } from "node:timers/promises";
import { Signer } from "@aws-sdk/rds-signer";
import { Pool, PoolClient, PoolConfig, QueryResultRow } from "pg";
import { DatabaseConfig } from "./config";
import { AUTHORITIES } from "./database-authorities";
import { isCollision, isConnectionLost, isPoolBusy, isReadOnly, isUnavailable, isUnusable } from "./database-errors";
import { Logger } from "./logger";
import { Problem } from "./problem";

const CONNECT_MILLISECONDS = 3000;
const STATEMENT_MILLISECONDS = 5000;
/** A server that vanished says nothing at all: the client stops waiting by itself, after the server would have. */
const ANSWER_MILLISECONDS = STATEMENT_MILLISECONDS + 1000;
const RETRY_MILLISECONDS = 100;
const RETRY_AFTER_SECONDS = 2;

/** Runs statements: the pool, or the connection of a transaction. */
export interface Queries {
  /** The rows of one statement. */
  rows<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** How a transaction is run. */
export interface TransactionOptions {
  /** Whether it may be run twice where nobody knows if the first was committed. */
  readonly idempotent: boolean;
}

/** A PostgreSQL database by a pool of connections, which is replaced when the server behind it is another. */
export class Database implements Queries {
  private pool: Pool;
  private readonly ending: Promise<void>[] = [];

  public constructor(
    private readonly config: DatabaseConfig,
    private readonly logger: Logger,
  ) {
    this.pool = this.createPool();
  }

  /** Reads with one statement. It is idempotent, and so retried. */
  public async rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.retried(true, (client) => queriesOf(client).rows<Row>(sql, values));
  }

  /** Everything that `work` does happens, or nothing. What it throws is thrown after the rollback. */
  public async transaction<T>(work: (queries: Queries) => Promise<T>, { idempotent }: TransactionOptions): Promise<T> {
    return this.retried(idempotent, async (client) => {
      await client.query("BEGIN");
      try {
        const result = await work(queriesOf(client));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        // A connection that is lost rolls back by itself, and the first error is the one that says why.
        if (!isConnectionLost(error)) await client.query("ROLLBACK").catch(() => undefined);
        throw error;
      }
    });
  }

  /** One connection for `work` alone, for what a pool can't do: advisory locks of a session. */
  public async session<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      return await work(client);
    } finally {
      // Closing it releases what it holds.
      client.release(true);
    }
  }

  /** Logs in, or uses a connection that is: rejects where the database doesn't answer. */
  public async ping(): Promise<void> {
    await this.rows("SELECT 1");
  }

  /** Waits for what runs, then closes every connection. */
  public async end(): Promise<void> {
    await Promise.all([...this.ending, this.pool.end()]);
  }

  private async retried<T>(idempotent: boolean, work: (client: PoolClient) => Promise<T>): Promise<T> {
    try {
      return await this.attempt(work);
    } catch (error) {
      // What was refused as read-only, or rolled back for another's sake, certainly didn't happen.
      const isRetried = isReadOnly(error) || isCollision(error) || (idempotent && isConnectionLost(error) && !isPoolBusy(error));
      if (!isRetried) throw unavailable(error);
      this.logger.warn({ err: error }, "a transaction is retried");
    }
    await sleep(RETRY_MILLISECONDS);
    return this.attempt(work).catch((error: unknown) => {
      throw unavailable(error);
    });
  }

  private async attempt<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const { pool } = this;
    let client: PoolClient | undefined;
    try {
      client = await pool.connect();
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      const isGone = isConnectionLost(error) || isReadOnly(error);
      client?.release(isGone);
      // Where one connection leads to a server that is gone, the others do too, and wouldn't notice before a statement fails.
      if (client && isGone) this.replace(pool);
      throw error;
    }
  }

  /** New connections look the endpoint's name up anew. Of several failures of one pool only the first replaces it. */
  private replace(pool: Pool): void {
    if (pool !== this.pool) return;
    this.pool = this.createPool();
    const ended = pool.end().finally(() => this.ending.splice(this.ending.indexOf(ended), 1));
    this.ending.push(ended);
  }

  private createPool(): Pool {
    const pool = new Pool(poolConfig(this.config));
    // A connection that breaks while nobody uses it: the pool drops it. Without listeners the process would end.
    pool.on("error", (error: Error & { client?: unknown }) => {
      // The pool hangs the client on its error, which a log writes out: with the authorities half a megabyte for each connection that a failover ends.
      delete error.client;
      this.logger.warn({ err: error }, "an idle connection to the database is lost");
    });
    // Of one that breaks in use, what runs on it is told.
    pool.on("connect", (client) => client.on("error", () => undefined));
    return pool;
  }
}

/** The configuration of the pool: with a region, each connection logs in with a token of its own, and the certificate is verified. */
export function poolConfig({ host, address, port, name, user, region, password, tls, connections }: DatabaseConfig): PoolConfig {
  return {
    host: address ?? host,
    port,
    user,
    database: name,
    password: region === undefined ? password : tokens({ host, port, user, region }),
    // The authorities of RDS and of RDS Proxy alone. The name in the certificate must be the endpoint's.
    ssl:
      tls === "off"
        ? false
        : { ca: [...AUTHORITIES], rejectUnauthorized: true, minVersion: "TLSv1.2", ...(address !== undefined && { servername: host }) },
    max: connections,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    statement_timeout: STATEMENT_MILLISECONDS,
    query_timeout: ANSWER_MILLISECONDS,
    idle_in_transaction_session_timeout: ANSWER_MILLISECONDS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: "trading-api",
  };
}

/** A token is signed here, without a request, and is good for 15 minutes: each login has a new one (Aurora User Guide, "IAM database authentication"). */
function tokens({ host, port, user, region }: { host: string; port: number; user: string; region: string }): () => Promise<string> {
  const signer = new Signer({ hostname: host, port, username: user, region });
  return async () => signer.getAuthToken();
}

function queriesOf(client: PoolClient): Queries {
  return {
    rows: async <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
  };
}

/** The problem that callers see where the database can't be used; any other error as it is. */
function unavailable(error: unknown): unknown {
  const options = { retryAfterSeconds: RETRY_AFTER_SECONDS, cause: error };
  const repeat = "Nothing is lost. Repeat the request, with the same key.";
  if (isUnavailable(error)) return new Problem(503, "database-unavailable", "The database can't be reached", repeat, options);
  if (!isUnusable(error)) return error;
  const reason = "Its schema isn't this version's, or the service's user may not use it.";
  return new Problem(503, "database-unusable", "The database can't be used", `${reason} ${repeat}`, options);
}
