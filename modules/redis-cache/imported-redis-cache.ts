import { Construct } from "constructs";
import { AwsEnvironment, Connections, IConnectable, IGrantable, Port } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
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
}

const ATTRIBUTES: PropTypes<RedisCacheAttributes> = {
  replicationGroupId: STRING,
  endpoint: STRING,
  securityGroupId: STRING,
  port: optional(NUMBER),
};

/** A cache that exists: `RedisCache.fromAttributes`. Its users belong to its owner: a grant names one that is in its user group. */
export class ImportedRedisCache extends Construct implements IConnectable {
  /** The replication group's id. */
  public readonly replicationGroupId: string;
  /** The name to connect to, over TLS. */
  public readonly endpoint: string;
  /** The port to connect to. */
  public readonly port: number;
  /** What may connect to the cache. */
  public readonly connections: Connections;

  /** @throws ValidationError for an id, an endpoint, a security group or a port that AWS doesn't have */
  constructor(scope: Construct, id: string, attributes: RedisCacheAttributes) {
    super(scope, id);
    new Validator(this)
      .props(attributes, ATTRIBUTES)
      .format("replicationGroupId", attributes.replicationGroupId, FORMATS.cacheIdentifier)
      .format("endpoint", attributes.endpoint, FORMATS.domainName)
      .format("securityGroupId", attributes.securityGroupId, FORMATS.securityGroupId)
      .integerBetween("port", attributes.port, 1, 65535)
      .throwIfInvalid();
    this.replicationGroupId = attributes.replicationGroupId;
    this.endpoint = attributes.endpoint;
    this.port = attributes.port ?? 6379;
    this.connections = new Connections(this, { securityGroupId: attributes.securityGroupId, defaultPort: Port.tcp(this.port) });
  }

  /**
   * Lets a role connect as a user of the cache's user group, with IAM authentication.
   *
   * @param grantee the role, or something that runs as one
   * @param user the user's name, which is its id
   * @param options none: the user's access string is set where the user is created
   * @throws ValidationError for a name that a user can't have, or an access string
   */
  public grantConnect(grantee: IGrantable, user: string, options: RedisUserOptions = {}): void {
    const validator = new Validator(this);
    checkUser(validator, user, options);
    const { accessString } = options;
    validator
      .check(
        "options.accessString",
        accessString,
        (accessString ?? undefined) === undefined,
        "must be left out for a cache that exists",
        "Set it where the user is created.",
      )
      .throwIfInvalid();
    const environment = AwsEnvironment.of(this);
    const cacheArn = environment.arn("elasticache", `replicationgroup:${this.replicationGroupId}`);
    grantConnectTo(this, grantee, user, cacheArn, environment.arn("elasticache", `user:${user}`));
  }

  /** What a user logs in with: its own name. */
  public userName(user: string): string {
    return user;
  }
}
