import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import {
  IRedisGlobalDatastore,
  RedisCache,
  RedisGlobalDatastore,
  RedisGlobalDatastoreAttributes,
  RedisGlobalDatastoreProps,
  RedisGlobalMembership,
} from "../../modules/redis-cache";
import { AwsEnvironment, EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { ACCOUNT_ID, messageOf, synth, testStack } from "../support/synth";
import { CacheProps, REPLICATION_GROUP, cache as cacheAlone, topic } from "./fixture";

const GLOBAL = "aws_elasticache_global_replication_group";
const ID = "iudkw-orders";

function stackOf(app: App, id: string, region: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "Aws", { region });
  new AwsEnvironment(stack, { accountId: ACCOUNT_ID, region });
  return stack;
}

function member(stack: TerraformStack, globalDatastore: RedisGlobalMembership, props: CacheProps = {}, id = "Cache"): RedisCache {
  const encryptionKey = new EncryptionKey(stack, `${id}Key`);
  return new RedisCache(stack, id, { network, encryptionKey, globalDatastore, ...props });
}

/** A global datastore with its primary cache. */
function primary(datastore: RedisGlobalDatastoreProps = {}, props: CacheProps = {}) {
  const stack = testStack();
  const global = new RedisGlobalDatastore(stack, "Orders", datastore);
  return { stack, global, cache: member(stack, { datastore: global, role: "primary" }, props) };
}

/** A secondary cache of a global datastore that exists. */
function secondary(props: CacheProps = {}, attributes: Partial<RedisGlobalDatastoreAttributes> = {}) {
  const stack = testStack("away", "eu-west-1");
  const datastore = RedisGlobalDatastore.fromAttributes(stack, "Orders", { globalReplicationGroupId: ID, ...attributes });
  return { stack, datastore, cache: member(stack, { datastore, role: "secondary" }, props) };
}

const globalOf = ({ stack }: { stack: TerraformStack }) => synth(stack).resource(GLOBAL, "Orders");
const groupOf = ({ stack }: { stack: TerraformStack }) => synth(stack).resource(REPLICATION_GROUP, "Cache");

