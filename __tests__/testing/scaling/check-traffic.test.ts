import { flashCrowd, openingAuction, simulateScaling, steadyGrowth, trafficOf } from "../../../src/testing";
import { messageOf } from "../../support/synth";
import { serviceOf } from "./fixture";

const SERVICE = serviceOf({ minCapacity: 3, maxCapacity: 9, targetRequestsPerMinute: 4000, availabilityZoneCount: 3 });
/** A minute of traffic. */
const MINUTE = trafficOf(100, { minutes: 1 });
const LATE = "must be in seconds from the start, before the traffic's end at 60: it wouldn't happen";
const CORRECT = "Correct the time, or give more traffic.";
const FINITE = "must be a finite number, 0 or more";

test.each<[string, unknown, ...string[]]>([
  ["nothing", undefined, "traffic: must be an object; received nothing. It is required."],
  [
    "no requests",
    { requestsPerSecond: [] },
    "traffic.requestsPerSecond: must not be empty; received []. Give one value for each ten seconds, as trafficOf(…) does.",
  ],
  [
    "negative requests",
    { requestsPerSecond: [1, -1] },
    `traffic.requestsPerSecond[1]: ${FINITE}; received -1. Correct the value, or what it is computed from.`,
  ],
  [
    "no time",
    { requestsPerSecond: [1], startsAt: "tomorrow" },
    'traffic.startsAt: must be a time; received "tomorrow". Write it as "2026-03-02T07:30:00Z".',
  ],
  [
    "a part of an instance",
    { ...MINUTE, initialCapacity: 1.5 },
    `traffic.initialCapacity: must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}; received 1.5. Give a value from 0 to ${Number.MAX_SAFE_INTEGER}.`,
  ],
  [
    "names that are written wrongly",
    { ...MINUTE, lostZone: [], release: [10] },
    "traffic.lostZone: must be a prop that there is; received []. Did you mean lostZones?",
    "traffic.release: must be a prop that there is; received [10]. Did you mean releases?",
  ],
  [
    "what happens after its end",
    { ...MINUTE, lostZones: [{ atSeconds: 60 }], releases: [-1, 59, 3600] },
    `traffic.lostZones[0].atSeconds: ${LATE}; received 60. ${CORRECT}`,
    `traffic.releases[0]: ${LATE}; received -1. ${CORRECT}`,
    `traffic.releases[2]: ${LATE}; received 3600. ${CORRECT}`,
  ],
  [
    "an AZ that recovers before it is lost",
    { ...MINUTE, lostZones: [{ atSeconds: 30, untilSeconds: 30 }] },
    "traffic.lostZones[0].untilSeconds: must be after atSeconds; received 30. Give a later time, or leave it out for an AZ that doesn't recover.",
  ],
  [
    "an AZ that is lost at no time",
    { ...MINUTE, lostZones: [{}] },
    "traffic.lostZones[0].atSeconds: must be a number; received nothing. It is required.",
  ],
  [
    "a release at no time",
    { ...MINUTE, releases: ["10"] },
    'traffic.releases[0]: must be a number; received "10". Write it without quotes.',
  ],
])("traffic of %s is refused", (_, traffic, ...lines) => {
  const head = lines.length === 1 ? "invalid input" : `${lines.length} invalid inputs`;
  const expected = [`simulateScaling: ${head}`, ...lines.map((line) => `  - ${line}`)].join("\n");
  expect(messageOf(() => simulateScaling(SERVICE, traffic as never))).toBe(expected);
});

test("an AZ may recover after the traffic's end", () => {
  expect(() => simulateScaling(SERVICE, { ...MINUTE, lostZones: [{ atSeconds: 50, untilSeconds: 600 }] })).not.toThrow();
});

test("a service is one that was read from its stack", () => {
  expect(messageOf(() => simulateScaling("TradingApi" as never, MINUTE))).toBe(
    'simulateScaling: invalid input\n  - service: must be what scalingService returns; received "TradingApi". Give what scalingService returns.',
  );
});

test.each<[string, () => unknown, string, string]>([
  ["requests that aren't finite", () => trafficOf(Number.NaN), "trafficOf", `from: ${FINITE}; received NaN. Correct it.`],
  [
    "a stretch without a length",
    () => trafficOf(5, {} as never),
    "trafficOf",
    "stretches[0].minutes: must be a number; received nothing. It is required.",
  ],
  [
    "a stretch without an end",
    () => trafficOf(5, { minutes: Infinity }),
    "trafficOf",
    `stretches[0].minutes: ${FINITE}; received Infinity. Correct it.`,
  ],
  [
    "an auction without its peak",
    () => openingAuction({ quiet: 5 } as never),
    "openingAuction",
    "peak: must be a number; received nothing. It is required.",
  ],
  ["a crowd of nothing", () => flashCrowd(undefined as never), "flashCrowd", "props: must be an object; received nothing. It is required."],
  [
    "growth that takes for ever",
    () => steadyGrowth({ from: 100, to: 500, perMinute: 0 }),
    "steadyGrowth",
    "perMinute: must be more than 0; received 0. Give the requests per second that a minute adds.",
  ],
  [
    "growth that falls",
    () => steadyGrowth({ from: 500, to: 100, perMinute: 10 }),
    "steadyGrowth",
    "to: must be 500 or more, what it grows from; received 100. Use trafficOf for traffic that falls.",
  ],
])("%s is refused", (_, action, called, line) => {
  expect(messageOf(action)).toBe(`${called}: invalid input\n  - ${line}`);
});
