import { allowsAutoScaling, isDataTiering } from "../../modules/redis-cache/node-type";
import { replicationGroup } from "./fixture";

test.each([
  ["cache.r7g.large", true],
  ["cache.m7g.xlarge", true],
  ["cache.r7g.16xlarge", true],
  ["cache.t4g.medium", false],
  ["cache.t3.small", false],
  ["cache.r7g.medium", false],
])("whether ElastiCache supports auto scaling of %s: %p", (nodeType, allowed) => expect(allowsAutoScaling(nodeType)).toBe(allowed));

test.each([
  ["cache.r6gd.xlarge", true],
  ["cache.r6g.xlarge", false],
  ["cache.c7gn.large", false],
])("whether %s has data tiering: %p", (nodeType, tiering) => expect(isDataTiering(nodeType)).toBe(tiering));

test("a cache has nodes of cache.r7g.large by default", () => {
  expect(replicationGroup().node_type).toBe("cache.r7g.large");
});

test("data tiering is enabled on node types that need it", () => {
  expect(replicationGroup({ nodeType: "cache.r6gd.xlarge" }).data_tiering_enabled).toBe(true);
});

test("data tiering isn't mentioned on other node types", () => {
  expect(replicationGroup()).not.toHaveProperty("data_tiering_enabled");
});
