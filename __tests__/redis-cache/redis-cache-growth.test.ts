import { synth } from "../support/synth";
import { CacheProps, cache, service } from "./fixture";

/** Every resource as `type.id`, with its arguments, of a cache that a service uses. */
function resources(props: CacheProps): Record<string, Record<string, unknown>> {
  const { stack, cache: made } = cache(props);
  const api = service(stack);
  made.connections.allowDefaultPortFrom(api);
  made.grantConnect(api, "trading-api");
  const { json } = synth(stack);
  const types = Object.entries(json.resource as Record<string, Record<string, Record<string, unknown>>>);
  return Object.fromEntries(types.flatMap(([type, byId]) => Object.entries(byId).map(([id, args]) => [`${type}.${id}`, args])));
}

/** The resources that come and go, and of those that stay the arguments that differ: what a plan would show. */
function changes(before: CacheProps, after: CacheProps) {
  const [old, grown] = [resources(before), resources(after)];
  const readable = (id: string) => id.replace(/_[0-9A-F]{8}$/, "");
  const differing = (id: string) => {
    const names = [...new Set([...Object.keys(old[id]!), ...Object.keys(grown[id]!)])].sort();
    return names.filter((name) => JSON.stringify(old[id]![name]) !== JSON.stringify(grown[id]![name]));
  };
  const staying = Object.keys(old).filter((id) => grown[id]);
  return {
    gone: Object.keys(old).filter((id) => !grown[id]),
    made: Object.keys(grown)
      .filter((id) => !old[id])
      .map(readable)
      .sort(),
    changed: Object.fromEntries(staying.map((id) => [readable(id), differing(id)]).filter(([, names]) => names!.length > 0)),
  };
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
  ])("is %s", (_, before, after, names) => expect(changes(before, after)).toEqual(inPlace(...names)));

  test("is a major version, with a parameter group beside the old one", () => {
    const { gone, made, changed } = changes({ engineVersion: "7.2" }, { engineVersion: "8.0" });
    expect([gone, made]).toEqual([[], []]);
    expect(changed).toEqual({
      [GROUP]: ["engine_version"],
      "aws_elasticache_parameter_group.Cache_ParameterGroup": ["family", "name"],
    });
  });

  test("is Valkey in place of Redis, whose users stay as they are", () => {
    const { gone, made, changed } = changes({ engine: "redis" }, { engine: "valkey", userGroupEngine: "redis" });
    expect([gone, made]).toEqual([[], []]);
    expect(changed).toEqual({
      [GROUP]: ["engine", "engine_version"],
      "aws_elasticache_parameter_group.Cache_ParameterGroup": ["family", "name"],
    });
  });

  test("is auto scaling of shards, which only adds", () => {
    expect(changes({}, { shardAutoScaling: { min: 1, max: 8 } })).toEqual({
      gone: [],
      made: ["aws_appautoscaling_policy.Cache_ShardAutoScaling_Policy", "aws_appautoscaling_target.Cache_ShardAutoScaling_Target"],
      changed: { [GROUP]: ["lifecycle"] },
    });
  });
});
