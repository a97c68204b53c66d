import { TerraformVariable } from "cdktf";
import { checkTopology, warnOfPlacement } from "../../modules/redis-cache/topology";
import { Validator } from "../../src/internal/validator";
import { network } from "../support/network";
import { messageOf, testStack, warnings } from "../support/synth";
import { cache, refusal, replicationGroup } from "./fixture";

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

// "Choose a 500 node cluster that ranges between 83 shards (one primary and 5 replicas per shard) and 500 shards (single primary and no replicas)":
// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
describe("a replication group has at most 500 nodes", () => {
  const brokenRules = (shards: number, replicasPerShard: number) =>
    messageOf(() => {
      const validator = new Validator("cache");
      checkTopology(validator, { clusterMode: true, shards, replicasPerShard });
      validator.throwIfInvalid();
    });

  test.each([
    [83, 5],
    [166, 2],
    [250, 1],
    [500, 0],
  ])("%i shards with %i replicas are possible", (shards, replicasPerShard) => {
    expect(() => replicationGroup({ shards, replicasPerShard })).not.toThrow();
  });

  test("84 shards with 5 replicas are refused", () => {
    expect(brokenRules(84, 5)).toBe(
      refusal(
        "cache",
        "shards: must make no more than 500 nodes, with 5 replicas of each shard; received 84. Give 83 or fewer, or fewer replicas.",
      ),
    );
  });

  test("501 shards are refused once", () => {
    expect(brokenRules(501, 0)).toBe(
      refusal("cache", "shards: must be a whole number from 1 to 500 shards; received 501. Give a value from 1 to 500."),
    );
  });
});

test("numbers that only Terraform knows are refused: Multi-AZ and failover depend on them", () => {
  const { numberValue } = new TerraformVariable(testStack(), "Value", { type: "number" });
  const known = (prop: string) =>
    `${prop}: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.`;
  expect(messageOf(() => cache({ shards: numberValue, replicasPerShard: numberValue }))).toBe(
    refusal("trading-test/Cache", known("shards"), known("replicasPerShard")),
  );
});

test("a cache in a network of one AZ warns", () => {
  const dataSubnets = network.dataSubnets.slice(0, 1);
  expect(warnings(cache({ network: { ...network, dataSubnets } }).cache)).toEqual([
    expect.stringMatching(/^The network has data subnets in eu-central-1a alone: /),
  ]);
});

describe("data subnets in one AZ", () => {
  const warned = (replicasPerShard: number, zones: readonly string[]) => {
    const stack = testStack();
    const subnets = zones.map((availabilityZone, index) => ({ subnetId: `subnet-${index}`, availabilityZone }));
    warnOfPlacement(stack, { clusterMode: true, shards: 1, replicasPerShard }, subnets);
    return warnings(stack);
  };

  test("warn of replicas beside their primaries", () => {
    expect(warned(1, ["eu-central-1a", "eu-central-1a"])).toEqual([
      "The network has data subnets in eu-central-1a alone: replicas are beside their primaries, and the loss of the AZ takes all of them. " +
        "Give the network a second AZ.",
    ]);
  });

  test.each([
    ["two AZs, with more replicas than AZs", 5, ["eu-central-1a", "eu-central-1b"]],
    ["no replica", 0, ["eu-central-1a"]],
    ["subnets that aren't known", 1, []],
  ])("no warning of %s", (_, replicasPerShard, zones) => {
    expect(warned(replicasPerShard, zones)).toEqual([]);
  });
});
