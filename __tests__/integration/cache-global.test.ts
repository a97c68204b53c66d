/** A global datastore over two regions, by the real provider, on the emulator: a stack for each region. Each test goes on from the one before. */
import { App } from "cdktf";
import { RedisCache, RedisGlobalDatastore, RedisGlobalDatastoreProps } from "../../modules/redis-cache";
import { Role } from "../../src/core";
import { dataStack, queryApi, queryParameters, RequestLog, useEmulator, Workspace } from "./support";

const HOME = "eu-central-1";
const AWAY = "eu-west-1";
/** ElastiCache puts the prefix of Frankfurt before the suffix (ElastiCache User Guide, "Using the AWS CLI with global datastores"). */
const ID = "iudkw-orders";
const GROUP = "aws_elasticache_replication_group";
const GLOBAL = "aws_elasticache_global_replication_group";
const emulator = useEmulator();
const log = new RequestLog();
let home: Workspace;
let away: Workspace;

function stackIn(app: App, id: string, region: string) {
  const { stack, ...common } = dataStack(app, id, region);
  return { stack, common };
}

function buildHome(settings: RedisGlobalDatastoreProps) {
  return (app: App) => {
    const { stack, common } = stackIn(app, "home", HOME);
    const datastore = new RedisGlobalDatastore(stack, "Orders", { globalReplicationGroupIdSuffix: "orders", ...settings });
    new RedisCache(stack, "Cache", { ...common, globalDatastore: { datastore, role: "primary" } });
    return stack;
  };
}

function buildAway(settings: RedisGlobalDatastoreProps) {
  return (app: App) => {
    const { stack, common } = stackIn(app, "away", AWAY);
    const datastore = RedisGlobalDatastore.fromAttributes(stack, "Orders", { globalReplicationGroupId: ID, ...settings });
    const cache = new RedisCache(stack, "Cache", { ...common, globalDatastore: { datastore, role: "secondary" } });
    cache.grantConnect(new Role(stack, "Api", { assumedBy: { services: ["ec2.amazonaws.com"] } }), "trading-api");
    return stack;
  };
}

const SMALL = { engineVersion: "7.2" };
const GROWN = { engineVersion: "8.0", nodeType: "cache.r7g.xlarge", shards: 2 };

/** The parameters of the requests of ElastiCache that change something since the last time, by operation. */
function asked(): Record<string, Record<string, string>[]> {
  const changing = log.take().filter(({ service, operation }) => service === "ElastiCache" && !/^(Describe|List)/.test(operation));
  const operations = [...new Set(changing.map(({ operation }) => operation))];
  return Object.fromEntries(operations.map((name) => [name, changing.filter(({ operation }) => operation === name).map(queryParameters)]));
}

/** A request in Frankfurt: global datastores answer in every region. */
async function elasticache(Action: string, parameters: Record<string, string> = {}): Promise<string> {
  const { status, body } = await queryApi(emulator.url, "elasticache", { Action, Version: "2015-02-02", ...parameters });
  if (status !== 200) throw new Error(body);
  return body;
}

/** The plan of each stack, where nothing has been changed in it. */
async function replanned(): Promise<string[]> {
  return [...(await home.plan()).unexplained, ...(await away.plan()).unexplained];
}

beforeAll(async () => {
  const place = { endpoint: emulator.url, variables: log.variables };
  home = await Workspace.make(buildHome(SMALL), place);
  away = await Workspace.make(buildAway(SMALL), place);
  await home.apply();
});
afterAll(() => log.remove());

test("the global datastore is made of the primary cache, as it is", async () => {
  expect(asked()).toMatchObject({
    CreateGlobalReplicationGroup: [{ GlobalReplicationGroupIdSuffix: "orders", PrimaryReplicationGroupId: "home-cache" }],
  });
  expect((await home.deployedOne(GLOBAL, "Orders")).values.global_replication_group_id).toBe(ID);
  expect((await home.plan()).unexplained).toEqual([]);
});

test("the secondary cache says nothing of what it has from its primary, and has users and a key of its own region", async () => {
  await away.apply();
  const { CreateReplicationGroup: [created] = [], ...others } = asked();
  expect(created).toMatchObject({
    GlobalReplicationGroupId: ID,
    KmsKeyId: expect.stringContaining(`:${AWAY}:`),
    ReplicasPerNodeGroup: "1",
  });
  const inferred =
    /^(PrimaryClusterId|AutomaticFailoverEnabled|NumNodeGroups|Cache(ParameterGroupName|NodeType|Security.*)|Engine.*|TransitEncryption.*|AtRest.*|Snapshot(Arns|Name).*)$/;
  expect(Object.keys(created!).filter((name) => inferred.test(name))).toEqual([]);
  expect(Object.keys(others)).toEqual(expect.arrayContaining(["CreateUser", "CreateUserGroup"]));
  expect((await away.deployedOne(GROUP, "Cache")).values).toMatchObject({
    engine: "valkey",
    node_type: "cache.r7g.large",
    cluster_enabled: true,
  });
  expect(await replanned()).toEqual([]);
});

test("node type, major version and shards change in place, in both regions, by the global datastore alone", async () => {
  home.synth(buildHome(GROWN));
  const plan = await home.plan();
  expect([...plan.summary(GLOBAL), ...plan.summary(GROUP)]).toEqual(["update Orders/Resource"]);
  log.take();
  await home.apply();
  const { ModifyGlobalReplicationGroup: modified, IncreaseNodeGroupsInGlobalReplicationGroup: increased, ...others } = asked();
  // "Only one field can be changed per request", but the parameter group, which a major version needs.
  expect(modified).toEqual([
    expect.objectContaining({ CacheNodeType: "cache.r7g.xlarge" }),
    expect.objectContaining({ EngineVersion: "8.0", CacheParameterGroupName: "home-cache-valkey8" }),
  ]);
  expect(increased).toEqual([expect.objectContaining({ NodeGroupCount: "2" })]);
  expect(Object.keys(others).filter((operation) => operation.includes("ReplicationGroup"))).toEqual([]);
  away.synth(buildAway(GROWN));
  expect(await replanned()).toEqual([]);
});

test("a promotion leaves nothing for a next plan, here and there", async () => {
  const promote = (PrimaryRegion: string, PrimaryReplicationGroupId: string) =>
    elasticache("FailoverGlobalReplicationGroup", { GlobalReplicationGroupId: ID, PrimaryRegion, PrimaryReplicationGroupId });
  await promote(AWAY, "away-cache");
  expect(await replanned()).toEqual([]);
  await promote(HOME, "home-cache");
});

test("they are destroyed to nothing: the global datastore once its secondary cache has left it, and its primary cache last", async () => {
  log.take();
  // At once, since each step of a deletion lasts half a minute: the global datastore waits until the secondary cache has left it.
  await Promise.all([away.destroy(), home.destroy()]);
  expect(asked()).toMatchObject({
    DisassociateGlobalReplicationGroup: expect.arrayContaining([
      expect.objectContaining({ ReplicationGroupId: "away-cache", ReplicationGroupRegion: AWAY }),
    ]),
    DeleteCacheParameterGroup: expect.arrayContaining([
      expect.objectContaining({ CacheParameterGroupName: expect.stringMatching(/^global-datastore-away-cache-/) }),
    ]),
  });
  expect([...(await away.resources()), ...(await home.resources())]).toEqual([]);
  expect(await elasticache("DescribeGlobalReplicationGroups")).not.toContain(ID);
  expect(await elasticache("DescribeCacheParameterGroups")).not.toContain("global-datastore-");
});
