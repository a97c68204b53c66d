/**
 * Caches by the real provider, on the emulator: applied, changed in one more apply, each in its own way, destroyed to nothing. ElastiCache makes every change last half a minute at
 * least, so that one apply makes them all. Each test goes on from the one before.
 */
import { App } from "cdktf";
import { RedisAccess, RedisCache, RedisCacheProps, RedisUser, ServerlessRedisCache } from "../../modules/redis-cache";
import { Role } from "../../src/core";
import { dataStack, LoggedRequest, Plan, queryApi, queryParameters, RequestLog, useEmulator, Workspace } from "./support";

const emulator = useEmulator();
const log = new RequestLog();
let workspace: Workspace;

type Caches = Readonly<Record<string, Partial<RedisCacheProps>>>;

const ONE_NODE = { clusterMode: false, replicasPerShard: 0 } as const;

const BEFORE = {
  Resized: ONE_NODE,
  Sharded: { shards: 2, replicasPerShard: 0 },
  Replicated: { clusterMode: false, replicasPerShard: 1 },
  Redis: { ...ONE_NODE, engine: "redis" },
  Moved: { ...ONE_NODE, engineVersion: "8" },
  Upgraded: { ...ONE_NODE, engineVersion: "7.2" },
  Migrated: { ...ONE_NODE, engine: "redis", engineVersion: "7.1" },
} as const satisfies Caches;

const AFTER = {
  Resized: { ...BEFORE.Resized, nodeType: "cache.r7g.xlarge" },
  Sharded: { ...BEFORE.Sharded, shards: 3 },
  Replicated: { ...BEFORE.Replicated, replicasPerShard: 2 },
  Redis: BEFORE.Redis,
  Moved: { ...BEFORE.Moved, snapshotRetentionDays: 14 },
  Upgraded: { ...BEFORE.Upgraded, engineVersion: "8.0" },
  Migrated: { ...BEFORE.Migrated, engine: "valkey", engineVersion: "8.0", userGroupEngine: "redis" },
} as const satisfies Caches;

/** What ElastiCache moves `Moved` to in its maintenance window. */
const MOVED_TO = "8.1";

/** The users that are granted to connect to each cache, besides the one that `Sharded` and `Replicated` share. */
type Users = Readonly<Record<string, readonly string[]>>;
const USERS_BEFORE: Users = { Redis: ["api", "reports"], Moved: ["api"], Migrated: ["api"] };
const USERS_AFTER: Users = { Redis: ["api", "web"], Migrated: ["api"] };

function build(caches: Caches, users: Users, maxDataGb: number) {
  return (app: App) => {
    const { stack, encryptionKey, network } = dataStack(app, "caches");
    const role = new Role(stack, "Api", { assumedBy: { services: ["ec2.amazonaws.com"] } });
    const shared = new RedisUser(stack, "Shared", { access: RedisAccess.application("api") });
    for (const [id, props] of Object.entries(caches)) {
      const cache = new RedisCache(stack, id, { network, encryptionKey, ...props });
      for (const user of users[id] ?? []) cache.grantConnect(role, user);
      if (id === "Sharded" || id === "Replicated") cache.grantConnect(role, shared);
    }
    const serverless = new ServerlessRedisCache(stack, "Quotes", { network, encryptionKey, maxDataGb, maxEcpuPerSecond: 5000 });
    serverless.grantConnect(role, "quotes", { access: RedisAccess.readOnly(["quote:*"]) });
    return stack;
  };
}

/** What the apply sent that changes something. */
let sent: readonly LoggedRequest[] = [];
let planned: Plan;

/** The operations that were sent for something whose id begins as that of a cache does, in their order. */
const operations = (cache: string) =>
  sent.filter(({ entry }) => entry.includes(`caches-${cache.toLowerCase()}`)).map(({ operation }) => operation);

/** The requests of one operation that name something of a cache. */
const requests = (operation: string, cache: string) =>
  sent.filter((request) => request.operation === operation && request.entry.includes(`caches-${cache.toLowerCase()}`)).map(queryParameters);

/** Each planned change of what is below a construct, with the attributes that change. */
const changes = (path: string) =>
  Object.fromEntries(
    planned.changes
      .filter((change) => change.path.startsWith(path))
      .map(({ action, path: changed, changed: attributes }) => [`${action} ${changed}`, action === "update" ? attributes : undefined]),
  );

const elastiCache = async (Action: string, parameters: Record<string, string>) =>
  (await queryApi(emulator.url, "elasticache", { Action, Version: "2015-02-02", ...parameters })).body;

/** The version that the first node of a cache without cluster mode has, with its patch. */
const version = async (cache: string) =>
  /<EngineVersion>(.*?)<\/EngineVersion>/.exec(await elastiCache("DescribeCacheClusters", { CacheClusterId: `${cache}-001` }))![1]!;

const members = async (group: string) =>
  [...(await elastiCache("DescribeUserGroups", { UserGroupId: group })).matchAll(/<member>([a-z0-9-]+)<\/member>/g)]
    .map(([, id]) => id!)
    .filter((id) => id !== group);

beforeAll(async () => {
  workspace = await Workspace.make(build(BEFORE, USERS_BEFORE, 5), { endpoint: emulator.url, variables: log.variables });
  await workspace.apply();
});
afterAll(() => log.remove());

