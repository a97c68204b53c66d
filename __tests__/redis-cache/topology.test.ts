import { TerraformVariable } from "cdktf";
import { RedisCache } from "../../modules/redis-cache";
import { nodeIds } from "../../modules/redis-cache/topology";
import { EncryptionKey } from "../../src/core";
import fc from "../support/fast-check";
import { network } from "../support/network";
import { testStack, warnings } from "../support/synth";
import { cache, replicationGroup } from "./fixture";

describe("the ids of nodes", () => {
  test("number shards and nodes from one", () => {
    expect(nodeIds({ clusterMode: true, shards: 2, replicasPerShard: 1 })).toEqual(["0001-001", "0001-002", "0002-001", "0002-002"]);
  });

  test("number nodes alone with cluster mode disabled", () => {
    expect(nodeIds({ clusterMode: false, shards: 1, replicasPerShard: 2 })).toEqual(["001", "002", "003"]);
  });

  test("are as many as there are nodes, all different", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 5 }), (shards, replicasPerShard) => {
        expect(new Set(nodeIds({ clusterMode: true, shards, replicasPerShard })).size).toBe(shards * (replicasPerShard + 1));
      }),
    );
  });

  test("stay when shards or replicas are added", () => {
    const size = fc.record({ shards: fc.integer({ min: 1, max: 50 }), replicas: fc.integer({ min: 0, max: 4 }) });
    fc.assert(
      fc.property(size, fc.nat(50), fc.nat(1), ({ shards, replicas }, moreShards, moreReplicas) => {
        const grown = nodeIds({ clusterMode: true, shards: shards + moreShards, replicasPerShard: replicas + moreReplicas });
        expect(grown).toEqual(expect.arrayContaining([...nodeIds({ clusterMode: true, shards, replicasPerShard: replicas })]));
      }),
    );
  });
});

describe("a cache by default", () => {
  const resource = replicationGroup();

  test("has cluster mode enabled, with one shard and one replica", () => {
    expect(resource).toMatchObject({ cluster_mode: "enabled", num_node_groups: 1, replicas_per_node_group: 1 });
    expect(resource).not.toHaveProperty("num_cache_clusters");
  });

  test("has Multi-AZ with automatic failover", () => {
    expect(resource).toMatchObject({ automatic_failover_enabled: true, multi_az_enabled: true });
  });
});

describe("a cache with cluster mode disabled", () => {
  test("is a primary with replicas", () => {
    const resource = replicationGroup({ clusterMode: false, replicasPerShard: 2 });
    expect(resource).toMatchObject({ cluster_mode: "disabled", num_cache_clusters: 3, automatic_failover_enabled: true });
    expect(resource).not.toHaveProperty("num_node_groups");
  });

  test("has no failover without a replica", () => {
    expect(replicationGroup({ clusterMode: false, replicasPerShard: 0 })).toMatchObject({
      num_cache_clusters: 1,
      automatic_failover_enabled: false,
      multi_az_enabled: false,
    });
  });
});

test("with cluster mode enabled automatic failover is enabled even without a replica, as ElastiCache requires", () => {
  expect(replicationGroup({ replicasPerShard: 0 })).toMatchObject({ automatic_failover_enabled: true, multi_az_enabled: false });
});

test("a cache without a replica warns", () => {
  expect(warnings(cache({ replicasPerShard: 0 }).cache)).toEqual([
    "No replicas: when a node fails, its data is lost, and its keys are unavailable until the node is replaced.",
  ]);
});

test("a cache of more nodes than the default quota warns", () => {
  expect(warnings(cache({ shards: 40, replicasPerShard: 2 }).cache)).toEqual([
    "120 nodes are more than the default quota of 90 for a cluster: request an increase before you deploy.",
  ]);
});

test("a cache of up to the default quota of nodes doesn't warn", () => {
  expect(warnings(cache({ shards: 30, replicasPerShard: 2 }).cache)).toEqual([]);
});

test("numbers that only Terraform knows don't warn", () => {
  const stack = testStack();
  const { numberValue } = new TerraformVariable(stack, "Value", { type: "number" });
  const encryptionKey = new EncryptionKey(stack, "Key");
  expect(warnings(new RedisCache(stack, "Cache", { network, encryptionKey, shards: numberValue, replicasPerShard: numberValue }))).toEqual(
    [],
  );
});
