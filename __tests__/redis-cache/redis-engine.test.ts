import * as fc from "fast-check";
import { allowsAutoScaling, isDataTiering, nodeIds, parameterGroupFamily } from "../../modules/redis-cache/redis-engine";

test.each([
  ["valkey", "8.0", "valkey8"],
  ["valkey", "7.2", "valkey7"],
  ["redis", "7.1", "redis7"],
] as const)("the parameter group family of %s %s is %s", (engine, version, family) => {
  expect(parameterGroupFamily(engine, version)).toBe(family);
});

test.each([
  ["cache.r7g.large", true],
  ["cache.m7g.xlarge", true],
  ["cache.r7g.16xlarge", true],
  ["cache.t4g.medium", false],
  ["cache.t3.small", false],
  ["cache.r7g.medium", false],
])("whether ElastiCache scales %s by itself: %p", (nodeType, allowed) => expect(allowsAutoScaling(nodeType)).toBe(allowed));

test.each([
  ["cache.r6gd.xlarge", true],
  ["cache.r6g.xlarge", false],
  ["cache.c7gn.large", false],
])("whether %s tiers data: %p", (nodeType, tiering) => expect(isDataTiering(nodeType)).toBe(tiering));

describe("the ids of nodes", () => {
  test("number shards and nodes from one", () => {
    expect(nodeIds(true, 2, 1)).toEqual(["0001-001", "0001-002", "0002-001", "0002-002"]);
  });

  test("number nodes alone without cluster mode", () => {
    expect(nodeIds(false, 1, 2)).toEqual(["001", "002", "003"]);
  });

  test("are as many as there are nodes, all different", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 5 }), (shards, replicas) => {
        expect(new Set(nodeIds(true, shards, replicas)).size).toBe(shards * (replicas + 1));
      }),
    );
  });

  test("stay when shards or replicas are added", () => {
    const size = fc.record({ shards: fc.integer({ min: 1, max: 50 }), replicas: fc.integer({ min: 0, max: 4 }) });
    fc.assert(
      fc.property(size, fc.nat(50), fc.nat(1), ({ shards, replicas }, moreShards, moreReplicas) => {
        const grown = nodeIds(true, shards + moreShards, replicas + moreReplicas);
        expect(grown).toEqual(expect.arrayContaining(nodeIds(true, shards, replicas)));
      }),
    );
  });
});
