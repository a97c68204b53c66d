import { AutoscalingPolicy, AutoscalingPolicyTargetTrackingConfiguration } from "@cdktf/provider-aws/lib/autoscaling-policy";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../../src/internal/names";
import { NUMBER, PropTypes, either, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { CustomScaling, checkCustomScaling, customMetric, webSocketMetric } from "./metric-scaling";
import { PredictiveScaling, checkPredictiveScaling, predictiveConfiguration } from "./predictive-scaling";

/** What a service is scaled on, besides the plan's requests. */
export interface ServiceScaling {
  /** The target of average CPU utilization, 1 to 100 percent; `false` for no such policy. @default 60 */
  readonly targetCpuPercent?: number | false;
  /**
   * The target of WebSocket connections for each instance, more than 0. It is half of the load balancer's active connections, divided by the instances: connections of
   * other services, and of requests, count as well. For a count of the service's own, publish one and use `customScaling`.
   *
   * @default - no such policy
   */
  readonly targetWebSocketsPerInstance?: number;
  /** Target tracking scaling policies on metrics that the service publishes, by a name of yours. @default - none */
  readonly customScaling?: Readonly<Record<string, CustomScaling>>;
  /** A forecast of the requests, which can scale out ahead of them. @default - none */
  readonly predictiveScaling?: PredictiveScaling;
}

/** The types of these props. */
export const SERVICE_SCALING: PropTypes<ServiceScaling> = {
  targetCpuPercent: optional(either(NUMBER, oneOf<false>([false]))),
  targetWebSocketsPerInstance: optional(NUMBER),
  customScaling: optional(record()),
  predictiveScaling: optional(record()),
};

const DEFAULT_CPU_PERCENT = 60;

/** What the scaling policies of a service are made with. */
interface ScalingSettings extends ServiceScaling {
  readonly autoScalingGroupName: string;
  readonly targetRequestsPerMinute: number;
  readonly instanceWarmupSeconds: number;
  /** Whether the policies scale out alone. @default false */
  readonly disableScaleIn?: boolean;
  /** The load balancer's ARN suffix. */
  readonly loadBalancer: string;
  /** The target group's ARN suffix. */
  readonly targetGroup: string;
  /** What registers the instances with the target group, behind its rule. */
  readonly targetAttachment: ITerraformDependable;
}

/**
 * Records targets that can't be tracked.
 *
 * @throws ValidationError for a value of another type
 */
export function checkScaling(validator: Validator, scaling: ServiceScaling): void {
  const { targetCpuPercent, targetWebSocketsPerInstance, customScaling, predictiveScaling } = scaling;
  if (targetCpuPercent !== false) validator.integerBetween("targetCpuPercent", targetCpuPercent, 1, 100, "percent");
  validator
    .known("targetWebSocketsPerInstance", targetWebSocketsPerInstance)
    .integerBetween("targetWebSocketsPerInstance", targetWebSocketsPerInstance, 1, 1_000_000, "connections");
  if (customScaling) checkCustomScaling(validator, customScaling);
  if (predictiveScaling) checkPredictiveScaling(validator, predictiveScaling);
}

/** The target of average CPU utilization; `false` for none. Pure. */
export function targetCpuPercentOf({ targetCpuPercent }: ServiceScaling): number | false {
  return targetCpuPercent ?? DEFAULT_CPU_PERCENT;
}

/** The scaling policies of a service: the one that needs more instances decides. */
export interface ScalingPolicies {
  /** On requests per target and minute. */
  readonly onRequests: AutoscalingPolicy;
  /** On average CPU utilization; undefined with `targetCpuPercent: false`. */
  readonly onCpu?: AutoscalingPolicy;
  /** On WebSocket connections; undefined without `targetWebSocketsPerInstance`. */
  readonly onWebSockets?: AutoscalingPolicy;
  /** On metrics that the service publishes, by their names. */
  readonly custom: Readonly<Record<string, AutoscalingPolicy>>;
  /** By a forecast; undefined without `predictiveScaling`. */
  readonly predictive?: AutoscalingPolicy;
}

/** Scales a service on requests per target, and on what else is given. */
export function createScaling(scope: Construct, settings: ScalingSettings): ScalingPolicies {
  const { autoScalingGroupName, loadBalancer, targetGroup, disableScaleIn, targetRequestsPerMinute } = settings;
  const { targetWebSocketsPerInstance, customScaling, predictiveScaling } = settings;
  const cpuPercent = targetCpuPercentOf(settings);
  const resourceLabel = `${loadBalancer}/${targetGroup}`;
  const name = physicalName(scope, { maxLength: 200 });
  // The label is refused until a listener forwards to the target group, and the group has it.
  const dependsOn = [settings.targetAttachment];
  const tracking = (id: string, suffix: string, target: AutoscalingPolicyTargetTrackingConfiguration, after?: ITerraformDependable[]) =>
    new AutoscalingPolicy(scope, id, {
      autoscalingGroupName: autoScalingGroupName,
      name: `${name}-${suffix}`,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: { disableScaleIn, ...target },
      dependsOn: after,
    });
  const onMetric = (targetValue: number, customizedMetricSpecification: ReturnType<typeof customMetric>) => ({
    targetValue,
    customizedMetricSpecification,
  });
  return {
    onRequests: tracking(
      "ScaleOnRequests",
      "requests",
      {
        targetValue: targetRequestsPerMinute,
        predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel },
      },
      dependsOn,
    ),
    onCpu:
      cpuPercent === false
        ? undefined
        : tracking("ScaleOnCpu", "cpu", {
            targetValue: cpuPercent,
            predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
          }),
    onWebSockets: targetWebSocketsPerInstance
      ? tracking(
          "ScaleOnWebSockets",
          "websockets",
          onMetric(targetWebSocketsPerInstance, webSocketMetric(loadBalancer, autoScalingGroupName)),
        )
      : undefined,
    custom: Object.fromEntries(
      Object.entries(customScaling ?? {}).map(([key, policy]) => [
        key,
        tracking(`ScaleOn-${key}`, `on-${key}`, onMetric(policy.targetValue, customMetric(policy, autoScalingGroupName))),
      ]),
    ),
    predictive: predictiveScaling
      ? new AutoscalingPolicy(scope, "PredictiveScaling", {
          autoscalingGroupName: autoScalingGroupName,
          name: `${name}-forecast`,
          policyType: "PredictiveScaling",
          predictiveScalingConfiguration: predictiveConfiguration(predictiveScaling, { ...settings, resourceLabel }),
          dependsOn,
        })
      : undefined,
  };
}
