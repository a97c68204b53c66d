import { Construct } from "constructs";
import { AwsEnvironment, Connections, IGrantable, Port } from "../../src/core";
import { pascalCase } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import { IRedisCache, RedisUserOptions, checkUserName } from "./redis-cache-interface";

export interface RedisCacheAttributes {
  readonly replicationGroupId: string;
  /** The configuration endpoint in cluster mode, else the primary's. */
  readonly endpoint: string;
  /** The security group that rules are added to. */
  readonly securityGroupId: string;
  /** @default 6379 */
  readonly port?: number;
}

/** A cache that exists: `RedisCache.fromAttributes`. Its users are its owner's: a grant names one that is in its user group. */
export class ImportedRedisCache extends Construct implements IRedisCache {
  public readonly endpoint: string;
  public readonly port: number;
  public readonly connections: Connections;

  constructor(
    scope: Construct,
    id: string,
    private readonly attributes: RedisCacheAttributes,
  ) {
    super(scope, id);
    this.endpoint = attributes.endpoint;
    this.port = attributes.port ?? 6379;
    this.connections = new Connections(this, { securityGroupId: attributes.securityGroupId, defaultPort: Port.tcp(this.port) });
  }

  public grantConnect(grantee: IGrantable, user: string, options: RedisUserOptions = {}): void {
    checkUserName(new Validator(this), user)
      .check(
        "accessString",
        options.accessString,
        options.accessString === undefined,
        "must be left to the owner of a cache that exists",
        "Set it where the user is made.",
      )
      .throwIfInvalid();
    const environment = AwsEnvironment.of(this);
    grantee.role.grant({
      sid: `${this.node.id}ConnectAs${pascalCase(user)}`,
      actions: ["elasticache:Connect"],
      resources: [
        environment.arn("elasticache", `replicationgroup:${this.attributes.replicationGroupId}`),
        environment.arn("elasticache", `user:${user}`),
      ],
    });
  }
}