describe("a global datastore", () => {
  test("is made of its primary cache, has what all its caches have in common, and is protected", () => {
    expect(globalOf(primary())).toMatchObject({
      global_replication_group_id_suffix: "trading-test-orders",
      global_replication_group_description: "Global datastore trading-test/Orders",
      primary_replication_group_id: expect.stringMatching(/^\$\{aws_elasticache_replication_group\.Cache_\w+\.id\}$/),
      cache_node_type: "cache.r7g.large",
      engine_version: "8.0",
      num_node_groups: 1,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("has what is said, and its caches have it from there", () => {
    const parts = primary({
      engine: "redis",
      nodeType: "cache.r7g.xlarge",
      shards: 3,
      globalReplicationGroupIdSuffix: "world",
      removal: "destroy",
    });
    const made = globalOf(parts);
    expect(made).toMatchObject({
      global_replication_group_id_suffix: "world",
      cache_node_type: "cache.r7g.xlarge",
      engine_version: "7.1",
      num_node_groups: 3,
    });
    expect(made.lifecycle.prevent_destroy).toBeUndefined();
    expect(groupOf(parts)).toMatchObject({ engine: "redis", engine_version: "7.1", node_type: "cache.r7g.xlarge", num_node_groups: 3 });
    expect([parts.cache.engine, parts.cache.engineVersion, parts.cache.nodeType, parts.cache.shards]).toEqual([
      "redis",
      "7",
      "cache.r7g.xlarge",
      3,
    ]);
  });

  test("of a major version is upgraded by ElastiCache, and fails the plan where it has another one", () => {
    const parts = primary();
    expect(globalOf(parts).lifecycle).toMatchObject({
      ignore_changes: expect.arrayContaining(["engine_version"]),
      postcondition: [{ condition: '${startswith(coalesce(self.engine_version_actual, "8."), "8.")}' }],
    });
    expect(groupOf(parts).auto_minor_version_upgrade).toBe("true");
  });

  test("of a full version is upgraded by that", () => {
    const parts = primary({ engineVersion: "8.1" });
    const { engine_version, lifecycle } = globalOf(parts);
    expect([engine_version, lifecycle.ignore_changes, lifecycle.postcondition]).toEqual([
      "8.1",
      expect.not.arrayContaining(["engine_version"]),
      undefined,
    ]);
    expect(groupOf(parts).auto_minor_version_upgrade).toBe("false");
  });

  test("with cluster mode disabled has no number of shards", () => {
    expect(globalOf(primary({ clusterMode: false })).num_node_groups).toBeUndefined();
  });

  // hashicorp/terraform-provider-aws#46121: the provider replaces it when another cache has been promoted.
  test("is left alone where a secondary cache has been promoted", () => {
    expect(globalOf(primary()).lifecycle.ignore_changes).toContain("primary_replication_group_id");
  });

  // The provider's documentation, "parameter_group_name": required for a major version, in the primary's region.
  test("has its primary's parameter group for the next major version", () => {
    expect(globalOf(primary()).parameter_group_name).toMatch(/^\$\{aws_elasticache_parameter_group\.Cache_ParameterGroup_\w+\.name\}$/);
  });

  test("needs a primary cache", () => {
    const stack = testStack();
    new RedisGlobalDatastore(stack, "Orders");
    expect(messageOf(() => synth(stack))).toContain(
      "trading-test/Orders: invalid input\n" +
        '  - globalDatastore: must have a primary cache; received "no primary cache". Make a RedisCache with globalDatastore: { datastore, role: "primary" } in the same stack.',
    );
  });

  test("refuses a name that ElastiCache refuses", () => {
    expect(messageOf(() => new RedisGlobalDatastore(testStack(), "Orders", { globalReplicationGroupIdSuffix: "-orders" }))).toContain(
      "trading-test/Orders: invalid input\n  - globalReplicationGroupIdSuffix: ",
    );
  });

  // ElastiCache User Guide, "Prerequisites and limitations" of global datastores.
  test.each(["cache.t4g.medium", "cache.t3.small", "cache.m4.large", "cache.r4.large"])("isn't made of %s", (nodeType) => {
    expect(messageOf(() => new RedisGlobalDatastore(testStack(), "Orders", { nodeType }))).toContain(
      `  - nodeType: must be neither burstable nor of the families m4 and r4: global datastores have none; received "${nodeType}". Use "cache.r7g.large" or larger.`,
    );
  });

  test.each(["cache.m5.large", "cache.m7g.large", "cache.r6gd.xlarge", "cache.c7gn.large"])("may be made of %s", (nodeType) => {
    expect(() => new RedisGlobalDatastore(testStack(), "Orders", { nodeType })).not.toThrow();
  });
});

describe("the lag behind the primary region", () => {
  // ElastiCache User Guide, "Metrics for Valkey and Redis OSS": the lag between the secondary region's primary node and the primary region's, in seconds.
  test.each([
    ["primary", () => primary()],
    ["secondary", () => secondary()],
  ])("has an alarm and a chart of the %s cache: a promotion changes their roles", (_, parts) => {
    const { stack, cache } = parts();
    cache.addAlarms(topic({ stack, key: stack.node.findChild("CacheKey") as EncryptionKey }));
    const alarm = synth(stack).resource("aws_cloudwatch_metric_alarm", "Cache_Alarms_globalLag");
    expect(JSON.stringify(alarm)).toContain("SELECT MAX(GlobalDatastoreReplicationLag)");
    expect(alarm).toMatchObject({ threshold: 5, treat_missing_data: "notBreaching" });
    const chart = cache.dashboardWidgets().find(({ title }) => title === "Lag behind the primary region in seconds");
    expect(chart!.searches).toEqual([expect.stringMatching(/ MetricName="GlobalDatastoreReplicationLag" .*, 'Maximum', 60\)$/)]);
  });

  test("is none of a cache by itself", () => {
    const parts = cacheAlone();
    parts.cache.addAlarms(topic(parts));
    expect(Object.keys(synth(parts.stack).resources("aws_cloudwatch_metric_alarm")).join()).not.toContain("globalLag");
    expect(parts.cache.dashboardWidgets().map(({ title }) => title)).not.toContain("Lag behind the primary region in seconds");
  });
});

describe("a primary cache", () => {
  // What ElastiCache refuses of a member: hashicorp/terraform-provider-aws#38557, #47644; ElastiCache User Guide, "Using global datastores (console)".
  test("leaves to the global datastore what that alone changes", () => {
    expect(groupOf(primary()).lifecycle.ignore_changes).toEqual(
      expect.arrayContaining([
        "automatic_failover_enabled",
        "engine",
        "engine_version",
        "node_type",
        "num_node_groups",
        "parameter_group_name",
      ]),
    );
  });

  test("is the only one", () => {
    const { stack, global } = primary();
    expect(messageOf(() => member(stack, { datastore: global, role: "primary" }, {}, "Other"))).toBe(
      "trading-test/Other: invalid input\n" +
        '  - globalDatastore.role: must be primary for one cache alone; received "primary". Make the others "secondary", each in another region.',
    );
  });

  test("is in the stack of a global datastore that is made there", () => {
    const stack = testStack();
    const imported = RedisGlobalDatastore.fromAttributes(stack, "Orders", { globalReplicationGroupId: ID });
    const app = new App();
    const elsewhere = new RedisGlobalDatastore(stackOf(app, "home", "eu-central-1"), "Orders");
    const message = (datastore: IRedisGlobalDatastore, other: TerraformStack) =>
      messageOf(() => member(other, { datastore, role: "primary" }));
    const rule =
      '  - globalDatastore.role: must be secondary, but in the stack of a RedisGlobalDatastore that is made here; received "primary". Make the global datastore and its primary cache in one stack.';
    expect(message(imported, stack)).toBe(`trading-test/Cache: invalid input\n${rule}`);
    expect(message(elsewhere, stackOf(app, "other", "eu-central-1"))).toBe(`other/Cache: invalid input\n${rule}`);
  });

  test("has neither settings that are the global datastore's, nor auto scaling, nor no replica", () => {
    const props: CacheProps = {
      engine: "valkey",
      engineVersion: "8.0",
      nodeType: "cache.r7g.large",
      clusterMode: true,
      shards: 1,
      replicasPerShard: 0,
      shardAutoScaling: { min: 1, max: 3 },
      replicaAutoScaling: { min: 1, max: 3 },
    };
    const common = "must be left out: the global datastore says it for all its caches";
    const scaling = "must be left out: the caches of a global datastore aren't scaled by load";
    const lines = messageOf(() => primary({}, props)).split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        `  - engine: ${common}; received "valkey". Give it to the RedisGlobalDatastore.`,
        `  - engineVersion: ${common}; received "8.0". Give it to the RedisGlobalDatastore.`,
        `  - nodeType: ${common}; received "cache.r7g.large". Give it to the RedisGlobalDatastore.`,
        `  - clusterMode: ${common}; received true. Give it to the RedisGlobalDatastore.`,
        `  - shards: ${common}; received 1. Give it to the RedisGlobalDatastore.`,
        `  - shardAutoScaling: ${scaling}; received {"min":1,"max":3}. Leave it out.`,
        `  - replicaAutoScaling: ${scaling}; received {"min":1,"max":3}. Leave it out.`,
        "  - replicasPerShard: must be 1 or more in a global datastore: a secondary cache has its primary's automatic failover; received 0. Leave it out.",
      ]),
    );
  });
});

