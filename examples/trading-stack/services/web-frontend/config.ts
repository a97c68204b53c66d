import { Environment, EnvironmentReader, ServiceConfig, serviceConfig } from "../shared/config";
import { Assets } from "./assets";

/** All that the web frontend is told. */
export interface WebFrontendConfig {
  readonly service: ServiceConfig;
  /** What the page offers to choose from, the first one chosen. */
  readonly instruments: readonly string[];
  /** The versions of the assets in the bucket, each as `page.js?versionId=…`. @default - the names of the build, which change with what is in the files */
  readonly assets: Partial<Assets>;
  /** What the field of the account begins with: on a laptop, one that was opened for it. @default - nothing */
  readonly demoAccount?: string;
}

/** As the API has them. */
const INSTRUMENT = /^[A-Z0-9]{2,10}-[A-Z0-9]{2,10}$/;
/** Nothing that HTML would read as the end of an attribute. Version ids can be written in a URL as they are (Amazon S3 User Guide, "Version IDs"). */
const ASSET = /^[\w.-]+(\?versionId=[\w.~%+=-]+)?$/;
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
  const assets = { script: asset(reader, "ASSET_SCRIPT"), style: asset(reader, "ASSET_STYLE"), icon: asset(reader, "ASSET_ICON") };
  reader.check();
  return { service, instruments, demoAccount, assets: Object.fromEntries(Object.entries(assets).filter(([, name]) => name !== undefined)) };
}

function asset(reader: EnvironmentReader, variable: string): string | undefined {
  const name = reader.optional(variable);
  if (name !== undefined && !ASSET.test(name)) reader.refuse(`${variable} must be a file's name as page.js?versionId=…, not "${name}".`);
  return name;
}
