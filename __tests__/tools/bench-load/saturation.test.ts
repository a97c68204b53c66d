import { environments } from "../../../examples/trading-stack/environments";
import { SaturationStep } from "../../../tools/bench/load/results";
import { limitOf, saturationOf } from "../../../tools/bench/load/saturation";

const latency = (p99: number): SaturationStep["latency"] => ({ count: 4000, p50: 2, p95: 5, p99, max: 300 });
const step = (rate: number, change: Partial<SaturationStep> = {}): SaturationStep => ({
  ...{ rate, due: rate, answered: rate, latency: latency(9), failures: 0, processor: rate / 10, machine: 50 },
  ...change,
});

test("a process that answers everything in time keeps up", () => {
  expect(limitOf(step(500))).toBeUndefined();
});

test.each([
  ["failures", { failures: 1 }],
  ["answers", { answered: 480 }],
  ["processor time", { processor: 90 }],
  ["p99", { latency: latency(251) }],
] as const)("it doesn't by %s", (limit, change) => {
  expect(limitOf(step(500, change))).toBe(limit);
});

test("less that came than the rate says isn't the process's fault", () => {
  expect(limitOf(step(500, { due: 480, answered: 480 }))).toBeUndefined();
});

test("without /proc, p99 and answers alone say it", () => {
  expect(limitOf(step(500, { processor: undefined }))).toBeUndefined();
  expect(limitOf(step(500, { processor: undefined, latency: latency(251) }))).toBe("p99");
});

test("the last rate that the process kept up with is what it sustains, and its processor time says when a core were full", () => {
  const { sustained, coreFullAt } = saturationOf(
    [step(400), step(560, { processor: 70 }), step(784, { processor: 95, limit: "processor time" })],
    8,
  );
  expect([sustained, coreFullAt]).toEqual([560, 800]);
});

test("a process that keeps up with no rate sustains none", () => {
  const { sustained, coreFullAt } = saturationOf([step(100, { limit: "p99" })], 8);
  expect([sustained, coreFullAt]).toEqual([0, undefined]);
});

test("it stands beside what prod is planned with", () => {
  const { load, compute } = environments.prod!.tradingApi;
  expect(saturationOf([step(100)], 8).planned).toEqual({
    environment: "prod",
    instanceType: compute.instanceType,
    requestsPerSecondPerInstance: load.requestsPerSecondPerInstance,
  });
});
