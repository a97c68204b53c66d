import { synth } from "../support/synth";
import { CacheProps, cache } from "./fixture";

function parameterGroup(props: CacheProps = {}) {
  return synth(cache(props).stack).resource("aws_elasticache_parameter_group");
}

test("a cache has a parameter group of its family, and a replacement is created first", () => {
  expect(parameterGroup()).toMatchObject({
    name: "trading-test-cache-valkey8",
    family: "valkey8",
    lifecycle: { create_before_destroy: true },
  });
});

test("a Redis OSS cache has one of its family", () => {
  expect(parameterGroup({ engine: "redis" }).family).toBe("redis7");
});

test.each([
  [true, "yes"],
  [false, "no"],
])("with cluster mode %p the parameter cluster-enabled is %s", (clusterMode, value) => {
  expect(parameterGroup({ clusterMode }).parameter).toEqual([{ name: "cluster-enabled", value }]);
});

test("there are no parameters of one's own where JavaScript says null", () => {
  expect(parameterGroup({ parameters: null } as never)).toEqual(parameterGroup({}));
});

test("parameters are written in one order", () => {
  const parameters = { "notify-keyspace-events": "Ex", "maxmemory-policy": "volatile-lru" };
  expect(parameterGroup({ parameters }).parameter).toEqual([
    { name: "cluster-enabled", value: "yes" },
    { name: "maxmemory-policy", value: "volatile-lru" },
    { name: "notify-keyspace-events", value: "Ex" },
  ]);
});
