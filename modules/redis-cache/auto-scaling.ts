import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Annotations } from "cdktf";
import { Construct, IConstruct } from "constructs";
import { createMinimumSchedules, scheduledLifecycle } from "../../src/internal/minimum-schedules";
import { BOOLEAN, NUMBER, PropTypes, optional, record } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { allowsAutoScaling } from "./node-type";
import { RedisScalingSchedule, checkScalingSchedules } from "./scaling-schedules";
import { DEFAULT_NODE_QUOTA, MAX_NODES, MAX_REPLICAS, Topology, nodesOf } from "./topology";

/**
 * Bounds and targets of the auto scaling of replicas, and of shards. Capacity is removed once a metric is below three quarters of its target (ElastiCache User Guide,
 * "Target tracking scaling policies").
 */
export interface RedisAutoScaling {
  /** Fewest shards, or replicas of each shard: 1 or more, at most `max`. */
  readonly min: number;
  /** Most: 250 shards, or 5 replicas of each shard; all in all 500 nodes. One below the minimum that a schedule has set is refused for as long as that is the minimum. */
  readonly max: number;
  /** Target for the average engine CPU utilization of the primaries, or of the replicas, 35 to 70 percent. @default 60, unless `targetMemoryPercent` is given */
  readonly targetEngineCpuPercent?: number;
  /** Cooldown after shards or replicas were added, 0 to 86400 seconds. @default 600 */
  readonly scaleOutCooldownSeconds?: number;
  /** Cooldown after shards or replicas were removed, 0 to 86400 seconds. @default 900 */
  readonly scaleInCooldownSeconds?: number;
  /** Whether load removes nothing, so that keys are moved off no shard in the middle of the day. @default false */
  readonly disableScaleIn?: boolean;
  /**
   * Other minimums by the clock, by a name of yours, such as more shards before a market opens. From the first of them on the minimum is theirs: `min` is what
   * auto scaling begins with.
   *
   * @default - none
   */
  readonly schedules?: Readonly<Record<string, RedisScalingSchedule>>;
}

/** Bounds and targets of the auto scaling of shards: they are added as soon as either metric asks for it, and removed when both allow it. */
export interface RedisShardAutoScaling extends RedisAutoScaling {
  /** Target for the average share of memory in use, with data tiering of memory and SSD, 35 to 70 percent. @default - none: the target is for CPU */
  readonly targetMemoryPercent?: number;
}

const AUTO_SCALING: PropTypes<RedisAutoScaling> = {
  min: NUMBER,
  max: NUMBER,
  targetEngineCpuPercent: optional(NUMBER),
  scaleOutCooldownSeconds: optional(NUMBER),
  scaleInCooldownSeconds: optional(NUMBER),
  disableScaleIn: optional(BOOLEAN),
  schedules: optional(record()),
};
const SHARD_AUTO_SCALING: PropTypes<RedisShardAutoScaling> = { ...AUTO_SCALING, targetMemoryPercent: optional(NUMBER) };

/** The target-tracking scaling policies, by the metric that each follows. */
export interface RedisScalingPolicies {
  /** The policy for the engine CPU utilization; undefined where the target is for memory alone. */
  readonly engineCpu?: AppautoscalingPolicy;
  /** The policy for memory; undefined without `targetMemoryPercent`. */
  readonly memory?: AppautoscalingPolicy;
}

/** What scales the shards, or the replicas, of a cache. */
export interface RedisScalingResources {
  /** The bounds: the scalable target of Application Auto Scaling. */
  readonly target: AppautoscalingTarget;
  /** The target-tracking scaling policies. */
  readonly policies: RedisScalingPolicies;
  /** The scheduled actions, keyed as in `schedules`. */
  readonly schedules: Readonly<Record<string, AppautoscalingScheduledAction>>;
}

/** What scales: the shards, or the replicas of each shard. */
type ScalingUnit = "shards" | "replicas";

/** What differs between the units (ElastiCache User Guide, "Auto Scaling policies"). */
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

/**
 * The memory in use, of memory and SSD where there is data tiering: the metric of memory alone isn't for such nodes (ElastiCache User Guide, "Target tracking scaling
 * policies").
 */
const MEMORY_METRIC = "ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage";

/** The settings of each unit that scales. */
export interface ScalingByUnit {
  readonly shards: RedisShardAutoScaling | undefined;
  readonly replicas: RedisAutoScaling | undefined;
}

