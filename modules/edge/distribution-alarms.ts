import { DashboardWidget, Metric } from "../../src/core";
import { AlarmDefinition } from "../../src/core/alarm";
import { certificateAlarms } from "../../src/core/certificate-alarms";
import { GLOBAL_REGION } from "./global-region";

/**
 * The recommended alarms of a distribution.
 *
 * - `errors5xx`: 1 % or more of the responses are server errors.
 * - `errors4xx`: 25 % or more of the responses are client errors.
 * - `certificateExpiring`: the certificate expires within 30 days; there is none without `certificate`.
 */
export type DistributionAlarm = "errors5xx" | "errors4xx" | "certificateExpiring";

/** The recommended alarms of a distribution; none of a certificate that there isn't. Pure. */
export function distributionAlarms(distributionId: string, certificateArn?: string): Record<DistributionAlarm, AlarmDefinition> {
  const alarms = {
    errors5xx: {
      metric: metric(distributionId, "5xxErrorRate", "Average"),
      description: "Viewers get errors. Look at the load balancer next: whether it has healthy targets, and whether CloudFront reaches it.",
      threshold: 1,
      missingData: "notBreaching",
    },
    errors4xx: {
      metric: metric(distributionId, "4xxErrorRate", "Average"),
      description: "Many requests are refused. Look at the web ACL's log, and at links that lead nowhere since the last release.",
      threshold: 25,
      evaluationPeriods: 10,
      missingData: "notBreaching",
    },
  } as Record<DistributionAlarm, AlarmDefinition>;
  return certificateArn === undefined ? alarms : { ...alarms, certificateExpiring: certificateAlarms(certificateArn).expiring };
}

/** The charts of a distribution. Pure. */
export function distributionWidgets(distributionId: string): readonly DashboardWidget[] {
  const region = GLOBAL_REGION;
  return [
    { title: "Requests", region, metrics: [metric(distributionId, "Requests", "Sum")] },
    {
      title: "Errors in percent",
      region,
      metrics: [metric(distributionId, "4xxErrorRate", "Average"), metric(distributionId, "5xxErrorRate", "Average")],
    },
  ];
}

function metric(distributionId: string, metricName: string, statistic: string): Metric {
  return { namespace: "AWS/CloudFront", metricName, statistic, dimensions: { DistributionId: distributionId, Region: "Global" } };
}
