/** What auto scaling, schedules and the maintenance window change of a cache between two applies, by the real provider on the emulator. Each test goes on from the one before. */
import { App } from "cdktf";
import { RedisCache, RedisCacheProps } from "../../modules/redis-cache";
import { dataStack, jsonApi, queryApi, useEmulator, Workspace } from "./support";

const ID = "books";
const TARGET = { ServiceNamespace: "elasticache", ScalableDimension: "elasticache:replication-group:NodeGroups" };
const emulator = useEmulator();
let workspace: Workspace;

const SCALED: Partial<RedisCacheProps> = {
  shards: 2,
  replicasPerShard: 1,
  shardAutoScaling: { min: 1, max: 6, schedules: { opening: { recurrence: "30 6 * * MON-FRI", timeZone: "Europe/Berlin", min: 3 } } },
  replicaAutoScaling: { min: 1, max: 3 },
};

function build(props: Partial<RedisCacheProps>) {
  return (app: App) => {
    const { stack, encryptionKey, network } = dataStack(app, "scaled");
    new RedisCache(stack, "Cache", { network, encryptionKey, replicationGroupId: ID, ...props });
    return stack;
  };
}

/** What ElastiCache, or Application Auto Scaling, answers. */
async function asked(answer: Promise<{ status: number; body: string }>): Promise<string> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(body);
  return body;
}

const elastiCache = (Action: string, parameters: Record<string, string> = {}) =>
  asked(queryApi(emulator.url, "elasticache", { Action, Version: "2015-02-02", ReplicationGroupId: ID, ...parameters }));

const autoScaling = (operation: string, body: object) =>
  asked(jsonApi(emulator.url, "application-autoscaling", `AnyScaleFrontendService.${operation}`, body));

/** The shards, the nodes of all of them, and their type. */
async function shape(): Promise<{ shards: number; nodes: number; nodeType: string | undefined }> {
  const described = await elastiCache("DescribeReplicationGroups");
  const count = (tag: string) => described.split(`<${tag}>`).length - 1;
  return { shards: count("NodeGroup"), nodes: count("NodeGroupMember"), nodeType: /<CacheNodeType>([^<]*)/.exec(described)?.[1] };
}

async function bounds(): Promise<{ MinCapacity: number; MaxCapacity: number }> {
  const found = JSON.parse(await autoScaling("DescribeScalableTargets", { ServiceNamespace: "elasticache" })) as {
    ScalableTargets: { ScalableDimension: string; MinCapacity: number; MaxCapacity: number }[];
  };
  const { MinCapacity, MaxCapacity } = found.ScalableTargets.find(
    ({ ScalableDimension }) => ScalableDimension === TARGET.ScalableDimension,
  )!;
  return { MinCapacity, MaxCapacity };
}

beforeAll(async () => {
  workspace = await Workspace.make(build(SCALED), { endpoint: emulator.url });
  await workspace.apply();
});

test("a second plan is empty", async () => {
  expect((await workspace.plan()).unexplained).toEqual([]);
  expect(await shape()).toEqual({ shards: 2, nodes: 4, nodeType: "cache.r7g.large" });
});

// As Application Auto Scaling does it: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
test("a shard and replicas that auto scaling has added aren't in a plan", async () => {
  await elastiCache("ModifyReplicationGroupShardConfiguration", { NodeGroupCount: "3", ApplyImmediately: "true" });
  await elastiCache("IncreaseReplicaCount", { NewReplicaCount: "2", ApplyImmediately: "true" });
  expect(await shape()).toMatchObject({ shards: 3, nodes: 9 });
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("the minimum that a schedule has set isn't in a plan, and stays when the maximum is raised", async () => {
  await autoScaling("RegisterScalableTarget", { ...TARGET, ResourceId: `replication-group/${ID}`, MinCapacity: 3 });
  expect((await workspace.plan()).unexplained).toEqual([]);
  workspace.synth(build({ ...SCALED, shardAutoScaling: { ...SCALED.shardAutoScaling!, max: 8 } }));
  expect((await workspace.plan()).summary()).toEqual(["update Cache/ShardAutoScaling/Target"]);
  await workspace.apply();
  expect(await bounds()).toEqual({ MinCapacity: 3, MaxCapacity: 8 });
});

test("another node type leaves what auto scaling has added", async () => {
  workspace.synth(build({ ...SCALED, nodeType: "cache.r7g.xlarge" }));
  expect((await workspace.plan()).of("update", "aws_elasticache_replication_group").map(({ changed }) => changed)).toEqual([["node_type"]]);
  await workspace.apply();
  expect(await shape()).toEqual({ shards: 3, nodes: 9, nodeType: "cache.r7g.xlarge" });
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("without auto scaling the numbers are the configuration's again", async () => {
  workspace.synth(build({ nodeType: "cache.r7g.xlarge", shards: 2, replicasPerShard: 1 }));
  const [change] = (await workspace.plan()).of("update", "aws_elasticache_replication_group");
  expect(change?.changed).toEqual(expect.arrayContaining(["num_node_groups", "replicas_per_node_group"]));
  expect([change?.before?.num_node_groups, change?.after?.num_node_groups]).toEqual([3, 2]);
});

// ModifyReplicationGroupShardConfiguration has no other value of ApplyImmediately than true:
// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroupShardConfiguration.html
test("shards change at once where changes wait for the maintenance window, the node type waits, and each plan says so", async () => {
  const later = { applyImmediately: false, shards: 4, replicasPerShard: 2 };
  workspace.synth(build({ ...later, nodeType: "cache.r7g.2xlarge" }));
  await workspace.apply();
  expect(await shape()).toEqual({ shards: 4, nodes: 12, nodeType: "cache.r7g.xlarge" });
  expect((await workspace.plan()).of("update").map(({ path, changed }) => [path, changed])).toEqual([["Cache/Resource", ["node_type"]]]);
});

test("everything is destroyed to nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
