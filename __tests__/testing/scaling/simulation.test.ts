import { ScalingService, Traffic, flashCrowd, openingAuction, simulateScaling, steadyGrowth, trafficOf } from "../../../src/testing";
import { at, serviceOf } from "./fixture";

/** Nine instances for 500 requests per second: 4000 a minute each, of which they serve 6000. */
const PLAN = { minCapacity: 9, maxCapacity: 18, targetRequestsPerMinute: 4000 };
const SERVICE = serviceOf(PLAN);

const sentences = (service: ScalingService, traffic: Traffic): string[] =>
  simulateScaling(service, traffic).activities.map(({ seconds, sentence }) => `${seconds}: ${sentence}`);

describe("a group that is scaled out", () => {
  // Ten minutes of 500, then 800: 5333 requests per target and minute.
  const step = trafficOf(500, { minutes: 10 }, { minutes: 1 / 6, to: 800 }, { minutes: 30 });

  test("decides after three minutes and the delay of the last, and serves after the start-up", () => {
    const { steps } = simulateScaling(SERVICE, step);
    expect(at(steps, 830)).toMatchObject({ desiredCapacity: 9, inService: 9 });
    expect(at(steps, 840)).toMatchObject({ desiredCapacity: 12, inService: 9 });
    expect(at(steps, 950).inService).toBe(9);
    expect(at(steps, 960)).toMatchObject({ desiredCapacity: 12, inService: 12, capacity: 1200 });
  });

  test("adds nothing for the same load twice, though the alarm goes on until new instances are seen", () => {
    expect(sentences(SERVICE, step)).toEqual([
      "840: scale out: data points above 4000 requests per target and minute, from 9 to 12 instances",
    ]);
  });

  test("never exceeds its maximum size, and says what isn't served", () => {
    const simulation = simulateScaling(SERVICE, trafficOf(500, { minutes: 10 }, { minutes: 1 / 6, to: 2000 }, { minutes: 30 }));
    expect(Math.max(...simulation.steps.map(({ inService }) => inService))).toBe(18);
    expect(simulation.unserved.map(({ fromSeconds, toSeconds, reason }) => [fromSeconds, toSeconds, reason])).toEqual([
      [600, 840, "beforeAlarm"],
      [840, 960, "startingInstances"],
      [960, 2410, "maximumCapacity"],
    ]);
    expect(simulation.explanation).toBe(
      [
        "Service doesn't serve 686,000 of 3,920,000 requests.",
        "00:10:00 to 00:14:00: 264,000, there are too few instances, and the alarms have yet to see it.",
        "00:14:00 to 00:16:00: 132,000, there are too few instances, and others are starting.",
        "00:16:00 to 00:40:10: 290,000, there are too few instances, and the group has its maximum size.",
      ].join("\n"),
    );
  });

  test("follows the CPU of its instances as well, where it is given", () => {
    const service = serviceOf(PLAN, {
      policies: [{ metric: "cpu", targetValue: 60, scaleInDisabled: false }],
      cpuPercentAtCapacity: 90,
    });
    // 800 of 900 requests per second are 80 percent.
    expect(sentences(service, step)).toEqual(["840: scale out: data points above 60 percent of CPU, from 9 to 12 instances"]);
  });
});

describe("a group that is scaled in", () => {
  const fall = trafficOf(1000, { minutes: 10 }, { minutes: 1 / 6, to: 700 }, { minutes: 40 });

  test("decides after fifteen minutes and the delay of the last", () => {
    const { steps } = simulateScaling(SERVICE, fall);
    expect(at(steps, 0).desiredCapacity).toBe(15);
    expect(at(steps, 600 + 15 * 60 + 50).desiredCapacity).toBe(15);
    expect(at(steps, 600 + 15 * 60 + 60).desiredCapacity).toBe(11);
  });

  test("never falls below its minimum size", () => {
    const { steps } = simulateScaling(SERVICE, trafficOf(1000, { minutes: 10 }, { minutes: 1 / 6, to: 0 }, { minutes: 60 }));
    expect(at(steps, 4200)).toMatchObject({ desiredCapacity: 9, inService: 9 });
  });

  test("waits until no instance warms up", () => {
    const warming = serviceOf(PLAN, { instanceWarmupSeconds: 3600 });
    const spike = trafficOf(500, { minutes: 10 }, { minutes: 4, to: 1100 }, { minutes: 1, to: 100 }, { minutes: 40 });
    const { steps, activities } = simulateScaling(warming, spike);
    expect(activities.map(({ sentence }) => sentence)).toEqual([expect.stringContaining("scale out")]);
    expect(at(steps, 3290).desiredCapacity).toBeGreaterThan(9);
  });
});

