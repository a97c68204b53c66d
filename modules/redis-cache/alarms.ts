import { DashboardWidget, Metric } from "../../src/core";
import { AlarmDefinition } from "../../src/core/alarm";

/**
 * The recommended alarms of each node of a cache.
 *
 * - `engineCpu`: the engine's thread has little CPU left
 * - `memory`: the node has little memory left
 * - `evictions`: keys are evicted
 * - `connections`: the node has most of the connections that it accepts
 * - `replicationLag`: the replica is behind its primary
 */
export type RedisAlarm = "engineCpu" | "memory" | "evictions" | "connections" | "replicationLag";

/** The recommended alarms of one node: ElastiCache publishes its metrics for each node. Pure. */
export function redisAlarms(nodeId: string): Record<RedisAlarm, AlarmDefinition> {
  const metric = metricsOf(nodeId);
  return {
    engineCpu: {
      metric: metric("EngineCPUUtilization", "Average"),
      description:
        "The cache's one working thread is at its limit. Look for slow commands in the slow log; then add shards, or replicas to read from.",
      threshold: 80,
      evaluationPeriods: 5,
      missingData: "missing",
    },
    memory: {
      metric: metric("DatabaseMemoryUsagePercentage", "Maximum"),
      description: "The cache is nearly full and will evict keys. Add shards, or use a larger node type.",
      threshold: 80,
      evaluationPeriods: 5,
      missingData: "missing",
    },
    evictions: {
      metric: metric("Evictions", "Sum"),
      description: "The cache evicts keys because its memory is full. Add shards, or use a larger node type.",
      threshold: 1,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
    connections: {
      metric: metric("CurrConnections", "Maximum"),
      description: "The node nears its limit of 65,000 connections. Look for services that open one for each request.",
      threshold: 50_000,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
    replicationLag: {
      metric: metric("ReplicationLag", "Maximum"),
      description: "The replica is seconds behind: reads are stale, and a failover would lose writes. Look at the write load.",
      threshold: 5,
      evaluationPeriods: 5,
      // Only replicas report it.
      missingData: "notBreaching",
    },
  };
}

/** The charts of a cache, with a line for each node. Pure. */
export function redisWidgets(nodes: readonly string[]): readonly DashboardWidget[] {
  const chart = (title: string, metricName: string, statistic: string): DashboardWidget => ({
    title,
    metrics: nodes.map((nodeId) => ({ ...metricsOf(nodeId)(metricName, statistic), label: nodeId })),
  });
  return [
    chart("Engine CPU in percent", "EngineCPUUtilization", "Average"),
    chart("Memory in percent", "DatabaseMemoryUsagePercentage", "Maximum"),
    chart("Hit rate in percent", "CacheHitRate", "Average"),
    chart("Evictions", "Evictions", "Sum"),
    chart("Connections", "CurrConnections", "Maximum"),
    chart("Replication lag in seconds", "ReplicationLag", "Maximum"),
  ];
}

function metricsOf(nodeId: string): (metricName: string, statistic: string) => Metric {
  return (metricName, statistic) => ({ namespace: "AWS/ElastiCache", metricName, statistic, dimensions: { CacheClusterId: nodeId } });
}
