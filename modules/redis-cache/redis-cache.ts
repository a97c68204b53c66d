import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";
import {
  AlarmOverrides,
  AwsEnvironment,
  Connections,
  CreatedAlarms,
  DashboardWidget,
  DatabaseRemoval,
  IAlarmTopic,
  IDashboardSource,
  IGrantable,
  Port,
  SecurityGroup,
} from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { createSecurityGroup } from "../../src/internal/create-security-group";
import { physicalName } from "../../src/internal/names";
import { removalOf } from "../../src/internal/removal";
import { deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { RedisAlarm, alarmChanges, redisAlarms, redisWidgets } from "./alarms";
import { RedisScalingResources, createScaling } from "./auto-scaling";
import { CONNECTION_RULES, RedisConnection } from "./connection";
import { RedisEngine, parameterGroupFamily } from "./engine";
import { RedisGlobalMembership, isSecondary, joinGlobalDatastore } from "./global-membership";
import { ImportedRedisCache, RedisCacheAttributes } from "./imported-redis-cache";
import { IRedisCache } from "./interfaces";
import { RedisLogType, createLogGroups } from "./log-delivery";
import { RedisMaxmemoryPolicy, createParameterGroup } from "./parameters";
import { RedisCacheProps, checkCache, warnOfCache } from "./redis-cache-props";
import { IRedisUser, RedisUser } from "./redis-user";
import { createReplicationGroup } from "./replication-group";
import { RedisUserOptions, RedisUsers } from "./users";

const PORT = 6379;

/**
 * An ElastiCache replication group for Valkey or Redis OSS: shards with replicas in other AZs, encrypted at rest and in transit, with IAM
 * authentication alone.
 */
export class RedisCache extends Construct implements IRedisCache, IDashboardSource {
  /**
   * A cache that exists already.
   *
   * @throws ValidationError for an id, an endpoint, a security group or a port that AWS doesn't have
   */
  public static fromAttributes(scope: Construct, id: string, attributes: RedisCacheAttributes): ImportedRedisCache {
    return new ImportedRedisCache(scope, id, attributes);
  }

  /** The engine. */
  public readonly engine: RedisEngine;
  /** The engine of the users and of their user group. */
  public readonly userGroupEngine: RedisEngine;
  /** The version. */
  public readonly engineVersion: string;
  /** Whether keys are partitioned over shards. */
  public readonly clusterMode: boolean;
  /** Shards that the cache is created with. */
  public readonly shards: number;
  /** Replicas of each shard that the cache is created with. */
  public readonly replicasPerShard: number;
  /** The node type. */
  public readonly nodeType: string;
  /** Days that automatic snapshots are kept. */
  public readonly snapshotRetentionDays: number;
  /** Daily window of automatic snapshots in UTC. */
  public readonly snapshotWindow: string;
  /** Weekly maintenance window in UTC. */
  public readonly maintenanceWindow: string;
  /** Which keys are evicted when the memory is used up. */
  public readonly maxmemoryPolicy: RedisMaxmemoryPolicy;
  /** Percent of a node's memory that is kept free of data. */
  public readonly reservedMemoryPercent: number;
  /** Logs that are delivered to CloudWatch Logs. */
  public readonly logs: readonly RedisLogType[];
  /** Days that CloudWatch Logs keeps them. */
  public readonly logRetentionDays: number;
  /** Whether minor versions are applied in the maintenance window. */
  public readonly autoMinorVersionUpgrade: boolean;
  /** Whether changes are applied immediately. */
  public readonly applyImmediately: boolean;
  /** The cache's part in a global datastore. */
  public readonly globalDatastore?: RedisGlobalMembership;
  /** What happens to the cache when it leaves the configuration. */
  public readonly removal: DatabaseRemoval;

  /** The replication group's id. */
  public readonly replicationGroupId: string;
  /** The replication group's ARN. */
  public readonly replicationGroupArn: string;
  /** The name to connect to, over TLS: the configuration endpoint with cluster mode enabled, else the primary endpoint. */
  public readonly endpoint: string;
  /** The port to connect to. */
  public readonly port: number = PORT;
  /** What may connect to the cache. */
  public readonly connections: Connections;

  /** The replication group. */
  public readonly resource: ElasticacheReplicationGroup;
  /** The user group. */
  public readonly userGroup: ElasticacheUserGroup;
  /** The security group of the nodes. */
  public readonly securityGroup: SecurityGroup;
  /** The parameter group; undefined for a secondary cache of a global datastore, which has a copy of its primary's. */
  public readonly parameterGroup?: ElasticacheParameterGroup;
  /** The log groups, by the log that is delivered to each. */
  public readonly logGroups: Readonly<Partial<Record<RedisLogType, CloudwatchLogGroup>>>;
  /** What scales the shards; undefined without `shardAutoScaling`. */
  public readonly shardAutoScalingResources?: RedisScalingResources;
  /** What scales the replicas; undefined without `replicaAutoScaling`. */
  public readonly replicaAutoScalingResources?: RedisScalingResources;

  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "cache";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  private readonly redisUsers: RedisUsers;

  /** @throws ValidationError for props that ElastiCache refuses */
  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id);
    const cache = checkCache(this, props);
    warnOfCache(this, cache, props.network);
    this.engine = cache.engine.engine;
    this.userGroupEngine = cache.engine.userGroupEngine;
    this.engineVersion = cache.engine.engineVersion;
    this.autoMinorVersionUpgrade = cache.engine.autoMinorVersionUpgrade;
    this.clusterMode = cache.clusterMode;
    this.shards = cache.shards;
    this.replicasPerShard = cache.replicasPerShard;
    this.nodeType = cache.nodeType;
    this.snapshotRetentionDays = cache.snapshotRetentionDays;
    this.snapshotWindow = cache.snapshotWindow;
    this.maintenanceWindow = cache.maintenanceWindow;
    this.maxmemoryPolicy = cache.maxmemoryPolicy;
    this.reservedMemoryPercent = cache.reservedMemoryPercent;
    this.logs = cache.logs;
    this.logRetentionDays = cache.logRetentionDays;
    this.applyImmediately = cache.applyImmediately;
    this.globalDatastore = props.globalDatastore;
    this.removal = removalOf(this, props.removal);
    this.dashboardTitle = `Cache ${id}`;

    deployAfter(this, props.network, props.encryptionKey);
    const replicationGroupId = props.replicationGroupId ?? physicalName(this, { maxLength: 40, capitals: false });
    const { removal } = this;
    this.securityGroup = createSecurityGroup(this, "Cache", props.network.vpcId, Port.tcp(PORT));
    this.connections = this.securityGroup.connections;
    this.logGroups = createLogGroups(this, { ...cache, replicationGroupId, encryptionKey: props.encryptionKey, removal });
    if (!isSecondary(props.globalDatastore)) {
      this.parameterGroup = createParameterGroup(this, { ...cache, family: parameterGroupFamily(cache.engine) });
    }
    this.redisUsers = new RedisUsers(this, "Users", this.userGroupEngine);
    this.userGroup = this.redisUsers.group;
    this.resource = createReplicationGroup(this, props, cache, {
      replicationGroupId,
      port: PORT,
      parameterGroupName: this.parameterGroup?.name,
      securityGroupId: this.securityGroup.securityGroupId,
      userGroupId: this.userGroup.userGroupId,
      logGroups: this.logGroups,
      removal,
    });
    joinGlobalDatastore(this, props.globalDatastore, {
      replicationGroupId: this.resource.id,
      parameterGroupName: this.parameterGroup?.name,
    });
    this.replicationGroupId = this.resource.replicationGroupId;
    this.replicationGroupArn = this.resource.arn;
    this.endpoint = this.clusterMode ? this.resource.configurationEndpointAddress : this.resource.primaryEndpointAddress;
    this.shardAutoScalingResources = createScaling(this, "shards", this.replicationGroupId, cache.scaling);
    this.replicaAutoScalingResources = createScaling(this, "replicas", this.replicationGroupId, cache.scaling);
  }

  /**
   * The configuration endpoint, which clients ask which node has a key.
   *
   * @throws ValidationError with cluster mode disabled, where there is none
   */
  public get configurationEndpoint(): string {
    return this.endpointOf("configurationEndpoint", true, this.resource.configurationEndpointAddress);
  }

  /**
   * The primary endpoint, which follows the primary through a failover.
   *
   * @throws ValidationError with cluster mode enabled, where there is none
   */
  public get primaryEndpoint(): string {
    return this.endpointOf("primaryEndpoint", false, this.resource.primaryEndpointAddress);
  }

  /**
   * The reader endpoint, which spreads connections over the replicas.
   *
   * @throws ValidationError with cluster mode enabled, where clients ask the replicas of a shard by themselves
   */
  public get readerEndpoint(): string {
    return this.endpointOf("readerEndpoint", false, this.resource.readerEndpointAddress);
  }

  /** The users that grants have made, by what they were called. */
  public get users(): Readonly<Record<string, RedisUser>> {
    return this.redisUsers.byName;
  }

  /**
   * What a user logs in with: of a name, the cache's path with the name behind it, since user ids are unique in the account and region.
   *
   * @throws ValidationError for a name that a user can't have
   */
  public userName(user: string | IRedisUser): string {
    return this.redisUsers.nameOf(user);
  }

  /**
   * What a service needs to know to connect as a user; `redisEnvironment` makes environment variables of it.
   *
   * @param user as `grantConnect` is given it, before or after
   * @throws ValidationError for a name that a user can't have
   */
  public connection(user: string | IRedisUser): RedisConnection {
    return {
      host: this.endpoint,
      port: this.port,
      ...(this.clusterMode ? {} : { readerHost: this.readerEndpoint, readerPort: this.port }),
      userName: this.redisUsers.connectAs(user),
      cacheName: this.replicationGroupId,
      serverless: false,
      region: AwsEnvironment.of(this).region,
      engine: this.engine,
      clusterMode: this.clusterMode,
      ...CONNECTION_RULES,
    };
  }

  /**
   * Lets a role connect as a user, with IAM authentication. The user is created by the first grant that names it.
   *
   * @param grantee the role, or something that runs as one
   * @param user what the user is called in this stack: 1 to 40 lower-case letters, digits and dashes; it logs in as `userName(user)`. Or a `RedisUser` that caches share
   * @param options what the user may do
   * @throws ValidationError for a name or an access that ElastiCache refuses, or a user that was granted with another access
   */
  public grantConnect(grantee: IGrantable, user: string | IRedisUser, options: RedisUserOptions = {}): void {
    this.redisUsers.grantConnect(grantee, user, options, this.replicationGroupArn);
  }

  /**
   * Creates the recommended alarms: one for all nodes, those that auto scaling adds included; each node is in ALARM by itself. They find the nodes by a tag, which
   * CloudWatch must know: enable resource tags on telemetry, once in the account and region (CloudWatch User Guide, "Enable resource tags on telemetry").
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<RedisAlarm> = {}): CreatedAlarms<RedisAlarm> {
    return createAlarms(this, topic, redisAlarms(this), alarmChanges(overrides, this.nodeType));
  }

  /** The charts, with a line for each node, those that auto scaling adds included. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    return redisWidgets(this);
  }

  private endpointOf(prop: string, clusterMode: boolean, endpoint: string): string {
    new Validator(this)
      .check(
        prop,
        `clusterMode: ${this.clusterMode}`,
        this.clusterMode === clusterMode,
        `must be asked of a cache with cluster mode ${clusterMode ? "enabled" : "disabled"}`,
        this.clusterMode
          ? "Use configurationEndpoint, and a client that supports cluster mode."
          : "Use primaryEndpoint, and readerEndpoint for reads.",
      )
      .throwIfInvalid();
    return endpoint;
  }
}
