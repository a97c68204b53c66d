/** All that a simulation tells of a day on which several things come together: what the group does, how many instances it has, and what isn't served. */
import { ScalingService, ScalingSimulation, Traffic, simulateScaling, trafficOf } from "../../../src/testing";
import { serviceOf } from "./fixture";

const PLAN = { minCapacity: 9, maxCapacity: 18, targetRequestsPerMinute: 4000 };
const PEAK = trafficOf(500, { minutes: 60 });

/** Activities in their order among the changes of size: `seconds: desired, in service, requests per second that they can serve`. */
function told({ steps, activities, unserved }: ScalingSimulation): readonly string[] {
  const changed = steps.filter(({ inService, desiredCapacity, capacity }, index) => {
    const before = steps[index - 1];
    return before?.inService !== inService || before.desiredCapacity !== desiredCapacity || before.capacity !== capacity;
  });
  const lines = [
    ...activities.map(({ seconds, sentence }) => ({ seconds, text: `${seconds}: ${sentence}` })),
    ...changed.map(({ seconds, desiredCapacity, inService, capacity }) => ({
      seconds,
      text: `${seconds}: ${desiredCapacity} wanted, ${inService} in service for ${Math.round(capacity)}`,
    })),
  ];
  return [
    ...lines.sort((a, b) => a.seconds - b.seconds).map(({ text }) => text),
    ...unserved.map(
      ({ fromSeconds, toSeconds, requests, reason }) => `${fromSeconds} to ${toSeconds}: ${Math.round(requests)} by ${reason}`,
    ),
  ];
}

