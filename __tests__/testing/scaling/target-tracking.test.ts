import { TargetTrackingPolicy } from "../../../src/testing";
import { Datapoint, areAlarmsEvaluated, decide } from "../../../src/testing/scaling/target-tracking";

const REQUESTS: TargetTrackingPolicy = { metric: "requests", targetValue: 1000, scaleInDisabled: false };
const CPU: TargetTrackingPolicy = { metric: "cpu", targetValue: 50, scaleInDisabled: false };

/** Minutes of ten targets, the last of which ends at 0. */
function minutes(metric: "requests" | "cpu", ...values: readonly number[]): Datapoint[] {
  return values.map((value, index) => ({
    endSeconds: (index - values.length + 1) * 60,
    targets: 10,
    requests: 1000,
    cpu: 50,
    [metric]: value,
  }));
}

const low = (value: number): number[] => Array<number>(15).fill(value);

describe("target tracking (EC2 Auto Scaling User Guide)", () => {
  test("scales out after three data points above the target value, not after two", () => {
    expect(decide([REQUESTS], minutes("requests", 1000, 1500, 1500), 60)).toBeUndefined();
    expect(decide([REQUESTS], minutes("requests", 1500, 1500, 1500), 60)).toMatchObject({ direction: "out", desiredCapacity: 15 });
  });

  test("doesn't scale out at the target value itself", () => {
    expect(decide([REQUESTS], minutes("requests", 1000, 1000, 1000), 60)).toBeUndefined();
  });

  test("knows a data point a minute after the end of its minute", () => {
    const points = minutes("requests", 1000, 1500, 1500, 1500);
    expect(decide([REQUESTS], points, 50)).toBeUndefined();
    expect(decide([REQUESTS], points, 60)).toMatchObject({ direction: "out" });
  });

  test("scales out in proportion to the latest data point", () => {
    expect(decide([REQUESTS], minutes("requests", 1100, 1500, 2500), 60)).toMatchObject({ desiredCapacity: 25 });
  });

  test("rounds up when it adds instances: 1.5 are two", () => {
    expect(decide([REQUESTS], minutes("requests", 1150, 1150, 1150), 60)).toMatchObject({ desiredCapacity: 12 });
  });

  test("rounds down when it removes instances: of 1.5 it removes one", () => {
    expect(decide([REQUESTS], minutes("requests", ...low(850)), 60)).toMatchObject({ direction: "in", desiredCapacity: 9 });
  });

  test("scales in after fifteen data points below the low threshold, not after fourteen", () => {
    expect(decide([REQUESTS], minutes("requests", 1000, ...low(500).slice(1)), 60)).toBeUndefined();
    expect(decide([REQUESTS], minutes("requests", ...low(500)), 60)).toMatchObject({ direction: "in", desiredCapacity: 5 });
  });

  test("doesn't scale in close below the target value", () => {
    expect(decide([REQUESTS], minutes("requests", ...low(950)), 60)).toBeUndefined();
  });

  test("doesn't scale in where a policy says so", () => {
    expect(decide([{ ...REQUESTS, scaleInDisabled: true }], minutes("requests", ...low(500)), 60)).toBeUndefined();
  });

  test("scales out if any of several policies asks for it, to the largest capacity", () => {
    const points = minutes("requests", 1500, 1500, 1500).map((point) => ({ ...point, cpu: 90 }));
    expect(decide([REQUESTS, CPU], minutes("cpu", 60, 60, 60), 60)).toMatchObject({ desiredCapacity: 12, policy: CPU });
    expect(decide([REQUESTS, CPU], points, 60)).toMatchObject({ desiredCapacity: 18, policy: CPU });
  });

  test("scales in only if all of several policies are ready to, to the largest capacity", () => {
    const points = minutes("requests", ...low(500));
    expect(decide([REQUESTS, CPU], points, 60)).toBeUndefined();
    expect(
      decide(
        [REQUESTS, CPU],
        points.map((point) => ({ ...point, cpu: 40 })),
        60,
      ),
    ).toMatchObject({ direction: "in", desiredCapacity: 8 });
  });

  test("has its alarms evaluated once a minute (CloudWatch, Alarm actions)", () => {
    expect([0, 10, 20, 30, 40, 50, 60, 70].filter(areAlarmsEvaluated)).toEqual([0, 60]);
  });
});
