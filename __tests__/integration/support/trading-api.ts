import { AddressInfo } from "node:net";
import { DatabaseConfig } from "../../../examples/trading-stack/services/shared/config";
import { Database } from "../../../examples/trading-stack/services/shared/database";
import { createServer } from "../../../examples/trading-stack/services/shared/http-server";
import { Logger } from "../../../examples/trading-stack/services/shared/logger";
import { openAccount } from "../../../examples/trading-stack/services/trading-api/accounts";
import { PostgresBookTruth } from "../../../examples/trading-stack/services/trading-api/book-truth";
import { Instruments } from "../../../examples/trading-stack/services/trading-api/instruments";
import { migrate } from "../../../examples/trading-stack/services/trading-api/migrate";
import { addTradingApi } from "../../../examples/trading-stack/services/trading-api/server";
import { userStatements } from "../../../modules/aurora-cluster/database-user-sql";
import { queryPostgres, startPostgres } from "../../../tools/support/databases/postgres";
import { DatabaseServer } from "../../../tools/support/databases/server";
import { MemoryBook } from "./memory-book";

const MASTER = "platform_admin";
export const QUIET: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** An answer, with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A PostgreSQL whose user `trading_api` has what `grantConnect` gives, as Aurora's master user made it. */
export class TradingDatabase {
  public static async start(): Promise<TradingDatabase> {
    const server = await startPostgres();
    const database = new TradingDatabase(server);
    await database.query(`CREATE ROLE ${MASTER} LOGIN CREATEROLE CREATEDB`, "rdsadmin", "postgres");
    await database.query("CREATE ROLE rds_iam", "rdsadmin", "postgres");
    await database.query(`GRANT rds_iam TO ${MASTER} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`, "rdsadmin", "postgres");
    await database.query("CREATE DATABASE app", MASTER, "postgres");
    const user = { name: "trading_api", access: "read-write", database: "app", schemas: ["public"] } as const;
    for (const statement of userStatements("aurora-postgresql", user)) await database.query(statement);
    return database;
  }

  private opened = 0;

  private constructor(public readonly server: DatabaseServer) {}

  public config(user = "trading_api"): DatabaseConfig {
    return { host: "127.0.0.1", port: this.server.port, name: "app", user, tls: "off", connections: 8 };
  }

  public connect(user?: string): Database {
    return new Database(this.config(user), QUIET);
  }

  /** As the master user, which owns the tables. */
  public async migrate(): Promise<readonly string[]> {
    const database = this.connect(MASTER);
    return migrate(database).finally(() => database.end());
  }

  public async query(sql: string, user = MASTER, name = "app"): Promise<readonly Record<string, unknown>[]> {
    return queryPostgres(this.server.port, user, name, sql);
  }

  public async open(account: string, deposits: Readonly<Record<string, string>>): Promise<void> {
    const database = this.connect();
    await database.transaction((queries) => openAccount(queries, account, deposits), { idempotent: true }).finally(() => database.end());
  }

  /** A new account with 1000 EUR and 10 BTC: `account-1` is the first. */
  public async openNew(): Promise<string> {
    const account = `account-${++this.opened}`;
    await this.open(account, { EUR: "1000", BTC: "10" });
    return account;
  }
}

/** A process of the trading API, on a port of its own, with a book in memory. */
export class TradingApi {
  public static async start(server: TradingDatabase, requestsPerSecondOfAccount = 100_000): Promise<TradingApi> {
    const database = server.connect();
    const truth = new PostgresBookTruth(database, QUIET);
    const book = new MemoryBook(truth, await truth.nextGeneration("BTC-EUR"));
    const config = { name: "trading-api", version: "1.2.3", host: "127.0.0.1", port: 0, logLevel: "silent" };
    const app = createServer(config);
    await addTradingApi({ app, config, database, book, instruments: new Instruments(database), requestsPerSecondOfAccount });
    await app.listen({ host: config.host, port: config.port });
    return new TradingApi(app, database, book, truth);
  }

  private constructor(
    public readonly app: ReturnType<typeof createServer>,
    public readonly database: Database,
    public readonly book: MemoryBook,
    public readonly truth: PostgresBookTruth,
  ) {}

  public get port(): number {
    return (this.app.server.address() as AddressInfo).port;
  }

  public async request(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, { method, ...init });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  public async get(path: string): Promise<Answer> {
    return this.request("GET", path);
  }

  /** Places an order; what isn't said is an ordinary order. */
  public async place(order: Readonly<Record<string, unknown>>, key: string = crypto.randomUUID()): Promise<Answer> {
    const body = JSON.stringify({ instrument: "BTC-EUR", side: "buy", quantity: "1", price: "100", ...order });
    return this.request("POST", "/api/orders", { body, headers: { "content-type": "application/json", "idempotency-key": key } });
  }

  /** What an account has: `EUR: "available/reserved"`. */
  public async balances(account: string): Promise<Readonly<Record<string, string>>> {
    const { body } = await this.get(`/api/accounts/${account}`);
    const balances = body.balances as readonly { asset: string; available: string; reserved: string }[];
    return Object.fromEntries(balances.map(({ asset, available, reserved }) => [asset, `${available}/${reserved}`]));
  }

  public async stop(): Promise<void> {
    await this.app.close();
    await this.database.end();
  }
}
