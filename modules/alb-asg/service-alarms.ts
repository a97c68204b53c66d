import { ITerraformDependable, dependable } from "cdktf";
import { CreatedAlarms, DashboardWidget, Metric } from "../../src/core";
import { AlarmDefinition } from "../../src/core/alarm";

/**
 * The recommended alarms of a service.
 *
 * - `target5xx`: responses with a 5xx code that the instances generate
 * - `latencyP99`: the response time of the slowest of a hundred requests
 * - `unhealthyHosts`: instances that fail their health check
 * - `noHealthyHosts`: no instance is healthy
 */
export type ServiceAlarm = "target5xx" | "latencyP99" | "unhealthyHosts" | "noHealthyHosts";

/** The alarms that stop an instance refresh. */
export const REFRESH_ALARMS: readonly ServiceAlarm[] = ["target5xx", "unhealthyHosts"];

/** The values of the metrics' dimensions `LoadBalancer`, `TargetGroup` and `AutoScalingGroupName`. */
export interface ServiceDimensions {
  readonly loadBalancer: string;
  readonly targetGroup: string;
  readonly autoScalingGroup: string;
}

/** The recommended alarms. A metric of errors has no data while there are none; one of healthy instances always has. Pure. */
export function serviceAlarms(dimensions: ServiceDimensions): Record<ServiceAlarm, AlarmDefinition> {
  const metric = targetMetrics(dimensions);
  return {
    target5xx: {
      metric: metric("HTTPCode_Target_5XX_Count", "Sum"),
      description: "The service answers with errors. Look at its own logs, then at what it depends on.",
      threshold: 25,
      evaluationPeriods: 3,
      missingData: "notBreaching",
    },
    latencyP99: {
      metric: metric("TargetResponseTime", "p99"),
      description: "One request in a hundred takes too long. Look at CPU and at the database first.",
      threshold: 1,
      missingData: "notBreaching",
    },
    unhealthyHosts: {
      metric: metric("UnHealthyHostCount", "Maximum"),
      description: "Instances fail their health check. The group replaces them; if that doesn't end it, the last release is suspect.",
      threshold: 1,
      missingData: "notBreaching",
    },
    noHealthyHosts: {
      metric: metric("HealthyHostCount", "Maximum"),
      description: "No instance is healthy: the service is down. Look at the group's activity, then at an instance's boot log.",
      threshold: 1,
      comparison: "<",
      evaluationPeriods: 2,
      missingData: "breaching",
    },
  };
}

/**
 * Has the alarm on missing instances made once there are some, where Terraform waits for the first ones: before, it would go to ALARM in each first deployment. It depends on nothing
 * that depends on it, since it stops no instance refresh.
 */
export function onceThereAreInstances(alarms: CreatedAlarms<ServiceAlarm>, group: ITerraformDependable): CreatedAlarms<ServiceAlarm> {
  const alarm = alarms.noHealthyHosts;
  if (alarm) alarm.dependsOn = [dependable(group)];
  return alarms;
}

/** The charts of a service, from its requests to its instances. Pure. */
export function serviceWidgets(dimensions: ServiceDimensions): readonly DashboardWidget[] {
  const target = targetMetrics(dimensions);
  const group = (metricName: string, namespace = "AWS/AutoScaling"): Metric => ({
    namespace,
    metricName,
    statistic: "Average",
    dimensions: { AutoScalingGroupName: dimensions.autoScalingGroup },
  });
  return [
    { title: "Requests per instance", metrics: [target("RequestCountPerTarget", "Sum")] },
    { title: "Latency in seconds", metrics: [target("TargetResponseTime", "p50"), target("TargetResponseTime", "p99")] },
    { title: "Errors", metrics: [target("HTTPCode_Target_5XX_Count", "Sum")] },
    { title: "Instances", metrics: [group("GroupInServiceInstances"), group("GroupDesiredCapacity")] },
    { title: "CPU in percent", metrics: [group("CPUUtilization", "AWS/EC2")] },
    { title: "Healthy and unhealthy", metrics: [target("HealthyHostCount", "Minimum"), target("UnHealthyHostCount", "Maximum")] },
  ];
}

function targetMetrics({ loadBalancer, targetGroup }: ServiceDimensions) {
  return (metricName: string, statistic: string): Metric => ({
    namespace: "AWS/ApplicationELB",
    metricName,
    statistic,
    dimensions: { TargetGroup: targetGroup, LoadBalancer: loadBalancer },
  });
}
