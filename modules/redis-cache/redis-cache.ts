import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";
import {
  AwsEnvironment,
  AlarmOverrides,
  Connections,
  DashboardWidget,
  IAlarmTopic,
  IConnectable,
  IDashboardSource,
  IEncryptionKey,
  IGrantable,
  INetwork,
  Port,
  DatabaseRemoval,
  SecurityGroup,
  CreatedAlarms,
} from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { NETWORK } from "../../src/core/interfaces";
import { createAlarms } from "../../src/internal/create-alarms";
import { createSecurityGroup } from "../../src/internal/create-security-group";
import { FORMATS } from "../../src/internal/formats";
import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { pathFromStack, physicalName } from "../../src/internal/names";
import { BOOLEAN, NUMBER, PropTypes, STRING, STRING_RECORD, oneOf, optional, record } from "../../src/internal/prop-types";
import { checkKeyRegion } from "../../src/internal/region";
import { DATABASE_REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { RedisAlarm, redisAlarms, redisWidgets } from "./alarms";
import { RedisAutoScaling, RedisScalingResources, ScalingByUnit, checkAutoScaling, createScaling, scaledArguments } from "./auto-scaling";
import { REDIS_ENGINES, RedisEngine, checkEngine, defaultEngineVersion, parameterGroupFamily } from "./engine";
import { ImportedRedisCache, RedisCacheAttributes } from "./imported-redis-cache";
import { RedisLogType, createLogGroups, logDeliveries } from "./log-delivery";
import { checkNodeType, isDataTiering } from "./node-type";
import { checkParameters, createParameterGroup } from "./parameters";
import { SnapshotSettings, checkSnapshots, snapshotArguments } from "./snapshots";
import { Topology, checkTopology, nodeIds, topologyArguments, warnOfTopology } from "./topology";
import { RedisUserOptions, RedisUsers, grantConnectTo } from "./users";

/** A Redis OSS or Valkey cache, made here or elsewhere. */
export interface IRedisCache extends IConnectable {
  /** The name to connect to, over TLS: the configuration endpoint with cluster mode enabled, else the primary endpoint. */
  readonly endpoint: string;
  /** The port to connect to. */
  readonly port: number;
  /**
   * Lets a role connect as a user, with an IAM token in place of a password (ElastiCache User Guide, "Authenticating with IAM").
   *
   * @param grantee the role, or something that runs as one
   * @param user what the user is called in this stack: 1 to 40 lower-case letters, digits and dashes; it logs in as `userName(user)`
   * @param options what the user may do
   * @throws ValidationError for a name or an access string that ElastiCache refuses, or a user that was granted with another access string
   */
  grantConnect(grantee: IGrantable, user: string, options?: RedisUserOptions): void;
  /** What a user logs in with, by the name that `grantConnect` was given. */
  userName(user: string): string;
}

/** The choices for a cache of nodes. */
export interface RedisCacheProps {
  /** The network whose cache subnet group the nodes are in. */
  readonly network: INetwork;
  /** Encrypts data at rest, snapshots and logs. A change replaces the cache. */
  readonly encryptionKey: IEncryptionKey;
  /** The engine. A change from `redis` to `valkey` is an update in place; there is no way back. See `userGroupEngine`. @default "valkey" */
  readonly engine?: RedisEngine;
  /**
   * The engine of the users and of their user group. A Valkey cache accepts a user group of Redis OSS, a Redis OSS cache none of Valkey, and the
   * user group is changed before the cache: to move from `redis` to `valkey`, keep this at `redis` (ElastiCache User Guide, "Role-Based Access
   * Control (RBAC)").
   *
   * @default - `engine`
   */
  readonly userGroupEngine?: RedisEngine;
  /** The version: 7.2 or 8.x of Valkey, 7.0 or 7.1 of Redis OSS. @default "8.0", or "7.1" for redis */
  readonly engineVersion?: string;
  /** Whether keys are partitioned over shards; clients must support it. ElastiCache refuses a change: create a new cache. @default true */
  readonly clusterMode?: boolean;
  /** Shards, 1 to 500; 1 with cluster mode disabled. Shards are added and removed online, and keys are moved between them. @default 1 */
  readonly shards?: number;
  /** Replicas of each shard, 0 to 5, in other AZs than its primary. Without one, a failed node loses its data. @default 1 */
  readonly replicasPerShard?: number;
  /** The node type. `cache.r6gd` types have data tiering; a change from or to one replaces the cache. @default "cache.r7g.large" */
  readonly nodeType?: string;
  /** A fixed id, 1 to 40 lower-case letters, digits and dashes. A change replaces the cache. @default - made from the construct's path */
  readonly replicationGroupId?: string;
  /** Parameters by name, without `cluster-enabled`. @default - none but `cluster-enabled`, which follows `clusterMode` */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Days that automatic snapshots are kept, 0 (no snapshots) to 35. @default 7 */
  readonly snapshotRetentionDays?: number;
  /** Daily window of automatic snapshots in UTC, at least 60 minutes. @default "02:00-03:00" */
  readonly snapshotWindow?: string;
  /** Weekly maintenance window in UTC, at least 60 minutes, that doesn't overlap `snapshotWindow`. @default "sun:03:30-sun:04:30" */
  readonly maintenanceWindow?: string;
  /** The name of a snapshot that the cache is restored from when it is created; a later change has no effect. @default - it is created empty */
  readonly snapshotName?: string;
  /** Days that CloudWatch Logs keeps the slow log and the engine log. @default 365 */
  readonly logRetentionDays?: number;
  /** Auto scaling of shards; needs cluster mode, and nodes of `large` or larger that aren't burstable. @default - none */
  readonly shardAutoScaling?: RedisAutoScaling;
  /** Auto scaling of the replicas of each shard; needs the same. @default - none */
  readonly replicaAutoScaling?: RedisAutoScaling;
  /** Whether minor versions are applied in the maintenance window. @default true */
  readonly autoMinorVersionUpgrade?: boolean;
  /** Whether changes are applied immediately rather than in the maintenance window. @default true */
  readonly applyImmediately?: boolean;
  /** What happens to the cache when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: DatabaseRemoval;
}

const PROPS: PropTypes<RedisCacheProps> = {
  network: NETWORK,
  encryptionKey: ENCRYPTION_KEY,
  engine: optional(oneOf(REDIS_ENGINES)),
  userGroupEngine: optional(oneOf(REDIS_ENGINES)),
  engineVersion: optional(STRING),
  clusterMode: optional(BOOLEAN),
  shards: optional(NUMBER),
  replicasPerShard: optional(NUMBER),
  nodeType: optional(STRING),
  replicationGroupId: optional(STRING),
  parameters: optional(STRING_RECORD),
  snapshotRetentionDays: optional(NUMBER),
  snapshotWindow: optional(STRING),
  maintenanceWindow: optional(STRING),
  snapshotName: optional(STRING),
  logRetentionDays: optional(NUMBER),
  shardAutoScaling: optional(record<RedisAutoScaling>()),
  replicaAutoScaling: optional(record<RedisAutoScaling>()),
  autoMinorVersionUpgrade: optional(BOOLEAN),
  applyImmediately: optional(BOOLEAN),
  removal: DATABASE_REMOVAL,
};

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
  /** Days that CloudWatch Logs keeps the slow log and the engine log. */
  public readonly logRetentionDays: number;
  /** Whether minor versions are applied in the maintenance window. */
  public readonly autoMinorVersionUpgrade: boolean;
  /** Whether changes are applied immediately. */
  public readonly applyImmediately: boolean;
  /** What happens to the cache when it leaves the configuration. */
  public readonly removal: DatabaseRemoval;

  /** The replication group's id. */
  public readonly replicationGroupId: string;
  /** The replication group's ARN. */
  public readonly replicationGroupArn: string;
  /** The name to connect to, over TLS: the configuration endpoint with cluster mode enabled, else the primary endpoint. */
  public readonly endpoint: string;
  /** The reader endpoint, which spreads reads over the replicas; undefined with cluster mode enabled, where clients ask the shards themselves. */
  public readonly readerEndpoint?: string;
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
  /** The parameter group. */
  public readonly parameterGroup: ElasticacheParameterGroup;
  /** The log groups, by the log that is delivered to each. */
  public readonly logGroups: Readonly<Record<RedisLogType, CloudwatchLogGroup>>;
  /** What scales the shards; undefined without `shardAutoScaling`. */
  public readonly shardAutoScalingResources?: RedisScalingResources;
  /** What scales the replicas; undefined without `replicaAutoScaling`. */
  public readonly replicaAutoScalingResources?: RedisScalingResources;

  /** The layer of the dashboard that the charts are shown in. */
  public readonly dashboardLayer = "cache";
  /** The heading of the charts. */
  public readonly dashboardTitle: string;
  private readonly redisUsers: RedisUsers;
  private readonly nodes: readonly string[];
  /** What the alarms of each node are made below; undefined before `addAlarms`. */
  private alarmScopes?: ReadonlyMap<string, Construct>;

  /** @throws ValidationError for props that ElastiCache refuses */
  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id);
    const validator = new Validator(this).props(props, PROPS);
    this.engine = props.engine ?? "valkey";
    this.userGroupEngine = props.userGroupEngine ?? this.engine;
    this.engineVersion = props.engineVersion ?? defaultEngineVersion(this.engine);
    this.clusterMode = props.clusterMode ?? true;
    this.shards = props.shards ?? 1;
    this.replicasPerShard = props.replicasPerShard ?? 1;
    this.nodeType = props.nodeType ?? "cache.r7g.large";
    this.snapshotRetentionDays = props.snapshotRetentionDays ?? 7;
    this.snapshotWindow = props.snapshotWindow ?? "02:00-03:00";
    this.maintenanceWindow = props.maintenanceWindow ?? "sun:03:30-sun:04:30";
    this.logRetentionDays = props.logRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS;
    this.autoMinorVersionUpgrade = props.autoMinorVersionUpgrade ?? true;
    this.applyImmediately = props.applyImmediately ?? true;
    this.removal = removalOf(this, props.removal);
    this.dashboardTitle = `Cache ${id}`;

    const topology = { clusterMode: this.clusterMode, shards: this.shards, replicasPerShard: this.replicasPerShard };
    const scaling = { shards: props.shardAutoScaling, replicas: props.replicaAutoScaling };
    const { snapshotRetentionDays, snapshotWindow, maintenanceWindow } = this;
    const snapshots = { snapshotRetentionDays, snapshotWindow, maintenanceWindow };
    checkEngine(validator, { engine: this.engine, engineVersion: this.engineVersion, userGroupEngine: this.userGroupEngine });
    checkTopology(validator, topology);
    checkNodeType(validator, this.nodeType);
    checkAutoScaling(validator, scaling, this.nodeType, topology);
    checkParameters(validator, props.parameters);
    checkSnapshots(validator, snapshots);
    checkLogRetention(validator, "logRetentionDays", this.logRetentionDays);
    checkKeyRegion(validator, props.encryptionKey, AwsEnvironment.of(this).region);
    validator.format("replicationGroupId", props.replicationGroupId, FORMATS.cacheIdentifier).throwIfInvalid();
    warnOfTopology(this, topology);

    deployAfter(this, props.network, props.encryptionKey);
    const identifier = props.replicationGroupId ?? physicalName(this, { maxLength: 40, capitals: false });
    this.securityGroup = createSecurityGroup(this, "Cache", props.network.vpcId, Port.tcp(PORT));
    this.connections = this.securityGroup.connections;
    this.logGroups = createLogGroups(this, {
      replicationGroupId: identifier,
      retentionDays: this.logRetentionDays,
      encryptionKey: props.encryptionKey,
      removal: this.removal,
    });
    this.parameterGroup = createParameterGroup(this, {
      family: parameterGroupFamily(this.engine, this.engineVersion),
      clusterMode: this.clusterMode,
      parameters: props.parameters,
    });
    this.redisUsers = new RedisUsers(this, "Users", this.userGroupEngine);
    this.userGroup = this.redisUsers.group;
    this.resource = this.createReplicationGroup(props, identifier, topology, snapshots, scaling);
    this.replicationGroupId = this.resource.replicationGroupId;
    this.replicationGroupArn = this.resource.arn;
    this.endpoint = this.clusterMode ? this.resource.configurationEndpointAddress : this.resource.primaryEndpointAddress;
    this.readerEndpoint = this.clusterMode ? undefined : this.resource.readerEndpointAddress;
    this.shardAutoScalingResources = createScaling(this, "shards", this.replicationGroupId, scaling);
    this.replicaAutoScalingResources = createScaling(this, "replicas", this.replicationGroupId, scaling);
    this.nodes = nodeIds(topology);
  }

  /** The users by name, as `grantConnect` has created them, with the disabled `default` that a user group of Redis OSS must hold. */
  public get users(): Readonly<Record<string, ElasticacheUser>> {
    return this.redisUsers.byName;
  }

  /**
   * What a user logs in with: the cache's path with the user's name behind it, since user ids are unique in the account and region.
   *
   * @throws ValidationError for a name that a user can't have
   */
  public userName(user: string): string {
    return this.redisUsers.nameOf(user);
  }

  /**
   * Lets a role connect as a user, with IAM authentication. The user is created by the first grant that names it.
   *
   * @param grantee the role, or something that runs as one
   * @param user what the user is called in this stack: 1 to 40 lower-case letters, digits and dashes; it logs in as `userName(user)`
   * @param options what the user may do
   * @throws ValidationError for a name or an access string that ElastiCache refuses, or a user that was granted with another access string
   */
  public grantConnect(grantee: IGrantable, user: string, options: RedisUserOptions = {}): void {
    const { arn } = this.redisUsers.user(user, options);
    grantConnectTo(this, grantee, user, this.replicationGroupArn, arn);
  }

  /**
   * Creates the recommended alarms of each node: an average over the nodes would hide one that is overloaded.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name, for all nodes alike; `false` leaves one out
   * @returns the alarms by node, such as `0001-001`
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<RedisAlarm> = {}): Readonly<Record<string, CreatedAlarms<RedisAlarm>>> {
    this.alarmScopes ??= this.createAlarmScopes();
    return Object.fromEntries(
      [...this.alarmScopes].map(([node, scope]) => [
        node,
        createAlarms(scope, topic, redisAlarms(`${this.replicationGroupId}-${node}`), overrides),
      ]),
    );
  }

  /** The charts, with a line for each node. */
  public dashboardWidgets(): readonly DashboardWidget[] {
    return redisWidgets(this.nodes.map((node) => `${this.replicationGroupId}-${node}`));
  }

  private createAlarmScopes(): ReadonlyMap<string, Construct> {
    const parent = new Construct(this, "Nodes");
    return new Map(this.nodes.map((node) => [node, new Construct(parent, node)]));
  }

  private createReplicationGroup(
    props: RedisCacheProps,
    identifier: string,
    topology: Topology,
    snapshots: SnapshotSettings,
    scaling: ScalingByUnit,
  ): ElasticacheReplicationGroup {
    return new ElasticacheReplicationGroup(this, "Resource", {
      replicationGroupId: identifier,
      description: `Cache ${pathFromStack(this).join("/")}`,
      engine: this.engine,
      engineVersion: this.engineVersion,
      nodeType: this.nodeType,
      // These node types exist with data tiering alone.
      dataTieringEnabled: isDataTiering(this.nodeType) || undefined,
      port: PORT,
      ...topologyArguments(topology),
      parameterGroupName: this.parameterGroup.name,
      subnetGroupName: props.network.cacheSubnetGroupName,
      securityGroupIds: [this.securityGroup.securityGroupId],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: "true",
      kmsKeyId: props.encryptionKey.keyArn,
      userGroupIds: [this.userGroup.userGroupId],
      logDeliveryConfiguration: logDeliveries(this.logGroups),
      snapshotName: props.snapshotName,
      ...snapshotArguments(snapshots, {
        replicationGroupId: identifier,
        securityGroupId: this.securityGroup.securityGroupId,
        removal: this.removal,
      }),
      autoMinorVersionUpgrade: `${this.autoMinorVersionUpgrade}`,
      applyImmediately: this.applyImmediately,
      // A snapshot matters when the cache is created; what scales is decided by auto scaling.
      lifecycle: { ...removalLifecycle(this.removal), ignoreChanges: ["snapshot_name", ...scaledArguments(scaling)] },
    });
  }
}
