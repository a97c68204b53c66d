import { BOOLEAN, NUMBER, PropType, PropTypes, STRING, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { ENGINE, RedisEngine } from "./engine";

/** How long a token may be used to log in (ElastiCache User Guide, "Authenticating with IAM"). */
export const TOKEN_LIFETIME_SECONDS = 15 * 60;
/** How long a connection lasts after its last `AUTH` (the same page). */
export const REAUTHENTICATION_SECONDS = 12 * 60 * 60;

/** All that a service needs to connect to a cache as a user. It holds no secret: the service signs a token with its role. */
export interface RedisConnection {
  /** The name to connect to: the configuration endpoint with cluster mode enabled, else the primary endpoint. */
  readonly host: string;
  /** The port of `host`. */
  readonly port: number;
  /** The name to read from: of a cache without cluster mode, and of a serverless cache. @default - none: clients of cluster mode ask the replicas by themselves */
  readonly readerHost?: string;
  /** The port of `readerHost`. @default - none */
  readonly readerPort?: number;
  /** Clients connect over TLS, and verify the certificate against Amazon's root certificates. */
  readonly tls: true;
  /** What the user logs in with: the name that the token is signed for. */
  readonly userName: string;
  /** What the token is signed for: the replication group's id, or the serverless cache's name. */
  readonly cacheName: string;
  /** Whether the cache is serverless: its token is signed with `ResourceType=ServerlessCache`. */
  readonly serverless: boolean;
  /** The region that the token is signed for. */
  readonly region: string;
  /** The engine. */
  readonly engine: RedisEngine;
  /** Whether the client must support cluster mode. */
  readonly clusterMode: boolean;
  /** How long a token may be used to log in, in seconds: a new one is signed for each connection. */
  readonly tokenLifetimeSeconds: number;
  /** How long a connection lasts without another `AUTH`, in seconds: the client sends one, with a new token, before. */
  readonly reauthenticationSeconds: number;
}

const CONNECTION: PropTypes<RedisConnection> = {
  host: STRING,
  port: NUMBER,
  readerHost: optional(STRING),
  readerPort: optional(NUMBER),
  tls: oneOf([true]),
  userName: STRING,
  cacheName: STRING,
  serverless: BOOLEAN,
  region: STRING,
  engine: ENGINE,
  clusterMode: BOOLEAN,
  tokenLifetimeSeconds: NUMBER,
  reauthenticationSeconds: NUMBER,
};

/** A cache has its connections by a method. */
const CONNECTION_RECORD: PropType<RedisConnection> = {
  ...record<RedisConnection>(),
  accepts: (value) => record().accepts(value) && !("connection" in (value as object)),
  rule: "must be a connection",
  fixOf: (value) => (record().accepts(value) ? "Give cache.connection(user)." : undefined),
};

/** What is the same for every cache. */
export const CONNECTION_RULES = {
  tls: true,
  tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
  reauthenticationSeconds: REAUTHENTICATION_SECONDS,
} as const;

/**
 * A connection as environment variables of a service: `CACHE_HOST`, `CACHE_PORT`, `CACHE_USER` and so on; what there isn't is left out.
 *
 *     environment: { ...redisEnvironment(cache.connection("trading-api")) }
 *
 * @param connection the cache's `connection`
 * @param prefix what the variables begin with, for a service that has two caches: capital letters, digits and underscores
 * @throws ValidationError for something that is no connection, or a prefix that no variable begins with
 */
export function redisEnvironment(connection: RedisConnection, prefix = "CACHE"): Readonly<Record<string, string>> {
  new Validator("redisEnvironment")
    .props({ connection, prefix }, { connection: CONNECTION_RECORD, prefix: STRING })
    .props(connection, CONNECTION, "connection")
    .matches(
      "prefix",
      prefix,
      /^[A-Z]([A-Z0-9_]*[A-Z0-9])?$/,
      "must be capital letters, digits and underscores, beginning with a letter and not ending with an underscore",
      'Write it as "CACHE".',
    )
    .throwIfInvalid();
  const { readerHost, readerPort } = connection;
  const variables = {
    HOST: connection.host,
    PORT: connection.port,
    READER_HOST: readerHost,
    READER_PORT: readerPort,
    TLS: connection.tls,
    USER: connection.userName,
    NAME: connection.cacheName,
    SERVERLESS: connection.serverless,
    REGION: connection.region,
    ENGINE: connection.engine,
    CLUSTER_MODE: connection.clusterMode,
    TOKEN_LIFETIME_SECONDS: connection.tokenLifetimeSeconds,
    REAUTHENTICATION_SECONDS: connection.reauthenticationSeconds,
  };
  return Object.fromEntries(
    Object.entries(variables)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`${prefix}_${name}`, String(value)]),
  );
}