describe("a member", () => {
  test("names a global datastore, not its id", () => {
    const globalDatastore = { datastore: ID, role: "secondary" } as unknown as RedisGlobalMembership;
    expect(messageOf(() => member(testStack(), globalDatastore))).toBe(
      "trading-test/Cache: invalid input\n" +
        `  - globalDatastore.datastore: must be a RedisGlobalDatastore; received "${ID}". Give a RedisGlobalDatastore; for one that exists, RedisGlobalDatastore.fromAttributes(…).`,
    );
  });
});

describe("a secondary cache", () => {
  // ElastiCache User Guide, "Using the AWS CLI with global datastores": "Do not pass in values for these parameters".
  test("says nothing of what it has from its primary", () => {
    const group = groupOf(secondary());
    expect(group.global_replication_group_id).toBe(ID);
    for (const attribute of [
      ...["engine", "engine_version", "node_type", "num_node_groups", "cluster_mode", "parameter_group_name", "snapshot_name"],
      ...["transit_encryption_enabled", "transit_encryption_mode", "at_rest_encryption_enabled", "security_group_names", "snapshot_arns"],
    ]) {
      expect(group[attribute]).toBeUndefined();
    }
  });

  test("has a key, users, replicas and logs of its own", () => {
    expect(groupOf(secondary({ replicasPerShard: 2 }))).toMatchObject({
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.CacheKey_\w+\.arn\}$/),
      user_group_ids: [expect.stringMatching(/^\$\{aws_elasticache_user_group\.Cache_Users_Group_\w+\.user_group_id\}$/)],
      replicas_per_node_group: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
    });
  });

  test("with cluster mode disabled has a number of nodes", () => {
    const group = groupOf(secondary({}, { clusterMode: false }));
    expect(group).toMatchObject({ num_cache_clusters: 2 });
    expect(group.replicas_per_node_group).toBeUndefined();
  });

  // hashicorp/terraform-provider-aws#41713: the provider takes an engine that isn't said for redis, and replaces a secondary cache of Valkey.
  test("isn't replaced for its engine", () => {
    expect(groupOf(secondary()).lifecycle.ignore_changes).toContain("engine");
  });

  test("has no parameter group: ElastiCache makes a copy of the primary's", () => {
    const { stack, cache } = secondary();
    expect(synth(stack).resources("aws_elasticache_parameter_group")).toEqual({});
    expect(cache.parameterGroup).toBeUndefined();
  });

  test("is refused what is its primary's", () => {
    const rule = "must be left out for a secondary cache, which has the primary's";
    expect(messageOf(() => secondary({ parameters: { timeout: "300" }, maxmemoryPolicy: "noeviction", snapshotName: "orders" }))).toBe(
      "away/Cache: 3 invalid inputs\n" +
        `  - parameters: ${rule}; received {"timeout":"300"}. Leave it out.\n` +
        `  - maxmemoryPolicy: ${rule}; received "noeviction". Leave it out.\n` +
        `  - snapshotName: ${rule}; received "orders". Leave it out.`,
    );
  });

  test("is deployed after its primary, in a stack of another region, as one of two at most", () => {
    const app = new App();
    const home = stackOf(app, "home", "eu-central-1");
    const datastore = new RedisGlobalDatastore(home, "Orders");
    const globalDatastore = { datastore, role: "secondary" } as const;
    expect(messageOf(() => member(stackOf(app, "early", "eu-west-1"), globalDatastore))).toBe(
      "early/Cache: invalid input\n" +
        '  - globalDatastore.role: must not be secondary before there is a primary cache; received "secondary". Make the primary cache first.',
    );
    member(home, { datastore, role: "primary" });
    expect(messageOf(() => member(stackOf(app, "near", "eu-central-1"), globalDatastore))).toBe(
      "near/Cache: invalid input\n" +
        '  - globalDatastore.datastore: must be one without a cache in eu-central-1: home/Cache is there; received "eu-central-1". Make this cache in the stack of another region.',
    );
    member(stackOf(app, "away", "eu-west-1"), globalDatastore);
    expect((app.node.findChild("away") as TerraformStack).dependsOn(home)).toBe(true);
    member(stackOf(app, "far", "us-east-1"), globalDatastore);
    expect(messageOf(() => member(stackOf(app, "farther", "us-east-2"), globalDatastore))).toBe(
      "farther/Cache: invalid input\n" +
        '  - globalDatastore.role: must be secondary for 2 caches at most; received "secondary". Make one of them a cache of its own.',
    );
  });
});
