import { UnservedTraffic, explain, joined } from "../../../src/testing/scaling/result";

const during = (
  fromSeconds: number,
  toSeconds: number,
  requests = 10,
  reason: UnservedTraffic["reason"] = "beforeAlarm",
): UnservedTraffic => ({
  fromSeconds,
  toSeconds,
  requests,
  reason,
});

describe("what isn't served", () => {
  test("is one time where it goes on for the same reason", () => {
    expect(joined([during(0, 10, 1), during(10, 20, 2), during(20, 30, 3, "maximumCapacity")])).toEqual([
      during(0, 20, 3),
      during(20, 30, 3, "maximumCapacity"),
    ]);
  });

  test("is two times where everything is served between", () => {
    expect(joined([during(0, 10), during(20, 30)])).toEqual([during(0, 10), during(20, 30)]);
  });

  test("is told by the clock, which counts hours as well", () => {
    expect(explain("Api", [during(3590, 7325)], 1000)).toBe(
      "Api doesn't serve 10 of 1,000 requests.\n00:59:50 to 02:02:05: 10, there are too few instances, and the alarms have yet to see it.",
    );
  });

  test("may be less than one request, and none is none", () => {
    expect(explain("Api", [during(0, 10, 0.4)], 1000)).toContain("Api doesn't serve less than one of 1,000 requests.");
    expect(explain("Api", [during(0, 10, 1)], 1000)).toContain("Api doesn't serve 1 of 1,000 requests.");
    expect(explain("Api", [], 0)).toBe("Api serves all of 0 requests.");
  });
});
