/** A cache's memory, parameters, logs and topic for events by the real provider, on the emulator. Each test goes on from the one before. */
import { App } from "cdktf";
import { RedisCache, RedisCacheProps, RedisEventTopic } from "../../modules/redis-cache";
import { AllowedValues, FAMILIES, FIXED, SET_BY_PROPS } from "../../modules/redis-cache/parameter-values";
import { dataStack, queryApi, useEmulator, Workspace } from "./support";

const ID = "books";
const emulator = useEmulator();
let workspace: Workspace;

const BEFORE: Partial<RedisCacheProps> = { parameters: { "slowlog-log-slower-than": 500, timeout: 300 } };
const AFTER: Partial<RedisCacheProps> = {
  maxmemoryPolicy: "noeviction",
  reservedMemoryPercent: 30,
  parameters: { "slowlog-log-slower-than": 1000, "notify-keyspace-events": "Ex" },
  logs: ["slow-log"],
};

function build(props: Partial<RedisCacheProps>) {
  return (app: App) => {
    const { stack, encryptionKey, network } = dataStack(app, "settings");
    const notificationTopic = new RedisEventTopic(stack, "CacheEvents");
    new RedisCache(stack, "Cache", { network, encryptionKey, replicationGroupId: ID, notificationTopic, ...props });
    return stack;
  };
}

async function elastiCache(Action: string, given: Record<string, string>): Promise<string> {
  const { status, body } = await queryApi(emulator.url, "elasticache", { Action, Version: "2015-02-02", ...given });
  if (status !== 200) throw new Error(body);
  return body;
}

/** What the cache's parameter group sets, by name. */
async function parameters(): Promise<Record<string, string>> {
  const body = await elastiCache("DescribeCacheParameters", { CacheParameterGroupName: "settings-cache-valkey8", Source: "user" });
  const pairs = body.matchAll(/<ParameterName>(.*?)<\/ParameterName>\s*<ParameterValue>(.*?)<\/ParameterValue>/gs);
  return Object.fromEntries([...pairs].map(([, name, value]) => [name!, value!]));
}

const delivered = async () =>
  [...(await elastiCache("DescribeReplicationGroups", { ReplicationGroupId: ID })).matchAll(/<LogType>(.*?)<\/LogType>/g)].map(
    ([, log]) => log,
  );

beforeAll(async () => {
  workspace = await Workspace.make(build(BEFORE), { endpoint: emulator.url });
  await workspace.apply();
});

test("the parameter group has the memory's settings and the caller's", async () => {
  expect(await parameters()).toEqual({
    "cluster-enabled": "yes",
    "maxmemory-policy": "volatile-lru",
    "reserved-memory-percent": "25",
    "slowlog-log-slower-than": "500",
    timeout: "300",
  });
});

test("each node publishes to the topic, and both logs are delivered", async () => {
  const node = await elastiCache("DescribeCacheClusters", { CacheClusterId: `${ID}-0001-001` });
  expect(node).toMatch(/<TopicArn>arn:aws:sns:eu-central-1:\d+:settings-CacheEvents<\/TopicArn>/);
  expect((await delivered()).sort()).toEqual(["engine-log", "slow-log"]);
});

test("a second plan is empty", async () => {
  expect((await workspace.plan()).unexplained).toEqual([]);
});

test("they change in place, and what is no longer set is the engine's default again", async () => {
  workspace.synth(build(AFTER));
  const plan = await workspace.plan();
  expect(plan.of("replace", "aws_elasticache_replication_group")).toEqual([]);
  expect(plan.of("replace", "aws_elasticache_parameter_group")).toEqual([]);
  await workspace.apply();
  expect(await parameters()).toEqual({
    "cluster-enabled": "yes",
    "maxmemory-policy": "noeviction",
    "notify-keyspace-events": "Ex",
    "reserved-memory-percent": "30",
    "slowlog-log-slower-than": "1000",
  });
  expect(await delivered()).toEqual(["slow-log"]);
});

test("the plan is empty again", async () => {
  expect((await workspace.plan()).unexplained).toEqual([]);
});

describe.each(Object.entries(FAMILIES))("of %s", (family, table) => {
  const CacheParameterGroupName = `all-of-${family}`;

  /** The first and the last value that is allowed. */
  const bounds = (allowed: AllowedValues): readonly string[] => {
    if (allowed === undefined) return [];
    const parts = allowed.split(",");
    const [, from] = /^(\d*)-/.exec(parts[0]!) ?? [];
    const [, to] = /^\d*-(\d*)$/.exec(parts.at(-1)!) ?? [];
    return [from === undefined ? parts[0]! : from || "0", to === undefined ? parts.at(-1)! : to || "1000000"];
  };

  const set = (ParameterName: string, ParameterValue: string) =>
    elastiCache("ModifyCacheParameterGroup", {
      CacheParameterGroupName,
      "ParameterNameValues.ParameterNameValue.1.ParameterName": ParameterName,
      "ParameterNameValues.ParameterNameValue.1.ParameterValue": ParameterValue,
    });

  beforeAll(() =>
    elastiCache("CreateCacheParameterGroup", { CacheParameterGroupName, CacheParameterGroupFamily: family, Description: "-" }),
  );

  test("ElastiCache knows each parameter, and takes the least and the largest value", async () => {
    for (const [name, allowed] of Object.entries(table)) for (const value of bounds(allowed)) await set(name, value);
  });

  test("ElastiCache knows those that props set", async () => {
    const values: Record<string, string> = { "cluster-enabled": "yes", "maxmemory-policy": "noeviction" };
    for (const name of Object.keys(SET_BY_PROPS)) await set(name, values[name] ?? "0");
  });

  test("ElastiCache changes none that is fixed", async () => {
    for (const name of FIXED) await expect(set(name, "1")).rejects.toThrow(/cannot be modified|Invalid value/);
  });
});