test("a second plan is empty", async () => {
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("another major version without a full one fails the plan", async () => {
  workspace.synth(build({ ...BEFORE, Moved: { ...BEFORE.Moved, engineVersion: "9" } }, USERS_BEFORE, 5));
  const { status, stderr } = await workspace.tryRun("plan", "-no-color");
  expect(status).toBe(1);
  expect(stderr.replace(/[\s│]+/g, " ")).toContain(
    "The cache doesn't have version 9 of valkey. To upgrade it, give a full engineVersion; else give the major version that it has.",
  );
});

describe("one apply after ElastiCache has upgraded a minor version", () => {
  beforeAll(async () => {
    await fetch(new URL("/moto-api/minor-upgrade", emulator.url), {
      method: "POST",
      body: JSON.stringify({ service: "elasticache", id: "caches-moved", version: MOVED_TO }),
    });
    workspace.synth(build(AFTER, USERS_AFTER, 8));
    planned = await workspace.plan();
    log.take();
    await workspace.apply();
    sent = log.take().filter(({ operation }) => /^(Add|Create|Decrease|Delete|Increase|Modify|Remove)/.test(operation));
  });

  test("replaces nothing but parameter groups of another family", () => {
    expect(
      planned
        .of("replace")
        .map(({ path }) => path)
        .sort(),
    ).toEqual(["Migrated/ParameterGroup", "Upgraded/ParameterGroup"]);
  });

  test("gives the nodes another type", () => {
    expect(changes("Resized")).toEqual({ "update Resized/Resource": ["node_type"] });
    expect(requests("ModifyReplicationGroup", "Resized")).toEqual([
      expect.objectContaining({ CacheNodeType: "cache.r7g.xlarge", ApplyImmediately: "true" }),
    ]);
  });

  test("adds a shard", () => {
    expect(changes("Sharded")).toEqual({ "update Sharded/Resource": ["member_clusters", "num_node_groups"] });
    expect(operations("Sharded")).toEqual(["ModifyReplicationGroupShardConfiguration"]);
  });

  test("adds a replica without cluster mode", () => {
    expect(changes("Replicated")).toEqual({ "update Replicated/Resource": ["member_clusters", "num_cache_clusters"] });
    expect(operations("Replicated")).toEqual(["IncreaseReplicaCount"]);
  });

  // ElastiCache takes a deleted user out of its groups, and then refuses to remove it (hashicorp/terraform-provider-aws, issue 43281).
  test("takes a user out of the group before it is deleted, and puts one in after it is created", async () => {
    expect(changes("Redis")).toEqual({
      "create Redis/Users/web/Resource": undefined,
      "delete Redis/Users/reports/Resource": undefined,
      "update Redis/Users/Group": ["user_ids"],
    });
    expect(operations("Redis")).toEqual(["CreateUser", "ModifyUserGroup", "DeleteUser"]);
    expect(requests("ModifyUserGroup", "Redis")).toEqual([
      expect.objectContaining({
        "UserIdsToAdd.member.1": "caches-redis-web",
        "UserIdsToRemove.member.1": "caches-redis-reports",
      }),
    ]);
    expect((await members("caches-redis")).sort()).toEqual(["caches-redis-api", "caches-redis-default", "caches-redis-web"]);
  });

  test("takes the last user of a group away", () => {
    expect(operations("Moved").filter((operation) => operation.includes("User"))).toEqual(["ModifyUserGroup", "DeleteUser"]);
  });

  test("leaves the version to ElastiCache: it plans and sends the other value alone", async () => {
    expect(changes("Moved/Resource")).toEqual({ "update Moved/Resource": ["snapshot_retention_limit"] });
    const [modification, ...others] = requests("ModifyReplicationGroup", "Moved");
    expect(others).toEqual([]);
    expect(modification).toMatchObject({ SnapshotRetentionLimit: "14" });
    expect(modification).not.toHaveProperty("EngineVersion");
    expect(await version("caches-moved")).toMatch(/^8\.1\./);
  });

  test("upgrades to another major version in place, with a parameter group of its family", async () => {
    expect(requests("ModifyReplicationGroup", "Upgraded")).toEqual([
      expect.objectContaining({ EngineVersion: "8.0", CacheParameterGroupName: "caches-upgraded-valkey8" }),
    ]);
    expect(await version("caches-upgraded")).toMatch(/^8\.0\./);
  });

  test("makes Valkey of Redis in place, whose users stay", async () => {
    expect(requests("ModifyReplicationGroup", "Migrated")).toEqual([
      expect.objectContaining({ Engine: "valkey", EngineVersion: "8.0", CacheParameterGroupName: "caches-migrated-valkey8" }),
    ]);
    expect(operations("Migrated").filter((operation) => operation.includes("User"))).toEqual([]);
    expect(await version("caches-migrated")).toMatch(/^8\.0\./);
  });

  test("raises the limit of a serverless cache", () => {
    expect(changes("Quotes")).toEqual({ "update Quotes/Resource": ["cache_usage_limits", "full_engine_version"] });
  });

  test("leaves nothing for a next plan", async () => {
    expect((await workspace.plan()).unexplained).toEqual([]);
  });
});

test("the major version alone, after the upgrade, hands minor versions back to ElastiCache", async () => {
  workspace.synth(build({ ...AFTER, Upgraded: { ...BEFORE.Upgraded, engineVersion: "8" } }, USERS_AFTER, 8));
  planned = await workspace.plan();
  expect(changes("")).toEqual({ "update Upgraded/Resource": ["auto_minor_version_upgrade"] });
});

test("an older version would replace the cache", async () => {
  workspace.synth(build({ ...AFTER, Upgraded: { ...BEFORE.Upgraded, engineVersion: "7.2" } }, USERS_AFTER, 8));
  expect((await workspace.plan()).of("replace", "aws_elasticache_replication_group").map(({ path }) => path)).toEqual([
    "Upgraded/Resource",
  ]);
});

test("everything is destroyed to nothing", async () => {
  workspace.synth(build(AFTER, USERS_AFTER, 8));
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
