import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import { RedisAutoScaling } from "./redis-cache-props";

export interface CacheAutoScalingProps extends RedisAutoScaling {
  readonly replicationGroupId: string;
  readonly unit: "NodeGroups" | "Replicas";
}

/** Shards or replicas that come and go with the engine's CPU. */
export class CacheAutoScaling extends Construct {
  public readonly target: AppautoscalingTarget;
  public readonly policy: AppautoscalingPolicy;

  constructor(scope: Construct, id: string, props: CacheAutoScalingProps) {
    super(scope, id);
    this.target = new AppautoscalingTarget(this, "Target", {
      serviceNamespace: "elasticache",
      scalableDimension: `elasticache:replication-group:${props.unit}`,
      resourceId: `replication-group/${props.replicationGroupId}`,
      minCapacity: props.min,
      maxCapacity: props.max,
    });
    const role = props.unit === "NodeGroups" ? "Primary" : "Replica";
    this.policy = new AppautoscalingPolicy(this, "Policy", {
      name: `${props.unit.toLowerCase()}-by-engine-cpu`,
      policyType: "TargetTrackingScaling",
      serviceNamespace: this.target.serviceNamespace,
      scalableDimension: this.target.scalableDimension,
      resourceId: this.target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: props.targetEngineCpuPercent ?? 60,
        predefinedMetricSpecification: { predefinedMetricType: `ElastiCache${role}EngineCPUUtilization` },
        scaleOutCooldown: 600,
        scaleInCooldown: 900,
      },
    });
  }
}
