/** The trading API. `node trading-api.cjs` serves; `node trading-api.cjs migrate` brings the database's schema up to date, and ends. */
import { Cache } from "../shared/cache";
import { ConfigError } from "../shared/config";
import { Database } from "../shared/database";
import { createServer, listen } from "../shared/http-server";
import { Stop, stopOnSignal } from "../shared/lifetime";
import { Logger } from "../shared/logger";
import { Archive } from "./archive";
import { bookStreamRoute } from "./book-stream-route";
import { PostgresBookTruth } from "./book-truth";
import { migrationConfig, TradingApiConfig, tradingApiConfig } from "./config";
import { openDemoAccounts } from "./demo-accounts";
import { Instruments } from "./instruments";
import { migrate } from "./migrate";
import { OrderBookService } from "./order-book-service";
import { addTradingApi } from "./server";
import { unarchivedTrades } from "./trades";

async function serve(config: TradingApiConfig): Promise<void> {
  const app = createServer(config.service);
  const logger: Logger = app.log;
  const database = new Database(config.database, logger);
  if (config.migrates) {
    logger.info({ migrations: await migrate(database) }, "migrated");
    await openDemoAccounts(database, config.demoAccounts);
  }
  const cache = new Cache(config.cache, logger);
  const instruments = new Instruments(database);
  const book = new OrderBookService({ cache, truth: new PostgresBookTruth(database, logger), logger });
  await bookStreamRoute(app, book.stream, async (name) => instruments.has(name));
  const { service, requestsPerSecondOfAccount } = config;
  await addTradingApi({ app, config: service, database, book, instruments, requestsPerSecondOfAccount });
  const archive = createArchive(config, database, logger);

  stopOnSignal(logger, [
    // First the requests that run are answered, and WebSockets are closed; then comes what they used.
    ["the server", async () => app.close()],
    ["the order book", async () => book.stop()],
    ["the archive", async () => archive?.stop()],
    ["the cache", async () => cache.close()],
    ["the database", async () => database.end()],
  ] satisfies readonly (readonly [string, Stop])[]);

  book.start();
  archive?.start();
  await listen(app, service);
}

function createArchive({ recordsBucket: bucket }: TradingApiConfig, database: Database, logger: Logger): Archive | undefined {
  return bucket === undefined ? undefined : new Archive({ bucket, trades: unarchivedTrades(database), logger });
}

/** Writes to the terminal, for who runs it by hand. */
async function migrateAlone(): Promise<void> {
  const write = (details: object, message: string) => void process.stderr.write(`${message} ${JSON.stringify(details)}\n`);
  const database = new Database(migrationConfig(process.env), { info: write, warn: write, error: write });
  try {
    const applied = await migrate(database);
    process.stdout.write(applied.length === 0 ? "The schema is up to date.\n" : `Applied: ${applied.join(", ")}.\n`);
  } finally {
    await database.end();
  }
}

async function main(): Promise<void> {
  if (process.argv[2] === "migrate") await migrateAlone();
  else await serve(tradingApiConfig(process.env));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
