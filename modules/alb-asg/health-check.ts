import { LbTargetGroupHealthCheck, LbTargetGroupTargetGroupHealth } from "@cdktf/provider-aws/lib/lb-target-group";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, PropTypes, STRING, optional, record } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";

/** How many of an AZ's instances must be healthy; at least one of the two. Where both are given, the action is taken as soon as either is missed. */
export interface MinimumHealthyTargets {
  /** Instances, 1 to 1000. @default - not counted */
  readonly count?: number;
  /** Of the AZ's instances, 1 to 100 percent. @default - not counted */
  readonly percent?: number;
}

const MINIMUM: PropTypes<MinimumHealthyTargets> = { count: optional(NUMBER), percent: optional(NUMBER) };

/** How a target group finds out which instances are healthy, and what follows from it. */
export interface HealthCheckOptions {
  /**
   * A path that answers 200 while the process itself is healthy. It should not depend on the database: the group replaces unhealthy instances, so an outage
   * of the database would replace all of them.
   *
   * @default "/health"
   */
  readonly healthCheckPath?: string;
  /** Time between two health checks of an instance, 5 to 300 seconds. @default 10 */
  readonly healthCheckIntervalSeconds?: number;
  /** Time without an answer that counts as a failure, 2 to 120 seconds and less than the interval. @default 5 */
  readonly healthCheckTimeoutSeconds?: number;
  /** Successes in a row after which an instance is healthy, 2 to 10. @default 2 */
  readonly healthyThreshold?: number;
  /** Failures in a row after which an instance is unhealthy, 2 to 10. @default 3 */
  readonly unhealthyThreshold?: number;
  /**
   * Below it, an AZ's address of the load balancer leaves DNS, so that clients come by the other AZs. While no AZ has so many, requests go to all of them, and within an AZ to its
   * healthy instances as long as there is one.
   *
   * @default - one healthy instance
   */
  readonly minimumHealthyTargets?: MinimumHealthyTargets;
}

/** The types of the props of `HealthCheckOptions`. */
export const HEALTH_CHECK_OPTIONS: PropTypes<HealthCheckOptions> = {
  healthCheckPath: optional(STRING),
  healthCheckIntervalSeconds: optional(NUMBER),
  healthCheckTimeoutSeconds: optional(NUMBER),
  healthyThreshold: optional(NUMBER),
  unhealthyThreshold: optional(NUMBER),
  minimumHealthyTargets: optional(record()),
};

const DEFAULTS = { intervalSeconds: 10, timeoutSeconds: 5, healthy: 2, unhealthy: 3 } as const;

/**
 * Records a health check that target groups of instances can't have (Elastic Load Balancing API Reference, CreateTargetGroup; Application Load Balancers guide,
 * "Target group health").
 */
export function checkHealthCheck(validator: Validator, options: HealthCheckOptions): void {
  const { healthCheckIntervalSeconds, healthCheckTimeoutSeconds, minimumHealthyTargets } = options;
  const interval = healthCheckIntervalSeconds ?? DEFAULTS.intervalSeconds;
  const timeout = healthCheckTimeoutSeconds ?? DEFAULTS.timeoutSeconds;
  validator
    .format("healthCheckPath", options.healthCheckPath, FORMATS.healthCheckPath)
    .integerBetween("healthCheckIntervalSeconds", healthCheckIntervalSeconds, 5, 300, "seconds")
    .integerBetween("healthCheckTimeoutSeconds", healthCheckTimeoutSeconds, 2, 120, "seconds")
    .check(
      "healthCheckTimeoutSeconds",
      [timeout, interval],
      timeout < interval,
      "must be less than healthCheckIntervalSeconds",
      "Shorten it, or check less often.",
    )
    .integerBetween("healthyThreshold", options.healthyThreshold, 2, 10)
    .integerBetween("unhealthyThreshold", options.unhealthyThreshold, 2, 10);
  if (!isGiven(minimumHealthyTargets)) return;
  const { count, percent } = minimumHealthyTargets;
  validator
    .props(minimumHealthyTargets, MINIMUM, "minimumHealthyTargets")
    .check(
      "minimumHealthyTargets",
      minimumHealthyTargets,
      isGiven(count) || isGiven(percent),
      "must have a count or a percent",
      "Write it as { percent: 50 }.",
    )
    .integerBetween("minimumHealthyTargets.count", count, 1, 1000, "instances")
    .integerBetween("minimumHealthyTargets.percent", percent, 1, 100, "percent");
}

/** The health check of a target group. Pure. */
export function healthCheck(options: HealthCheckOptions & { readonly healthCheckPath: string }): LbTargetGroupHealthCheck {
  return {
    path: options.healthCheckPath,
    matcher: "200",
    interval: options.healthCheckIntervalSeconds ?? DEFAULTS.intervalSeconds,
    timeout: options.healthCheckTimeoutSeconds ?? DEFAULTS.timeoutSeconds,
    healthyThreshold: options.healthyThreshold ?? DEFAULTS.healthy,
    unhealthyThreshold: options.unhealthyThreshold ?? DEFAULTS.unhealthy,
  };
}

/**
 * When an AZ leaves DNS. Where the load balancer sends requests to unhealthy instances too stays one healthy instance: its threshold may not be above that of DNS, and a
 * higher one would spread failures over requests that healthy instances could serve. Said in any case: the provider leaves a target group as it is where nothing is. Pure.
 */
export function targetGroupHealth(minimum: MinimumHealthyTargets | undefined): LbTargetGroupTargetGroupHealth {
  const { count, percent } = minimum ?? {};
  return {
    dnsFailover: {
      minimumHealthyTargetsCount: `${count ?? 1}`,
      minimumHealthyTargetsPercentage: isGiven(percent) ? `${percent}` : "off",
    },
    unhealthyStateRouting: { minimumHealthyTargetsCount: 1, minimumHealthyTargetsPercentage: "off" },
  };
}
