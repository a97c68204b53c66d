/** Caches of each kind, validated and planned offline by the real provider: all in one stack, which takes no longer than one of them. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Network } from "../../modules/network";
import {
  RedisAccess,
  RedisCache,
  RedisCacheProps,
  RedisEngine,
  RedisEventTopic,
  RedisGlobalDatastore,
  RedisUser,
  ServerlessRedisCache,
} from "../../modules/redis-cache";
import { AwsEnvironment, EncryptionKey, Role } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { Plan, Workspace } from "./support";

const REGION = "eu-central-1";
const ENGINES: readonly RedisEngine[] = ["valkey", "redis"];

/** The versions that a cache can be created with, by what is written. */
const VERSIONS: Readonly<Record<RedisEngine, Readonly<Record<string, string>>>> = {
  valkey: { "7": "7.2", "8": "8.0", "9": "9.0", "8.1": "8.1" },
  redis: { "7": "7.1", "7.0": "7.0" },
};

/** How nodes are arranged, and what the provider is told of it. */
const TOPOLOGIES: Readonly<Record<string, readonly [props: Partial<RedisCacheProps>, planned: object]>> = {
  shards: [
    { shards: 3, replicasPerShard: 2 },
    { cluster_mode: "enabled", num_node_groups: 3, replicas_per_node_group: 2, automatic_failover_enabled: true, multi_az_enabled: true },
  ],
  "one-shard": [
    { clusterMode: false, replicasPerShard: 2 },
    { cluster_mode: "disabled", num_cache_clusters: 3, automatic_failover_enabled: true, multi_az_enabled: true },
  ],
  "one-node": [
    { clusterMode: false, replicasPerShard: 0 },
    { cluster_mode: "disabled", num_cache_clusters: 1, automatic_failover_enabled: false, multi_az_enabled: false },
  ],
  tiered: [
    { nodeType: "cache.r6gd.xlarge", shards: 2 },
    { data_tiering_enabled: true, num_node_groups: 2 },
  ],
};

const KINDS = ENGINES.flatMap((engine) =>
  Object.entries(VERSIONS[engine]).flatMap(([version, created]) =>
    Object.keys(TOPOLOGIES).map((topology) => ({
      engine,
      version,
      created,
      topology,
      id: `${engine}-${version.replace(".", "-")}-${topology}`,
    })),
  ),
);

/** The caches of global datastores. */
const MEMBERS = ENGINES.flatMap((engine) =>
  Object.entries(VERSIONS[engine]).flatMap(([version, created]) =>
    [true, false].map((clusterMode) => ({
      engine,
      version,
      created,
      clusterMode,
      id: `global-${engine}-${version.replace(".", "-")}-${clusterMode ? "shards" : "one-shard"}`,
    })),
  ),
);

function build(app: App): TerraformStack {
  const stack = new TerraformStack(app, "caches");
  new AwsProvider(stack, "Aws", { region: REGION, allowedAccountIds: [EMULATOR_ACCOUNT_ID] });
  new AwsEnvironment(stack, { accountId: EMULATOR_ACCOUNT_ID, region: REGION });
  const encryptionKey = new EncryptionKey(stack, "Key");
  const network = new Network(stack, "Network", {
    cidrBlock: "10.63.0.0/16",
    availabilityZones: [`${REGION}a`, `${REGION}b`],
    natGateways: "none",
    encryptionKey,
  });
  const role = new Role(stack, "Api", { assumedBy: { services: ["ec2.amazonaws.com"] } });
  const shared = new RedisUser(stack, "Shared", { access: RedisAccess.application("api"), engine: "redis" });
  for (const { engine, version, topology, id } of KINDS) {
    const cache = new RedisCache(stack, id, { network, encryptionKey, engine, engineVersion: version, ...TOPOLOGIES[topology]![0] });
    if (topology === "shards") cache.grantConnect(role, shared);
  }
  for (const engine of ENGINES) {
    const limits = { maxDataGb: 10, minDataGb: 1, maxEcpuPerSecond: 5000, minEcpuPerSecond: 1000 };
    const serverless = new ServerlessRedisCache(stack, `serverless-${engine}`, { network, encryptionKey, engine, ...limits });
    serverless.grantConnect(role, "quotes", { access: RedisAccess.readOnly(["quote:*"]) });
  }
  for (const { engine, version, clusterMode, id } of MEMBERS) {
    const settings = { engine, engineVersion: version, clusterMode, shards: clusterMode ? 2 : 1 };
    const datastore = new RedisGlobalDatastore(stack, id, settings);
    const known = RedisGlobalDatastore.fromAttributes(stack, `${id}-known`, { ...settings, globalReplicationGroupId: `iudkw-${id}` });
    new RedisCache(stack, `${id}-primary`, { network, encryptionKey, globalDatastore: { datastore, role: "primary" } });
    new RedisCache(stack, `${id}-secondary`, { network, encryptionKey, globalDatastore: { datastore: known, role: "secondary" } });
  }
  new RedisCache(stack, "filled", {
    network,
    encryptionKey,
    maxmemoryPolicy: "noeviction",
    parameters: { "slowlog-log-slower-than": 500, "notify-keyspace-events": "Ex" },
    logs: ["engine-log"],
    snapshotArns: ["arn:aws:s3:::trading-imports/books.rdb"],
    notificationTopic: new RedisEventTopic(stack, "events"),
  });
  return stack;
}

