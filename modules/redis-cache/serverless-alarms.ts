import { Op, Token } from "cdktf";
import { Construct } from "constructs";
import { DashboardWidget, Metric } from "../../src/core";
import { AlarmDefinition, AlarmOverrides } from "../../src/core/alarm";
import { Validator, isKnown } from "../../src/internal/validator";
import { UsageLimits } from "./serverless-limits";

/**
 * The recommended alarms of a serverless cache.
 *
 * - `data`: the data is close to its limit, of which the threshold is a percentage
 * - `processingUnits`: the processing units are close to their limit, of which the threshold is a percentage
 * - `throttling`: commands are throttled
 * - `evictions`: keys are evicted
 * - `authentication`: logins fail
 * - `commandAuthorization`, `keyAuthorization`: users run commands, or use keys, that they have no permission for
 */
export type ServerlessRedisAlarm =
  "data" | "processingUnits" | "throttling" | "evictions" | "authentication" | "commandAuthorization" | "keyAuthorization";

const BYTES_PER_GB = 1_000_000_000;
const SECONDS_PER_PERIOD = 60;

/** The recommended alarms of a serverless cache, at 80 % of its limits. Pure. */
export function serverlessRedisAlarms(cacheName: string, limits: UsageLimits): Record<ServerlessRedisAlarm, AlarmDefinition> {
  const metric = metricsOf(cacheName);
  return {
    data: {
      metric: metric("BytesUsedForCache", "Maximum"),
      description: "The cache nears its limit of data and will evict keys, then refuse writes. Raise maxDataGb, or keep less.",
      threshold: share(limits.maxDataGb, BYTES_PER_GB),
      missingData: "notBreaching",
    },
    processingUnits: {
      metric: metric("ElastiCacheProcessingUnits", "Sum"),
      description: "The cache nears its limit of work and will throttle commands. Raise maxEcpuPerSecond, or look for costly commands.",
      threshold: share(limits.maxEcpuPerSecond, SECONDS_PER_PERIOD),
      missingData: "notBreaching",
    },
    throttling: {
      metric: metric("ThrottledCmds", "Sum"),
      description: "Commands fail: the load grew faster than the cache, or past its limit. Raise minEcpuPerSecond before known peaks.",
      threshold: 1,
      evaluationPeriods: 3,
      missingData: "notBreaching",
    },
    evictions: {
      metric: metric("Evictions", "Sum"),
      description: "The cache evicts keys because it is full. Raise maxDataGb, or keep less.",
      threshold: 1,
      missingData: "notBreaching",
    },
    authentication: {
      metric: metric("AuthenticationFailures", "Sum"),
      description:
        "Somebody tries to log in and can't. Look for a service whose role lacks the grant, or for somebody who shouldn't be there.",
      threshold: 5,
      datapointsToAlarm: 3,
      missingData: "notBreaching",
    },
    commandAuthorization: denied(metric("CommandAuthorizationFailures", "Sum"), "runs commands"),
    keyAuthorization: denied(metric("KeyAuthorizationFailures", "Sum"), "uses keys"),
  };
}

/** What no user may do: once a minute is a service that lacks a permission (ElastiCache User Guide, "Serverless cache metrics"). */
function denied(metric: Metric, what: string): AlarmDefinition {
  return {
    metric,
    description: `A user ${what} that it has no permission for. Widen the access of the service whose commands fail, or find out who it is.`,
    threshold: 1,
    datapointsToAlarm: 3,
    missingData: "notBreaching",
  };
}

/** A percentage of a limit, which Terraform works out where only Terraform knows it. */
function share(limit: number, unit: number, percent = 80): number {
  const part = (unit * percent) / 100;
  return isKnown(limit) ? limit * part : Token.asNumber(Op.mul(limit, part));
}

/** Of which limit an alarm's threshold is a percentage, and what the metric has for one of it. */
const LIMITS = {
  data: ["maxDataGb", BYTES_PER_GB],
  processingUnits: ["maxEcpuPerSecond", SECONDS_PER_PERIOD],
} as const;

/**
 * Changes of the alarms with their percentages of the limits in the metrics' units: bytes, and ECPUs a minute.
 *
 * @throws ValidationError for a percentage that isn't one
 */
export function ofLimits(
  scope: Construct,
  overrides: AlarmOverrides<ServerlessRedisAlarm>,
  limits: UsageLimits,
): AlarmOverrides<ServerlessRedisAlarm> {
  const validator = new Validator(scope);
  const changed = { ...overrides };
  for (const name of ["data", "processingUnits"] as const) {
    const override = overrides?.[name];
    const threshold = override ? override.threshold : undefined;
    if (!override || typeof threshold !== "number" || !isKnown(threshold)) continue;
    const [limit, unit] = LIMITS[name];
    validator.check(
      `overrides.${name}.threshold`,
      threshold,
      threshold >= 1 && threshold <= 100,
      `must be a percentage of ${limit}, 1 to 100`,
      "Write 90 for 90 percent.",
    );
    changed[name] = { ...override, threshold: share(limits[limit], unit, threshold) };
  }
  validator.throwIfInvalid();
  return changed;
}

/** The charts of a serverless cache. Pure. */
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

/** The metrics of a serverless cache have the dimension `clusterId`, whose value is its name (ElastiCache User Guide, "Serverless metrics"). */
function metricsOf(cacheName: string): (metricName: string, statistic: string) => Metric {
  return (metricName, statistic) => ({ namespace: "AWS/ElastiCache", metricName, statistic, dimensions: { clusterId: cacheName } });
}
