import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Construct } from "constructs";
import { AlarmOverrides, Connections, DashboardWidget, IAlarmTopic, IDashboardSource, IEncryptionKey, IGrantable, Port, Removal, SecurityGroup } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { createLogGroup } from "../../src/internal/log-group";
import { DEFAULT_LOG_RETENTION_DAYS } from "../../src/internal/log-retention";
import { fitName, pascalCase, pathFromStack, peerName, physicalName } from "../../src/internal/names";
import { removalLifecycle } from "../../src/internal/removal";
import { CacheAutoScaling } from "./cache-auto-scaling";
import { ImportedRedisCache, RedisCacheAttributes } from "./imported-redis-cache";
import { RedisAlarm, redisAlarms, redisWidgets } from "./redis-alarms";
import { IRedisCache, RedisUserOptions } from "./redis-cache-interface";
import { RedisCacheProps } from "./redis-cache-props";
import { validateCache } from "./redis-cache-validation";
import { REDIS_ENGINES, RedisEngine, isDataTiering, nodeIds, parameterGroupFamily } from "./redis-engine";
import { RedisUsers } from "./redis-users";

const PORT = 6379;
const LOG_TYPES = ["slow-log", "engine-log"] as const;

/**
 * An ElastiCache cluster for Valkey or Redis in the isolated subnets: shards with replicas in other AZs, encrypted at rest and on the way,
 * logged into by IAM alone.
 */
export class RedisCache extends Construct implements IRedisCache, IDashboardSource {
  /** A cache that exists already. */
  public static fromAttributes(scope: Construct, id: string, attributes: RedisCacheAttributes): IRedisCache {
    return new ImportedRedisCache(scope, id, attributes);
  }

  public readonly engine: RedisEngine;
  public readonly userGroupEngine: RedisEngine;
  public readonly engineVersion: string;
  public readonly clusterMode: boolean;
  public readonly shards: number;
  public readonly replicasPerShard: number;
  public readonly nodeType: string;
  public readonly snapshotRetentionDays: number;
  public readonly snapshotWindow: string;
  public readonly maintenanceWindow: string;
  public readonly logRetentionDays: number;
  public readonly autoMinorVersionUpgrade: boolean;
  public readonly applyImmediately: boolean;
  public readonly removal: Removal;

  public readonly replicationGroupId: string;
  public readonly replicationGroupArn: string;
  public readonly endpoint: string;
  /** A name that spreads reads over the replicas; undefined in cluster mode, where clients ask the shards themselves. */
  public readonly readerEndpoint?: string;
  public readonly port = PORT;
  public readonly connections: Connections;

  /** The replication group. */
  public readonly resource: ElasticacheReplicationGroup;
  public readonly users: RedisUsers;
  public readonly securityGroup: SecurityGroup;
  public readonly parameterGroup: ElasticacheParameterGroup;
  /** Keyed by `slow-log` and `engine-log`. */
  public readonly logGroups: Readonly<Record<string, CloudwatchLogGroup>>;
  /** Undefined without auto scaling of shards. */
  public readonly shardAutoScaling?: CacheAutoScaling;
  /** Undefined without auto scaling of replicas. */
  public readonly replicaAutoScaling?: CacheAutoScaling;

  public readonly dashboardLayer = "cache";
  public readonly dashboardTitle: string;
  private readonly identifier: string;

  constructor(scope: Construct, id: string, props: RedisCacheProps) {
    super(scope, id);
    this.engine = props.engine ?? "valkey";
    this.userGroupEngine = props.userGroupEngine ?? this.engine;
    this.engineVersion = props.engineVersion ?? REDIS_ENGINES[this.engine]?.defaultVersion ?? "";
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
    this.removal = props.removal ?? "protect";
    this.dashboardTitle = `Cache ${id}`;
    validateCache(this, props);
    this.identifier = props.replicationGroupId ?? physicalName(this, { maxLength: 40, capitals: false });

    this.securityGroup = this.createSecurityGroup(props);
    this.connections = this.securityGroup.connections;
    this.logGroups = this.createLogGroups(props.encryptionKey);
    this.parameterGroup = this.createParameterGroup(props);
    this.users = new RedisUsers(this, "Users", this.userGroupEngine);
    this.resource = this.createReplicationGroup(props);
    this.replicationGroupId = this.resource.replicationGroupId;
    this.replicationGroupArn = this.resource.arn;
    this.endpoint = this.clusterMode ? this.resource.configurationEndpointAddress : this.resource.primaryEndpointAddress;
    this.readerEndpoint = this.clusterMode ? undefined : this.resource.readerEndpointAddress;
    this.shardAutoScaling = this.scale("ShardAutoScaling", "NodeGroups", props.shardAutoScaling);
    this.replicaAutoScaling = this.scale("ReplicaAutoScaling", "Replicas", props.replicaAutoScaling);
  }

  public grantConnect(grantee: IGrantable, user: string, options: RedisUserOptions = {}): void {
    const { arn } = this.users.user(user, options.accessString);
    grantee.role.grant({
      sid: `${this.node.id}ConnectAs${pascalCase(user)}`,
      actions: ["elasticache:Connect"],
      resources: [this.replicationGroupArn, arn],
    });
  }

