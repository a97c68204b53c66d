import { ServiceLoad, planCapacity } from "../../../modules/alb-asg";
import { LostZone, Traffic, UnservedTraffic, simulateScaling } from "../../../src/testing";
import fc from "../../support/fast-check";
import { serviceOf } from "./fixture";

/** What a plan promises, against what the model of AWS computes: the plan's formulas aren't asked. */
describe("a capacity plan, by simulation, serves", () => {
  const zoneCounts = fc.integer({ min: 2, max: 6 });
  /** Any load that a group of at most 10,000 instances may serve. */
  const loads = fc
    .record({
      requestsPerSecondPerInstance: fc.double({ min: 0.1, max: 1e4, noNaN: true }),
      instances: fc.double({ min: 0.001, max: 1000, noNaN: true }),
      burstFactor: fc.double({ min: 1, max: 4, noNaN: true }),
      headroomPercent: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 100, noNaN: true })),
    })
    .map(({ instances, ...load }): ServiceLoad => ({ ...load, requestsPerSecond: instances * load.requestsPerSecondPerInstance }));
  const growths = fc.record({
    /** Of the peak, within a minute. */
    ramp: fc.double({ min: 0.001, max: 1, noNaN: true }),
    startupSeconds: fc.integer({ min: 0, max: 900 }),
    warmPart: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
  });
  /** Minutes of one hour and a half in which traffic does something, each a part of what it may. */
  const shapes = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 90, maxLength: 90 });
  const lostZones = fc
    .record({ atSeconds: fc.integer({ min: 0, max: 4800 }), lasting: fc.integer({ min: 10, max: 3600 }) })
    .map(({ atSeconds, lasting }): LostZone => ({ atSeconds, untilSeconds: atSeconds + lasting }));
  const warmups = fc.integer({ min: 0, max: 600 });

  const inZones = (count: number) => ({ availabilityZones: Array.from({ length: count }, (_, index) => `eu-central-1${"abcdef"[index]}`) });
  const peakOf = ({ requestsPerSecond, headroomPercent = 0 }: ServiceLoad): number =>
    requestsPerSecond * (1 + headroomPercent / 100) * (1 - 1e-9);
  /** All but what is sent to an AZ that has just failed, until the load balancer's health checks tell: no capacity can help that. */
  const missed = (unserved: readonly UnservedTraffic[]): readonly UnservedTraffic[] =>
    unserved.filter(({ reason }) => reason !== "failedTargets");

  test("its peak at any time, whatever came before, while an AZ is lost and a release replaces every instance", () => {
    fc.assert(
      fc.property(
        loads,
        zoneCounts,
        shapes,
        lostZones,
        warmups,
        fc.nat(4800),
        (load, zoneCount, shape, lost, instanceWarmupSeconds, release) => {
          const traffic: Traffic = { requestsPerSecond: shape.flatMap((part) => Array<number>(6).fill(Math.abs(part) * peakOf(load))) };
          const service = serviceOf(planCapacity(load, inZones(zoneCount)), { ...load, startupSeconds: 300, instanceWarmupSeconds });
          const { unserved } = simulateScaling(service, { ...traffic, lostZones: [lost], releases: [release] });
          expect(missed(unserved)).toEqual([]);
        },
      ),
    );
  });

  /** Traffic that grows by the ramp for a while, falls as far as it likes within ten seconds, or stays. */
  const stretches = fc.array(
    fc.record({
      minutes: fc.integer({ min: 1, max: 30 }),
      goes: fc.oneof(fc.constant("up" as const), fc.constant("on" as const), fc.double({ min: 0, max: 1, noNaN: true })),
    }),
    { minLength: 2, maxLength: 8 },
  );

  test("growth above the peak by its ramp, up to the burst, after any fall and while an AZ is lost", () => {
    fc.assert(
      fc.property(
        loads,
        growths,
        zoneCounts,
        stretches,
        lostZones,
        warmups,
        (load, growth, zoneCount, course, lost, instanceWarmupSeconds) => {
          const { startupSeconds, warmPart } = growth;
          const rampRequestsPerSecondPerMinute = growth.ramp * load.requestsPerSecond;
          const warmStartSeconds = warmPart === undefined ? undefined : Math.floor(warmPart * startupSeconds);
          const plan = planCapacity({ ...load, rampRequestsPerSecondPerMinute, startupSeconds, warmStartSeconds }, inZones(zoneCount));
          const service = serviceOf(plan, {
            ...load,
            startupSeconds,
            warmStartSeconds,
            warmPool: warmStartSeconds === undefined ? undefined : { minSize: 0 },
            instanceWarmupSeconds,
          });
          const limit = peakOf(load) * load.burstFactor!;
          let offered = peakOf(load);
          const requestsPerSecond = course.flatMap(({ minutes, goes }) => {
            if (typeof goes === "number") offered *= goes;
            return Array.from({ length: minutes * 6 }, () => {
              if (goes === "up") offered = Math.min(limit, offered + rampRequestsPerSecondPerMinute / 6);
              return offered;
            });
          });
          const lostInTime = [lost].filter(({ atSeconds }) => atSeconds < requestsPerSecond.length * 10);
          const { unserved } = simulateScaling(service, { requestsPerSecond, lostZones: lostInTime });
          expect(missed(unserved)).toEqual([]);
        },
      ),
    );
  });

  test("a straight ramp from its peak to its burst, while instances start", () => {
    fc.assert(
      fc.property(
        loads,
        growths,
        zoneCounts,
        lostZones,
        warmups,
        (load, { ramp, startupSeconds }, zoneCount, lost, instanceWarmupSeconds) => {
          const rampRequestsPerSecondPerMinute = ramp * load.requestsPerSecond;
          const plan = planCapacity({ ...load, rampRequestsPerSecondPerMinute, startupSeconds }, inZones(zoneCount));
          const service = serviceOf(plan, { ...load, startupSeconds, instanceWarmupSeconds });
          const limit = peakOf(load) * load.burstFactor!;
          const requestsPerSecond = Array.from({ length: 600 }, (_, tick) =>
            Math.min(limit, peakOf(load) / 2 + (Math.max(0, tick - 60) * rampRequestsPerSecondPerMinute) / 6),
          );
          const { unserved } = simulateScaling(service, { requestsPerSecond, lostZones: [lost] });
          expect(missed(unserved)).toEqual([]);
        },
      ),
    );
  });
});
