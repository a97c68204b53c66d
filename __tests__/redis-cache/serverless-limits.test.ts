import { serverlessCache } from "./fixture";

test("a serverless cache has maximums alone by default", () => {
  expect(serverlessCache().cache_usage_limits).toEqual([
    { data_storage: [{ maximum: 10, unit: "GB" }], ecpu_per_second: [{ maximum: 50_000 }] },
  ]);
});

test("minimums are kept ready below the maximums", () => {
  expect(serverlessCache({ minDataGb: 2, minEcpuPerSecond: 5000 }).cache_usage_limits).toEqual([
    { data_storage: [{ minimum: 2, maximum: 10, unit: "GB" }], ecpu_per_second: [{ minimum: 5000, maximum: 50_000 }] },
  ]);
});

test.each([
  { maxDataGb: 1 },
  { maxDataGb: 5000, minDataGb: 5000 },
  { maxEcpuPerSecond: 1000, minEcpuPerSecond: 1000 },
  { maxEcpuPerSecond: 15_000_000 },
])("ElastiCache's own bounds are allowed: %p", (limits) => expect(() => serverlessCache(limits)).not.toThrow());
