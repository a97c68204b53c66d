import * as fc from "fast-check";
import { CapacityPlanProps, planCapacity } from "../../modules/alb-asg";
import { messageOf } from "../support/synth";

describe("a capacity plan", () => {
  test.each([
    ["today's load over three AZs", 500, 100, 3, undefined, 9, 18, 4000],
    ["the same over two AZs, half of which may go", 500, 100, 2, undefined, 10, 20, 3000],
    ["the same over four AZs", 500, 100, 4, undefined, 8, 16, 4500],
    ["a load that one instance serves", 10, 100, 2, undefined, 2, 4, 3000],
    ["no room to burst", 500, 100, 3, 1, 9, 9, 4000],
    ["a burst that doesn't divide", 500, 100, 3, 1.5, 9, 15, 4000],
    ["less than a request per second and instance", 1, 0.5, 2, undefined, 4, 8, 15],
    ["less than a request per minute and instance", 0.01, 0.01, 2, undefined, 2, 4, 0.3],
  ])("for %s", (_, requestsPerSecond, requestsPerSecondPerInstance, availabilityZoneCount, burstFactor, min, max, target) => {
    expect(planCapacity({ requestsPerSecond, requestsPerSecondPerInstance, availabilityZoneCount, burstFactor })).toEqual({
      minCapacity: min,
      maxCapacity: max,
      targetRequestsPerMinute: target,
      availabilityZoneCount,
    });
  });

  const loads: fc.Arbitrary<CapacityPlanProps> = fc.record({
    requestsPerSecond: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
    requestsPerSecondPerInstance: fc.double({ min: 0.1, max: 1e4, noNaN: true }),
    availabilityZoneCount: fc.integer({ min: 2, max: 6 }),
    burstFactor: fc.double({ min: 1, max: 10, noNaN: true }),
  });

  test("serves the peak after the loss of any one AZ, with the instances that are left", () => {
    fc.assert(
      fc.property(loads, (load) => {
        const { minCapacity } = planCapacity(load);
        // Auto Scaling keeps AZs within one instance of each other: the fullest is lost.
        const lost = Math.ceil(minCapacity / load.availabilityZoneCount);
        expect((minCapacity - lost) * load.requestsPerSecondPerInstance).toBeGreaterThanOrEqual(load.requestsPerSecond * (1 - 1e-12));
      }),
    );
  });

  test("holds a load at which the loss of an AZ overloads no instance, however far the group has grown", () => {
    fc.assert(
      fc.property(loads, fc.nat(100), (load, grown) => {
        const { minCapacity, targetRequestsPerMinute } = planCapacity(load);
        const zones = load.availabilityZoneCount;
        const size = minCapacity + grown * zones;
        const perInstanceAfterLoss = (targetRequestsPerMinute * size) / (size - size / zones) / 60;
        expect(perInstanceAfterLoss).toBeLessThanOrEqual(load.requestsPerSecondPerInstance * (1 + 1e-12));
      }),
    );
  });

  test("spreads evenly over the AZs, at its least and at its most", () => {
    fc.assert(
      fc.property(loads, (load) => {
        const { minCapacity, maxCapacity } = planCapacity(load);
        expect(minCapacity % load.availabilityZoneCount).toBe(0);
        expect(maxCapacity % load.availabilityZoneCount).toBe(0);
      }),
    );
  });

  test("has no AZ that could do with an instance less", () => {
    fc.assert(
      fc.property(loads, (load) => {
        const { minCapacity } = planCapacity(load);
        const oneLessPerZone = minCapacity / load.availabilityZoneCount - 1;
        const left = oneLessPerZone * (load.availabilityZoneCount - 1);
        expect(left * load.requestsPerSecondPerInstance).toBeLessThan(load.requestsPerSecond * (1 + 1e-12));
      }),
    );
  });

  test("never shrinks when the load grows", () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 1, max: 100, noNaN: true }), (load, factor) => {
        const grown = planCapacity({ ...load, requestsPerSecond: load.requestsPerSecond * factor });
        expect(grown.minCapacity).toBeGreaterThanOrEqual(planCapacity(load).minCapacity);
        expect(grown.maxCapacity).toBeGreaterThanOrEqual(grown.minCapacity);
      }),
    );
  });

  test("names every number that is out of its range, at once", () => {
    const load = { requestsPerSecond: 0, requestsPerSecondPerInstance: Number.NaN, availabilityZoneCount: 1, burstFactor: 0.5 };
    expect(messageOf(() => planCapacity(load))).toBe(
      [
        "planCapacity: requestsPerSecond must be more than 0; give the peak that you measured or expect (received 0)",
        "requestsPerSecondPerInstance must be more than 0; measure one instance under load (received NaN)",
        "availabilityZoneCount must be a whole number from 2 on; with one AZ nothing survives its loss (received 1)",
        "burstFactor must be 1 or more; 2 lets the group double (received 0.5)",
      ].join("; "),
    );
  });

  test("refuses what is endless", () => {
    const load = { requestsPerSecond: Number.POSITIVE_INFINITY, requestsPerSecondPerInstance: 1, availabilityZoneCount: 2 };
    expect(messageOf(() => planCapacity(load))).toBe(
      "planCapacity: requestsPerSecond must be more than 0; give the peak that you measured or expect (received Infinity)",
    );
  });
});
