import { DashboardWidget } from "../../src/core";
import { AlarmDefinition, AlarmOverrides } from "../../src/core/alarm";
import { hasCreditMetrics, isDataTiering, maxConnectionsOf, vcpusOf } from "./node-type";

/**
 * The recommended alarms of a cache of nodes: one for all nodes, those that auto scaling adds included. Each node is in ALARM by itself, and named in
 * the notification.
 *
 * - `nodes`: CloudWatch finds no node of the cache, so that none of the others can be in ALARM
 * - `cpu`: a node has little CPU left for its one working thread
 * - `cpuCredits`: a burstable node is about to be held at its baseline; only nodes of T3 and T4g have it
 * - `memory`: a node has little memory left, or, with data tiering, little memory and SSD
 * - `evictions`: keys are evicted
 * - `connections`: a node has most of the connections that it accepts
 * - `replicationLag`: a replica is behind its primary
 * - `globalLag`: a secondary cache of a global datastore is behind its primary one; only caches in one have it
 * - `trafficManagement`: a node gets more commands than it can process, and ElastiCache holds traffic back
 * - `authentication`: logins fail
 * - `commandAuthorization`, `keyAuthorization`, `channelAuthorization`: users run commands, or use keys or channels, that they have no permission for
 */
export type RedisAlarm =
  | "nodes"
  | "cpu"
  | "cpuCredits"
  | "memory"
  | "evictions"
  | "connections"
  | "replicationLag"
  | "globalLag"
  | "trafficManagement"
  | "authentication"
  | "commandAuthorization"
  | "keyAuthorization"
  | "channelAuthorization";

/** The key of the tag by which the alarms find the nodes. */
const TAG = "ReplicationGroupId";

/** What nodes' metrics are published with (CloudWatch User Guide, "Supported metrics for resource tags for telemetry"). */
const DIMENSIONS = ["CacheClusterId", "CacheNodeId"];

/** Of the CPU, and of the CPU's share for the one working thread (ElastiCache User Guide, "Which Metrics Should I Monitor?"). */
const MOST_CPU_PERCENT = 90;
const MOST_MEMORY_PERCENT = 80;
const MOST_CONNECTIONS = 0.8;
/** A credit is a minute of a whole vCPU (ElastiCache User Guide, "Supported node types"). */
const LEAST_CREDITS = 5;

/** What the alarms of a replication group depend on. */
export interface RedisSizing {
  readonly replicationGroupId: string;
  readonly nodeType: string;
  /** The cache's part in a global datastore. */
  readonly globalDatastore?: object;
}

/**
 * What a replication group is tagged with, for its alarms to find its nodes: ElastiCache gives nodes the tags of their group, also those that are added
 * later (ElastiCache User Guide, "Tagging your ElastiCache resources"). Pure.
 */
export function alarmTags(replicationGroupId: string): Readonly<Record<string, string>> {
  return { [TAG]: replicationGroupId };
}

/** The recommended alarms of a replication group, those of CPU credits and of a global datastore only where there are any. Pure. */
export function redisAlarms({ replicationGroupId, nodeType, globalDatastore }: RedisSizing): Record<RedisAlarm, AlarmDefinition> {
  const all = (metricName: string, statistic: string, periodSeconds?: number) => ({
    metric: { namespace: "AWS/ElastiCache", metricName, statistic, dimensions: {}, periodSeconds },
    watched: { dimensions: DIMENSIONS, tag: { key: TAG, value: replicationGroupId } },
  });
  const each = (metricName: string, statistic: string, periodSeconds?: number) => {
    const { metric, watched } = all(metricName, statistic, periodSeconds);
    return { metric, watched: { ...watched, each: "CacheClusterId" } };
  };
  const cpu = cpuOf(nodeType);
  const alarms = {
    nodes: {
      ...all("CurrConnections", "SampleCount", 300),
      description:
        "CloudWatch finds no node of the cache, and no other alarm of it can be in ALARM. Enable resource tags on telemetry, once in this account and " +
        "region: aws observabilityadmin start-telemetry-enrichment. Where they are enabled, look at the cache itself.",
      threshold: 1,
      comparison: "<",
      evaluationPeriods: 3,
      missingData: "breaching",
    },
    cpu: {
      ...each(cpu.metricName, "Average"),
      description:
        "A node's one working thread is at its limit. Look for slow commands in the slow log; then add shards, or replicas to read from.",
      threshold: cpu.mostPercent,
      missingData: "missing",
    },
    ...(hasCreditMetrics(nodeType) && {
      cpuCredits: {
        ...each("CPUCreditBalance", "Minimum", 300),
        description: "A node has spent its CPU credits, and is held at its baseline soon. Use a node type that isn't burstable.",
        threshold: LEAST_CREDITS,
        comparison: "<=",
        // A new node begins without credits.
        evaluationPeriods: 12,
        missingData: "notBreaching",
      },
    }),
    memory: {
      ...each(memoryMetric(nodeType), "Maximum"),
      description: "A node is nearly full, and will evict keys or refuse writes. Add shards, or use a larger node type.",
      threshold: MOST_MEMORY_PERCENT,
      missingData: "missing",
    },
    evictions: {
      ...each("Evictions", "Sum"),
      description: "A node evicts keys because its memory is full. Add shards, or use a larger node type.",
      threshold: 1,
      missingData: "notBreaching",
    },
    connections: {
      ...each("CurrConnections", "Maximum"),
      description: `A node nears its limit of ${maxConnectionsOf(nodeType)} connections. Look for services that open one for each request.`,
      threshold: Math.floor(maxConnectionsOf(nodeType) * MOST_CONNECTIONS),
      missingData: "notBreaching",
    },
    replicationLag: {
      ...each("ReplicationLag", "Maximum"),
      description: "A replica is seconds behind: reads are stale, and a failover would lose writes. Look at the write load.",
      threshold: 5,
      // Only replicas report it.
      missingData: "notBreaching",
    },
    ...(globalDatastore && {
      globalLag: {
        ...each("GlobalDatastoreReplicationLag", "Maximum"),
        description:
          "The cache is seconds behind the primary one of its global datastore: reads are stale, and a promotion would lose writes. Look at the write load.",
        threshold: 5,
        // The primary nodes of secondary caches alone report it: a promotion changes which these are.
        missingData: "notBreaching",
      },
    }),
    trafficManagement: {
      ...each("TrafficManagementActive", "Maximum"),
      description: "A node gets more commands than it can process. Look at CPU and network; then add shards, or use a larger node type.",
      threshold: 1,
      missingData: "notBreaching",
    },
    authentication: {
      ...each("AuthenticationFailures", "Sum"),
      description:
        "Somebody tries to log in and can't. Look for a service whose role lacks the grant, or for somebody who shouldn't be there.",
      threshold: 5,
      datapointsToAlarm: 3,
      missingData: "notBreaching",
    },
    commandAuthorization: denied(each("CommandAuthorizationFailures", "Sum"), "runs commands"),
    keyAuthorization: denied(each("KeyAuthorizationFailures", "Sum"), "uses keys"),
    channelAuthorization: denied(each("ChannelAuthorizationFailures", "Sum"), "uses channels"),
  } as const;
  return alarms as Record<RedisAlarm, AlarmDefinition>;
}

