import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Construct } from "constructs";
import { NUMBER, PropTypes, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { allowsAutoScaling } from "./node-type";
import { MAX_REPLICAS, Topology } from "./topology";

/** Bounds and target of the auto scaling of shards or of replicas. */
export interface RedisAutoScaling {
  /** Fewest shards, or replicas of each shard: 1 or more, at most `max`. */
  readonly min: number;
  /** Most: 250 shards, or 5 replicas of each shard. */
  readonly max: number;
  /** Average engine CPU utilization to hold, 35 to 70 percent. @default 60 */
  readonly targetEngineCpuPercent?: number;
}

const AUTO_SCALING: PropTypes<RedisAutoScaling> = { min: NUMBER, max: NUMBER, targetEngineCpuPercent: optional(NUMBER) };

/** What scales the shards, or the replicas, of a cache. */
export interface RedisScalingResources {
  /** The bounds: the scalable target of Application Auto Scaling. */
  readonly target: AppautoscalingTarget;
  /** The target-tracking scaling policy. */
  readonly policy: AppautoscalingPolicy;
}

/** What scales: the shards, or the replicas of each shard. */
type ScalingUnit = "shards" | "replicas";

/** What differs between the units (ElastiCache User Guide, "Auto Scaling clusters"). */
const UNITS = {
  shards: {
    id: "ShardAutoScaling",
    prop: "shardAutoScaling",
    declaredProp: "shards",
    most: 250,
    dimension: "NodeGroups",
    metric: "ElastiCachePrimaryEngineCPUUtilization",
    argument: "num_node_groups",
  },
  replicas: {
    id: "ReplicaAutoScaling",
    prop: "replicaAutoScaling",
    declaredProp: "replicasPerShard",
    most: MAX_REPLICAS,
    dimension: "Replicas",
    metric: "ElastiCacheReplicaEngineCPUUtilization",
    argument: "replicas_per_node_group",
  },
} as const;

/** The settings of each unit that scales. */
export type ScalingByUnit = Readonly<Record<ScalingUnit, RedisAutoScaling | undefined>>;

/** Records bounds and targets that ElastiCache refuses, and nodes that it doesn't scale. */
export function checkAutoScaling(validator: Validator, scaling: ScalingByUnit, nodeType: string, topology: Topology): void {
  if (!scaling.shards && !scaling.replicas) return;
  checkUnit(validator, "shards", scaling.shards, topology.shards);
  checkUnit(validator, "replicas", scaling.replicas, topology.replicasPerShard);
  validator
    .check(
      "nodeType",
      nodeType,
      allowsAutoScaling(nodeType),
      "must be large or larger, and not burstable, for auto scaling",
      'Use a node type such as "cache.r7g.large", or leave auto scaling out.',
    )
    .check(
      "clusterMode",
      topology.clusterMode,
      topology.clusterMode,
      "must be true for auto scaling",
      "Leave it out, or leave auto scaling out.",
    );
}

function checkUnit(validator: Validator, unit: ScalingUnit, scaling: RedisAutoScaling | undefined, declared: number): void {
  if (!scaling) return;
  const { prop, declaredProp, most } = UNITS[unit];
  validator.props(scaling, AUTO_SCALING, prop);
  const { min, max } = scaling;
  validator
    .integerBetween(`${prop}.min`, min, 1, most)
    .integerBetween(`${prop}.max`, max, 1, most)
    .check(prop, [min, max], min <= max, "must have a min no greater than its max", "Swap them.")
    .check(
      declaredProp,
      declared,
      !isKnown([min, max]) || min > max || (declared >= min && declared <= max),
      `must be from ${min} to ${max}, the bounds of ${prop}`,
      "Change the bounds, or create the cache with another number.",
    )
    .integerBetween(`${prop}.targetEngineCpuPercent`, scaling.targetEngineCpuPercent, 35, 70, "percent");
}

/** Auto scaling of one unit, which follows the engine CPU utilization of the primaries or of the replicas; nothing for one that doesn't scale. */
export function createScaling(
  scope: Construct,
  unit: ScalingUnit,
  replicationGroupId: string,
  settings: ScalingByUnit,
): RedisScalingResources | undefined {
  const scaling = settings[unit];
  if (!scaling) return undefined;
  const { id, dimension, metric } = UNITS[unit];
  const parent = new Construct(scope, id);
  const target = new AppautoscalingTarget(parent, "Target", {
    serviceNamespace: "elasticache",
    scalableDimension: `elasticache:replication-group:${dimension}`,
    resourceId: `replication-group/${replicationGroupId}`,
    minCapacity: scaling.min,
    maxCapacity: scaling.max,
  });
  const policy = new AppautoscalingPolicy(parent, "Policy", {
    name: `${dimension.toLowerCase()}-by-engine-cpu`,
    policyType: "TargetTrackingScaling",
    serviceNamespace: target.serviceNamespace,
    scalableDimension: target.scalableDimension,
    resourceId: target.resourceId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: scaling.targetEngineCpuPercent ?? 60,
      predefinedMetricSpecification: { predefinedMetricType: metric },
      scaleOutCooldown: 600,
      scaleInCooldown: 900,
    },
  });
  return { target, policy };
}

/** The arguments of the replication group that auto scaling decides on, and Terraform no longer. Pure. */
export function scaledArguments(scaling: ScalingByUnit): string[] {
  const units = ["shards", "replicas"] as const;
  return units.filter((unit) => scaling[unit]).map((unit) => UNITS[unit].argument);
}
