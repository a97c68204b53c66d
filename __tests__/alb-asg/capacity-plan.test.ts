import { TerraformVariable, Token } from "cdktf";
import { ServiceLoad, planCapacity } from "../../modules/alb-asg";
import { ValidationError } from "../../src/core";
import fc from "../support/fast-check";
import { messageOf, testStack } from "../support/synth";

/** A network in so many AZs. */
const inZones = (count: number) => ({ availabilityZones: Array.from({ length: count }, (_, index) => `eu-central-1${"abcdef"[index]}`) });

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
    const load = { requestsPerSecond, requestsPerSecondPerInstance, burstFactor };
    expect(planCapacity(load, inZones(availabilityZoneCount))).toEqual({
      minCapacity: min,
      maxCapacity: max,
      targetRequestsPerMinute: target,
      availabilityZoneCount,
    });
  });

  test.each([
    ["headroom of a quarter over the peak", { headroomPercent: 25 }, 12, 24, 4000],
    ["headroom that rounding must not add an instance to", { requestsPerSecond: 1000, headroomPercent: 10 }, 18, 36, 4000],
    // 60 × (360 + 120) / 60 = 480, and one instance's 66.67 besides: (500 + 546.67) / 100, over the two AZs that are left.
    ["a ramp that is served while cold instances start", { rampRequestsPerSecondPerMinute: 60, startupSeconds: 120 }, 18, 36, 2177],
    // 60 × (360 + 20) / 60 = 380
    [
      "the same ramp with instances of a warm pool",
      { rampRequestsPerSecondPerMinute: 60, startupSeconds: 120, warmStartSeconds: 20 },
      15,
      30,
      2213,
    ],
    ["no ramp, whatever an instance's start takes", { startupSeconds: 300 }, 9, 18, 4000],
  ])("for %s", (_, growth: Partial<ServiceLoad>, min, max, target) => {
    expect(planCapacity({ requestsPerSecond: 500, requestsPerSecondPerInstance: 100, ...growth }, inZones(3))).toEqual({
      minCapacity: min,
      maxCapacity: max,
      targetRequestsPerMinute: target,
      availabilityZoneCount: 3,
      warmStartSeconds: growth.warmStartSeconds,
    });
  });

  test("counts on no warm pool without a ramp, which alone needs one", () => {
    const load = { requestsPerSecond: 500, requestsPerSecondPerInstance: 100, startupSeconds: 120, warmStartSeconds: 20 };
    expect(planCapacity(load, inZones(3))).not.toHaveProperty("warmStartSeconds");
  });

  const zoneCounts = fc.integer({ min: 2, max: 6 });
  const loads: fc.Arbitrary<ServiceLoad> = fc.record({
    requestsPerSecond: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
    requestsPerSecondPerInstance: fc.double({ min: 0.1, max: 1e4, noNaN: true }),
    burstFactor: fc.double({ min: 1, max: 10, noNaN: true }),
  });

  test("serves the peak after the loss of any one AZ, with the instances that are left", () => {
    fc.assert(
      fc.property(loads, zoneCounts, (load, zoneCount) => {
        const { minCapacity } = planCapacity(load, inZones(zoneCount));
        // Auto Scaling keeps AZs within one instance of each other: the fullest is lost.
        const lost = Math.ceil(minCapacity / zoneCount);
        expect((minCapacity - lost) * load.requestsPerSecondPerInstance).toBeGreaterThanOrEqual(load.requestsPerSecond * (1 - 1e-12));
      }),
    );
  });

  test("holds a load at which the loss of an AZ overloads no instance, however far the group has grown", () => {
    fc.assert(
      fc.property(loads, zoneCounts, fc.nat(100), (load, zoneCount, grown) => {
        const { minCapacity, targetRequestsPerMinute } = planCapacity(load, inZones(zoneCount));
        const size = minCapacity + grown * zoneCount;
        const perInstanceAfterLoss = (targetRequestsPerMinute * size) / (size - size / zoneCount) / 60;
        expect(perInstanceAfterLoss).toBeLessThanOrEqual(load.requestsPerSecondPerInstance * (1 + 1e-12));
      }),
    );
  });

  test("spreads evenly over the AZs, at its least and at its most", () => {
    fc.assert(
      fc.property(loads, zoneCounts, (load, zoneCount) => {
        const { minCapacity, maxCapacity } = planCapacity(load, inZones(zoneCount));
        expect(minCapacity % zoneCount).toBe(0);
        expect(maxCapacity % zoneCount).toBe(0);
      }),
    );
  });

  test("has no AZ that could do with an instance less", () => {
    fc.assert(
      fc.property(loads, zoneCounts, (load, zoneCount) => {
        const { minCapacity } = planCapacity(load, inZones(zoneCount));
        const oneLessPerZone = minCapacity / zoneCount - 1;
        const left = oneLessPerZone * (zoneCount - 1);
        expect(left * load.requestsPerSecondPerInstance).toBeLessThan(load.requestsPerSecond * (1 + 1e-12));
      }),
    );
  });

  test("never shrinks when the load grows", () => {
    fc.assert(
      fc.property(loads, zoneCounts, fc.double({ min: 1, max: 100, noNaN: true }), (load, zoneCount, factor) => {
        const grown = planCapacity({ ...load, requestsPerSecond: load.requestsPerSecond * factor }, inZones(zoneCount));
        expect(grown.minCapacity).toBeGreaterThanOrEqual(planCapacity(load, inZones(zoneCount)).minCapacity);
        expect(grown.maxCapacity).toBeGreaterThanOrEqual(grown.minCapacity);
      }),
    );
  });

  test("counts AZs that only Terraform knows by name", () => {
    const names = new TerraformVariable(testStack(), "Zone", { type: "string" }).stringValue;
    const load = { requestsPerSecond: 500, requestsPerSecondPerInstance: 100 };
    expect(planCapacity(load, { availabilityZones: [names, names, names] }).availabilityZoneCount).toBe(3);
  });
});

