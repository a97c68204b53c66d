import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { createMinimumSchedules, scheduledLifecycle } from "../../src/internal/minimum-schedules";
import { BOOLEAN, NUMBER, PropTypes, optional, record } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";
import { AuroraReaderSchedule, checkReaderSchedules } from "./reader-schedules";
import { MAX_READERS } from "./readers";

/** Aurora Auto Scaling: readers that are added and removed by load, besides those in `readers`. They have the class that the writer has. */
export interface AuroraReaderAutoScaling {
  /** Fewest readers, 0 to 15, those in `readers` counted. @default - as many as in `readers`, at least 1 */
  readonly min?: number;
  /** Most readers, 1 to 15, those in `readers` counted. One below the minimum that a schedule has set is refused for as long as that is the minimum. */
  readonly max: number;
  /** Target for the average CPU utilization of the readers, 1 to 100 percent. @default 60, unless `targetConnections` is given */
  readonly targetCpuPercent?: number;
  /** Target for the average connections of a reader, 1 to 16000, in place of the CPU's. @default - none: the target is for CPU */
  readonly targetConnections?: number;
  /** Cooldown after readers were added, 0 to 86400 seconds; a new one takes minutes to start. @default 300 */
  readonly scaleOutCooldownSeconds?: number;
  /** Cooldown after readers were removed, 0 to 86400 seconds. @default 600 */
  readonly scaleInCooldownSeconds?: number;
  /**
   * Other minimums by the clock, by a name of yours, such as more readers before a market opens. From the first of them on the minimum is theirs: `min` is what
   * the cluster begins with. A drained cluster has none.
   *
   * @default - none
   */
  readonly schedules?: Readonly<Record<string, AuroraReaderSchedule>>;
  /**
   * Removes every reader that auto scaling has added and adds none. Terraform doesn't know these readers, and RDS
   * deletes no cluster that has any: apply this before you destroy the cluster or remove auto scaling.
   *
   * @default false
   */
  readonly drain?: boolean;
}

const AUTO_SCALING: PropTypes<AuroraReaderAutoScaling> = {
  min: optional(NUMBER),
  max: NUMBER,
  targetCpuPercent: optional(NUMBER),
  targetConnections: optional(NUMBER),
  scaleOutCooldownSeconds: optional(NUMBER),
  scaleInCooldownSeconds: optional(NUMBER),
  schedules: optional(record()),
  drain: optional(BOOLEAN),
};

/** What scales the readers of a cluster. */
export interface AuroraReaderScaling {
  /** The bounds: the scalable target of Application Auto Scaling. */
  readonly target: AppautoscalingTarget;
  /** The target-tracking scaling policy. */
  readonly policy: AppautoscalingPolicy;
  /** The scheduled actions, keyed as in `schedules`. */
  readonly schedules: Readonly<Record<string, AppautoscalingScheduledAction>>;
}

/**
 * Records bounds and targets that Application Auto Scaling refuses.
 *
 * @param declaredReaders how many readers are always there
 */
export function checkReaderAutoScaling(
  validator: Validator,
  autoScaling: AuroraReaderAutoScaling | undefined,
  declaredReaders: number,
): void {
  if (!isGiven(autoScaling)) return;
  const { min, max, targetCpuPercent, targetConnections } = autoScaling;
  validator
    .props(autoScaling, AUTO_SCALING, "readerAutoScaling")
    .integerBetween("readerAutoScaling.min", min, 0, MAX_READERS, "readers")
    .integerBetween("readerAutoScaling.max", max, 1, MAX_READERS, "readers")
    .check(
      "readerAutoScaling",
      [min, max],
      !isGiven(min) || min <= max,
      "must have a minimum no greater than its maximum",
      "Raise max or lower min.",
    )
    .check(
      "readerAutoScaling.max",
      max,
      max >= declaredReaders,
      `must be no less than the ${declaredReaders} in readers`,
      `Give ${declaredReaders} or more.`,
    )
    .check(
      "readerAutoScaling",
      { targetCpuPercent, targetConnections },
      !isGiven(targetCpuPercent) || !isGiven(targetConnections),
      "must have one target",
      "Leave targetCpuPercent or targetConnections out.",
    )
    .integerBetween("readerAutoScaling.targetCpuPercent", targetCpuPercent, 1, 100, "percent")
    .integerBetween("readerAutoScaling.targetConnections", targetConnections, 1, 16_000, "connections")
    .integerBetween("readerAutoScaling.scaleInCooldownSeconds", autoScaling.scaleInCooldownSeconds, 0, 86_400, "seconds")
    .integerBetween("readerAutoScaling.scaleOutCooldownSeconds", autoScaling.scaleOutCooldownSeconds, 0, 86_400, "seconds");
  checkReaderSchedules(validator, "readerAutoScaling.schedules", autoScaling.schedules, max);
}

/** The fewest readers that a cluster has, those that are always there counted. Pure. */
export function fewestReaders(autoScaling: AuroraReaderAutoScaling | undefined, declaredReaders: number): number {
  return autoScaling ? (autoScaling.min ?? Math.max(1, declaredReaders)) : declaredReaders;
}

/** What readers are scaled for. */
interface ReaderScalingTarget {
  readonly cluster: RdsCluster;
  /** How many readers are always there. */
  readonly declaredReaders: number;
  /** Scaling counts them: they are created first. */
  readonly instances: readonly ITerraformDependable[];
}

/** The scalable target of a cluster's readers, and the policy that scales them; undefined without auto scaling. */
export function createReaderScaling(
  scope: Construct,
  autoScaling: AuroraReaderAutoScaling | undefined,
  { cluster, declaredReaders, instances }: ReaderScalingTarget,
): AuroraReaderScaling | undefined {
  if (!isGiven(autoScaling)) return undefined;
  const parent = new Construct(scope, "ReaderAutoScaling");
  const { drain, targetConnections } = autoScaling;
  const schedules = drain ? {} : (autoScaling.schedules ?? {});
  const target = new AppautoscalingTarget(parent, "Target", {
    serviceNamespace: "rds",
    scalableDimension: "rds:cluster:ReadReplicaCount",
    resourceId: `cluster:${cluster.clusterIdentifier}`,
    minCapacity: drain ? declaredReaders : fewestReaders(autoScaling, declaredReaders),
    maxCapacity: drain ? declaredReaders : autoScaling.max,
    dependsOn: [...instances],
    lifecycle: scheduledLifecycle(schedules),
  });
  const byConnections = isGiven(targetConnections);
  const policy = new AppautoscalingPolicy(parent, "Policy", {
    name: byConnections ? "readers-by-connections" : "readers-by-cpu",
    policyType: "TargetTrackingScaling",
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: targetConnections ?? autoScaling.targetCpuPercent ?? 60,
      predefinedMetricSpecification: {
        predefinedMetricType: byConnections ? "RDSReaderAverageDatabaseConnections" : "RDSReaderAverageCPUUtilization",
      },
      scaleOutCooldown: autoScaling.scaleOutCooldownSeconds ?? 300,
      scaleInCooldown: autoScaling.scaleInCooldownSeconds ?? 600,
    },
  });
  return { target, policy, schedules: createMinimumSchedules(parent, target, schedules) };
}
