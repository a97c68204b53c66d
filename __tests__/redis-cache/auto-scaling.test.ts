import { synth } from "../support/synth";
import { CacheProps, cache, replicationGroup } from "./fixture";

const scaled: CacheProps = {
  shards: 2,
  replicasPerShard: 2,
  shardAutoScaling: { min: 1, max: 10 },
  replicaAutoScaling: { min: 1, max: 3, targetEngineCpuPercent: 50 },
};

describe("auto scaling of shards", () => {
  const synthesized = synth(cache(scaled).stack);

  test("registers the replication group's node groups, with their bounds", () => {
    expect(synthesized.resource("aws_appautoscaling_target", "Cache_ShardAutoScaling")).toMatchObject({
      service_namespace: "elasticache",
      scalable_dimension: "elasticache:replication-group:NodeGroups",
      resource_id: expect.stringMatching(/^replication-group\/\$\{aws_elasticache_replication_group\./),
      min_capacity: 1,
      max_capacity: 10,
    });
  });

  test("tracks the engine CPU utilization of the primaries, at 60 % by default", () => {
    const policy = synthesized.resource("aws_appautoscaling_policy", "Cache_ShardAutoScaling");
    expect(policy.target_tracking_scaling_policy_configuration).toMatchObject({
      target_value: 60,
      predefined_metric_specification: { predefined_metric_type: "ElastiCachePrimaryEngineCPUUtilization" },
    });
  });
});

describe("auto scaling of replicas", () => {
  const synthesized = synth(cache(scaled).stack);

  test("registers the replication group's replicas, with their bounds", () => {
    expect(synthesized.resource("aws_appautoscaling_target", "Cache_ReplicaAutoScaling")).toMatchObject({
      scalable_dimension: "elasticache:replication-group:Replicas",
      min_capacity: 1,
      max_capacity: 3,
    });
  });

  test("tracks the engine CPU utilization of the replicas, at the target that is given", () => {
    const policy = synthesized.resource("aws_appautoscaling_policy", "Cache_ReplicaAutoScaling");
    expect(policy.target_tracking_scaling_policy_configuration).toMatchObject({
      target_value: 50,
      predefined_metric_specification: { predefined_metric_type: "ElastiCacheReplicaEngineCPUUtilization" },
    });
  });
});

test("a cache without auto scaling registers nothing", () => {
  const { stack, cache: made } = cache();
  expect(synth(stack).types.filter((type) => type.includes("appautoscaling"))).toEqual([]);
  expect([made.shardAutoScalingResources, made.replicaAutoScalingResources]).toEqual([undefined, undefined]);
});

describe("what auto scaling decides on is left alone by the next apply", () => {
  const ignored = (props: CacheProps) => replicationGroup(props).lifecycle.ignore_changes;

  test("for shards", () => {
    expect(ignored({ shardAutoScaling: { min: 1, max: 3 } })).toEqual(["snapshot_name", "engine_version", "num_node_groups"]);
  });

  test("for replicas", () => {
    expect(ignored({ replicaAutoScaling: { min: 1, max: 3 } })).toEqual(["snapshot_name", "engine_version", "replicas_per_node_group"]);
  });
});
