import {
  AutoscalingPolicyTargetTrackingConfigurationCustomizedMetricSpecification,
  AutoscalingPolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetrics,
} from "@cdktf/provider-aws/lib/autoscaling-policy";
import { BOOLEAN, NUMBER, PropTypes, STRING, STRING_RECORD, oneOf, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/** The values of `ScalingStatistic`. */
const STATISTICS = ["Average", "Maximum", "Minimum", "SampleCount", "Sum"] as const;
/** How a minute's data points of a metric become one. */
export type ScalingStatistic = "Average" | "Maximum" | "Minimum" | "SampleCount" | "Sum";

/**
 * A target tracking scaling policy on a metric that the service publishes. The metric must say how busy an instance is: it falls as instances are added (EC2 Auto
 * Scaling User Guide, "Target tracking scaling policies").
 */
export interface CustomScaling {
  /** The metric's namespace, not one of AWS's that a policy exists for. */
  readonly namespace: string;
  /** The metric's name. */
  readonly metricName: string;
  /** All dimensions that the metric is published with. @default - none */
  readonly dimensions?: Readonly<Record<string, string>>;
  /** How a minute's data points become one. @default "Average" */
  readonly statistic?: ScalingStatistic;
  /** Whether the metric counts for all instances together, such as messages that wait: it is divided by the instances that are in service. @default false */
  readonly dividedByInstances?: boolean;
  /** What an instance should have, in the metric's unit; more than 0. */
  readonly targetValue: number;
}

const CUSTOM: PropTypes<CustomScaling> = {
  namespace: STRING,
  metricName: STRING,
  dimensions: optional(STRING_RECORD),
  statistic: optional(oneOf(STATISTICS)),
  dividedByInstances: optional(BOOLEAN),
  targetValue: NUMBER,
};

/** How a policy names its metric. */
type MetricSpecification = AutoscalingPolicyTargetTrackingConfigurationCustomizedMetricSpecification;
type MetricQuery = AutoscalingPolicyTargetTrackingConfigurationCustomizedMetricSpecificationMetrics;

/**
 * Records what is wrong with policies on metrics of the service's own.
 *
 * @throws ValidationError for a value of another type
 */
export function checkCustomScaling(validator: Validator, policies: Readonly<Record<string, CustomScaling>>): void {
  validator.known("customScaling", policies);
  if (!isKnown(policies)) return;
  for (const [name, policy] of Object.entries(policies)) {
    const prop = `customScaling["${name}"]`;
    validator
      .matches(prop, name, /^[A-Za-z][A-Za-z0-9-]{0,39}$/, "must have a name of up to 40 letters, digits and dashes", "Rename it.")
      .props(policy, CUSTOM, prop)
      .check(
        `${prop}.targetValue`,
        policy.targetValue,
        Number.isFinite(policy.targetValue) && policy.targetValue > 0,
        "must be more than 0",
        "Give what an instance should have, in the metric's unit.",
      );
  }
}

/** The metric of a policy. Pure. */
export function customMetric(policy: CustomScaling, autoScalingGroupName: string): MetricSpecification {
  const { namespace, metricName, dimensions = {}, statistic = "Average" } = policy;
  const named = Object.entries(dimensions ?? {}).map(([name, value]) => ({ name, value }));
  if (!policy.dividedByInstances) return { namespace, metricName, metricDimension: named, statistic };
  return perInstance({ metric: { namespace, metricName, dimensions: named }, stat: statistic }, "total", autoScalingGroupName);
}

/**
 * WebSocket connections of a load balancer for each instance. It counts a connection twice, from the client and to the instance, and reports nothing while there is
 * none (Application Load Balancers guide, "CloudWatch metrics", `ActiveConnectionCount`): a policy without data would keep all others from scaling in. Pure.
 */
export function webSocketMetric(loadBalancer: string, autoScalingGroupName: string): MetricSpecification {
  const metric = {
    namespace: "AWS/ApplicationELB",
    metricName: "ActiveConnectionCount",
    dimensions: [{ name: "LoadBalancer", value: loadBalancer }],
  };
  return perInstance({ metric, stat: "Sum" }, "FILL(total, 0) / 2", autoScalingGroupName);
}

/** Metric math (EC2 Auto Scaling User Guide, "Create a target tracking scaling policy using metric math"): the expression alone is returned. */
function perInstance(metricStat: MetricQuery["metricStat"], total: string, autoScalingGroupName: string): MetricSpecification {
  const instances = {
    metric: {
      namespace: "AWS/AutoScaling",
      metricName: "GroupInServiceInstances",
      dimensions: [{ name: "AutoScalingGroupName", value: autoScalingGroupName }],
    },
    stat: "Average",
  };
  return {
    metrics: [
      { id: "total", metricStat, returnData: false },
      { id: "instances", metricStat: instances, returnData: false },
      { id: "each", expression: `${total} / instances`, label: "For each instance", returnData: true },
    ],
  };
}
