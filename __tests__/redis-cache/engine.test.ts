import { RedisEngine } from "../../modules/redis-cache";
import { parameterGroupFamily } from "../../modules/redis-cache/engine";
import { synth } from "../support/synth";
import { USER, USER_GROUP, cache, replicationGroup, serverlessCache } from "./fixture";

test.each([
  ["valkey", "8.0", "valkey8"],
  ["valkey", "7.2", "valkey7"],
  ["redis", "7.1", "redis7"],
] as const)("the parameter group family of %s %s is %s", (engine, version, family) => {
  expect(parameterGroupFamily(engine, version)).toBe(family);
});

test.each<[RedisEngine | undefined, string, string]>([
  [undefined, "valkey", "8.0"],
  ["valkey", "valkey", "8.0"],
  ["redis", "redis", "7.1"],
])("a cache of the engine %p is %s %s by default", (engine, name, version) => {
  expect(replicationGroup({ engine })).toMatchObject({ engine: name, engine_version: version });
});

test.each<[RedisEngine | undefined, string, string]>([
  [undefined, "valkey", "8"],
  ["valkey", "valkey", "8"],
  ["redis", "redis", "7"],
])("a serverless cache of the engine %p is %s %s by default", (engine, name, version) => {
  expect(serverlessCache({ engine })).toMatchObject({ engine: name, major_engine_version: version });
});

test.each(["7.2", "8.0", "8.1"])("Valkey %s is supported", (engineVersion) => {
  expect(replicationGroup({ engineVersion }).engine_version).toBe(engineVersion);
});

test.each(["7.0", "7.1"])("Redis OSS %s is supported", (engineVersion) => {
  expect(replicationGroup({ engine: "redis", engineVersion }).engine_version).toBe(engineVersion);
});

test("the users and their group are of the cache's engine", () => {
  const synthesized = synth(cache({ engine: "redis" }).stack);
  expect(synthesized.resource(USER_GROUP).engine).toBe("redis");
  expect(synthesized.resource(USER).engine).toBe("redis");
});

test("a Valkey cache takes a user group of Redis OSS", () => {
  const synthesized = synth(cache({ engine: "valkey", userGroupEngine: "redis" }).stack);
  expect(synthesized.resource(USER_GROUP).engine).toBe("redis");
  expect(synthesized.resource("aws_elasticache_parameter_group").family).toBe("valkey8");
});
