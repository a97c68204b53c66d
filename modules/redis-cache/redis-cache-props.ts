import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, DatabaseRemoval, IEncryptionKey, INetwork } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { NETWORK } from "../../src/core/interfaces";
import { FORMATS } from "../../src/internal/formats";
import { BOOLEAN, NUMBER, PropTypes, STRING, optional, record } from "../../src/internal/prop-types";
import { checkKeyRegion, checkNetworkPlace } from "../../src/internal/region";
import { DATABASE_REMOVAL } from "../../src/internal/removal";
import { Validator } from "../../src/internal/validator";
import {
  RedisAutoScaling,
  RedisShardAutoScaling,
  ScalingByUnit,
  checkAutoScaling,
  fewestReplicas,
  warnOfAutoScaling,
} from "./auto-scaling";
import { ENGINE_PROPS, RedisEngineProps, ResolvedEngine, checkEngine, parameterGroupFamily, resolveEngine, warnOfVersion } from "./engine";
import { RedisGlobalMembership, checkGlobalMembership, withGlobalSettings } from "./global-membership";
import { LOG_PROPS, RedisLogProps, checkLogs, resolveLogs } from "./log-delivery";
import { checkNodeType, warnOfNodeType } from "./node-type";
import { EVENT_TOPIC, IRedisEventTopic, checkNotificationTopic } from "./notifications";
import { PARAMETER_PROPS, RedisParameterProps, checkParameters, resolveMemory, warnOfParameters } from "./parameters";
import { RESTORE_PROPS, RedisRestoreProps, SnapshotSettings, checkRestore, checkSnapshots } from "./snapshots";
import { Topology, checkTopology, warnOfPlacement, warnOfTopology } from "./topology";