let plan: Plan;

beforeAll(async () => {
  const workspace = await Workspace.make(build);
  await workspace.validate();
  plan = await workspace.plan();
});

test("all are valid for the provider, and planned without a look at AWS", () => {
  expect(plan.dataSources).toEqual([]);
  expect(plan.changes.every(({ action }) => action === "create")).toBe(true);
  expect(plan.of("create", "aws_elasticache_replication_group")).toHaveLength(KINDS.length + 2 * MEMBERS.length + 1);
});

test.each(KINDS)("$engine $version, $topology", ({ engine, created, topology, id }) => {
  expect(plan.resource("aws_elasticache_replication_group", `${id}/Resource`)).toMatchObject({
    engine,
    engine_version: created,
    transit_encryption_mode: "required",
    at_rest_encryption_enabled: "true",
    auth_token: null,
    ...TOPOLOGIES[topology]![1],
  });
  expect(plan.resource("aws_elasticache_parameter_group", `${id}/ParameterGroup`).family).toBe(`${engine}${created[0]}`);
});

test.each(MEMBERS)("$engine $version, cluster mode $clusterMode, in a global datastore", ({ engine, created, clusterMode, id }) => {
  const shards = clusterMode ? 2 : 1;
  expect(plan.resource("aws_elasticache_global_replication_group", `${id}/Resource`)).toMatchObject({
    engine_version: created,
    cache_node_type: "cache.r7g.large",
    ...(clusterMode ? { num_node_groups: shards } : {}),
  });
  const primary = { engine, engine_version: created, node_type: "cache.r7g.large", ...(clusterMode ? { num_node_groups: shards } : {}) };
  expect(plan.resource("aws_elasticache_replication_group", `${id}-primary/Resource`)).toMatchObject(primary);
  const secondary = plan.resource("aws_elasticache_replication_group", `${id}-secondary/Resource`);
  expect(secondary).toMatchObject({
    global_replication_group_id: `iudkw-${id}`,
    automatic_failover_enabled: true,
    ...(clusterMode ? { replicas_per_node_group: 1 } : { num_cache_clusters: 2 }),
  });
  // The provider knows them after the creation: they are the primary's.
  for (const inferred of ["engine_version", "node_type", "num_node_groups", "parameter_group_name", "transit_encryption_enabled"]) {
    expect(secondary[inferred]).toBeUndefined();
  }
});

test.each(ENGINES)("serverless, %s", (engine) => {
  expect(plan.resource("aws_elasticache_serverless_cache", `serverless-${engine}/Resource`)).toMatchObject({
    engine,
    major_engine_version: engine === "valkey" ? "8" : "7",
    cache_usage_limits: [{ data_storage: [{ minimum: 1, maximum: 10, unit: "GB" }], ecpu_per_second: [{ minimum: 1000, maximum: 5000 }] }],
  });
});

test("a cache with parameters, one log, a topic and RDB files", () => {
  expect(plan.resource("aws_elasticache_replication_group", "filled/Resource")).toMatchObject({
    snapshot_arns: ["arn:aws:s3:::trading-imports/books.rdb"],
    log_delivery_configuration: [expect.objectContaining({ log_type: "engine-log" })],
  });
  expect(plan.resource("aws_elasticache_parameter_group", "filled/ParameterGroup").parameter).toEqual([
    { name: "cluster-enabled", value: "yes" },
    { name: "maxmemory-policy", value: "noeviction" },
    { name: "notify-keyspace-events", value: "Ex" },
    { name: "reserved-memory-percent", value: "25" },
    { name: "slowlog-log-slower-than", value: "500" },
  ]);
});
