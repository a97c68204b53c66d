import { TerraformStack } from "cdktf";
import { Changes, changes } from "../support/changes";
import { service } from "../support/network";
import { CacheProps, cache } from "./fixture";

/** What a plan would show of a cache that a service uses. */
function grown(before: CacheProps, after: CacheProps): Changes {
  return changes(used(before), used(after));
}

function used(props: CacheProps): TerraformStack {
  const { stack, cache: made } = cache(props);
  const api = service(stack);
  made.connections.allowDefaultPortFrom(api);
  made.grantConnect(api, "trading-api");
  return stack;
}

const GROUP = "aws_elasticache_replication_group.Cache";
const inPlace = (...names: string[]) => ({ gone: [], made: [], changed: { [GROUP]: names } });

describe("a change of one value, in place", () => {
  test.each<[string, CacheProps, CacheProps, string[]]>([
    ["a larger node type", {}, { nodeType: "cache.r7g.4xlarge" }, ["node_type"]],
    ["more shards", { shards: 2 }, { shards: 6 }, ["num_node_groups"]],
    ["fewer shards", { shards: 6 }, { shards: 2 }, ["num_node_groups"]],
    ["more replicas", { replicasPerShard: 1 }, { replicasPerShard: 3 }, ["replicas_per_node_group"]],
    ["the first replica", { replicasPerShard: 0 }, { replicasPerShard: 1 }, ["multi_az_enabled", "replicas_per_node_group"]],
    [
      "more replicas without cluster mode",
      { clusterMode: false, replicasPerShard: 1 },
      { clusterMode: false, replicasPerShard: 4 },
      ["num_cache_clusters"],
    ],
    ["a minor version", { engineVersion: "8.0" }, { engineVersion: "8.1" }, ["engine_version"]],
    ["snapshots for longer", {}, { snapshotRetentionDays: 35 }, ["snapshot_retention_limit"]],
  ])("is %s", (_, before, after, names) => expect(grown(before, after)).toEqual(inPlace(...names)));

  test("is a major version, with a parameter group beside the old one", () => {
    const { gone, made, changed } = grown({ engineVersion: "7.2" }, { engineVersion: "8.0" });
    expect([gone, made]).toEqual([[], []]);
    expect(changed).toEqual({
      [GROUP]: ["engine_version"],
      "aws_elasticache_parameter_group.Cache_ParameterGroup": ["family", "name"],
    });
  });

  test("is Valkey in place of Redis, whose users stay as they are", () => {
    const { gone, made, changed } = grown(
      { engine: "redis", engineVersion: "7.1" },
      { engine: "valkey", engineVersion: "8.0", userGroupEngine: "redis" },
    );
    expect([gone, made]).toEqual([[], []]);
    expect(changed).toEqual({
      [GROUP]: ["engine", "engine_version"],
      "aws_elasticache_parameter_group.Cache_ParameterGroup": ["family", "name"],
    });
  });

  test("is auto scaling of shards, which only adds", () => {
    expect(grown({}, { shardAutoScaling: { min: 1, max: 8 } })).toEqual({
      gone: [],
      made: ["aws_appautoscaling_policy.Cache_ShardAutoScaling_Policy", "aws_appautoscaling_target.Cache_ShardAutoScaling_Target"],
      changed: { [GROUP]: ["lifecycle"] },
    });
  });
});
