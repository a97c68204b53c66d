import { AlarmDefinition, DashboardWidget, Metric } from "../../src/core";

export type ServerlessRedisAlarm = "data" | "processingUnits" | "throttling" | "evictions" | "authentication";

const BYTES_PER_GB = 1_000_000_000;
const SECONDS_PER_PERIOD = 60;

/** The recommended alarms of a serverless cache. Pure. */
export function serverlessRedisAlarms(
  cacheName: string,
  limits: { readonly maxDataGb: number; readonly maxProcessingUnitsPerSecond: number },
): Record<ServerlessRedisAlarm, AlarmDefinition> {
  const metric = metricsOf(cacheName);
  return {
    data: {
      metric: metric("BytesUsedForCache", "Maximum"),
      description: "The cache nears its limit of data and will evict keys, then refuse writes. Raise maxDataGb, or keep less.",
      threshold: limits.maxDataGb * BYTES_PER_GB * 0.8,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
    processingUnits: {
      metric: metric("ElastiCacheProcessingUnits", "Sum"),
      description:
        "The cache nears its limit of work and will throttle commands. Raise maxProcessingUnitsPerSecond, or look for costly commands.",
      threshold: limits.maxProcessingUnitsPerSecond * SECONDS_PER_PERIOD * 0.8,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
    throttling: {
      metric: metric("ThrottledCmds", "Sum"),
      description:
        "Commands fail: the load grew faster than the cache, or past its limit. Raise minProcessingUnitsPerSecond before known peaks.",
      threshold: 1,
      evaluationPeriods: 3,
      missingData: "notBreaching",
    },
    evictions: {
      metric: metric("Evictions", "Sum"),
      description: "The cache throws out keys for want of room. Raise maxDataGb, or keep less.",
      threshold: 1,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
    authentication: {
      metric: metric("AuthenticationFailures", "Sum"),
      description:
        "Somebody tries to log in and can't. Look for a service whose role lacks the grant, or for somebody who shouldn't be there.",
      threshold: 5,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
  };
}

/** What a person looks at first. Pure. */
export function serverlessRedisWidgets(cacheName: string): readonly DashboardWidget[] {
  const metric = metricsOf(cacheName);
  return [
    { title: "Data in bytes", metrics: [metric("BytesUsedForCache", "Maximum")] },
    { title: "Processing units a minute", metrics: [metric("ElastiCacheProcessingUnits", "Sum")] },
    { title: "Throttled commands", metrics: [metric("ThrottledCmds", "Sum")] },
    { title: "Hit rate in percent", metrics: [metric("CacheHitRate", "Average")] },
    { title: "Evictions", metrics: [metric("Evictions", "Sum")] },
    { title: "Connections", metrics: [metric("CurrConnections", "Maximum")] },
  ];
}

/** Serverless caches report by the dimension `clusterId`, whose value is their name (ElastiCache guide, "Serverless metrics"). */
function metricsOf(cacheName: string): (metricName: string, statistic: string) => Metric {
  return (metricName, statistic) => ({ namespace: "AWS/ElastiCache", metricName, statistic, dimensions: { clusterId: cacheName } });
}
