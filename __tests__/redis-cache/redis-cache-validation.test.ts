import { TerraformVariable } from "cdktf";
import { RedisCache } from "../../modules/redis-cache";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { messageOf, synth, testStack } from "../support/synth";
import { CacheProps, cache } from "./fixture";

const RETENTION =
  "must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; " +
  "received 100. Use one of these.";

/** Props of somebody who makes a mistake, and every line of the message they get. */
const MISTAKES: readonly [name: string, props: CacheProps, ...lines: string[]][] = [
  [
    "an engine of another protocol",
    { engine: "memcached" as never },
    'engine: must be one of valkey, redis; received "memcached". Use one of these.',
  ],
  [
    "a version of Redis without IAM logins",
    { engine: "redis", engineVersion: "6.2" },
    'engineVersion: must be 7.0 or 7.1: older ones know no IAM logins; received "6.2". Write it as "7.1".',
  ],
  [
    "a version that Valkey doesn't have",
    { engineVersion: "7.1" },
    'engineVersion: must be 7.2 or a version of 8; received "7.1". Write it as "8.0".',
  ],
  [
    "users of Valkey for a cache of Redis",
    { engine: "redis", userGroupEngine: "valkey" },
    'userGroupEngine: must be redis for an engine that is redis; received "valkey". Leave it out.',
  ],
  [
    "users of no engine",
    { userGroupEngine: "memcached" as never },
    'userGroupEngine: must be one of valkey, redis; received "memcached". Use one of these.',
  ],
  ["no shard", { shards: 0 }, "shards: must be a whole number from 1 to 500 shards; received 0. Give a value from 1 to 500."],
  [
    "shards without cluster mode",
    { clusterMode: false, shards: 2 },
    "shards: must be 1 with cluster mode off; received 2. Leave it out, or turn cluster mode on.",
  ],
  [
    "six replicas",
    { replicasPerShard: 6 },
    "replicasPerShard: must be a whole number from 0 to 5 replicas; received 6. Give a value from 0 to 5.",
  ],
  [
    "an instance type of EC2",
    { nodeType: "r7g.large" },
    'nodeType: must be a node type; received "r7g.large". Write it as "cache.r7g.large".',
  ],
  [
    "an id that ElastiCache refuses",
    { replicationGroupId: "Books-" },
    "replicationGroupId: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter; " +
      'received "Books-". Write it as "trading-prod".',
  ],
  [
    "snapshots for longer than ElastiCache keeps any",
    { snapshotRetentionDays: 36 },
    "snapshotRetentionDays: must be a whole number from 0 to 35 days; received 36. Give a value from 0 to 35.",
  ],
  ["a retention that CloudWatch Logs doesn't know", { logRetentionDays: 100 }, `logRetentionDays: ${RETENTION}`],
  [
    "windows that are too short and overlap",
    { snapshotWindow: "04:00-04:30" },
    'snapshotWindow: must last at least 60 minutes; received "04:00-04:30". Move its end.',
    'maintenanceWindow: must not overlap snapshotWindow (04:00-04:30); received "sun:03:30-sun:04:30". Move one of the two.',
  ],
  [
    "scaling of burstable nodes",
    { nodeType: "cache.t4g.medium", shardAutoScaling: { min: 1, max: 3 } },
    'shardAutoScaling: needs nodes of large or more, none of them burstable; received "cache.t4g.medium". Use "cache.r7g.large".',
  ],
  [
    "scaling without cluster mode",
    { clusterMode: false, replicaAutoScaling: { min: 1, max: 3 } },
    "replicaAutoScaling: needs cluster mode; received false. Turn cluster mode on, or leave it out.",
  ],
  [
    "bounds upside down",
    { shardAutoScaling: { min: 3, max: 2 } },
    "shardAutoScaling: must have a minimum no greater than its maximum; received [3,2]. Swap them.",
    "shardAutoScaling: must hold the number that the cache begins with between 3 and 2; received 1. Move the bounds, or begin with another number.",
  ],
  [
    "bounds that ElastiCache doesn't have",
    { shards: 2, shardAutoScaling: { min: 0, max: 251 }, replicaAutoScaling: { min: 1, max: 6 } },
    "shardAutoScaling.min: must be a whole number from 1 to 250; received 0. Give a value from 1 to 250.",
    "shardAutoScaling.max: must be a whole number from 1 to 250; received 251. Give a value from 1 to 250.",
    "replicaAutoScaling.max: must be a whole number from 1 to 5; received 6. Give a value from 1 to 5.",
  ],
  [
    "a beginning outside the bounds",
    { shards: 9, shardAutoScaling: { min: 1, max: 3 } },
    "shardAutoScaling: must hold the number that the cache begins with between 1 and 3; received 9. Move the bounds, or begin with another number.",
  ],
  [
    "a target that ElastiCache refuses",
    { shardAutoScaling: { min: 1, max: 3, targetEngineCpuPercent: 90 } },
    "shardAutoScaling.targetEngineCpuPercent: must be a whole number from 35 to 70 percent; received 90. Give a value from 35 to 70.",
  ],
  [
    "a parameter that the module sets",
    { parameters: { "cluster-enabled": "no" } },
    'parameters["cluster-enabled"]: must follow clusterMode; received "no". Set clusterMode instead.',
  ],
];

describe("a cache refuses", () => {
  test.each(MISTAKES)("%s", (_, props, ...lines) => {
    const head = `trading-test/Cache: ${lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`}`;
    expect(messageOf(() => cache(props))).toBe([head, ...lines.map((line) => `  - ${line}`)].join("\n"));
  });
});

test("nothing has been made when a cache is refused", () => {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  messageOf(() => new RedisCache(stack, "Cache", { network, encryptionKey, shards: 0 }));
  expect(synth(stack).types).toEqual(["aws_kms_alias", "aws_kms_key"]);
});

test("values that Terraform knows later pass", () => {
  const stack = testStack();
  const value = new TerraformVariable(stack, "Value", { type: "string" });
  new RedisCache(stack, "Cache", {
    network,
    encryptionKey: new EncryptionKey(stack, "Key"),
    nodeType: value.stringValue,
    shards: value.numberValue,
    replicasPerShard: value.numberValue,
  });
  expect(synth(stack).resource("aws_elasticache_replication_group")).toMatchObject({
    node_type: "${var.Value}",
    num_node_groups: "${var.Value}",
    replicas_per_node_group: "${var.Value}",
  });
});