/** What no user may do: once a minute is a service that lacks a permission (ElastiCache User Guide, "Metrics for Valkey and Redis OSS"). */
function denied(metric: Pick<AlarmDefinition, "metric" | "watched">, what: string): AlarmDefinition {
  return {
    ...metric,
    description: `A user ${what} that it has no permission for. ACL LOG on the node says which: widen the user's access, or find out who it is.`,
    threshold: 1,
    datapointsToAlarm: 3,
    missingData: "notBreaching",
  };
}

/** Changes of the alarms that there are: an environment with nodes that aren't burstable may be given those of one with. Pure. */
export function alarmChanges(overrides: AlarmOverrides<RedisAlarm>, nodeType: string): AlarmOverrides<RedisAlarm> {
  const { cpuCredits, ...others } = { ...overrides };
  return hasCreditMetrics(nodeType) ? overrides : others;
}

/** The charts of a replication group, with a line for each node that has published the metric within two weeks. Pure. */
export function redisWidgets({ replicationGroupId, nodeType, globalDatastore }: RedisSizing): readonly DashboardWidget[] {
  const chart = (title: string, metricName: string, statistic: string): DashboardWidget => ({
    title,
    metrics: [],
    searches: [
      `SEARCH('{AWS/ElastiCache,${DIMENSIONS.join(",")}} MetricName="${metricName}" CacheClusterId=${replicationGroupId}', '${statistic}', 60)`,
    ],
  });
  const cpu = cpuOf(nodeType).metricName;
  return [
    chart(cpu === "CPUUtilization" ? "CPU in percent" : "Engine CPU in percent", cpu, "Average"),
    chart("Memory in percent", memoryMetric(nodeType), "Maximum"),
    chart("Hit rate in percent", "CacheHitRate", "Average"),
    chart("Evictions", "Evictions", "Sum"),
    chart("Connections", "CurrConnections", "Maximum"),
    chart("Replication lag in seconds", "ReplicationLag", "Maximum"),
    ...(globalDatastore ? [chart("Lag behind the primary region in seconds", "GlobalDatastoreReplicationLag", "Maximum")] : []),
  ];
}

/**
 * The metric that tells a node at its limit: on small nodes the background processes of ElastiCache matter, and the one working thread can have no more
 * than one of the vCPUs (ElastiCache User Guide, "Metrics for Valkey and Redis OSS" and "Which Metrics Should I Monitor?").
 */
function cpuOf(nodeType: string): { readonly metricName: string; readonly mostPercent: number } {
  const vcpus = vcpusOf(nodeType);
  if (vcpus > 2) return { metricName: "EngineCPUUtilization", mostPercent: MOST_CPU_PERCENT };
  return { metricName: "CPUUtilization", mostPercent: MOST_CPU_PERCENT / vcpus };
}

/** With data tiering the memory is meant to be full (ElastiCache User Guide, "Target tracking scaling policies"). */
function memoryMetric(nodeType: string): string {
  return isDataTiering(nodeType) ? "DatabaseCapacityUsagePercentage" : "DatabaseMemoryUsagePercentage";
}
