import { TerraformVariable, Token } from "cdktf";
import { RedisCache } from "../../modules/redis-cache";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { messageOf, synth, testStack } from "../support/synth";
import { CacheProps, REPLICATION_GROUP, cache, refusal } from "./fixture";

const RETENTION =
  "must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; " +
  "received 100. Use one of these.";

const string = (prop: string, received: number) => `${prop}: must be a string; received ${received}. Put it in quotes.`;
const number = (prop: string, received: string) => `${prop}: must be a number; received "${received}". Write it without quotes.`;
const boolean = (prop: string, received: string) =>
  `${prop}: must be true or false; received "${received}". Write true or false, without quotes.`;

/** Props of somebody who makes a mistake, and every line of the message they get. */
const MISTAKES: readonly [name: string, props: object, ...lines: string[]][] = [
  [
    "what is missing",
    { network: undefined, encryptionKey: undefined },
    "network: must be a Network; received nothing. Give a Network.",
    "encryptionKey: must be an EncryptionKey; received nothing. Give an EncryptionKey.",
  ],
  [
    "names in place of what they name",
    { network: "vpc-0123456789abcdef0", encryptionKey: "alias/main" },
    'network: must be a Network; received "vpc-0123456789abcdef0". Give a Network; for one that exists, Network.fromAttributes(…).',
    'encryptionKey: must be an EncryptionKey; received "alias/main". Give an EncryptionKey; for one that exists, EncryptionKey.fromArn(…).',
  ],
  [
    "values of another type",
    {
      engineVersion: 8,
      clusterMode: "on",
      shards: "2",
      replicasPerShard: "1",
      nodeType: 7,
      replicationGroupId: 1,
      maxmemoryPolicy: 5,
      reservedMemoryPercent: "25",
      parameters: ["timeout"],
      snapshotRetentionDays: "7",
      snapshotWindow: 2,
      maintenanceWindow: 3,
      snapshotName: 4,
      snapshotArns: "arn:aws:s3:::imports/books.rdb",
      logs: "slow-log",
      logRetentionDays: "365",
      notificationTopic: "arn:aws:sns:eu-central-1:111122223333:events",
      shardAutoScaling: true,
      replicaAutoScaling: [1, 3],
      autoMinorVersionUpgrade: "no",
      applyImmediately: "yes",
    },
    string("engineVersion", 8),
    boolean("autoMinorVersionUpgrade", "no"),
    boolean("clusterMode", "on"),
    number("shards", "2"),
    number("replicasPerShard", "1"),
    string("nodeType", 7),
    string("replicationGroupId", 1),
    "maxmemoryPolicy: must be one of volatile-lru, volatile-lfu, volatile-ttl, volatile-random, allkeys-lru, allkeys-lfu, allkeys-random, noeviction; " +
      "received 5. Use one of these.",
    number("reservedMemoryPercent", "25"),
    'parameters: must be an object; received ["timeout"]. Write it as { … }.',
    number("snapshotRetentionDays", "7"),
    string("snapshotWindow", 2),
    string("maintenanceWindow", 3),
    string("snapshotName", 4),
    'snapshotArns: must be a list of strings; received "arn:aws:s3:::imports/books.rdb". Write it as ["…", "…"].',
    'logs: must be a list of strings; received "slow-log". Write it as ["…", "…"].',
    number("logRetentionDays", "365"),
    'notificationTopic: must be a RedisEventTopic; received "arn:aws:sns:eu-central-1:111122223333:events". ' +
      "Give a RedisEventTopic; for one that exists, NotificationTopic.fromAttributes(…).",
    "shardAutoScaling: must be an object; received true. Write it as { … }.",
    "replicaAutoScaling: must be an object; received [1,3]. Write it as { … }.",
    boolean("applyImmediately", "yes"),
  ],
  [
    "auto scaling without a bound, and of another type",
    { shardAutoScaling: { min: "1", targetEngineCpuPercent: "60" } },
    number("shardAutoScaling.min", "1"),
    "shardAutoScaling.max: must be a number; received nothing. It is required.",
    number("shardAutoScaling.targetEngineCpuPercent", "60"),
  ],
  ["another removal", { removal: "keep" }, 'removal: must be one of protect, snapshot, destroy; received "keep". Use one of these.'],
  [
    "an engine of another protocol",
    { engine: "memcached" },
    'engine: must be one of valkey, redis; received "memcached". Use one of these.',
  ],
  [
    "a version of Redis OSS without IAM authentication",
    { engine: "redis", engineVersion: "6.2" },
    `engineVersion: must be a full version of redis, or a major one of 7: earlier versions don't support IAM authentication; received "6.2". Write it as "7.1".`,
  ],
  [
    // ElastiCache User Guide, "Supported engines and versions": Redis OSS ends with 7.1; 7.2 is Valkey's.
    "a version of Redis OSS that is Valkey's",
    { engine: "redis", engineVersion: "7.2" },
    `engineVersion: must be a full version of redis, or a major one of 7: earlier versions don't support IAM authentication; received "7.2". Write it as "7.1".`,
  ],
  [
    "a version that Valkey doesn't have",
    { engineVersion: "7.1" },
    'engineVersion: must be a full version of valkey, or a major one of 7, 8, 9; received "7.1". That is one of Redis OSS: give engine "redis" with it, or write "8.0".',
  ],
  [
    "users of Valkey for a cache of Redis OSS",
    { engine: "redis", userGroupEngine: "valkey" },
    'userGroupEngine: must be redis for an engine that is redis; received "valkey". Leave it out.',
  ],
  [
    "users of no engine",
    { userGroupEngine: "memcached" },
    'userGroupEngine: must be one of valkey, redis; received "memcached". Use one of these.',
  ],
  ["no shard", { shards: 0 }, "shards: must be a whole number from 1 to 500 shards; received 0. Give a value from 1 to 500."],
  [
    "shards without cluster mode",
    { clusterMode: false, shards: 2 },
    "shards: must be 1 with cluster mode disabled; received 2. Leave it out, or leave cluster mode enabled.",
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
      'received "Books-". Write it as "books".',
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
    "auto scaling of burstable nodes",
    { nodeType: "cache.t4g.medium", shardAutoScaling: { min: 1, max: 3 } },
    'nodeType: must be large, xlarge or 2xlarge, of a family that auto scaling supports; received "cache.t4g.medium". ' +
      'Use a node type such as "cache.r7g.large", or leave auto scaling out.',
  ],
  [
    "auto scaling with cluster mode disabled",
    { clusterMode: false, replicaAutoScaling: { min: 1, max: 3 } },
    "clusterMode: must be true for auto scaling; received false. Leave it out, or leave auto scaling out.",
  ],
  [
    "bounds upside down",
    { shardAutoScaling: { min: 3, max: 2 } },
    "shardAutoScaling: must have a min no greater than its max; received [3,2]. Swap them.",
  ],
  [
    "bounds that ElastiCache doesn't have",
    { shards: 2, shardAutoScaling: { min: 0, max: 251 }, replicaAutoScaling: { min: 1, max: 6 } },
    "shardAutoScaling.min: must be a whole number from 1 to 250; received 0. Give a value from 1 to 250.",
    "shardAutoScaling.max: must be a whole number from 1 to 250; received 251. Give a value from 1 to 250.",
    "replicaAutoScaling.max: must be a whole number from 1 to 5; received 6. Give a value from 1 to 5.",
  ],
  [
    "shards and replicas outside the bounds",
    { shards: 9, shardAutoScaling: { min: 1, max: 3 }, replicasPerShard: 0, replicaAutoScaling: { min: 1, max: 3 } },
    "shards: must be from 1 to 3, the bounds of shardAutoScaling; received 9. Change the bounds, or create the cache with another number.",
    "replicasPerShard: must be from 1 to 3, the bounds of replicaAutoScaling; received 0. " +
      "Change the bounds, or create the cache with another number.",
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
    expect(messageOf(() => cache(props as CacheProps))).toBe(refusal("trading-test/Cache", ...lines));
  });

  test("what only Terraform knows and decides what is created", () => {
    const { stringValue } = new TerraformVariable(testStack(), "Value", { type: "string" });
    const clusterMode = Token.asAny("${var.Value}") as never;
    const known = (prop: string) =>
      `${prop}: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.`;
    const { numberValue } = new TerraformVariable(testStack(), "Value", { type: "number" });
    const [text, count] = [stringValue as never, numberValue];
    const props = {
      engine: text,
      engineVersion: text,
      autoMinorVersionUpgrade: text,
      userGroupEngine: text,
      clusterMode,
      shards: count,
      replicasPerShard: count,
      nodeType: text,
      snapshotRetentionDays: count,
      globalDatastore: clusterMode,
      removal: text,
    };
    expect(messageOf(() => cache(props))).toBe(refusal("trading-test/Cache", ...Object.keys(props).map(known)));
  });

  test("everything but props", () => {
    const stack = testStack();
    expect(messageOf(() => new RedisCache(stack, "Cache", undefined as never))).toBe(
      refusal("trading-test/Cache", "props: must be an object; received nothing. It is required."),
    );
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
    replicationGroupId: value.stringValue,
    snapshotName: value.stringValue,
    reservedMemoryPercent: value.numberValue,
    parameters: { timeout: value.stringValue },
  });
  expect(synth(stack).resource(REPLICATION_GROUP)).toMatchObject({
    replication_group_id: "${var.Value}",
    snapshot_name: "${var.Value}",
  });
});

test("bounds of auto scaling that Terraform knows later pass", () => {
  const stack = testStack();
  const { numberValue } = new TerraformVariable(stack, "Most", { type: "number" });
  const encryptionKey = new EncryptionKey(stack, "Key");
  new RedisCache(stack, "Cache", { network, encryptionKey, shards: 2, shardAutoScaling: { min: 1, max: numberValue } });
  expect(synth(stack).resource("aws_appautoscaling_target").max_capacity).toBe("${var.Most}");
});