/** The choices for a cache of nodes. */
export interface RedisCacheProps extends RedisEngineProps, RedisParameterProps, RedisLogProps, RedisRestoreProps {
  /** The network whose cache subnet group the nodes are in. */
  readonly network: INetwork;
  /** Encrypts data at rest, snapshots and logs. A change replaces the cache. */
  readonly encryptionKey: IEncryptionKey;
  /** Whether keys are partitioned over shards; clients must support it. ElastiCache refuses a change: create a new cache. @default true */
  readonly clusterMode?: boolean;
  /**
   * Shards, 1 to 500; 1 with cluster mode disabled. With the replicas of all shards 500 nodes are the most (ElastiCache API Reference, CreateReplicationGroup).
   * Shards are added and removed online, and keys are moved between them.
   *
   * @default 1
   */
  readonly shards?: number;
  /** Replicas of each shard, 0 to 5, in other AZs than its primary. Without one, a failed node loses its data. @default 1 */
  readonly replicasPerShard?: number;
  /** The node type. `cache.r6gd` types have data tiering; a change from or to one replaces the cache. @default "cache.r7g.large" */
  readonly nodeType?: string;
  /** A fixed id, 1 to 40 lower-case letters, digits and dashes. A change replaces the cache. @default - made from the construct's path */
  readonly replicationGroupId?: string;
  /** Days that automatic snapshots are kept, 0 (no snapshots) to 35. @default 7 */
  readonly snapshotRetentionDays?: number;
  /** Daily window of automatic snapshots in UTC, at least 60 minutes. @default "02:00-03:00" */
  readonly snapshotWindow?: string;
  /** Weekly maintenance window in UTC, at least 60 minutes, that doesn't overlap `snapshotWindow`. @default "sun:03:30-sun:04:30" */
  readonly maintenanceWindow?: string;
  /**
   * The topic that ElastiCache publishes the cache's events to, such as failovers, replaced nodes and snapshots that failed. To stop them, take the topic's subscribers away: the
   * provider can't take a topic away from a cache.
   *
   * @default - none
   */
  readonly notificationTopic?: IRedisEventTopic;
  /**
   * Auto scaling of shards; needs cluster mode, and nodes of `large`, `xlarge` or `2xlarge` that aren't burstable. `shards` is then what the cache is created with. Without
   * it again, the next apply brings the cache back to `shards`: raise that first.
   *
   * @default - none
   */
  readonly shardAutoScaling?: RedisShardAutoScaling;
  /** Auto scaling of the replicas of each shard; needs the same, and does the same to `replicasPerShard`. @default - none */
  readonly replicaAutoScaling?: RedisAutoScaling;
  /**
   * Whether changes are applied immediately rather than in the maintenance window. The node type and the version wait for it, and each plan shows them until then; shards and
   * replicas change at once in any case.
   *
   * @default true
   */
  readonly applyImmediately?: boolean;
  /** The cache's part in a global datastore, which then says engine, version, node type, cluster mode and shards. @default - none */
  readonly globalDatastore?: RedisGlobalMembership;
  /** What happens to the cache when it leaves the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: DatabaseRemoval;
}

const PROPS: PropTypes<RedisCacheProps> = {
  network: NETWORK,
  encryptionKey: ENCRYPTION_KEY,
  ...ENGINE_PROPS,
  clusterMode: optional(BOOLEAN),
  shards: optional(NUMBER),
  replicasPerShard: optional(NUMBER),
  nodeType: optional(STRING),
  replicationGroupId: optional(STRING),
  ...PARAMETER_PROPS,
  snapshotRetentionDays: optional(NUMBER),
  snapshotWindow: optional(STRING),
  maintenanceWindow: optional(STRING),
  ...RESTORE_PROPS,
  ...LOG_PROPS,
  notificationTopic: optional(EVENT_TOPIC),
  shardAutoScaling: optional(record<RedisShardAutoScaling>()),
  replicaAutoScaling: optional(record<RedisAutoScaling>()),
  applyImmediately: optional(BOOLEAN),
  globalDatastore: optional(record<RedisGlobalMembership>()),
  removal: DATABASE_REMOVAL,
};

/** What decides which resources are created, and how. */
const KNOWN_AT_SYNTHESIS = [
  "engine",
  "engineVersion",
  "autoMinorVersionUpgrade",
  "userGroupEngine",
  "clusterMode",
  "shards",
  "replicasPerShard",
  "nodeType",
  "snapshotRetentionDays",
  "globalDatastore",
  "removal",
] as const;

/** The choices with their defaults resolved. */
export interface ResolvedCache extends Topology, SnapshotSettings, Required<RedisLogProps>, Required<RedisParameterProps> {
  readonly engine: ResolvedEngine;
  readonly nodeType: string;
  readonly applyImmediately: boolean;
  readonly scaling: ScalingByUnit;
}

/** The choices with their defaults resolved. Pure. */
export function resolveCache(props: RedisCacheProps): ResolvedCache {
  const nodeType = props.nodeType ?? "cache.r7g.large";
  return {
    engine: resolveEngine(props),
    nodeType,
    clusterMode: props.clusterMode ?? true,
    shards: props.shards ?? 1,
    replicasPerShard: props.replicasPerShard ?? 1,
    snapshotRetentionDays: props.snapshotRetentionDays ?? 7,
    snapshotWindow: props.snapshotWindow ?? "02:00-03:00",
    maintenanceWindow: props.maintenanceWindow ?? "sun:03:30-sun:04:30",
    ...resolveLogs(props),
    ...resolveMemory(props, nodeType),
    parameters: props.parameters ?? {},
    applyImmediately: props.applyImmediately ?? true,
    scaling: { shards: props.shardAutoScaling, replicas: props.replicaAutoScaling },
  };
}

/**
 * The choices with their defaults resolved.
 *
 * @throws ValidationError for what ElastiCache refuses
 */
export function checkCache(scope: Construct, given: RedisCacheProps): ResolvedCache {
  const validator = new Validator(scope).props(given, PROPS);
  for (const prop of KNOWN_AT_SYNTHESIS) validator.known(prop, given[prop]);
  validator.throwIfInvalid();
  checkGlobalMembership(validator, scope, given);
  const props = withGlobalSettings(given);
  checkEngine(validator, props);
  const cache = resolveCache(props);
  checkTopology(validator, cache);
  checkNodeType(validator, cache.nodeType, cache.engine.engine);
  checkAutoScaling(validator, cache.scaling, cache.nodeType, cache);
  checkParameters(validator, cache, {
    ...cache,
    family: parameterGroupFamily(cache.engine),
    replicasPerShard: fewestReplicas(cache.scaling, cache),
  });
  checkSnapshots(validator, cache);
  checkRestore(validator, props);
  checkLogs(validator, cache);
  checkNotificationTopic(validator, scope, props.notificationTopic);
  checkKeyRegion(validator, props.encryptionKey, AwsEnvironment.of(scope).region);
  checkNetworkPlace(validator, props.network);
  validator.format("replicationGroupId", props.replicationGroupId, FORMATS.cacheIdentifier).throwIfInvalid();
  return cache;
}

/** Warns of what ElastiCache accepts and what hurts all the same. */
export function warnOfCache(scope: Construct, cache: ResolvedCache, { dataSubnets }: INetwork): void {
  warnOfTopology(scope, cache);
  warnOfPlacement(scope, cache, dataSubnets);
  warnOfAutoScaling(scope, cache.scaling, cache);
  warnOfParameters(scope, cache, parameterGroupFamily(cache.engine));
  warnOfNodeType(scope, cache.nodeType);
  warnOfVersion(scope, cache.engine);
  if (cache.snapshotRetentionDays === 0 && cache.clusterMode) {
    Annotations.of(scope).addWarning(
      "No automatic snapshots, and none later: to switch them on, the provider names a node, which ElastiCache refuses with cluster mode enabled. Keep them for a day at least.",
    );
  }
}
