import { AutoscalingPolicy } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";

/** What the scaling policies of a service are made with. */
interface ScalingSettings {
  readonly autoScalingGroupName: string;
  readonly targetRequestsPerMinute: number;
  readonly targetCpuPercent: number;
  /** Whether the policies scale out alone. @default false */
  readonly disableScaleIn?: boolean;
  /** `<load balancer's ARN suffix>/<target group's ARN suffix>`. */
  readonly resourceLabel: string;
  /** The rule that forwards to the target group. */
  readonly listenerRule: ITerraformDependable;
}

/** Records a CPU target that isn't a percentage. */
export function checkScaling(validator: Validator, targetCpuPercent: number | undefined): void {
  validator.integerBetween("targetCpuPercent", targetCpuPercent, 1, 100, "percent");
}

/** The target tracking scaling policies of a service: the one that needs more instances decides. */
export interface ScalingPolicies {
  /** On requests per target and minute. */
  readonly onRequests: AutoscalingPolicy;
  /** On average CPU utilization. */
  readonly onCpu: AutoscalingPolicy;
}

/** Scales a service on requests per target and on CPU. */
export function createScaling(scope: Construct, settings: ScalingSettings): ScalingPolicies {
  const name = physicalName(scope, { maxLength: 200 });
  const onRequests = new AutoscalingPolicy(scope, "ScaleOnRequests", {
    autoscalingGroupName: settings.autoScalingGroupName,
    name: `${name}-requests`,
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: {
      targetValue: settings.targetRequestsPerMinute,
      disableScaleIn: settings.disableScaleIn,
      predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel: settings.resourceLabel },
    },
    // The label is refused until a listener forwards to the target group.
    dependsOn: [settings.listenerRule],
  });
  const onCpu = new AutoscalingPolicy(scope, "ScaleOnCpu", {
    autoscalingGroupName: settings.autoScalingGroupName,
    name: `${name}-cpu`,
    policyType: "TargetTrackingScaling",
    targetTrackingConfiguration: {
      targetValue: settings.targetCpuPercent,
      disableScaleIn: settings.disableScaleIn,
      predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
    },
  });
  return { onRequests, onCpu };
}