describe("an AZ that fails", () => {
  const peak = trafficOf(500, { minutes: 60 });

  test("gets its share of the requests until its targets fail their health checks", () => {
    const { unserved } = simulateScaling(SERVICE, { ...peak, lostZones: [{ atSeconds: 600 }] });
    // Three checks of ten seconds and a timeout of five; a third of 500 requests per second.
    expect(unserved).toEqual([{ fromSeconds: 600, toSeconds: 640, requests: expect.closeTo((500 / 3) * 40, 6), reason: "failedTargets" }]);
  });

  test("is found out when the last of the checks has failed, not later", () => {
    const { unserved } = simulateScaling(serviceOf(PLAN, { failureDetectionSeconds: 40 }), { ...peak, lostZones: [{ atSeconds: 600 }] });
    expect(unserved.map(({ fromSeconds, toSeconds }) => [fromSeconds, toSeconds])).toEqual([[600, 640]]);
  });

  // Application Load Balancers guide, "CloudWatch metrics": RequestCountPerTarget counts the targets that requests are sent to.
  test("doesn't make the others look busier as long as its targets get their share", () => {
    const service = serviceOf(PLAN, { failureDetectionSeconds: 900 });
    expect(sentences(service, { ...peak, lostZones: [{ atSeconds: 600, untilSeconds: 1400 }] })).toEqual([
      "600: AZ 1 fails",
      "1400: AZ 1 recovers",
    ]);
  });

  // EC2 Auto Scaling API Reference, AvailabilityZoneDistribution: "will continue to attempt to launch in the unhealthy zone", or in another healthy one.
  test.each([
    [undefined, 9],
    [true, 6],
  ])("is replaced elsewhere, or awaited where the group launches balanced only (%s)", (launchesBalancedOnly, inService) => {
    const service = serviceOf(PLAN, { launchesBalancedOnly });
    const { steps } = simulateScaling(service, { ...trafficOf(300, { minutes: 60 }), lostZones: [{ atSeconds: 600, untilSeconds: 1800 }] });
    expect(at(steps, 590).inService).toBe(9);
    expect(at(steps, 1790).inService).toBe(inService);
    expect(at(steps, 2100).inService).toBe(9);
  });

  test("gets its share of what a group that launches balanced only grows by", () => {
    const service = serviceOf(PLAN, { launchesBalancedOnly: true, policies: [] });
    const schedules = [{ name: "open", startTime: "2026-03-02T08:20:00Z", timeZone: "UTC", desiredCapacity: 12 }];
    const traffic = { ...trafficOf(300, { minutes: 40 }), lostZones: [{ atSeconds: 600 }], startsAt: "2026-03-02T08:00:00Z" };
    expect(at(simulateScaling({ ...service, schedules }, traffic).steps, 2390)).toMatchObject({ desiredCapacity: 12, inService: 8 });
  });

  test("takes requests from those that are served: each is one or the other", () => {
    const { unserved, servedRequests, offeredRequests } = simulateScaling(SERVICE, { ...peak, lostZones: [{ atSeconds: 600 }] });
    const lost = unserved.reduce((sum, { requests }) => sum + requests, 0);
    expect(servedRequests + lost).toBeCloseTo(offeredRequests, 3);
  });

  test("is another one each time, while its instances are still there", () => {
    const activities = sentences(SERVICE, { ...peak, lostZones: [{ atSeconds: 600 }, { atSeconds: 610 }] });
    expect(activities.filter((sentence) => sentence.endsWith("fails"))).toEqual(["600: AZ 1 fails", "610: AZ 2 fails"]);
  });

  // Application Load Balancers guide, "CloudWatch metrics": there is no RequestCountPerTarget without a target.
  test("may be the last, and then no policy has anything to go by", () => {
    const lostZones = [0, 1, 2].map((zone) => ({ atSeconds: 600 + 10 * zone, untilSeconds: 1800 }));
    const { steps } = simulateScaling(SERVICE, { ...trafficOf(300, { minutes: 60 }), lostZones });
    expect([at(steps, 1790).inService, at(steps, 1790).desiredCapacity, at(steps, 1920).inService]).toEqual([0, 9, 9]);
  });

  test("has its instances replaced in the others, after their start-up", () => {
    const { steps } = simulateScaling(SERVICE, { ...peak, lostZones: [{ atSeconds: 600 }] });
    expect(at(steps, 640).inService).toBe(6);
    expect(at(steps, 750).inService).toBe(6);
    expect(at(steps, 760).inService).toBe(9);
  });

  test("gets instances back when it recovers, launched before others are terminated, within the margin above the maximum", () => {
    const full = serviceOf({ ...PLAN, maxCapacity: 9 });
    const { steps, activities } = simulateScaling(full, { ...peak, lostZones: [{ atSeconds: 600, untilSeconds: 1200 }] });
    expect(activities.map(({ seconds, sentence }) => `${seconds}: ${sentence}`)).toEqual([
      "600: AZ 1 fails",
      "640: 3 instances of a failed AZ are replaced",
      "1200: AZ 1 recovers",
      "1200: AZ rebalancing moves 1 instance",
      "1320: AZ rebalancing moves 1 instance",
      "1440: AZ rebalancing moves 1 instance",
    ]);
    const after = steps.filter(({ seconds }) => seconds >= 1200);
    expect(Math.min(...after.map(({ inService }) => inService))).toBe(9);
    expect(Math.max(...after.map(({ inService }) => inService))).toBeLessThanOrEqual(10);
  });
});

