import { AutoScalingServiceProps } from "../../modules/alb-asg";
import { ValidationError } from "../../src/core";
import { CAPACITY, ServiceFixture } from "./fixture";

type Props = Partial<AutoScalingServiceProps>;

const FIXTURE = new ServiceFixture();
let services = 0;

/** Whether a service can be made with these props. */
function isAllowed(props: Props): boolean {
  services += 1;
  try {
    FIXTURE.service({ route: { priority: services, paths: [`/${services}`] }, ...props }, `Service${services}`);
    return true;
  } catch (error) {
    if (error instanceof ValidationError) return false;
    throw error;
  }
}

// What AWS allows, from the first to the last value; what is next to them is refused.
test.each<[string, string, number, number, (value: number) => Props]>([
  ["port", "Elastic Load Balancing API Reference, CreateTargetGroup", 1, 65_535, (port) => ({ port })],
  [
    "healthCheckIntervalSeconds",
    "Elastic Load Balancing API Reference, CreateTargetGroup",
    5,
    300,
    (healthCheckIntervalSeconds) => ({ healthCheckIntervalSeconds, healthCheckTimeoutSeconds: 2 }),
  ],
  [
    "healthCheckTimeoutSeconds",
    "Elastic Load Balancing API Reference, CreateTargetGroup",
    2,
    120,
    (healthCheckTimeoutSeconds) => ({ healthCheckTimeoutSeconds, healthCheckIntervalSeconds: 300 }),
  ],
  [
    "healthCheckTimeoutSeconds below the interval",
    "Application Load Balancers guide, health check settings",
    2,
    9,
    (healthCheckTimeoutSeconds) => ({ healthCheckTimeoutSeconds, healthCheckIntervalSeconds: 10 }),
  ],
  ["healthyThreshold", "Elastic Load Balancing API Reference, CreateTargetGroup", 2, 10, (healthyThreshold) => ({ healthyThreshold })],
  [
    "unhealthyThreshold",
    "Elastic Load Balancing API Reference, CreateTargetGroup",
    2,
    10,
    (unhealthyThreshold) => ({ unhealthyThreshold }),
  ],
  [
    "deregistrationDelaySeconds",
    "Elastic Load Balancing API Reference, TargetGroupAttribute",
    0,
    3600,
    (deregistrationDelaySeconds) => ({ deregistrationDelaySeconds }),
  ],
  ["slowStartSeconds", "Elastic Load Balancing API Reference, TargetGroupAttribute", 30, 900, (slowStartSeconds) => ({ slowStartSeconds })],
  [
    "stickinessSeconds",
    "Elastic Load Balancing API Reference, TargetGroupAttribute",
    1,
    604_800,
    (stickinessSeconds) => ({ stickinessSeconds }),
  ],
  [
    "minimumHealthyTargets.percent",
    "Elastic Load Balancing API Reference, TargetGroupAttribute",
    1,
    100,
    (percent) => ({ minimumHealthyTargets: { percent } }),
  ],
  [
    "heartbeatTimeoutSeconds",
    "EC2 Auto Scaling API Reference, PutLifecycleHook",
    30,
    7200,
    (heartbeatTimeoutSeconds) => ({ heartbeatTimeoutSeconds }),
  ],
  [
    "maxInstanceLifetimeDays",
    "EC2 Auto Scaling User Guide, maximum instance lifetime",
    1,
    365,
    (maxInstanceLifetimeDays) => ({ maxInstanceLifetimeDays }),
  ],
  [
    "rollout.bakeSeconds",
    "EC2 Auto Scaling API Reference, RefreshPreferences",
    0,
    172_800,
    (bakeSeconds) => ({ rollout: { bakeSeconds } }),
  ],
  [
    "rollout.checkpointPercentages before the last, which is 100",
    "EC2 Auto Scaling API Reference, RefreshPreferences",
    1,
    99,
    (percentage) => ({ rollout: { checkpointPercentages: [percentage] } }),
  ],
  [
    "predictiveScaling.schedulingBufferSeconds",
    "EC2 Auto Scaling API Reference, PredictiveScalingConfiguration",
    0,
    3600,
    (schedulingBufferSeconds) => ({ predictiveScaling: { schedulingBufferSeconds } }),
  ],
  [
    "spot.onDemandPercentageAboveBaseCapacity",
    "EC2 Auto Scaling API Reference, InstancesDistribution",
    0,
    100,
    (onDemandPercentageAboveBaseCapacity) => ({ spot: { onDemandPercentageAboveBaseCapacity } }),
  ],
  [
    "minCapacity up to the maximum",
    "EC2 Auto Scaling API Reference, CreateAutoScalingGroup",
    0,
    CAPACITY.maxCapacity,
    (minCapacity) => ({ capacity: { ...CAPACITY, minCapacity } }),
  ],
  [
    "scheduledScaling's desiredCapacity within the group's sizes",
    "EC2 Auto Scaling API Reference, PutScheduledUpdateGroupAction",
    CAPACITY.minCapacity,
    CAPACITY.maxCapacity,
    (desiredCapacity) => ({ scheduledScaling: { open: { recurrence: "0 8 * * *", desiredCapacity } } }),
  ],
])("%s may have each value that AWS allows, and none that is next to them (%s)", (_, __, least, most, props) => {
  expect([least - 1, least, most, most + 1].map((value) => isAllowed(props(value)))).toEqual([false, true, true, false]);
});