test.each<readonly [what: string, service: Partial<ScalingService>, traffic: Traffic, told: readonly string[]]>([
  [
    "a crowd that a warm pool serves",
    { warmPool: { minSize: 2, maxPreparedCapacity: 12 }, warmStartSeconds: 30 },
    trafficOf(500, { minutes: 10 }, { minutes: 1, to: 1000 }, { minutes: 15 }),
    [
      "0: 9 wanted, 9 in service for 900",
      "840: scale out: data points above 4000 requests per target and minute, from 9 to 15 instances",
      "840: 15 wanted, 9 in service for 900",
      "870: 15 wanted, 12 in service for 1200",
      "960: 15 wanted, 15 in service for 1500",
      "640 to 840: 19167 by beforeAlarm",
      "840 to 870: 3000 by startingInstances",
    ],
  ],
  [
    "a crowd with a slow start",
    { slowStartSeconds: 60 },
    trafficOf(500, { minutes: 10 }, { minutes: 1, to: 800 }, { minutes: 10 }),
    [
      "0: 9 wanted, 9 in service for 900",
      "840: scale out: data points above 4000 requests per target and minute, from 9 to 12 instances",
      "840: 12 wanted, 9 in service for 900",
      "960: 12 wanted, 12 in service for 950",
      "970: 12 wanted, 12 in service for 1000",
      "980: 12 wanted, 12 in service for 1050",
      "990: 12 wanted, 12 in service for 1100",
      "1000: 12 wanted, 12 in service for 1150",
      "1010: 12 wanted, 12 in service for 1200",
    ],
  ],
  [
    "a fall after a warm-up",
    { instanceWarmupSeconds: 600 },
    trafficOf(500, { minutes: 5 }, { minutes: 1, to: 900 }, { minutes: 10 }, { minutes: 1, to: 500 }, { minutes: 40 }),
    [
      "0: 9 wanted, 9 in service for 900",
      "540: scale out: data points above 4000 requests per target and minute, from 9 to 14 instances",
      "540: 14 wanted, 9 in service for 900",
      "660: 14 wanted, 14 in service for 1400",
      "1920: scale in: data points below 4000 requests per target and minute, from 14 to 9 instances",
      "1920: 9 wanted, 9 in service for 900",
    ],
  ],
  [
    "a release while an AZ is lost",
    {},
    { ...PEAK, releases: [300], lostZones: [{ atSeconds: 600, untilSeconds: 1200 }] },
    [
      "0: 9 wanted, 9 in service for 900",
      "300: an instance refresh of 9 instances starts",
      "420: 9 wanted, 10 in service for 1000",
      "540: 9 wanted, 9 in service for 900",
      "600: AZ 2 fails",
      "600: 9 wanted, 6 in service for 600",
      "640: 4 instances of a failed AZ are replaced",
      "760: 9 wanted, 10 in service for 1000",
      "880: 9 wanted, 9 in service for 900",
      "1000: 9 wanted, 10 in service for 1000",
      "1120: 9 wanted, 9 in service for 900",
      "1200: AZ 2 recovers",
      "1240: 9 wanted, 10 in service for 1000",
      "1360: 9 wanted, 9 in service for 900",
      "1480: 9 wanted, 10 in service for 1000",
      "1600: 9 wanted, 9 in service for 900",
      "1720: 9 wanted, 10 in service for 1000",
      "1840: the instance refresh ends",
      "1840: AZ rebalancing moves 1 instance",
      "1840: 9 wanted, 9 in service for 900",
      "600 to 640: 6667 by failedTargets",
    ],
  ],
  [
    "a release that terminates first",
    {
      replacement: {
        minHealthyPercentage: 60,
        maxHealthyPercentage: 100,
        instanceWarmupSeconds: 60,
        checkpointPercentages: [],
        checkpointSeconds: 3600,
      },
    },
    { ...PEAK, releases: [300] },
    [
      "0: 9 wanted, 9 in service for 900",
      "300: an instance refresh of 9 instances starts",
      "300: 9 wanted, 6 in service for 600",
      "420: 9 wanted, 9 in service for 900",
      "480: 9 wanted, 6 in service for 600",
      "600: 9 wanted, 9 in service for 900",
      "660: 9 wanted, 6 in service for 600",
      "780: 9 wanted, 9 in service for 900",
      "840: the instance refresh ends",
    ],
  ],
  [
    "a release one by one",
    {
      minCapacity: 2,
      maxCapacity: 4,
      replacement: {
        minHealthyPercentage: 90,
        maxHealthyPercentage: 100,
        instanceWarmupSeconds: 60,
        checkpointPercentages: [50, 100],
        checkpointSeconds: 600,
      },
    },
    { ...trafficOf(100, { minutes: 40 }), releases: [300] },
    [
      "0: 2 wanted, 2 in service for 200",
      "300: an instance refresh of 2 instances starts",
      "300: 2 wanted, 1 in service for 100",
      "420: 2 wanted, 2 in service for 200",
      "480: the instance refresh waits at a checkpoint, 50 percent replaced",
      "1080: 2 wanted, 1 in service for 100",
      "1200: 2 wanted, 2 in service for 200",
      "1260: the instance refresh waits at a checkpoint, 100 percent replaced",
      "1860: the instance refresh ends",
    ],
  ],
  [
    "a release on which another follows",
    {},
    { ...PEAK, releases: [300, 700] },
    [
      "0: 9 wanted, 9 in service for 900",
      "300: an instance refresh of 9 instances starts",
      "420: 9 wanted, 10 in service for 1000",
      "540: 9 wanted, 9 in service for 900",
      "660: 9 wanted, 10 in service for 1000",
      "700: an instance refresh of 10 instances starts",
      "700: 9 wanted, 9 in service for 900",
      "820: 9 wanted, 10 in service for 1000",
      "940: 9 wanted, 9 in service for 900",
      "1060: 9 wanted, 10 in service for 1000",
      "1180: 9 wanted, 9 in service for 900",
      "1300: 9 wanted, 10 in service for 1000",
      "1420: 9 wanted, 9 in service for 900",
      "1540: 9 wanted, 10 in service for 1000",
      "1660: 9 wanted, 9 in service for 900",
      "1780: 9 wanted, 10 in service for 1000",
      "1900: 9 wanted, 9 in service for 900",
      "2020: 9 wanted, 10 in service for 1000",
      "2140: 9 wanted, 9 in service for 900",
      "2260: 9 wanted, 10 in service for 1000",
      "2380: 9 wanted, 9 in service for 900",
      "2500: 9 wanted, 10 in service for 1000",
      "2620: 9 wanted, 9 in service for 900",
      "2740: 9 wanted, 10 in service for 1000",
      "2860: the instance refresh ends",
      "2860: 9 wanted, 9 in service for 900",
    ],
  ],
  [
    "an AZ of two that fails and comes back",
    { availabilityZoneCount: 2 },
    { ...PEAK, lostZones: [{ atSeconds: 300, untilSeconds: 900 }] },
    [
      "0: 9 wanted, 9 in service for 900",
      "300: AZ 1 fails",
      "300: 9 wanted, 4 in service for 400",
      "340: 5 instances of a failed AZ are replaced",
      "460: 9 wanted, 9 in service for 900",
      "900: AZ 1 recovers",
      "900: AZ rebalancing moves 4 instances",
      "300 to 340: 11111 by failedTargets",
      "340 to 460: 12000 by startingInstances",
    ],
  ],
  [
    "scheduled actions of each size",
    {
      schedules: [
        { name: "open", recurrence: "10 8 * * *", timeZone: "UTC", minCapacity: 11, maxCapacity: 20, desiredCapacity: 13 },
        { name: "close", recurrence: "30 8 * * *", timeZone: "UTC", minCapacity: 5, maxCapacity: 7, desiredCapacity: 7 },
      ],
      policies: [],
    },
    { ...trafficOf(300, { minutes: 40 }), startsAt: "2026-03-02T08:00:00Z" },
    [
      "0: 9 wanted, 9 in service for 900",
      "600: scheduled action open, from 9 to 13 instances",
      "600: 13 wanted, 9 in service for 900",
      "720: 13 wanted, 13 in service for 1300",
      "1800: scheduled action close, from 13 to 7 instances",
      "1800: 7 wanted, 7 in service for 700",
    ],
  ],
  [
    "a start with fewer instances than traffic needs",
    {},
    { ...trafficOf(1500, { minutes: 12 }), initialCapacity: 4 },
    [
      "0: scale out: data points above 4000 requests per target and minute, from 9 to 18 instances",
      "0: 18 wanted, 9 in service for 900",
      "120: 18 wanted, 18 in service for 1800",
      "0 to 120: 72000 by startingInstances",
    ],
  ],
])("%s", (_, service, traffic, expected) => {
  expect(told(simulateScaling(serviceOf(PLAN, service), traffic))).toEqual(expected);
});
