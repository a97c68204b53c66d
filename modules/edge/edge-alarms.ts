import { DashboardWidget, Metric } from "../../src/core";
import { AlarmDefinition } from "../../src/core/alarm";
import { GLOBAL_REGION } from "./global-region";

/**
 * The recommended alarms of an edge.
 *
 * - `errors5xx`: 1 % or more of the responses are server errors.
 * - `errors4xx`: 25 % or more of the responses are client errors.
 * - `unreachable`: Route 53's health check fails.
 * - `blockedRequests`: the web ACL blocks 1000 requests or more a minute.
 */
export type EdgeAlarm = "errors5xx" | "errors4xx" | "unreachable" | "blockedRequests";

/** What the metrics of an edge are reported for. */
export interface EdgeDimensions {
  readonly distributionId: string;
  readonly webAclName: string;
  readonly healthCheckId: string;
}

/** The recommended alarms of an edge. Pure. */
export function edgeAlarms(dimensions: EdgeDimensions): Record<EdgeAlarm, AlarmDefinition> {
  const { distribution, webAcl, healthCheck } = metricsOf(dimensions);
  return {
    errors5xx: {
      metric: distribution("5xxErrorRate", "Average"),
      description: "Viewers get errors. Look at the load balancer next: whether it has healthy targets, and whether CloudFront reaches it.",
      threshold: 1,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
    errors4xx: {
      metric: distribution("4xxErrorRate", "Average"),
      description: "Many requests are refused. Look at the web ACL's log, and at links that lead nowhere since the last release.",
      threshold: 25,
      evaluationPeriods: 10,
      missingData: "notBreaching",
    },
    unreachable: {
      metric: healthCheck("HealthCheckStatus", "Minimum"),
      description: "The site can't be reached from several places of the world.",
      threshold: 1,
      comparison: "<",
      evaluationPeriods: 3,
      missingData: "breaching",
    },
    blockedRequests: {
      metric: webAcl("BlockedRequests", "Sum"),
      description: "The web ACL refuses many requests: an attack, or a client that a rule mistakes for one. Look at its log.",
      threshold: 1000,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
  };
}

/** The charts of an edge. Pure. */
export function edgeWidgets(dimensions: EdgeDimensions): readonly DashboardWidget[] {
  const { distribution, webAcl, healthCheck } = metricsOf(dimensions);
  const region = GLOBAL_REGION;
  return [
    { title: "Requests", region, metrics: [distribution("Requests", "Sum")] },
    { title: "Errors in percent", region, metrics: [distribution("4xxErrorRate", "Average"), distribution("5xxErrorRate", "Average")] },
    {
      title: "Health, and requests refused",
      region,
      metrics: [healthCheck("HealthCheckStatus", "Minimum"), webAcl("BlockedRequests", "Sum")],
    },
  ];
}

function metricsOf({ distributionId, webAclName, healthCheckId }: EdgeDimensions) {
  const from =
    (namespace: string, dimensions: Record<string, string>) =>
    (metricName: string, statistic: string): Metric => ({ namespace, metricName, statistic, dimensions });
  return {
    distribution: from("AWS/CloudFront", { DistributionId: distributionId, Region: "Global" }),
    webAcl: from("AWS/WAFV2", { WebACL: webAclName, Rule: "ALL" }),
    healthCheck: from("AWS/Route53", { HealthCheckId: healthCheckId }),
  };
}
