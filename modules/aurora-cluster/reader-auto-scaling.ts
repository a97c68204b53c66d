import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AuroraReaderAutoScaling } from "./aurora-cluster-props";

export interface ReaderAutoScalingProps extends AuroraReaderAutoScaling {
  readonly clusterIdentifier: string;
  /** Readers that Terraform knows. */
  readonly declaredReaders: number;
  /** Scaling counts them: they stand first. */
  readonly instances: readonly ITerraformDependable[];
}

/** Readers that come and go with the load, besides those that are always there. */
export class ReaderAutoScaling extends Construct {
  public readonly target: AppautoscalingTarget;
  public readonly policy: AppautoscalingPolicy;

  constructor(scope: Construct, id: string, props: ReaderAutoScalingProps) {
    super(scope, id);
    const min = props.min ?? Math.max(1, props.declaredReaders);
    this.target = new AppautoscalingTarget(this, "Target", {
      serviceNamespace: "rds",
      scalableDimension: "rds:cluster:ReadReplicaCount",
      resourceId: `cluster:${props.clusterIdentifier}`,
      minCapacity: props.drain ? props.declaredReaders : min,
      maxCapacity: props.drain ? props.declaredReaders : props.max,
      dependsOn: [...props.instances],
    });
    const byConnections = props.targetConnections !== undefined;
    this.policy = new AppautoscalingPolicy(this, "Policy", {
      name: byConnections ? "readers-by-connections" : "readers-by-cpu",
      policyType: "TargetTrackingScaling",
      serviceNamespace: this.target.serviceNamespace,
      scalableDimension: this.target.scalableDimension,
      resourceId: this.target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: props.targetConnections ?? props.targetCpuPercent ?? 60,
        predefinedMetricSpecification: {
          predefinedMetricType: byConnections ? "RDSReaderAverageDatabaseConnections" : "RDSReaderAverageCPUUtilization",
        },
        scaleOutCooldown: props.scaleOutCooldownSeconds ?? 300,
        scaleInCooldown: props.scaleInCooldownSeconds ?? 600,
      },
    });
  }
}
