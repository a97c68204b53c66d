import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { physicalName } from "../../src/internal/names";
import type { AutoScalingService } from "./auto-scaling-service";
import { AutoScalingServiceProps } from "./auto-scaling-service-props";

/** A bound that a scheduled action leaves as it is (AWS provider, `aws_autoscaling_schedule`). */
const UNCHANGED = -1;

/** Follows the load, by requests and by CPU: whichever asks for more instances wins. And the clock, where it is told to. */
export function createScaling(service: AutoScalingService, props: AutoScalingServiceProps): void {
  const autoscalingGroupName = service.autoScalingGroupName;
  const name = physicalName(service, { maxLength: 200 });
  new AutoscalingPolicy(service, "ScaleOnRequests", {
    autoscalingGroupName,
    name: `${name}-requests`,
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: {
      targetValue: props.capacity.targetRequestsPerMinute,
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: `${props.loadBalancer.arnSuffix}/${service.targetGroup.arnSuffix}`,
      },
    },
    // The label is refused until a listener forwards to the target group.
    dependsOn: [service.listenerRule],
  });
  new AutoscalingPolicy(service, "ScaleOnCpu", {
    autoscalingGroupName,
    name: `${name}-cpu`,
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: {
      targetValue: service.targetCpuPercent,
      predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
    },
  });
  for (const [scheduledActionName, schedule] of Object.entries(props.scheduledScaling ?? {})) {
    new AutoscalingSchedule(service, `Schedule-${scheduledActionName}`, {
      autoscalingGroupName,
      scheduledActionName,
      recurrence: schedule.recurrence,
      timeZone: schedule.timeZone ?? "UTC",
      desiredCapacity: schedule.desiredCapacity,
      // A schedule that moved the bounds would be undone by the next apply, in the middle of the day.
      minSize: UNCHANGED,
      maxSize: UNCHANGED,
    });
  }
}