/** Records bounds and targets that ElastiCache refuses, and nodes that it doesn't scale. */
export function checkAutoScaling(validator: Validator, scaling: ScalingByUnit, nodeType: string, topology: Topology): void {
  if (!isGiven(scaling.shards) && !isGiven(scaling.replicas)) return;
  checkUnit(validator, "shards", scaling.shards, topology.shards);
  checkUnit(validator, "replicas", scaling.replicas, topology.replicasPerShard);
  checkLargest(validator, scaling, topology);
  validator
    .check(
      "nodeType",
      nodeType,
      allowsAutoScaling(nodeType),
      "must be large, xlarge or 2xlarge, of a family that auto scaling supports",
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

function checkUnit(validator: Validator, unit: ScalingUnit, scaling: RedisShardAutoScaling | undefined, declared: number): void {
  if (!isGiven(scaling)) return;
  const { prop, declaredProp, most } = UNITS[unit];
  if (unit === "shards") validator.props(scaling, SHARD_AUTO_SCALING, prop);
  else validator.props(scaling, AUTO_SCALING, prop);
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
    .integerBetween(`${prop}.targetEngineCpuPercent`, scaling.targetEngineCpuPercent, 35, 70, "percent")
    .integerBetween(`${prop}.targetMemoryPercent`, scaling.targetMemoryPercent, 35, 70, "percent")
    .integerBetween(`${prop}.scaleOutCooldownSeconds`, scaling.scaleOutCooldownSeconds, 0, 86_400, "seconds")
    .integerBetween(`${prop}.scaleInCooldownSeconds`, scaling.scaleInCooldownSeconds, 0, 86_400, "seconds");
  checkScalingSchedules(validator, `${prop}.schedules`, scaling.schedules, { unit, most, max });
}

/** The topology that auto scaling may reach. Pure. */
function largest({ shards, replicas }: ScalingByUnit, topology: Topology): Topology {
  return { ...topology, shards: shards?.max ?? topology.shards, replicasPerShard: replicas?.max ?? topology.replicasPerShard };
}

/** The fewest replicas that a shard may have: load and schedules take some away. Numbers that only Terraform knows don't count. Pure. */
export function fewestReplicas({ replicas }: ScalingByUnit, { replicasPerShard }: Topology): number {
  const minimums = isGiven(replicas) ? [replicas.min, ...Object.values(replicas.schedules ?? {}).map(({ min }) => min)] : [];
  return Math.min(replicasPerShard, ...minimums.filter(isKnown));
}

function checkLargest(validator: Validator, scaling: ScalingByUnit, topology: Topology): void {
  const reached = largest(scaling, topology);
  const { shards, replicasPerShard } = reached;
  const prop = scaling.shards ? UNITS.shards.prop : UNITS.replicas.prop;
  const isWithin = isKnown([shards, replicasPerShard]) && shards <= UNITS.shards.most && replicasPerShard <= UNITS.replicas.most;
  validator.check(
    `${prop}.max`,
    scaling.shards ? shards : replicasPerShard,
    !isWithin || nodesOf(reached) <= MAX_NODES,
    `must make no more than ${MAX_NODES} nodes; ${shards} shards with ${replicasPerShard} replicas each are ${nodesOf(reached)}`,
    "Lower it, or allow fewer of the other.",
  );
}

/** Warns of a maximum that an account doesn't reach by default: auto scaling adds nodes until a service quota applies ("Auto Scaling policies"). */
export function warnOfAutoScaling(scope: IConstruct, scaling: ScalingByUnit, topology: Topology): void {
  const reached = largest(scaling, topology);
  const nodes = nodesOf(reached);
  if (!isKnown([reached.shards, reached.replicasPerShard]) || nodes <= DEFAULT_NODE_QUOTA || nodesOf(topology) > DEFAULT_NODE_QUOTA) return;
  Annotations.of(scope).addWarning(
    `Auto scaling may reach ${nodes} nodes, more than the default quota of ${DEFAULT_NODE_QUOTA} for a cluster: request an increase, or it stops there.`,
  );
}

/** Auto scaling of one unit: its bounds, its policies and its schedules; nothing for one that doesn't scale. */
export function createScaling(
  scope: Construct,
  unit: ScalingUnit,
  replicationGroupId: string,
  settings: ScalingByUnit,
): RedisScalingResources | undefined {
  const scaling: RedisShardAutoScaling | undefined = settings[unit];
  if (!isGiven(scaling)) return undefined;
  const { id, dimension, metric } = UNITS[unit];
  const { schedules, targetEngineCpuPercent, targetMemoryPercent } = scaling;
  const parent = new Construct(scope, id);
  const target = new AppautoscalingTarget(parent, "Target", {
    serviceNamespace: "elasticache",
    scalableDimension: `elasticache:replication-group:${dimension}`,
    resourceId: `replication-group/${replicationGroupId}`,
    minCapacity: scaling.min,
    maxCapacity: scaling.max,
    lifecycle: scheduledLifecycle(schedules),
  });
  const track = (followed: string, targetValue: number, policyId: string, name: string): AppautoscalingPolicy =>
    new AppautoscalingPolicy(parent, policyId, {
      name,
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue,
        predefinedMetricSpecification: { predefinedMetricType: followed },
        scaleOutCooldown: scaling.scaleOutCooldownSeconds ?? 600,
        scaleInCooldown: scaling.scaleInCooldownSeconds ?? 900,
        disableScaleIn: scaling.disableScaleIn ?? false,
      },
    });
  const byMemory = isGiven(targetMemoryPercent);
  const byEngineCpu = isGiven(targetEngineCpuPercent) || !byMemory;
  const policies = {
    engineCpu: byEngineCpu ? track(metric, targetEngineCpuPercent ?? 60, "Policy", `${unit}-by-engine-cpu`) : undefined,
    memory: byMemory ? track(MEMORY_METRIC, targetMemoryPercent, "MemoryPolicy", `${unit}-by-memory`) : undefined,
  };
  return { target, policies, schedules: createMinimumSchedules(parent, target, schedules ?? {}) };
}

/** The arguments of the replication group that auto scaling decides on, and Terraform no longer. Pure. */
export function scaledArguments(scaling: ScalingByUnit): string[] {
  const units = ["shards", "replicas"] as const;
  return units.filter((unit) => isGiven(scaling[unit])).map((unit) => UNITS[unit].argument);
}
