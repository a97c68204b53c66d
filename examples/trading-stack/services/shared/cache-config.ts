import { EnvironmentReader } from "./config";

const MAXIMUM_PORT = 65_535;
const REAUTHENTICATION_SECONDS = 12 * 60 * 60;

/** How a user of ElastiCache logs in: with tokens that it signs. */
export interface CacheIam {
  readonly cacheName: string;
  readonly region: string;
  readonly serverless: boolean;
  /** How long a connection lasts without another `AUTH`. */
  readonly reauthenticationSeconds: number;
}

/** How the service reaches its cache. */
export interface CacheConfig {
  readonly host: string;
  readonly port: number;
  readonly clusterMode: boolean;
  /** Whether the connection is TLS, and the certificate verified. */
  readonly tls: boolean;
  /** Certificates of authorities in place of those that Node.js trusts, Amazon's among them. PEM. */
  readonly ca?: string;
  readonly user?: string;
  /** A laptop's own server alone. */
  readonly password?: string;
  readonly iam?: CacheIam;
}

/** The variables that `redisEnvironment` writes; `CACHE_PASSWORD`, or neither password nor name, for a laptop's own server. */
export function cacheConfig(reader: EnvironmentReader): CacheConfig {
  const cacheName = reader.optional("CACHE_NAME");
  const password = reader.optional("CACHE_PASSWORD");
  const tls = reader.oneOf("CACHE_TLS", ["true", "false"], "true") === "true";
  const isIam = cacheName !== undefined && password === undefined;
  // A token is as good as a password for 15 minutes.
  if (isIam && !tls) reader.refuse("CACHE_TLS can't be false where the service logs in with a token.");
  const iam = isIam && {
    cacheName,
    region: reader.text("CACHE_REGION"),
    serverless: reader.oneOf("CACHE_SERVERLESS", ["true", "false"], "false") === "true",
    reauthenticationSeconds: reader.integer("CACHE_REAUTHENTICATION_SECONDS", 60, REAUTHENTICATION_SECONDS, REAUTHENTICATION_SECONDS),
  };
  return {
    host: reader.text("CACHE_HOST"),
    port: reader.integer("CACHE_PORT", 1, MAXIMUM_PORT, 6379),
    clusterMode: reader.oneOf("CACHE_CLUSTER_MODE", ["true", "false"], "false") === "true",
    tls,
    user: isIam ? reader.text("CACHE_USER") : reader.optional("CACHE_USER"),
    password,
    ...(iam && { iam }),
  };
}
