import { RedisCache } from "../../modules/redis-cache";
import { EncryptionKey, useRemoval } from "../../src/core";
import { network, service } from "../support/network";
import { messageOf, synth, testStack, warnings } from "../support/synth";
import { REPLICATION_GROUP, USER, USER_GROUP, cache, refusal, replicationGroup, resolved } from "./fixture";

describe("a cache by default", () => {
  const { stack, cache: made } = cache();
  const synthesized = synth(stack);
  const resource = synthesized.resource(REPLICATION_GROUP);

  test("requires TLS", () => {
    expect(resource).toMatchObject({ transit_encryption_enabled: true, transit_encryption_mode: "required" });
  });

  test("is encrypted at rest under the key", () => {
    expect(resource).toMatchObject({
      at_rest_encryption_enabled: "true",
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/),
    });
  });

  test("is in the network's cache subnet group", () => {
    expect(resource.subnet_group_name).toBe("cache-subnets");
  });

  test("is upgraded to minor versions, and changed immediately", () => {
    expect(resource).toMatchObject({ auto_minor_version_upgrade: "true", apply_immediately: true });
  });

  test("can't be destroyed", () => {
    expect(resource.lifecycle.prevent_destroy).toBe(true);
  });

  test("has its defaults as members of the props' names", () => {
    expect(made).toMatchObject({
      engine: "valkey",
      userGroupEngine: "valkey",
      engineVersion: "8",
      clusterMode: true,
      shards: 1,
      replicasPerShard: 1,
      nodeType: "cache.r7g.large",
      snapshotRetentionDays: 7,
      snapshotWindow: "02:00-03:00",
      maintenanceWindow: "sun:03:30-sun:04:30",
      logRetentionDays: 365,
      autoMinorVersionUpgrade: true,
      applyImmediately: true,
      removal: "protect",
    });
  });

  test("needs no data source", () => {
    expect(synthesized.json.data).toBeUndefined();
  });
});

describe("the endpoint", () => {
  test("with cluster mode enabled is the configuration endpoint", () => {
    const { stack, cache: made } = cache();
    expect(resolved(stack, made.endpoint)).toMatch(/^\$\{aws_elasticache_replication_group\.Cache_\w+\.configuration_endpoint_address\}$/);
    expect(resolved(stack, made.configurationEndpoint)).toBe(resolved(stack, made.endpoint));
  });

  test.each(["primaryEndpoint", "readerEndpoint"] as const)("with cluster mode enabled is no %s", (prop) => {
    expect(messageOf(() => cache().cache[prop])).toBe(
      refusal(
        "trading-test/Cache",
        `${prop}: must be asked of a cache with cluster mode disabled; received "clusterMode: true". ` +
          "Use configurationEndpoint, and a client that supports cluster mode.",
      ),
    );
  });

  test("with cluster mode disabled is no configuration endpoint", () => {
    expect(messageOf(() => cache({ clusterMode: false }).cache.configurationEndpoint)).toBe(
      refusal(
        "trading-test/Cache",
        'configurationEndpoint: must be asked of a cache with cluster mode enabled; received "clusterMode: false". ' +
          "Use primaryEndpoint, and readerEndpoint for reads.",
      ),
    );
  });

  test("with cluster mode disabled is the primary endpoint, beside the reader endpoint", () => {
    const { stack, cache: made } = cache({ clusterMode: false });
    expect(resolved(stack, made.endpoint)).toMatch(/\.primary_endpoint_address\}$/);
    expect(resolved(stack, made.primaryEndpoint)).toBe(resolved(stack, made.endpoint));
    expect(resolved(stack, made.readerEndpoint)).toMatch(/\.reader_endpoint_address\}$/);
  });

  test("is at port 6379", () => {
    expect(cache().cache.port).toBe(6379);
    expect(replicationGroup().port).toBe(6379);
  });
});

describe("a cache", () => {
  test("can be destroyed with its environment", () => {
    expect(replicationGroup({ removal: "destroy" }).lifecycle).not.toHaveProperty("prevent_destroy");
  });

  test("is removed as its stack says, where it doesn't say so itself", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    const encryptionKey = new EncryptionKey(stack, "Key");
    expect(new RedisCache(stack, "Cache", { network, encryptionKey }).removal).toBe("destroy");
    expect(new RedisCache(stack, "Books", { network, encryptionKey, removal: "protect" }).removal).toBe("protect");
  });

  test("takes a fixed id, and the times of changes", () => {
    expect(replicationGroup({ replicationGroupId: "books", autoMinorVersionUpgrade: false, applyImmediately: false })).toMatchObject({
      replication_group_id: "books",
      auto_minor_version_upgrade: "false",
      apply_immediately: false,
    });
  });

  test("keeps its ids within 40 characters however long the path is", () => {
    const stack = testStack();
    const made = new RedisCache(stack, "CacheOfTheOrderBooksAndTheSessionsOfTheTradingPlatform", {
      network,
      encryptionKey: new EncryptionKey(stack, "Key"),
      engine: "redis",
    });
    made.grantConnect(service(stack), "trading-api");
    const { json } = synth(stack);
    const ids = [
      ...Object.values<{ replication_group_id: string }>(json.resource[REPLICATION_GROUP]).map((group) => group.replication_group_id),
      ...Object.values<{ user_group_id: string }>(json.resource[USER_GROUP]).map((group) => group.user_group_id),
      ...Object.values<{ user_id: string }>(json.resource[USER]).map((user) => user.user_id),
    ];
    expect(ids).toHaveLength(4);
    ids.forEach((id) => expect(id).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,39}$/));
  });

  test("has every resource within reach of an override", () => {
    const { stack, cache: made } = cache({ engine: "redis", shardAutoScaling: { min: 1, max: 2 }, replicaAutoScaling: { min: 1, max: 2 } });
    made.grantConnect(service(stack), "trading-api");
    expect(made.node.defaultChild).toBe(made.resource);
    const reachable = [
      made.resource,
      made.parameterGroup,
      made.securityGroup.resource,
      ...Object.values(made.logGroups),
      made.userGroup,
      ...Object.values(made.users).map(({ resource }) => resource),
      made.node.findChild("Users").node.findChild("default"),
      made.shardAutoScalingResources!.target,
      made.shardAutoScalingResources!.policies.engineCpu,
      made.replicaAutoScalingResources!.target,
      made.replicaAutoScalingResources!.policies.engineCpu,
    ];
    const created = made.node.findAll().filter((node) => "terraformResourceType" in node);
    expect(new Set(created)).toEqual(new Set(reachable));
  });
});

// ElastiCache API Reference, ModifyReplicationGroup: SnapshottingClusterId, which the provider sends, can't be set with cluster mode enabled.
test.each([
  [{ snapshotRetentionDays: 0 }, 1],
  [{ snapshotRetentionDays: 0, clusterMode: false }, 0],
  [{ snapshotRetentionDays: 1 }, 0],
])("a cache of %p has %i warnings of snapshots that can't be switched on later", (props, count) => {
  expect(warnings(cache(props).cache).filter((text) => `${text}`.startsWith("No automatic snapshots, and none later"))).toHaveLength(count);
});
