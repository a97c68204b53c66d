import { TerraformVariable } from "cdktf";
import { RedisAccess, IRedisCache, ServerlessRedisCache } from "../../modules/redis-cache";
import { EncryptionKey, useRemoval } from "../../src/core";
import { network, service } from "../support/network";
import { messageOf, synth, testStack } from "../support/synth";
import { SERVERLESS_CACHE, ServerlessProps, USER, refusal, resolved, serverless, serverlessCache } from "./fixture";

describe("a serverless cache by default", () => {
  const { stack, cache } = serverless();
  const resource = synth(stack).resource(SERVERLESS_CACHE);

  test("is named after its path", () => {
    expect(resource.name).toBe("trading-test-cache");
  });

  test("is encrypted at rest under the key", () => {
    expect(resource.kms_key_id).toMatch(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/);
  });

  test("takes the users of its user group", () => {
    expect(resource.user_group_id).toMatch(/^\$\{aws_elasticache_user_group\.Cache_Users_Group_\w+\.user_group_id\}$/);
  });

  test("is in the data subnets of every AZ", () => {
    expect(resource.subnet_ids).toEqual(["subnet-isolated-a", "subnet-isolated-b", "subnet-isolated-c"]);
    // The provider replaces a serverless cache whose subnets change.
    expect(resource.lifecycle.ignore_changes).toContain("subnet_ids");
  });

  test("can't be destroyed", () => {
    expect(resource.lifecycle.prevent_destroy).toBe(true);
  });

  test("has its defaults as members of the props' names", () => {
    expect(cache).toMatchObject({
      engine: "valkey",
      majorEngineVersion: "8",
      snapshotRetentionDays: 7,
      snapshotTime: "02:00",
      removal: "protect",
    });
  });

  test("is reached at 6379, and at 6380 for eventually consistent reads", () => {
    const books: IRedisCache = cache;
    expect(resolved(stack, books.endpoint)).toMatch(/\.endpoint\[0\]\.address\}$/);
    expect(resolved(stack, cache.readerEndpoint)).toMatch(/\.reader_endpoint\[0\]\.address\}$/);
    expect([cache.port, cache.readerPort]).toEqual([6379, 6380]);
  });
});

describe("a serverless cache", () => {
  test("takes a fixed name and a major version", () => {
    expect(serverlessCache({ cacheName: "books", majorEngineVersion: "7" })).toMatchObject({ name: "books", major_engine_version: "7" });
  });

  test("can be destroyed with its environment", () => {
    expect(serverlessCache({ removal: "destroy" }).lifecycle).not.toHaveProperty("prevent_destroy");
  });

  test("is removed as its stack says, where it doesn't say so itself", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    const props = { network, encryptionKey: new EncryptionKey(stack, "Key"), maxDataGb: 1, maxEcpuPerSecond: 1000 };
    expect(new ServerlessRedisCache(stack, "Cache", props).removal).toBe("destroy");
  });

  test("gives a user its access", () => {
    const { stack, cache } = serverless();
    cache.grantConnect(service(stack), "trading-api", { access: RedisAccess.fromAccessString("on ~* &* -@all +@read") });
    expect(synth(stack).resource(USER)).toMatchObject({
      user_id: "trading-test-cache-trading-api",
      access_string: "on ~* &* -@all +@read",
    });
  });

  test("grows by its limits in place", () => {
    const [before, after] = [serverless(), serverless({ maxDataGb: 100, minEcpuPerSecond: 9000 })].map(({ stack }) => synth(stack));
    const ids = (stack: typeof before) => Object.values(stack!.json.resource as Record<string, object>).flatMap(Object.keys);
    expect(ids(after)).toEqual(ids(before));
    const { cache_usage_limits: old, ...rest } = before!.resource(SERVERLESS_CACHE);
    const { cache_usage_limits: grown, ...others } = after!.resource(SERVERLESS_CACHE);
    expect(others).toEqual(rest);
    expect(grown).not.toEqual(old);
  });

  test("is in three AZs of a network that has more", () => {
    const subnets = [...network.dataSubnets, { subnetId: "subnet-isolated-d", availabilityZone: "eu-central-1d" }];
    expect(serverlessCache({ network: { ...network, dataSubnets: subnets } }).subnet_ids).toEqual([
      "subnet-isolated-a",
      "subnet-isolated-b",
      "subnet-isolated-c",
    ]);
  });

  test("takes values that only Terraform knows", () => {
    const stack = testStack();
    const { stringValue, numberValue } = new TerraformVariable(stack, "Value", { type: "string" });
    new ServerlessRedisCache(stack, "Cache", {
      network,
      encryptionKey: new EncryptionKey(stack, "Key"),
      majorEngineVersion: stringValue,
      maxDataGb: numberValue,
      minDataGb: 20,
      maxEcpuPerSecond: numberValue,
      minEcpuPerSecond: numberValue,
      cacheName: stringValue,
      snapshotArn: stringValue,
    });
    expect(synth(stack).resource(SERVERLESS_CACHE)).toMatchObject({
      name: "${var.Value}",
      major_engine_version: "${var.Value}",
      cache_usage_limits: [{ data_storage: [{ minimum: 20, maximum: "${var.Value}" }] }],
      snapshot_arns_to_restore: ["${var.Value}"],
    });
  });

  test("has every resource within reach of an override", () => {
    const { stack, cache } = serverless({ engine: "redis" });
    cache.grantConnect(service(stack), "trading-api");
    expect(cache.node.defaultChild).toBe(cache.resource);
    const reachable = [
      cache.resource,
      cache.securityGroup.resource,
      cache.userGroup,
      ...Object.values(cache.users).map(({ resource }) => resource),
      cache.node.findChild("Users").node.findChild("default"),
    ];
    expect(new Set(cache.node.findAll().filter((node) => "terraformResourceType" in node))).toEqual(new Set(reachable));
  });
});

