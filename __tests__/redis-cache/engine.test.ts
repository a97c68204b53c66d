import { RedisEngine } from "../../modules/redis-cache";
import { parameterGroupFamily, resolveEngine } from "../../modules/redis-cache/engine";
import { synth } from "../support/synth";
import { USER, USER_GROUP, cache, replicationGroup, serverlessCache } from "./fixture";

// ElastiCache User Guide, "Parameter management": families by engine and major version.
test.each([
  ["valkey", "9", "valkey9"],
  ["valkey", "8.1", "valkey8"],
  ["valkey", "7.2", "valkey7"],
  ["redis", "7.1", "redis7"],
] as const)("the parameter group family of %s %s is %s", (engine, engineVersion, family) => {
  expect(parameterGroupFamily(resolveEngine({ engine, engineVersion }))).toBe(family);
});

test.each<[RedisEngine | undefined, string, string]>([
  [undefined, "valkey", "8.0"],
  ["valkey", "valkey", "8.0"],
  ["redis", "redis", "7.1"],
])("a cache of the engine %p is created as %s %s by default", (engine, name, version) => {
  expect(replicationGroup({ engine })).toMatchObject({ engine: name, engine_version: version });
});

test.each<[RedisEngine | undefined, string, string]>([
  [undefined, "valkey", "8"],
  ["valkey", "valkey", "8"],
  ["redis", "redis", "7"],
])("a serverless cache of the engine %p is %s %s by default", (engine, name, version) => {
  expect(serverlessCache({ engine })).toMatchObject({ engine: name, major_engine_version: version });
});

// ElastiCache User Guide, "Supported engines and versions".
test.each([
  ["valkey", "7.2", "7.2"],
  ["valkey", "8.0", "8.0"],
  ["valkey", "8.1", "8.1"],
  ["valkey", "8.2", "8.2"],
  ["valkey", "9.0", "9.0"],
  ["valkey", "7", "7.2"],
  ["valkey", "8", "8.0"],
  ["valkey", "9", "9.0"],
  ["redis", "7.0", "7.0"],
  ["redis", "7.1", "7.1"],
  ["redis", "7", "7.1"],
] as const)("%s %s is created as %s", (engine, engineVersion, created) => {
  expect(replicationGroup({ engine, engineVersion }).engine_version).toBe(created);
});

describe("the version", () => {
  // Provider 5.100.0 replaces a cache whose configuration names an older version than it has.
  test("is left alone where ElastiCache upgrades minor versions", () => {
    const { auto_minor_version_upgrade, lifecycle } = replicationGroup({ engineVersion: "8" });
    expect(auto_minor_version_upgrade).toBe("true");
    expect(lifecycle.ignore_changes).toContain("engine_version");
  });

  test("is the configuration's where it is a full one", () => {
    const { auto_minor_version_upgrade, lifecycle } = replicationGroup({ engineVersion: "8.0" });
    expect(auto_minor_version_upgrade).toBe("false");
    expect(lifecycle.ignore_changes).not.toContain("engine_version");
    expect(lifecycle).not.toHaveProperty("postcondition");
  });

  test("is ElastiCache's from a full one on, where minor upgrades are asked for", () => {
    const { engine_version, lifecycle } = replicationGroup({ engineVersion: "8.1", autoMinorVersionUpgrade: true });
    expect(engine_version).toBe("8.1");
    expect(lifecycle.ignore_changes).toContain("engine_version");
  });

  test("stays at the first minor one where they aren't", () => {
    const { engine_version, auto_minor_version_upgrade, lifecycle } = replicationGroup({
      engineVersion: "8",
      autoMinorVersionUpgrade: false,
    });
    expect([engine_version, auto_minor_version_upgrade]).toEqual(["8.0", "false"]);
    expect(lifecycle.ignore_changes).not.toContain("engine_version");
  });

  test("fails the plan where the cache has another major one", () => {
    expect(replicationGroup({ engineVersion: "8" }).lifecycle.postcondition).toEqual([
      {
        condition: '${startswith(coalesce(self.engine_version_actual, "8."), "8.")}',
        error_message:
          "The cache doesn't have version 8 of valkey. To upgrade it, give a full engineVersion; else give the major version that it has.",
      },
    ]);
  });
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

test("what every object of JavaScript has is no version", () => {
  expect(() => cache({ engineVersion: "constructor" })).toThrow("engineVersion: must be a full version of valkey");
});
