/** The alarms of a cache find its nodes, those that auto scaling adds included, by the real provider on the emulator. Each test goes on from the one before. */
import { App, TerraformStack } from "cdktf";
import { RedisCache } from "../../modules/redis-cache";
import { AlarmTopic, PlatformDashboard } from "../../src/core";
import { EMULATOR_ACCOUNT_ID } from "../../tools/support/terraform/aws-settings";
import { dataStack, queryApi, useEmulator, Workspace } from "./support";

const REGION = "eu-central-1";
const ID = "books";
const emulator = useEmulator();
let workspace: Workspace;

function build(app: App): TerraformStack {
  const { stack, encryptionKey, network } = dataStack(app, "watched");
  const cache = new RedisCache(stack, "Cache", {
    network,
    encryptionKey,
    replicationGroupId: ID,
    shards: 2,
    shardAutoScaling: { min: 1, max: 4 },
  });
  cache.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey }));
  new PlatformDashboard(stack, "Dashboard", { sources: [cache] });
  return stack;
}

async function asked(service: string, Action: string, parameters: Record<string, string>): Promise<string> {
  const { status, body } = await queryApi(emulator.url, service, { Action, ...parameters });
  if (status !== 200) throw new Error(body);
  return body;
}

const elastiCache = (action: string, parameters: Record<string, string>) =>
  asked("elasticache", action, { Version: "2015-02-02", ...parameters });

const texts = (body: string, tag: string) => [...body.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, "g"))].map(([, text]) => text!);

beforeAll(async () => {
  workspace = await Workspace.make(build, { endpoint: emulator.url });
  await workspace.apply();
});

test("a second plan is empty", async () => {
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("one alarm asks for each metric of the nodes with the tag", async () => {
  const described = await asked("monitoring", "DescribeAlarms", { Version: "2010-08-01" });
  const queries = texts(described, "Expression").map((query) => query.replaceAll("&apos;", "'").replaceAll("&#39;", "'"));
  expect(queries).toHaveLength(11);
  expect(queries.filter((query) => !query.includes(`WHERE tag.ReplicationGroupId = '${ID}'`))).toEqual([]);
});

// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Tagging-Resources.html: all new clusters have the tags of the replication group.
test("a shard that auto scaling adds has the tag, and no plan takes it away", async () => {
  await elastiCache("ModifyReplicationGroupShardConfiguration", { ReplicationGroupId: ID, NodeGroupCount: "3", ApplyImmediately: "true" });
  const nodes = texts(await elastiCache("DescribeReplicationGroups", { ReplicationGroupId: ID }), "ClusterId");
  expect(nodes).toHaveLength(3 * 2);
  for (const node of nodes) {
    const ResourceName = `arn:aws:elasticache:${REGION}:${EMULATOR_ACCOUNT_ID}:cluster:${node}`;
    const tags = await elastiCache("ListTagsForResource", { ResourceName });
    expect([texts(tags, "Key"), texts(tags, "Value")]).toEqual([["ReplicationGroupId"], [ID]]);
  }
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("a destroy leaves nothing", async () => {
  await workspace.destroy();
  expect(await workspace.resources()).toEqual([]);
});
