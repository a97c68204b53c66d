import { flashCrowd, openingAuction, steadyGrowth, trafficOf } from "../../../src/testing";
import { messageOf } from "../../support/synth";

/** Requests per second at the end of a minute; each value is the average of ten seconds. */
const after = ({ requestsPerSecond }: { readonly requestsPerSecond: readonly number[] }, minutes: number): number =>
  requestsPerSecond[minutes * 6 - 1]!;

describe("traffic", () => {
  test("goes in a straight line to the end of each stretch, and on from there", () => {
    expect(trafficOf(0, { minutes: 0.5, to: 30 }, { minutes: 0.5 })).toEqual({ requestsPerSecond: [10, 20, 30, 30, 30, 30] });
  });

  test("of an opening auction is at its peak within ten seconds, and at half of it an hour later", () => {
    const auction = openingAuction({ quiet: 50, peak: 500 });
    expect(auction.requestsPerSecond.slice(119, 122)).toEqual([50, 500, 500]);
    expect(auction.requestsPerSecond.slice(120, 181).every((value) => value === 500)).toBe(true);
    expect(auction.requestsPerSecond.at(-1)).toBe(250);
    expect(auction.requestsPerSecond.length - 120).toBe(60 * 6 + 1);
  });

  test("of a flash crowd grows for two minutes, stays for a quarter of an hour and is back five minutes later", () => {
    const crowd = flashCrowd({ usual: 100, peak: 1000 });
    const times = [20, 21, 22, 37, 42, 82];
    expect(times.map((minutes) => after(crowd, minutes))).toEqual([100, 550, 1000, 1000, 100, 100]);
    expect(crowd.requestsPerSecond).toHaveLength(82 * 6);
    expect(crowd.requestsPerSecond.filter((value) => value === 1000)).toHaveLength(1 + 15 * 6);
  });

  test("of steady growth grows by the rate that was given", () => {
    const growth = steadyGrowth({ from: 100, to: 400, perMinute: 50 });
    expect([20, 21, 25, 26, 56].map((minutes) => after(growth, minutes))).toEqual([100, 150, 350, 400, 400]);
    expect(growth.requestsPerSecond).toHaveLength(56 * 6);
    expect(steadyGrowth({ from: 1, to: 2, perMinute: 0.5 }).requestsPerSecond).toHaveLength(52 * 6);
    expect(steadyGrowth({ from: 1, to: 1, perMinute: 1 }).requestsPerSecond).toHaveLength(50 * 6);
  });
});

test.each([
  ["openingAuction", openingAuction],
  ["flashCrowd", flashCrowd],
  ["steadyGrowth", steadyGrowth],
])("%s of nothing is refused with what it takes", (name, traffic) => {
  expect(messageOf(() => traffic(undefined as never))).toContain(`${name}: `);
});
