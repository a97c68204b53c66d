import { SynthesizedStack, Traffic, scalingService, simulateScaling, trafficOf } from "../../../src/testing";
import { ServiceFixture, synthService } from "../../alb-asg/fixture";
import { messageOf, synth } from "../../support/synth";
import { at } from "./fixture";

const MEASURED = { requestsPerSecondPerInstance: 100, startupSeconds: 120 };

/** A group as another module may write it, with the blocks that AutoScalingService has or may have. */
function groupOf(args: object, others: object = {}): SynthesizedStack {
  const group = { min_size: 2, max_size: 4, vpc_zone_identifier: ["subnet-a", "subnet-b"], ...args };
  return new SynthesizedStack({ resource: { aws_autoscaling_group: { Api: group }, ...others } });
}

describe("a service is read from its stack", () => {
  test("with its group, policies, warm-up, health checks, refresh and scheduled actions", () => {
    const open = { recurrence: "50 8 * * MON-FRI", timeZone: "Europe/Berlin", desiredCapacity: 12 };
    const { stack } = synthService({ scheduledScaling: { open }, slowStartSeconds: 60, instanceWarmupSeconds: 90 });
    expect(scalingService(stack, "TradingApi", { ...MEASURED, cpuPercentAtCapacity: 80 })).toEqual({
      ...MEASURED,
      cpuPercentAtCapacity: 80,
      name: "TradingApi",
      minCapacity: 9,
      maxCapacity: 18,
      availabilityZoneCount: 3,
      policies: [
        { metric: "cpu", targetValue: 60, scaleInDisabled: false },
        { metric: "requests", targetValue: 4000, scaleInDisabled: false },
      ],
      schedules: [{ name: expect.stringMatching(/^open-/), minCapacity: undefined, maxCapacity: undefined, ...open }],
      instanceWarmupSeconds: 90,
      failureDetectionSeconds: 35,
      slowStartSeconds: 60,
      replacement: expect.objectContaining({ minHealthyPercentage: 100, maxHealthyPercentage: 120, instanceWarmupSeconds: 90 }),
      warmPool: undefined,
      assumptions: [],
    });
  });

  test("without a policy on CPU where no measurement says what CPU does", () => {
    const { policies, assumptions } = scalingService(synthService().stack, "TradingApi", MEASURED);
    expect(policies.map(({ metric }) => metric)).toEqual(["requests"]);
    expect(assumptions).toEqual(["TradingApi/ScaleOnCpu does nothing: cpuPercentAtCapacity isn't given"]);
  });

  test("without the policies of another service", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    fixture.service(
      { route: { priority: 20, paths: ["/web/*"] }, capacity: { minCapacity: 3, maxCapacity: 6, targetRequestsPerMinute: 100 } },
      "Web",
    );
    const stack = synth(fixture.stack);
    expect(scalingService(stack, "Web", MEASURED)).toMatchObject({ minCapacity: 3, policies: [{ targetValue: 100 }] });
    expect(scalingService(stack, "TradingApi", MEASURED)).toMatchObject({ minCapacity: 9, policies: [{ targetValue: 4000 }] });
  });

  test("with what AWS does where nothing is said", () => {
    expect(scalingService(groupOf({}), "Api", MEASURED)).toMatchObject({
      instanceWarmupSeconds: 300,
      failureDetectionSeconds: 65,
      replacement: { minHealthyPercentage: 90, maxHealthyPercentage: 100 },
    });
  });

  // API reference, RefreshPreferences: one hour.
  test("with an hour at each checkpoint where nothing is said", () => {
    const stack = groupOf({ instance_refresh: { preferences: { checkpoint_percentages: [50, 100] } } });
    expect(scalingService(stack, "Api", MEASURED).replacement).toMatchObject({ checkpointPercentages: [50, 100], checkpointSeconds: 3600 });
  });

  // EC2 Auto Scaling User Guide, "Set the default instance warmup" and "Scaling cooldowns": where there is no warmup, the cooldown is what a policy waits for.
  test("with its default cooldown where it has no default instance warmup, and without it where it has", () => {
    const warmup = (args: object): number => scalingService(groupOf(args), "Api", MEASURED).instanceWarmupSeconds;
    expect(warmup({ default_cooldown: 45 })).toBe(45);
    expect(warmup({ default_cooldown: 45, default_instance_warmup: 90 })).toBe(90);
  });

  test("with the AZs that it has, each once, or by their names", () => {
    const zones = (args: object): number => scalingService(groupOf(args), "Api", MEASURED).availabilityZoneCount;
    expect(zones({ vpc_zone_identifier: ["subnet-a", "subnet-b", "subnet-a"] })).toBe(2);
    expect(zones({ vpc_zone_identifier: undefined, availability_zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"] })).toBe(3);
  });

  test("with the percentages of its refresh before those of its maintenance policy", () => {
    const stack = groupOf({
      instance_maintenance_policy: { min_healthy_percentage: 95, max_healthy_percentage: 150 },
      instance_refresh: { preferences: { min_healthy_percentage: 80, max_healthy_percentage: 110 } },
    });
    expect(scalingService(stack, "Api", MEASURED).replacement).toMatchObject({ minHealthyPercentage: 80, maxHealthyPercentage: 110 });
  });

  test("that starts at once, where that was measured", () => {
    expect(scalingService(groupOf({}), "Api", { ...MEASURED, startupSeconds: 0 }).startupSeconds).toBe(0);
  });

  // API reference, WarmPoolConfiguration: MinSize is 0 by default; the provider's -1 is "as much as the group's maximum size".
  test("with a warm pool that has nothing said of it", () => {
    expect(scalingService(groupOf({ warm_pool: {} }), "Api", MEASURED).warmPool).toEqual({ minSize: 0 });
  });

  test("with each size that a scheduled action sets", () => {
    const action = { autoscaling_group_name: "${aws_autoscaling_group.Api.name}", recurrence: "0 8 * * *" };
    const sizes = { min_size: 6, max_size: 24, desired_capacity: 12 };
    const stack = groupOf({}, { aws_autoscaling_schedule: { Open: { ...action, ...sizes } } });
    expect(scalingService(stack, "Api", MEASURED).schedules).toMatchObject([{ minCapacity: 6, maxCapacity: 24, desiredCapacity: 12 }]);
  });

  // API reference, PutScheduledUpdateGroupAction: UTC by default; the provider's -1 leaves a size as it is.
  test("with scheduled actions in UTC, which leave sizes alone", () => {
    const action = { autoscaling_group_name: "${aws_autoscaling_group.Api.name}", recurrence: "0 8 * * *", min_size: -1, max_size: -1 };
    const stack = groupOf({}, { aws_autoscaling_schedule: { Open: { ...action, desired_capacity: 0 } } });
    expect(scalingService(stack, "Api", MEASURED).schedules).toEqual([
      { name: "Open", recurrence: "0 8 * * *", timeZone: "UTC", desiredCapacity: 0 },
    ]);
  });

  test("with checkpoints, and with the group's maintenance policy where the refresh has no percentages", () => {
    const stack = groupOf({
      instance_maintenance_policy: { min_healthy_percentage: 95, max_healthy_percentage: 150 },
      instance_refresh: [{ preferences: [{ checkpoint_percentages: [25, 100], checkpoint_delay: "600", instance_warmup: "30" }] }],
    });
    expect(scalingService(stack, "Api", MEASURED).replacement).toEqual({
      minHealthyPercentage: 95,
      maxHealthyPercentage: 150,
      instanceWarmupSeconds: 30,
      checkpointPercentages: [25, 100],
      checkpointSeconds: 600,
    });
  });

  test("with the checkpoints of a release that Systems Manager starts", () => {
    const rollout = { automaticRollback: true, checkpointPercentages: [20], bakeSeconds: 600 };
    const { stack } = synthService({ imageId: "ami-0123456789abcdef0", instanceWarmupSeconds: 90, rollout });
    expect(scalingService(stack, "TradingApi", MEASURED).replacement).toEqual({
      minHealthyPercentage: 100,
      maxHealthyPercentage: 120,
      instanceWarmupSeconds: 90,
      checkpointPercentages: [20, 100],
      checkpointSeconds: 600,
    });
  });

  test("with its warm pool", () => {
    expect(scalingService(groupOf({ warm_pool: { min_size: 3, max_group_prepared_capacity: 6 } }), "Api", MEASURED).warmPool).toEqual({
      minSize: 3,
      maxPreparedCapacity: 6,
    });
    expect(scalingService(groupOf({ warm_pool: { max_group_prepared_capacity: -1 } }), "Api", MEASURED).warmPool).toEqual({ minSize: 0 });
  });

  test("and a policy whose metric isn't computed is said to do nothing", () => {
    const policy = { autoscaling_group_name: "${aws_autoscaling_group.Api.name}", policy_type: "StepScaling" };
    const stack = groupOf({}, { aws_autoscaling_policy: { Steps: policy } });
    expect(scalingService(stack, "Api", MEASURED).assumptions).toEqual(["Steps does nothing: its metric isn't computed"]);
  });

  test("and a scheduled action at a time that Terraform alone knows is said to do nothing", () => {
    const action = { autoscaling_group_name: "${aws_autoscaling_group.Api.name}", desired_capacity: 12 };
    const stack = groupOf(
      {},
      {
        aws_autoscaling_schedule: {
          Later: { ...action, scheduled_action_name: "later", start_time: '${timeadd(plantimestamp(), "1h")}' },
          Once: { ...action, scheduled_action_name: "once", start_time: "2026-12-24T11:00:00Z" },
          Weekly: { ...action, scheduled_action_name: "weekly", recurrence: "0 8 * * MON" },
        },
      },
    );
    expect(scalingService(stack, "Api", MEASURED).assumptions).toEqual([
      "scheduled action later does nothing: Terraform alone knows when it is due",
    ]);
  });
});

test("a session by scheduled actions keeps its instances until it ends, where policies scale out alone", () => {
  const ofGroup = { autoscaling_group_name: "${aws_autoscaling_group.Api.name}", min_size: -1, max_size: -1 };
  const predefined_metric_specification = { predefined_metric_type: "ALBRequestCountPerTarget" };
  const stack = groupOf(
    {},
    {
      aws_autoscaling_policy: {
        Requests: {
          ...ofGroup,
          target_tracking_configuration: { target_value: 4000, disable_scale_in: true, predefined_metric_specification },
        },
      },
      aws_autoscaling_schedule: {
        Opens: { ...ofGroup, recurrence: "30 8 * * MON", time_zone: "Europe/Berlin", desired_capacity: 4 },
        Closes: { ...ofGroup, start_time: "2026-03-02T16:30:00Z", desired_capacity: 2 },
      },
    },
  );
  const traffic: Traffic = { ...trafficOf(10, { minutes: 12 * 60 }), startsAt: "2026-03-02T06:30:00Z" };
  const { steps } = simulateScaling(scalingService(stack, "Api", MEASURED), traffic);
  const desired = (hours: number): number => at(steps, hours * 3600).desiredCapacity;
  expect([desired(0.9), desired(1), desired(9.9), desired(10)]).toEqual([2, 4, 4, 2]);
});

describe("an error says", () => {
  test.each<[string, () => unknown, string]>([
    [
      "which groups there are",
      () => scalingService(synthService().stack, "Tradingapi", MEASURED),
      'the stack has no Auto Scaling group "Tradingapi"; it has TradingApi',
    ],
    [
      "that there are none",
      () => scalingService(new SynthesizedStack({}), "Api", MEASURED),
      'the stack has no Auto Scaling group "Api"; it has none',
    ],
    [
      "which size only Terraform knows",
      () => scalingService(groupOf({ max_size: "${var.max}" }), "Api", MEASURED),
      'Api has "${var.max}" as its max_size, which only Terraform knows: give it as a number',
    ],
    [
      "that nobody knows how many AZs there are",
      () => scalingService(groupOf({ vpc_zone_identifier: "${var.subnets}" }), "Api", MEASURED),
      'Api has "${var.subnets}" for its AZs: give a list of subnets',
    ],
    [
      "that a rate must be measured",
      () => scalingService(groupOf({}), "Api", { ...MEASURED, requestsPerSecondPerInstance: 0 }),
      "scalingService: invalid input\n" +
        "  - measurements.requestsPerSecondPerInstance: must be more than 0; received 0. Measure one instance under load.",
    ],
    [
      "that the start-up must be measured",
      () => scalingService(groupOf({}), "Api", { ...MEASURED, startupSeconds: Number.NaN }),
      "scalingService: invalid input\n" +
        "  - measurements.startupSeconds: must be 0 seconds or more; received NaN. Measure from the launch of an instance to its first request.",
    ],
    [
      "that a warm start can't be in the past, and what CPU can be",
      () => scalingService(groupOf({}), "Api", { ...MEASURED, warmStartSeconds: -1, cpuPercentAtCapacity: 101 }),
      "scalingService: 2 invalid inputs\n" +
        "  - measurements.warmStartSeconds: must be 0 seconds or more; received -1. Measure from an instance's leaving the warm pool to its first request.\n" +
        "  - measurements.cpuPercentAtCapacity: must be more than 0 and up to 100 percent; received 101. Measure one instance that serves all it can, or leave it out.",
    ],
    [
      "which measurement is written wrongly",
      () => scalingService(groupOf({}), "Api", { ...MEASURED, startSeconds: 5 } as never),
      "scalingService: invalid input\n  - measurements.startSeconds: must be a prop that there is; received 5. Did you mean startupSeconds?",
    ],
    [
      "that nothing was measured",
      () => scalingService(groupOf({}), "Api", undefined as never),
      "scalingService: invalid input\n  - measurements: must be an object; received nothing. It is required.",
    ],
    [
      "that it reads synthesized stacks",
      () => scalingService(undefined as never, "Api", MEASURED),
      "scalingService takes what synthesize returns, of a stack or of each in a list: scalingService(synthesize(stack), …)",
    ],
  ])("%s", (_, action, message) => {
    expect(messageOf(action)).toBe(message);
  });
});