// EC2 Auto Scaling User Guide, "Example: Distribute instances across Availability Zones": by 10 percent of the maximum size, or by one instance.
describe("rebalancing", () => {
  test("exceeds the maximum size of a large group by a tenth of it", () => {
    const full = serviceOf({ minCapacity: 30, maxCapacity: 30, targetRequestsPerMinute: 4000 });
    const traffic = { ...trafficOf(500, { minutes: 60 }), lostZones: [{ atSeconds: 600, untilSeconds: 1200 }] };
    expect(sentences(full, traffic).flatMap((sentence) => sentence.split(/: (?=AZ rebalancing)/)[1] ?? [])).toEqual([
      "AZ rebalancing moves 3 instances",
      "AZ rebalancing moves 3 instances",
      "AZ rebalancing moves 3 instances",
      "AZ rebalancing moves 1 instance",
    ]);
  });
});

describe("an instance refresh", () => {
  const peak = trafficOf(500, { minutes: 90 });

  test("never goes below its minimum nor above its maximum healthy percentage", () => {
    const { steps, unserved, activities } = simulateScaling(SERVICE, { ...peak, releases: [600] });
    const sizes = steps.map(({ inService }) => inService);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([9, 10]);
    expect(unserved).toEqual([]);
    // Nine times one instance: its start-up and its warm-up.
    expect(activities[activities.length - 1]).toEqual({ seconds: 600 + 9 * 240, sentence: "the instance refresh ends" });
  });

  test("terminates first where the minimum healthy percentage allows it", () => {
    const service = serviceOf(PLAN, { replacement: { ...SERVICE.replacement, minHealthyPercentage: 60, maxHealthyPercentage: 100 } });
    const { steps } = simulateScaling(service, { ...peak, releases: [600] });
    expect(Math.min(...steps.map(({ inService }) => inService))).toBe(6);
  });

  test("launches and terminates as many as both percentages allow", () => {
    const replacement = { ...SERVICE.replacement, minHealthyPercentage: 80, maxHealthyPercentage: 110 };
    const large = serviceOf({ minCapacity: 100, maxCapacity: 200, targetRequestsPerMinute: 4000 }, { replacement, policies: [] });
    const sizes = simulateScaling(large, { ...peak, releases: [600] }).steps.map(({ inService }) => inService);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([80, 110]);
  });

  test("replaces one instance at a time where the percentages are both 100", () => {
    const service = serviceOf(PLAN, { replacement: { ...SERVICE.replacement, maxHealthyPercentage: 100 } });
    const { steps } = simulateScaling(service, { ...peak, releases: [600] });
    expect(Math.min(...steps.map(({ inService }) => inService))).toBe(8);
  });

  test("launches one instance at a time where the percentages leave no room for a whole one", () => {
    const small = serviceOf({ minCapacity: 3, maxCapacity: 6, targetRequestsPerMinute: 4000 });
    const { steps } = simulateScaling(small, { ...trafficOf(100, { minutes: 30 }), releases: [600] });
    const sizes = steps.map(({ inService }) => inService);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([3, 4]);
  });

  // EC2 Auto Scaling User Guide, "How an instance refresh works": one at a time where the percentages leave no room for a whole instance.
  test.each([
    [100, 101, 3],
    [99, 100, 1],
    [100, 100, 1],
  ])(
    "replaces one at a time between %i and %i percent, with at least %i of two in service",
    (minHealthyPercentage, maxHealthyPercentage, least) => {
      const replacement = { ...SERVICE.replacement, minHealthyPercentage, maxHealthyPercentage };
      const small = serviceOf({ minCapacity: 2, maxCapacity: 4, targetRequestsPerMinute: 4000 }, { replacement, policies: [] });
      const { steps } = simulateScaling(small, { ...trafficOf(100, { minutes: 30 }), releases: [600] });
      const during = steps.filter(({ seconds }) => seconds > 600 && seconds < 1000).map(({ inService }) => inService);
      expect(least === 3 ? Math.max(...during) : Math.min(...during)).toBe(least);
    },
  );

  // The pool's instances run the release before.
  test("takes nothing from the warm pool", () => {
    const service = serviceOf(PLAN, { warmPool: { minSize: 9 }, warmStartSeconds: 10 });
    const { activities } = simulateScaling(service, { ...peak, releases: [600] });
    expect(activities[activities.length - 1]).toEqual({ seconds: 600 + 9 * 240, sentence: "the instance refresh ends" });
  });

  test("waits at its checkpoints", () => {
    const replacement = { ...SERVICE.replacement, maxHealthyPercentage: 200, checkpointPercentages: [20, 100], checkpointSeconds: 900 };
    expect(sentences(serviceOf(PLAN, { replacement }), { ...peak, releases: [600] })).toEqual([
      "600: an instance refresh of 9 instances starts",
      "840: the instance refresh waits at a checkpoint, 22 percent replaced",
      "1980: the instance refresh waits at a checkpoint, 100 percent replaced",
      "2880: the instance refresh ends",
    ]);
  });

  test("replaces nothing beyond its last checkpoint", () => {
    const replacement = { ...SERVICE.replacement, maxHealthyPercentage: 200, checkpointPercentages: [50], checkpointSeconds: 60 };
    expect(sentences(serviceOf(PLAN, { replacement }), { ...peak, releases: [600] })).toEqual([
      "600: an instance refresh of 9 instances starts",
      "840: the instance refresh waits at a checkpoint, 55 percent replaced",
      "900: the instance refresh ends",
    ]);
  });
});

