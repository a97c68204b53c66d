import { DashboardWidget, Metric } from "../../src/core";
import { AlarmDefinition } from "../../src/core/alarm";
import { certificateAlarms } from "../../src/core/certificate-alarms";

/**
 * The recommended alarms of a load balancer.
 *
 * - `elb5xx`: responses with a 5xx code that the load balancer itself generates
 * - `rejectedConnections`: connections that it rejected because it had reached its maximum
 * - `certificateExpiring`: the default certificate of its listener expires within 30 days
 */
export type LoadBalancerAlarm = "elb5xx" | "rejectedConnections" | "certificateExpiring";

/** The recommended alarms of a load balancer, by the suffix of its ARN. Pure. */
export function loadBalancerAlarms(arnSuffix: string, certificateArn: string): Record<LoadBalancerAlarm, AlarmDefinition> {
  const sum = sumsOf(arnSuffix);
  return {
    elb5xx: {
      metric: sum("HTTPCode_ELB_5XX_Count"),
      description:
        "The load balancer answers with errors of its own: no target is registered, or targets close connections or take too long. Look at the services first.",
      threshold: 25,
      evaluationPeriods: 3,
      missingData: "notBreaching",
    },
    rejectedConnections: {
      metric: sum("RejectedConnectionCount"),
      description: "The load balancer has more connections than it can hold. Ask AWS for reserved capacity, or shorten the idle timeout.",
      threshold: 1,
      evaluationPeriods: 1,
      missingData: "notBreaching",
    },
    certificateExpiring: certificateAlarms(certificateArn).expiring,
  };
}

/** The charts of a load balancer. Pure. */
export function loadBalancerWidgets(arnSuffix: string): readonly DashboardWidget[] {
  const sum = sumsOf(arnSuffix);
  return [
    { title: "Requests", metrics: [sum("RequestCount")] },
    { title: "Errors", metrics: [sum("HTTPCode_ELB_5XX_Count"), sum("HTTPCode_Target_5XX_Count")] },
    { title: "Connections", metrics: [sum("ActiveConnectionCount"), sum("RejectedConnectionCount")] },
  ];
}

function sumsOf(arnSuffix: string) {
  return (metricName: string): Metric => ({
    namespace: "AWS/ApplicationELB",
    metricName,
    statistic: "Sum",
    dimensions: { LoadBalancer: arnSuffix },
  });
}
