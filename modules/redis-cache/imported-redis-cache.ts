import { Construct } from "constructs";
import { AwsEnvironment, Connections, IGrantable, Port } from "../../src/core";
import { FORMATS, Format } from "../../src/internal/formats";
import { BOOLEAN, NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { CONNECTION_RULES, RedisConnection } from "./connection";
import { checkEndpoints, withoutPort } from "./endpoint-kinds";
import { DEFAULT_ENGINE, ENGINE, RedisEngine } from "./engine";
import { IRedisCache } from "./interfaces";
import { IRedisUser } from "./redis-user";
import { RedisUserOptions, checkUser, grantConnectTo } from "./users";

/** What identifies a replication group that exists already. */
export interface RedisCacheAttributes {
  /** The replication group's id, up to 40 characters. */
  readonly replicationGroupId: string;
  /** The configuration endpoint with cluster mode enabled, else the primary endpoint; without a port. */
  readonly endpoint: string;
  /** The security group that rules are added to: `sg-…`. */
  readonly securityGroupId: string;
  /** The port that the cache listens on, 1 to 65535. @default 6379 */
  readonly port?: number;
  /** The reader endpoint of a cache without cluster mode; without a port. @default - none */
  readonly readerEndpoint?: string;
  /** Whether cluster mode is enabled. @default true */
  readonly clusterMode?: boolean;
  /** The engine. @default "valkey" */
  readonly engine?: RedisEngine;
}

const ATTRIBUTES: PropTypes<RedisCacheAttributes> = {
  replicationGroupId: STRING,
  endpoint: STRING,
  securityGroupId: STRING,
  port: optional(NUMBER),
  readerEndpoint: optional(STRING),
  clusterMode: optional(BOOLEAN),
  engine: optional(ENGINE),
};

/** A name; the port is a prop of its own. */
const ENDPOINT: Format = {
  ...FORMATS.domainName,
  fixOf: (text) => {
    const host = withoutPort(text);
    return host === undefined ? FORMATS.domainName.fixOf?.(text) : `Write it without the port: "${host}".`;
  },
};

/** A cache that exists: `RedisCache.fromAttributes`. Its users belong to its owner: a grant names one that is in its user group. */
export class ImportedRedisCache extends Construct implements IRedisCache {
  /** The replication group's id. */
  public readonly replicationGroupId: string;
  /** The name to connect to, over TLS. */
  public readonly endpoint: string;
  /** The port to connect to. */
  public readonly port: number;
  /** The reader endpoint, where it was given. */
  public readonly readerEndpoint?: string;
  /** Whether cluster mode is enabled. */
  public readonly clusterMode: boolean;
  /** The engine. */
  public readonly engine: RedisEngine;
  /** What may connect to the cache. */
  public readonly connections: Connections;

  /** @throws ValidationError for an id, an endpoint, a security group or a port that AWS doesn't have */
  constructor(scope: Construct, id: string, attributes: RedisCacheAttributes) {
    super(scope, id);
    const validator = new Validator(this).props(attributes, ATTRIBUTES);
    validator
      .format("replicationGroupId", attributes.replicationGroupId, FORMATS.cacheIdentifier)
      .format("endpoint", attributes.endpoint, ENDPOINT)
      .format("securityGroupId", attributes.securityGroupId, FORMATS.securityGroupId)
      .integerBetween("port", attributes.port, 1, 65535)
      .format("readerEndpoint", attributes.readerEndpoint, ENDPOINT)
      .known("clusterMode", attributes.clusterMode)
      .check(
        "readerEndpoint",
        attributes.readerEndpoint,
        (attributes.readerEndpoint ?? undefined) === undefined || attributes.clusterMode === false,
        "must be left out with cluster mode enabled, where there is none",
        "Leave it out, or set clusterMode to false.",
      );
    checkEndpoints(validator, { ...attributes, clusterMode: attributes.clusterMode ?? true }, AwsEnvironment.of(this).region);
    validator.throwIfInvalid();
    this.replicationGroupId = attributes.replicationGroupId;
    this.endpoint = attributes.endpoint;
    this.port = attributes.port ?? 6379;
    this.readerEndpoint = attributes.readerEndpoint ?? undefined;
    this.clusterMode = attributes.clusterMode ?? true;
    this.engine = attributes.engine ?? DEFAULT_ENGINE;
    this.connections = new Connections(this, { securityGroupId: attributes.securityGroupId, defaultPort: Port.tcp(this.port) });
  }

  /**
   * Lets a role connect as a user of the cache's user group, with IAM authentication.
   *
   * @param grantee the role, or something that runs as one
   * @param user the user's name, which is its id, or a `RedisUser`
   * @param options none: what the user may do is set where the user is created
   * @throws ValidationError for a name that a user can't have, or an access
   */
  public grantConnect(grantee: IGrantable, user: string | IRedisUser, options: RedisUserOptions = {}): void {
    const validator = new Validator(this);
    checkUser(validator, user, options);
    validator
      .check(
        "options.access",
        "a RedisAccess",
        typeof user !== "string" || (options.access ?? undefined) === undefined,
        "must be left out for a cache that exists",
        "Set it where the user is created.",
      )
      .throwIfInvalid();
    const environment = AwsEnvironment.of(this);
    const cacheArn = environment.arn("elasticache", `replicationgroup:${this.replicationGroupId}`);
    const userArn = typeof user === "string" ? environment.arn("elasticache", `user:${user}`) : user.userArn;
    grantConnectTo(this, grantee, this.userName(user), cacheArn, userArn);
  }

  /**
   * What a user logs in with: its own name.
   *
   * @throws ValidationError for a name that a user can't have
   */
  public userName(user: string | IRedisUser): string {
    const validator = new Validator(this);
    checkUser(validator, user, {});
    validator.throwIfInvalid();
    return typeof user === "string" ? user : user.userName;
  }

  /** What a service needs to know to connect as a user; `redisEnvironment` makes environment variables of it. */
  public connection(user: string | IRedisUser): RedisConnection {
    return {
      host: this.endpoint,
      port: this.port,
      ...(this.readerEndpoint === undefined ? {} : { readerHost: this.readerEndpoint, readerPort: this.port }),
      userName: this.userName(user),
      cacheName: this.replicationGroupId,
      serverless: false,
      region: AwsEnvironment.of(this).region,
      engine: this.engine,
      clusterMode: this.clusterMode,
      ...CONNECTION_RULES,
    };
  }
}