describe("a service", () => {
  test("has less for a new instance in its slow start", () => {
    const service = serviceOf(PLAN, { slowStartSeconds: 300 });
    const { steps } = simulateScaling(service, trafficOf(500, { minutes: 10 }, { minutes: 1 / 6, to: 800 }, { minutes: 30 }));
    expect(at(steps, 960)).toMatchObject({ inService: 12, capacity: expect.closeTo(900 + (300 * 10) / 300, 6) });
    expect(at(steps, 1260).capacity).toBe(1200);
  });

  test("takes instances from its warm pool first", () => {
    const crowd = trafficOf(500, { minutes: 10 }, { minutes: 1 / 6, to: 1000 }, { minutes: 30 });
    const service = serviceOf(PLAN, { warmPool: { minSize: 0, maxPreparedCapacity: 13 }, warmStartSeconds: 30 });
    const { steps } = simulateScaling(service, crowd);
    expect(at(steps, 840).desiredCapacity).toBe(15);
    expect(at(steps, 870).inService).toBe(13);
    expect(at(steps, 960).inService).toBe(15);
  });

  test("runs its scheduled actions by the clock, and scales in again once their instances are warm if it has been quiet", () => {
    const schedules = [{ name: "open", recurrence: "40 7 * * MON-FRI", timeZone: "Europe/Berlin", desiredCapacity: 12 }];
    const traffic: Traffic = { ...trafficOf(500, { minutes: 20 }), startsAt: "2026-03-02T06:30:00Z" };
    expect(sentences(serviceOf(PLAN, { schedules }), traffic)).toEqual([
      "600: scheduled action open, from 9 to 12 instances",
      "840: scale in: data points below 4000 requests per target and minute, from 12 to 9 instances",
    ]);
  });

  test("runs the scheduled actions of the next day at their minutes too", () => {
    // 23 hours and 40 minutes after the start.
    const schedules = [{ name: "open", recurrence: "10 7 * * *", timeZone: "Europe/Berlin", minCapacity: 12 }];
    const traffic: Traffic = { ...trafficOf(500, { minutes: 24 * 60 }), startsAt: "2026-03-02T06:30:00Z" };
    expect(sentences(serviceOf(PLAN, { schedules }), traffic)).toEqual(["85200: scheduled action open, from 9 to 12 instances"]);
  });

  test("keeps the instances of a scheduled action that raises the minimum", () => {
    const schedules = [{ name: "open", recurrence: "40 7 * * *", timeZone: "Europe/Berlin", minCapacity: 12 }];
    const traffic: Traffic = { ...trafficOf(500, { minutes: 60 }), startsAt: "2026-03-02T06:30:00Z" };
    expect(sentences(serviceOf(PLAN, { schedules }), traffic)).toEqual(["600: scheduled action open, from 9 to 12 instances"]);
  });

  test("scales out to the maximum that a scheduled action raises", () => {
    const schedules = [{ name: "open", recurrence: "40 7 * * *", timeZone: "Europe/Berlin", maxCapacity: 30 }];
    const crowd: Traffic = {
      ...trafficOf(500, { minutes: 20 }, { minutes: 1, to: 1800 }, { minutes: 30 }),
      startsAt: "2026-03-02T06:30:00Z",
    };
    expect(at(simulateScaling(serviceOf(PLAN, { schedules }), crowd).steps, 3000)).toMatchObject({ desiredCapacity: 27, inService: 27 });
  });

  test("runs a scheduled action once in its minute: what a policy decides then stays", () => {
    // At 14 minutes the policy scales out to 12, as above.
    const schedules = [{ name: "open", recurrence: "44 7 * * *", timeZone: "Europe/Berlin", desiredCapacity: 10 }];
    const step = trafficOf(500, { minutes: 10 }, { minutes: 1 / 6, to: 800 }, { minutes: 30 });
    const { steps } = simulateScaling(serviceOf(PLAN, { schedules }), { ...step, startsAt: "2026-03-02T06:30:00Z" });
    expect([at(steps, 840), at(steps, 890)].map(({ desiredCapacity }) => desiredCapacity)).toEqual([12, 12]);
  });

  test("says that scheduled actions are left out where traffic has no time", () => {
    const schedules = [{ name: "open", recurrence: "40 7 * * *", timeZone: "UTC", desiredCapacity: 12 }];
    const { activities, assumptions } = simulateScaling(serviceOf(PLAN, { schedules }), trafficOf(500, { minutes: 20 }));
    expect(activities).toEqual([]);
    expect(assumptions).toEqual(["no scheduled action is due, as traffic has no startsAt"]);
  });

  test("takes for granted what its stack leaves open", () => {
    const assumptions = ["Policy does nothing: it is disabled"];
    expect(simulateScaling(serviceOf(PLAN, { assumptions }), trafficOf(500, { minutes: 1 })).assumptions).toEqual(assumptions);
  });

  test("has one instance of a failed AZ replaced", () => {
    const small = serviceOf({ ...PLAN, minCapacity: 2 }, { policies: [], availabilityZoneCount: 2 });
    expect(sentences(small, { ...trafficOf(100, { minutes: 5 }), lostZones: [{ atSeconds: 60 }] })).toEqual([
      "60: AZ 1 fails",
      "100: 1 instance of a failed AZ is replaced",
    ]);
  });

  test("has at the start what its policies hold at the first requests, or what traffic says", () => {
    const rising: Traffic = { requestsPerSecond: [1000, 0, 0] };
    expect(at(simulateScaling(SERVICE, rising).steps, 0).inService).toBe(15);
    expect(at(simulateScaling(SERVICE, { ...rising, initialCapacity: 11 }).steps, 0).inService).toBe(11);
  });

  test("has nothing at the start where nothing asks for anything", () => {
    const nothing = serviceOf({ ...PLAN, minCapacity: 0 }, { policies: [] });
    expect(at(simulateScaling(nothing, { requestsPerSecond: [0] }).steps, 0).inService).toBe(0);
  });

  // Before the first requests, traffic was steady: the alarm has had its fifteen data points.
  test("is scaled in at the start where it has more than steady traffic needs", () => {
    expect(sentences(SERVICE, { ...trafficOf(500, { minutes: 1 }), initialCapacity: 12 })).toEqual([
      "0: scale in: data points below 4000 requests per target and minute, from 12 to 9 instances",
    ]);
  });

  test("has its warm pool filled again by instances that take their whole start-up", () => {
    const sized = { timeZone: "UTC" };
    const schedules = [
      { ...sized, name: "open", startTime: "2026-03-02T08:10:00Z", desiredCapacity: 11 },
      { ...sized, name: "peak", startTime: "2026-03-02T08:11:00Z", desiredCapacity: 13 },
    ];
    const service = serviceOf(PLAN, { policies: [], schedules, warmPool: { minSize: 2, maxPreparedCapacity: 11 }, warmStartSeconds: 10 });
    const { steps } = simulateScaling(service, { ...trafficOf(500, { minutes: 20 }), startsAt: "2026-03-02T08:00:00Z" });
    expect([600, 610, 770, 780].map((seconds) => at(steps, seconds).inService)).toEqual([9, 11, 11, 13]);
  });

  test("has at the start as many as its policy on CPU holds", () => {
    const policies = [{ metric: "cpu", targetValue: 60, scaleInDisabled: false }] as const;
    // 1000 requests per second are 900 percent of CPU, 15 times 60.
    const service = serviceOf(PLAN, { policies, cpuPercentAtCapacity: 90 });
    expect(at(simulateScaling(service, { requestsPerSecond: [1000] }).steps, 0).inService).toBe(15);
  });

  test.each([700, 2177, 4100])("has no instance more than its target of %i needs, whatever a computer makes of it", (target) => {
    const service = serviceOf({ minCapacity: 0, maxCapacity: 100, targetRequestsPerMinute: target });
    const counts = Array.from({ length: 40 }, (_, index) => index + 1);
    const steady = counts.map((count) => simulateScaling(service, trafficOf((count * target) / 60, { minutes: 6 })));
    expect(steady.map(({ steps }) => at(steps, 0).inService)).toEqual(counts);
    expect(steady.flatMap(({ activities }) => activities)).toEqual([]);
  });

  test("has the same result for the same traffic", () => {
    const traffic: Traffic = {
      ...openingAuction({ quiet: 100, peak: 900 }),
      lostZones: [{ atSeconds: 1500, untilSeconds: 2400 }],
      releases: [900],
    };
    expect(simulateScaling(SERVICE, traffic)).toEqual(simulateScaling(SERVICE, traffic));
  });
});

describe("what a plan of 500 requests/s does with", () => {
  test("an opening auction at the planned peak: every request is served", () => {
    const { explanation } = simulateScaling(SERVICE, openingAuction({ quiet: 50, peak: 500 }));
    expect(explanation).toBe("Service serves all of 1,488,750 requests.");
  });

  test("a flash crowd of twice the peak: some requests come before the instances", () => {
    const { unserved } = simulateScaling(SERVICE, flashCrowd({ usual: 300, peak: 1000 }));
    expect(unserved.map(({ reason }) => reason)).toEqual(["beforeAlarm", "startingInstances"]);
  });

  test("slow growth to the maximum: every request is served", () => {
    expect(simulateScaling(SERVICE, steadyGrowth({ from: 500, to: 1000, perMinute: 10 })).unserved).toEqual([]);
  });
});