  /** Recommended alarms, for each node: one that suffers is hidden in an average. */
  public addAlarms(topic: IAlarmTopic, overrides: AlarmOverrides<RedisAlarm> = {}): void {
    const parent = (this.node.tryFindChild("Nodes") as Construct | undefined) ?? new Construct(this, "Nodes");
    for (const suffix of nodeIds(this.clusterMode, this.shards, this.replicasPerShard)) {
      createAlarms(new Construct(parent, suffix), topic, redisAlarms(`${this.replicationGroupId}-${suffix}`), overrides);
    }
  }

  public dashboardWidgets(): readonly DashboardWidget[] {
    const nodes = nodeIds(this.clusterMode, this.shards, this.replicasPerShard);
    return redisWidgets(nodes.map((suffix) => `${this.replicationGroupId}-${suffix}`));
  }

  private createSecurityGroup(props: RedisCacheProps): SecurityGroup {
    return new SecurityGroup(this, "SecurityGroup", {
      vpcId: props.network.vpcId,
      description: `Cache ${peerName(this)}`,
      defaultPort: Port.tcp(PORT),
      peerName: peerName(this),
    });
  }

  private createLogGroups(encryptionKey: IEncryptionKey): Record<string, CloudwatchLogGroup> {
    const groups = LOG_TYPES.map((type): [string, CloudwatchLogGroup] => [
      type,
      createLogGroup(this, `LogGroup-${type}`, {
        name: `/aws/elasticache/${this.identifier}/${type}`,
        retentionDays: this.logRetentionDays,
        encryptionKey,
        removal: this.removal,
      }),
    ]);
    return Object.fromEntries(groups);
  }

  /** Named after its family: a new major version gets a group beside the one in use. */
  private createParameterGroup(props: RedisCacheProps): ElasticacheParameterGroup {
    const family = parameterGroupFamily(this.engine, this.engineVersion);
    const parameters = { "cluster-enabled": this.clusterMode ? "yes" : "no", ...props.parameters };
    return new ElasticacheParameterGroup(this, "ParameterGroup", {
      name: fitName([...pathFromStack(this), family], { maxLength: 255, capitals: false }),
      family,
      description: `Cache ${pathFromStack(this).join("/")}`,
      parameter: Object.entries(parameters)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => ({ name, value })),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createReplicationGroup(props: RedisCacheProps): ElasticacheReplicationGroup {
    const scaled = [
      ...(props.shardAutoScaling ? ["num_node_groups"] : []),
      ...(props.replicaAutoScaling ? ["replicas_per_node_group"] : []),
    ];
    return new ElasticacheReplicationGroup(this, "Resource", {
      replicationGroupId: this.identifier,
      description: `Cache ${pathFromStack(this).join("/")}`,
      engine: this.engine,
      engineVersion: this.engineVersion,
      nodeType: this.nodeType,
      // These node types keep what is rarely read on an SSD, and exist in no other way.
      dataTieringEnabled: isDataTiering(this.nodeType) || undefined,
      port: PORT,
      ...(this.clusterMode
        ? { clusterMode: "enabled", numNodeGroups: this.shards, replicasPerNodeGroup: this.replicasPerShard }
        : { clusterMode: "disabled", numCacheClusters: this.replicasPerShard + 1 }),
      automaticFailoverEnabled: this.clusterMode || this.replicasPerShard > 0,
      multiAzEnabled: this.replicasPerShard > 0,
      parameterGroupName: this.parameterGroup.name,
      subnetGroupName: props.network.cacheSubnetGroupName,
      securityGroupIds: [this.securityGroup.securityGroupId],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      atRestEncryptionEnabled: "true",
      kmsKeyId: props.encryptionKey.arn,
      userGroupIds: [this.users.group.userGroupId],
      logDeliveryConfiguration: LOG_TYPES.map((logType) => ({
        logType,
        logFormat: "json",
        destinationType: "cloudwatch-logs",
        destination: this.logGroups[logType]!.name,
      })),
      snapshotName: props.snapshotName,
      snapshotRetentionLimit: this.snapshotRetentionDays,
      snapshotWindow: this.snapshotWindow,
      maintenanceWindow: this.maintenanceWindow,
      finalSnapshotIdentifier: this.removal === "protect" ? `${this.identifier}-final` : undefined,
      autoMinorVersionUpgrade: `${this.autoMinorVersionUpgrade}`,
      applyImmediately: this.applyImmediately,
      // What scaling decides on, and a snapshot that is history once the cache stands.
      lifecycle: { ...removalLifecycle(this.removal), ignoreChanges: ["snapshot_name", ...scaled] },
    });
  }

  private scale(id: string, unit: "NodeGroups" | "Replicas", scaling: RedisCacheProps["shardAutoScaling"]): CacheAutoScaling | undefined {
    return scaling && new CacheAutoScaling(this, id, { ...scaling, unit, replicationGroupId: this.replicationGroupId });
  }
}
