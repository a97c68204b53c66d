import { Environment, EnvironmentReader, ServiceConfig, serviceConfig } from "../shared/config";

/** All that the web frontend is told. */
export interface WebFrontendConfig {
  readonly service: ServiceConfig;
  /** What the page offers to choose from, the first one chosen. */
  readonly instruments: readonly string[];
  /** What the field of the account begins with: on a laptop, one that was opened for it. @default - nothing */
  readonly demoAccount?: string;
}

/** As the API has them. */
const INSTRUMENT = /^[A-Z0-9]{2,10}-[A-Z0-9]{2,10}$/;
const ACCOUNT = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws ConfigError that names everything that is missing or wrong */
export function webFrontendConfig(env: Environment): WebFrontendConfig {
  const reader = new EnvironmentReader(env);
  const service = serviceConfig(reader, "web-frontend");
  const instruments = reader.text("INSTRUMENTS", "BTC-EUR,ETH-EUR").split(",");
  const wrong = instruments.find((name) => !INSTRUMENT.test(name));
  if (wrong !== undefined) reader.refuse(`INSTRUMENTS must be names as BTC-EUR, separated by commas: "${wrong}" is none.`);
  const demoAccount = reader.optional("DEMO_ACCOUNT");
  if (demoAccount !== undefined && !ACCOUNT.test(demoAccount)) reader.refuse(`DEMO_ACCOUNT must be an account's id, not "${demoAccount}".`);
  reader.check();
  return { service, instruments, demoAccount };
}
