import { Failure } from "../support/failure";
import { StackService, hasReference } from "./launch-templates";

/** A database of this machine, as its user reaches it. */
export interface LocalDatabase {
  readonly host: string;
  /** The IP address to connect to, where it isn't the host's own. */
  readonly address?: string;
  readonly port: number;
  readonly name: string;
  readonly user: string;
  readonly password?: string;
  /** Whether the server's certificate is verified. */
  readonly tls: boolean;
}

/** A cache of this machine. */
export interface LocalCache {
  readonly host: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly tls: boolean;
  readonly clusterMode: boolean;
}

/** What a process is told of this machine. */
export interface LocalValues {
  readonly port: number;
  readonly database: LocalDatabase;
  readonly cache: LocalCache;
  readonly logLevel: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * What stands in place of values that are an account's: hosts, ports, and logins by tokens, which AWS alone checks. `undefined` leaves a variable out. They replace what a launch template
 * sets, and add nothing.
 */
function replacements({ port, database, cache }: LocalValues): Variables {
  return {
    PORT: `${port}`,
    ...{ DATABASE_HOST: database.host, DATABASE_PORT: `${database.port}`, DATABASE_NAME: database.name, DATABASE_USER: database.user },
    // A region means logins by tokens.
    ...{ DATABASE_REGION: undefined, DATABASE_TLS: database.tls ? "verify" : "off" },
    ...{ CACHE_HOST: cache.host, CACHE_PORT: `${cache.port}`, CACHE_TLS: `${cache.tls}`, CACHE_CLUSTER_MODE: `${cache.clusterMode}` },
    ...{ CACHE_READER_HOST: undefined, CACHE_READER_PORT: undefined },
    // A cache's name means logins by tokens.
    ...{ CACHE_NAME: undefined, CACHE_USER: cache.user },
    // Trades wait in the database where there is no bucket.
    RECORDS_BUCKET: undefined,
    // Assets are read by the names of the build, which change with what is in the files.
    ...{ ASSET_SCRIPT: undefined, ASSET_STYLE: undefined, ASSET_ICON: undefined },
  };
}

/** What is said to a process on this machine alone. */
function additions({ database, cache, logLevel }: LocalValues): Readonly<Record<string, Variables>> {
  return {
    "": { HOST: "127.0.0.1", LOG_LEVEL: logLevel },
    DATABASE: { DATABASE_PASSWORD: database.password, DATABASE_TLS: database.tls ? "verify" : "off" },
    CACHE: { CACHE_PASSWORD: cache.password },
  };
}

/** What only a laptop has: an account that the page proposes, one of those that are opened here. */
const FOR_A_LAPTOP: Readonly<Record<string, Variables>> = { "web-frontend": { DEMO_ACCOUNT: "demo-1" } };

/** The environment of a process, and how it differs from the launch template's. */
export interface LocalEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  /** Variables of the template that have a local value. */
  readonly replaced: readonly string[];
  /** Variables of the template that are left out. */
  readonly leftOut: readonly string[];
  /** Variables that the template lacks. */
  readonly added: readonly string[];
}

/**
 * The environment of a launch template with this machine's values. Pure.
 *
 * @throws Failure for a value that only Terraform knows and nothing stands in for
 */
export function localEnvironment({ unit, environment }: StackService, values: LocalValues): LocalEnvironment {
  const local = replacements(values);
  const variables: Record<string, string> = {};
  const [replaced, leftOut]: [string[], string[]] = [[], []];
  for (const [name, given] of Object.entries(environment)) {
    const value = name in local ? local[name] : given;
    if (value === undefined) {
      leftOut.push(name);
    } else if (hasReference(value)) {
      throw new Failure(unknownValue(name, unit));
    } else {
      // Two dollars are Terraform's way to write one.
      variables[name] = value === given ? value.replaceAll("$${", "${") : value;
      if (value !== given) replaced.push(name);
    }
  }
  const more = additions(values);
  const uses = (prefix: string): boolean => Object.keys(environment).some((name) => name.startsWith(prefix));
  const added = Object.assign(
    {},
    ...Object.keys(more)
      .filter(uses)
      .map((prefix) => more[prefix]),
    FOR_A_LAPTOP[unit],
  ) as Variables;
  const fresh = Object.entries(added).filter((entry): entry is [string, string] => entry[1] !== undefined && !(entry[0] in environment));
  return { variables: { ...variables, ...Object.fromEntries(fresh) }, replaced, leftOut, added: fresh.map(([name]) => name) };
}

function unknownValue(name: string, unit: string): string {
  return `Only Terraform knows ${name} of ${unit}, and nothing stands in for it here: give it a local value in tools/serve/local-environment.ts.`;
}
