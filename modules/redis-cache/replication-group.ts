import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ElasticacheReplicationGroup, ElasticacheReplicationGroupConfig } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { Construct } from "constructs";
import { DatabaseRemoval } from "../../src/core";
import { pathFromStack } from "../../src/internal/names";
import { removalLifecycle } from "../../src/internal/removal";
import { alarmTags } from "./alarms";
import { scaledArguments } from "./auto-scaling";
import { versionArguments } from "./engine";
import { memberArguments } from "./global-membership";
import { RedisLogType, logDeliveries } from "./log-delivery";
import { isDataTiering } from "./node-type";
import { notificationArguments } from "./notifications";
import { RedisCacheProps, ResolvedCache } from "./redis-cache-props";
import { RESTORE_ARGUMENTS, snapshotArguments } from "./snapshots";
import { topologyArguments } from "./topology";

/** What a replication group is made with, besides the choices. */
interface ReplicationGroupParts {
  readonly replicationGroupId: string;
  readonly port: number;
  readonly parameterGroupName: string | undefined;
  readonly securityGroupId: string;
  readonly userGroupId: string;
  readonly logGroups: Readonly<Partial<Record<RedisLogType, CloudwatchLogGroup>>>;
  readonly removal: DatabaseRemoval;
}

/** The replication group of a cache. */
export function createReplicationGroup(
  scope: Construct,
  props: RedisCacheProps,
  cache: ResolvedCache,
  parts: ReplicationGroupParts,
): ElasticacheReplicationGroup {
  const { engineVersion, ignored, postcondition } = versionArguments(cache.engine);
  const config: ElasticacheReplicationGroupConfig = {
    replicationGroupId: parts.replicationGroupId,
    description: `Cache ${pathFromStack(scope).join("/")}`,
    engine: cache.engine.engine,
    engineVersion,
    nodeType: cache.nodeType,
    // These node types exist with data tiering alone.
    dataTieringEnabled: isDataTiering(cache.nodeType) || undefined,
    port: parts.port,
    ...topologyArguments(cache),
    parameterGroupName: parts.parameterGroupName,
    subnetGroupName: props.network.cacheSubnetGroupName,
    securityGroupIds: [parts.securityGroupId],
    transitEncryptionEnabled: true,
    transitEncryptionMode: "required",
    atRestEncryptionEnabled: "true",
    kmsKeyId: props.encryptionKey.keyArn,
    userGroupIds: [parts.userGroupId],
    logDeliveryConfiguration: logDeliveries(parts.logGroups),
    ...notificationArguments(scope, props.notificationTopic),
    snapshotName: props.snapshotName,
    snapshotArns: props.snapshotArns && [...props.snapshotArns],
    ...snapshotArguments(cache, parts),
    autoMinorVersionUpgrade: `${cache.engine.autoMinorVersionUpgrade}`,
    applyImmediately: cache.applyImmediately,
    tags: alarmTags(parts.replicationGroupId),
    lifecycle: {
      ...removalLifecycle(parts.removal),
      // A snapshot matters when the cache is created; what scales is decided by auto scaling.
      ignoreChanges: [...RESTORE_ARGUMENTS, ...ignored, ...scaledArguments(cache.scaling)],
      postcondition,
    },
  };
  return new ElasticacheReplicationGroup(scope, "Resource", memberArguments(config, props.globalDatastore));
}