describe("a service may have", () => {
  // EC2 Auto Scaling User Guide, "Warm pools": the prepared capacity counts the group's instances too.
  test("a warm pool that is prepared for the group's minimum alone", () => {
    const pool = (maxPreparedCapacity: number): Props => ({ warmPool: { maxPreparedCapacity } });
    expect([CAPACITY.minCapacity, CAPACITY.minCapacity - 1].map((size) => isAllowed(pool(size)))).toEqual([true, false]);
  });

  test("names of 40 characters for its policies, which are part of a name of 255", () => {
    const policy = { namespace: "Trading", metricName: "Backlog", targetValue: 0.001 };
    const named = (length: number): Props => ({ customScaling: { ["a".repeat(length)]: policy } });
    expect([40, 41].map((length) => isAllowed(named(length)))).toEqual([true, false]);
  });

  // EC2 Auto Scaling API Reference, MetricDimension and TargetTrackingConfiguration: the target is a finite number.
  test.each([Number.POSITIVE_INFINITY, Number.NaN])("no policy with a target of %d", (targetValue) => {
    expect(isAllowed({ customScaling: { depth: { namespace: "Trading", metricName: "Backlog", targetValue } } })).toBe(false);
  });

  test("no half of an instance", () => {
    expect(isAllowed({ scheduledScaling: { open: { recurrence: "0 8 * * *", desiredCapacity: 9.5 } } })).toBe(false);
  });

  // EC2 Auto Scaling User Guide, "Scheduled scaling": a recurrence is in UTC where no time zone is given.
  test("no two scheduled actions at one time, one of which says that it is in UTC", () => {
    const action = { recurrence: "0 8 * * *", desiredCapacity: 12 };
    const both = (timeZone: string): Props => ({ scheduledScaling: { a: action, b: { ...action, timeZone } } });
    expect(["UTC", "Europe/Berlin"].map((timeZone) => isAllowed(both(timeZone)))).toEqual([false, true]);
  });

  test("a plan for fewer AZs than its network has, where each size is as even over all of them", () => {
    const plan = (minCapacity: number, maxCapacity: number): Props => ({
      capacity: { minCapacity, maxCapacity, targetRequestsPerMinute: 4000, availabilityZoneCount: 2 },
    });
    // The largest of three AZs has 2 of 5, and 4 of 10: no more than the half that the plan leaves out. It has 1 of 1, which is all.
    expect([plan(5, 10), plan(1, 10)].map(isAllowed)).toEqual([true, false]);
  });
});