const units = (prop: string, received: number) =>
  `${prop}: must be a whole number from 1000 to 15000000 ECPUs a second; received ${received}. Give a value from 1000 to 15000000.`;
const string = (prop: string, received: unknown) => `${prop}: must be a string; received ${JSON.stringify(received)}. Put it in quotes.`;
const number = (prop: string, received: string) => `${prop}: must be a number; received ${received}. Write it without quotes.`;

/** Props of somebody who makes a mistake, and every line of the message they get. */
const MISTAKES: readonly [name: string, props: object, ...lines: string[]][] = [
  [
    "what is missing",
    { network: undefined, encryptionKey: undefined, maxDataGb: undefined, maxEcpuPerSecond: undefined },
    "network: must be a Network; received nothing. Give a Network.",
    "encryptionKey: must be an EncryptionKey; received nothing. Give an EncryptionKey.",
    "maxDataGb: must be a number; received nothing. It is required.",
    "maxEcpuPerSecond: must be a number; received nothing. It is required.",
  ],
  [
    "values of another type",
    {
      majorEngineVersion: 8,
      minDataGb: "1",
      minEcpuPerSecond: "1000",
      cacheName: 1,
      snapshotRetentionDays: "7",
      snapshotTime: 2,
      snapshotArn: ["a"],
    },
    string("majorEngineVersion", 8),
    number("minDataGb", '"1"'),
    number("minEcpuPerSecond", '"1000"'),
    string("cacheName", 1),
    number("snapshotRetentionDays", '"7"'),
    string("snapshotTime", 2),
    string("snapshotArn", ["a"]),
  ],
  ["another engine", { engine: "memcached" }, 'engine: must be one of valkey, redis; received "memcached". Use one of these.'],
  ["another removal", { removal: "keep" }, 'removal: must be one of protect, destroy; received "keep". Use one of these.'],
  ["a minor version", { majorEngineVersion: "8.0" }, 'majorEngineVersion: must be one of 7, 8, 9; received "8.0". Use one of these.'],
  [
    "a version that Redis OSS doesn't have",
    { engine: "redis", majorEngineVersion: "8" },
    'majorEngineVersion: must be one of 7; received "8". Use one of these.',
  ],
  ["no data", { maxDataGb: 0 }, "maxDataGb: must be a whole number from 1 to 5000 GB; received 0. Give a value from 1 to 5000."],
  [
    "minimums above the maximums",
    { minDataGb: 20, minEcpuPerSecond: 60_000 },
    "minDataGb: must be no more than maxDataGb (10); received 20. Lower it.",
    "minEcpuPerSecond: must be no more than maxEcpuPerSecond (50000); received 60000. Lower it.",
  ],
  [
    "fewer processing units than ElastiCache takes",
    { maxEcpuPerSecond: 999, minEcpuPerSecond: 500 },
    units("maxEcpuPerSecond", 999),
    units("minEcpuPerSecond", 500),
  ],
  [
    "a network in one AZ",
    { network: { ...network, dataSubnets: network.dataSubnets.slice(0, 1) } },
    "network: must have data subnets in two AZs at least; received 1. Give it a second AZ.",
  ],
  [
    "two subnets in one AZ",
    { network: { ...network, dataSubnets: [network.dataSubnets[0]!, { ...network.dataSubnets[0]!, subnetId: "subnet-isolated-x" }] } },
    "network: must have data subnets in two AZs at least; received 1. Give it a second AZ.",
  ],
  [
    "a name that ElastiCache refuses",
    { cacheName: "Books" },
    "cacheName: must be 1 to 40 lower-case letters, digits and single dashes, beginning with a letter; " +
      'received "Books". Write it as "books".',
  ],
  [
    "snapshots at no time, for too long",
    { snapshotRetentionDays: 36, snapshotTime: "2 am" },
    "snapshotRetentionDays: must be a whole number from 0 to 35 days; received 36. Give a value from 0 to 35.",
    'snapshotTime: must be a time in UTC; received "2 am". Write it as "02:00".',
  ],
  [
    "the name of a snapshot",
    { snapshotArn: "books-before" },
    'snapshotArn: must be the ARN of an ElastiCache snapshot; received "books-before". Copy the ARN that holds "serverlesscachesnapshot:" or "snapshot:".',
  ],
];

describe("a serverless cache refuses", () => {
  test.each(MISTAKES)("%s", (_, props, ...lines) => {
    expect(messageOf(() => serverless(props as ServerlessProps))).toBe(refusal("trading-test/Cache", ...lines));
  });

  test("an engine that only Terraform knows", () => {
    const { stringValue } = new TerraformVariable(testStack(), "Engine", { type: "string" });
    expect(messageOf(() => serverless({ engine: stringValue as never }))).toBe(
      refusal(
        "trading-test/Cache",
        'engine: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ),
    );
  });
});