describe("planCapacity raises a ValidationError for", () => {
  const LOAD = { requestsPerSecond: 500, requestsPerSecondPerInstance: 100 };
  test.each<[string, unknown, unknown, string[]]>([
    [
      "every value that is out of its range, at once",
      { requestsPerSecond: 0, requestsPerSecondPerInstance: Number.NaN, burstFactor: 0.5 },
      inZones(1),
      [
        "load.requestsPerSecond: must be a finite number, more than 0; received 0. Give the peak that you measured or expect.",
        "load.requestsPerSecondPerInstance: must be a finite number, more than 0; received NaN. Measure one instance under load.",
        "load.burstFactor: must be a finite number, 1 or more; received 0.5. Write 2 for a group that can double.",
        'network.availabilityZones: must be 2 AZs or more: with one, nothing is left after its loss; received "1 AZs". Give a network in more AZs.',
      ],
    ],
    [
      "an infinite load",
      { ...LOAD, requestsPerSecond: Number.POSITIVE_INFINITY },
      inZones(2),
      ["load.requestsPerSecond: must be a finite number, more than 0; received Infinity. Give the peak that you measured or expect."],
    ],
    [
      "a load that only Terraform knows",
      { ...LOAD, requestsPerSecond: Token.asNumber("${var.load}") },
      inZones(2),
      [
        'load.requestsPerSecond: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ],
    ],
    [
      "a list of AZs that only Terraform knows, whose length isn't known",
      LOAD,
      { availabilityZones: Token.asList("${var.zones}") },
      [
        'network.availabilityZones: must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
      ],
    ],
    [
      "every value of growth that is out of its range",
      { ...LOAD, headroomPercent: -1, rampRequestsPerSecondPerMinute: Number.NaN, startupSeconds: 7201, warmStartSeconds: 7202 },
      inZones(2),
      [
        "load.headroomPercent: must be a finite number of percent, 0 or more; received -1. Write 25 for a peak that may be a quarter higher.",
        "load.rampRequestsPerSecondPerMinute: must be a finite number, 0 or more; received NaN. Give by how much traffic grows within a minute.",
        "load.startupSeconds: must be a whole number from 0 to 7200 seconds; received 7201. Give a value from 0 to 7200.",
        "load.warmStartSeconds: must be a whole number of seconds from 0 to startupSeconds; received 7202. Measure an instance that leaves the warm pool, and give startupSeconds besides.",
      ],
    ],
    [
      "a ramp without the time that an instance needs to start",
      { ...LOAD, rampRequestsPerSecondPerMinute: 60 },
      inZones(2),
      [
        "load.startupSeconds: must be given with rampRequestsPerSecondPerMinute; received nothing. Measure the time from the launch of an instance to its first request.",
      ],
    ],
    ["no load", undefined, inZones(2), ["load: must be an object; received nothing. It is required."]],
    [
      "a load that is a text",
      { ...LOAD, requestsPerSecond: "500" },
      inZones(2),
      ['load.requestsPerSecond: must be a number; received "500". Write it without quotes.'],
    ],
    ["no network", LOAD, undefined, ["network: must be an object; received nothing. It is required."]],
    [
      "a number of AZs for a network",
      LOAD,
      { availabilityZones: 3 },
      ['network.availabilityZones: must be a list of strings; received 3. Write it as ["…", "…"].'],
    ],
  ])("%s", (_, load, network, violations) => {
    const summary = violations.length === 1 ? "invalid input" : `${violations.length} invalid inputs`;
    const plan = () => planCapacity(load as never, network as never);
    expect(messageOf(plan)).toBe([`planCapacity: ${summary}`, ...violations.map((violation) => `  - ${violation}`)].join("\n"));
    expect(plan).toThrow(ValidationError);
  });
});
