import { TerraformStack, TerraformVariable } from "cdktf";
import { RedisCache, RedisGlobalDatastore, RedisGlobalDatastoreAttributes, RedisGlobalDatastoreProps } from "../../modules/redis-cache";
import { EncryptionKey } from "../../src/core";
import { network } from "../support/network";
import { messageOf, synth, testStack } from "../support/synth";
import { CacheProps, REPLICATION_GROUP, refusal } from "./fixture";

function datastore(props: RedisGlobalDatastoreProps = {}, id = "Orders"): RedisGlobalDatastore {
  return new RedisGlobalDatastore(testStack(), id, props);
}

/** A secondary cache of a global datastore that exists, in a stack of its own. */
function secondary(props: CacheProps = {}, attributes: Partial<RedisGlobalDatastoreAttributes> = {}) {
  const stack = testStack("away", "eu-west-1");
  const orders = RedisGlobalDatastore.fromAttributes(stack, "Orders", { globalReplicationGroupId: "iudkw-orders", ...attributes });
  const encryptionKey = new EncryptionKey(stack, "Key");
  return new RedisCache(stack, "Cache", { network, encryptionKey, globalDatastore: { datastore: orders, role: "secondary" }, ...props });
}

// ElastiCache User Guide, "Scaling clusters" of global datastores: all clusters of a global datastore are scaled by modifying it.
test("a global datastore of a full version leaves nothing but its primary cache alone: all else is changed in place", () => {
  const stack = testStack();
  const orders = new RedisGlobalDatastore(stack, "Orders", { engineVersion: "8.0" });
  new RedisCache(stack, "Cache", {
    network,
    encryptionKey: new EncryptionKey(stack, "Key"),
    globalDatastore: { datastore: orders, role: "primary" },
  });
  expect(synth(stack).resource("aws_elasticache_global_replication_group").lifecycle.ignore_changes).toEqual([
    "primary_replication_group_id",
  ]);
});

// ElastiCache API Reference, CreateReplicationGroup: up to 40 characters. "ldgnf-" is before it in eu-central-1 ("Using the AWS CLI with global datastores").
test("a global datastore's id is within that of a replication group, however long its path is", () => {
  const suffix = datastore({}, "GlobalDatastoreOfTheOrderBooksOfTheTradingPlatform").resource.globalReplicationGroupIdSuffixInput;
  expect(`ldgnf-${suffix}`).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,38}[a-z0-9]$/);
});

describe("a global datastore refuses", () => {
  // ElastiCache User Guide, "Prerequisites and limitations" of global datastores: previous generation instance types such as M4 and R4 aren't supported.
  test.each(["cache.m4.10xlarge", "cache.r4.16xlarge"])("the previous generation, of whatever size: %s", (nodeType) => {
    expect(messageOf(() => datastore({ nodeType }))).toContain("must be neither burstable nor of the families m4 and r4");
  });

  test.each<[string, RedisGlobalDatastoreProps, string]>([
    [
      "a size that the family doesn't have",
      { nodeType: "cache.r7g.3xlarge" },
      'nodeType: must be a node type of ElastiCache; received "cache.r7g.3xlarge". The sizes of r7g are large, xlarge, 2xlarge, 4xlarge, 8xlarge, 12xlarge, 16xlarge.',
    ],
    [
      "a version of Redis OSS without IAM authentication",
      { engine: "redis", engineVersion: "6.2" },
      "engineVersion: must be a full version of redis, or a major one of 7: earlier versions don't support IAM authentication; " +
        'received "6.2". Write it as "7.1".',
    ],
    [
      "shards with cluster mode disabled",
      { clusterMode: false, shards: 2 },
      "shards: must be 1 with cluster mode disabled; received 2. Leave it out, or leave cluster mode enabled.",
    ],
    ["no shard", { shards: 0 }, "shards: must be a whole number from 1 to 500 shards; received 0. Give a value from 1 to 500."],
    [
      "shards that only Terraform knows",
      { shards: new TerraformVariable(testStack(), "Shards", { type: "number" }).numberValue },
      'shards: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
    [
      "a version that only Terraform knows",
      { engineVersion: new TerraformVariable(testStack(), "Version", { type: "string" }).stringValue },
      'engineVersion: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
  ])("%s", (_, props, line) => {
    expect(messageOf(() => datastore(props))).toBe(refusal("trading-test/Orders", line));
  });
});

describe("a secondary cache", () => {
  test.each([
    [{}, "true"],
    [{ engineVersion: "8.1" }, "false"],
    [{ engineVersion: "8.1", autoMinorVersionUpgrade: true }, "true"],
  ])("of a global datastore that exists, with %p, has minor versions applied: %s", (attributes, applied) => {
    const stack = TerraformStack.of(secondary({}, attributes));
    expect(synth(stack).resource(REPLICATION_GROUP).auto_minor_version_upgrade).toBe(applied);
  });

  // The provider's schema: snapshot_arns and snapshot_name force a new replication group.
  test("isn't replaced for a snapshot that another cache is restored from", () => {
    const stack = TerraformStack.of(secondary());
    expect(synth(stack).resource(REPLICATION_GROUP).lifecycle.ignore_changes).toEqual(
      expect.arrayContaining(["snapshot_name", "snapshot_arns"]),
    );
  });

  // ElastiCache User Guide, "Prerequisites and limitations" of global datastores: parameters are those of all clusters; a secondary cluster's data is erased.
  test("neither divides its memory nor is filled from files", () => {
    const rule = "must be left out for a secondary cache, which has the primary's";
    expect(messageOf(() => secondary({ reservedMemoryPercent: 30, snapshotArns: ["arn:aws:s3:::trading-imports/books.rdb"] }))).toBe(
      refusal(
        "away/Cache",
        `reservedMemoryPercent: ${rule}; received 30. Leave it out.`,
        `snapshotArns: ${rule}; received ["arn:aws:s3:::trading-imports/books.rdb"]. Leave it out.`,
      ),
    );
  });
});
