import { DashboardWidget, Metric } from "../../src/core";
import { AlarmDefinition } from "../../src/core/alarm";
import { DistributionAlarm, distributionAlarms, distributionWidgets } from "./distribution-alarms";
import { GLOBAL_REGION } from "./global-region";

/**
 * The recommended alarms of an edge, its distribution's among them.
 *
 * - `unreachable`: Route 53's health check fails; there is none with `healthCheck: false`.
 * - `blockedRequests`: the web ACL blocks 1000 requests or more a minute.
 */
export type EdgeAlarm = DistributionAlarm | "unreachable" | "blockedRequests";

/** What the metrics of an edge are reported for. */
export interface EdgeDimensions {
  readonly distributionId: string;
  readonly certificateArn: string;
  readonly webAclName: string;
  /** Undefined without a health check. */
  readonly healthCheckId?: string;
}

/** The recommended alarms of an edge; none of a health check that there isn't. Pure. */
export function edgeAlarms(dimensions: EdgeDimensions): Record<EdgeAlarm, AlarmDefinition> {
  const { webAcl, healthCheck } = metricsOf(dimensions);
  const alarms = {
    ...distributionAlarms(dimensions.distributionId, dimensions.certificateArn),
    blockedRequests: {
      metric: webAcl("BlockedRequests", "Sum"),
      description: "The web ACL refuses many requests: an attack, or a client that a rule mistakes for one. Look at its log.",
      threshold: 1000,
      missingData: "notBreaching",
    },
  } as Record<EdgeAlarm, AlarmDefinition>;
  if (!healthCheck) return alarms;
  const unreachable: AlarmDefinition = {
    metric: healthCheck("HealthCheckStatus", "Minimum"),
    description: "The site can't be reached from several places of the world.",
    threshold: 1,
    comparison: "<",
    evaluationPeriods: 3,
    missingData: "breaching",
  };
  return { ...alarms, unreachable };
}

/** The charts of an edge. Pure. */
export function edgeWidgets(dimensions: EdgeDimensions): readonly DashboardWidget[] {
  const { webAcl, healthCheck } = metricsOf(dimensions);
  const region = GLOBAL_REGION;
  return [
    ...distributionWidgets(dimensions.distributionId),
    {
      title: healthCheck ? "Health, and requests refused" : "Requests refused",
      region,
      metrics: [...(healthCheck ? [healthCheck("HealthCheckStatus", "Minimum")] : []), webAcl("BlockedRequests", "Sum")],
    },
  ];
}

function metricsOf({ webAclName, healthCheckId }: EdgeDimensions) {
  const from =
    (namespace: string, dimensions: Record<string, string>) =>
    (metricName: string, statistic: string): Metric => ({ namespace, metricName, statistic, dimensions });
  return {
    webAcl: from("AWS/WAFV2", { WebACL: webAclName, Rule: "ALL" }),
    healthCheck: healthCheckId === undefined ? undefined : from("AWS/Route53", { HealthCheckId: healthCheckId }),
  };
}
