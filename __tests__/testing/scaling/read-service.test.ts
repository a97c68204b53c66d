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
      slowStartSeconds: 0,
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
    expect(zones({ vpc_zone_identifier: ["subnet-a"] })).toBe(1);
    expect(messageOf(() => zones({ vpc_zone_identifier: [] }))).toBe("Api has [] for its AZs: give a list of subnets");
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

  test("that serves less than a request in a second, where that was measured", () => {
    expect(scalingService(groupOf({}), "Api", { ...MEASURED, requestsPerSecondPerInstance: 0.5 }).requestsPerSecondPerInstance).toBe(0.5);
  });

  test("by its name among others, which are told where it isn't there", () => {
    const group = { min_size: 2, max_size: 4, vpc_zone_identifier: ["subnet-a"] };
    const stack = new SynthesizedStack({ resource: { aws_autoscaling_group: { Web: group, Api: group } } });
    expect(messageOf(() => scalingService(stack, "Other", MEASURED))).toBe('the stack has no Auto Scaling group "Other"; it has Api, Web');
  });

  // The provider's default of health_check_grace_period is 300 seconds.
  test("with a grace period of 300 seconds where nothing is said", () => {
    const assumed = (startupSeconds: number): readonly string[] =>
      scalingService(groupOf({ health_check_type: "ELB" }), "Api", { ...MEASURED, startupSeconds }).assumptions;
    expect(assumed(300)).toEqual([]);
    expect(assumed(301)).toEqual([
      "instances of Api aren't replaced when the health check grace period of 300 seconds is over, though they start in 301",
    ]);
  });

  test("with a warm pool that prepares nothing beyond its minimum", () => {
    const prepared = (max_group_prepared_capacity: number): unknown =>
      scalingService(groupOf({ warm_pool: { max_group_prepared_capacity } }), "Api", MEASURED).warmPool;
    expect(prepared(0)).toEqual({ minSize: 0, maxPreparedCapacity: 0 });
    expect(prepared(-1)).toEqual({ minSize: 0, maxPreparedCapacity: undefined });
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

  // The provider sends 0 for a size that isn't given (aws_autoscaling_schedule, "Defaults to 0"): AWS scales the group to nothing.
  test("with 0 for a size that a scheduled action doesn't have", () => {
    const action = { autoscaling_group_name: "${aws_autoscaling_group.Api.name}", recurrence: "0 8 * * *", min_size: 4 };
    const stack = groupOf(
      {},
      { aws_autoscaling_schedule: { Open: action, Known: { ...action, max_size: "${var.max}", desired_capacity: -1 } } },
    );
    expect(scalingService(stack, "Api", MEASURED).schedules).toMatchObject([
      { minCapacity: 4, maxCapacity: 0, desiredCapacity: 0 },
      { minCapacity: 4, maxCapacity: undefined, desiredCapacity: undefined },
    ]);
  });

  test("with the time in which a scheduled action recurs", () => {
    const action = { autoscaling_group_name: "${aws_autoscaling_group.Api.name}", recurrence: "0 8 * * *" };
    const times = { start_time: "2026-03-02T00:00:00Z", end_time: "2026-06-01T00:00:00Z" };
    const stack = groupOf({}, { aws_autoscaling_schedule: { Open: { ...action, ...times } } });
    const { schedules, assumptions } = scalingService(stack, "Api", MEASURED);
    expect(schedules).toMatchObject([{ startTime: times.start_time, endTime: times.end_time }]);
    expect(assumptions).toEqual([]);
  });

  // Two subnets of one AZ are lost together.
  test.each([
    ["by its name", "availability_zone"],
    ["by its id", "availability_zone_id"],
  ])("with the AZ of each subnet, %s", (_, argument) => {
    const subnets = { A: { [argument]: "zone-1" }, B: { [argument]: "zone-1" }, C: { [argument]: "zone-2" }, D: {}, E: {} };
    const ids = ["A", "B", "C", "D", "E"].map((id) => `\${aws_subnet.${id}.id}`);
    const stack = groupOf({ vpc_zone_identifier: ids }, { aws_subnet: subnets });
    expect(scalingService(stack, "Api", MEASURED).availabilityZoneCount).toBe(4);
  });

  // API reference, AvailabilityZoneDistribution.
  test.each([
    ["balanced-only", true],
    ["balanced-best-effort", undefined],
  ])("with its distribution over AZs: %s", (capacity_distribution_strategy, balancedOnly) => {
    const stack = groupOf({ availability_zone_distribution: { capacity_distribution_strategy } });
    expect(scalingService(stack, "Api", MEASURED).launchesBalancedOnly).toBe(balancedOnly);
  });

  test.each<[string, object, object]>([
    ["its own list", { target_group_arns: ["${aws_lb_target_group.Api.arn}"] }, {}],
    ["a traffic source", { traffic_source: [{ identifier: "${aws_lb_target_group.Api.arn}", type: "elbv2" }] }, {}],
    [
      "an attachment",
      {},
      {
        aws_autoscaling_attachment: {
          Api: { autoscaling_group_name: "${aws_autoscaling_group.Api.name}", lb_target_group_arn: "${aws_lb_target_group.Api.arn}" },
        },
      },
    ],
    [
      "the attachment of a traffic source",
      {},
      {
        aws_autoscaling_traffic_source_attachment: {
          Api: {
            autoscaling_group_name: "${aws_autoscaling_group.Api.name}",
            traffic_source: { identifier: "${aws_lb_target_group.Api.arn}" },
          },
        },
      },
    ],
  ])("with the target group that it has by %s", (_, args, others) => {
    const stack = groupOf(args, { aws_lb_target_group: { Api: { slow_start: 60 }, Other: {} }, ...others });
    expect(scalingService(stack, "Api", MEASURED).slowStartSeconds).toBe(60);
  });

  test("with the first of its target groups", () => {
    const target_group_arns = ["First", "Second"].map((id) => `\${aws_lb_target_group.${id}.arn}`);
    const groups = { First: { slow_start: 60 }, Second: { slow_start: 90 } };
    expect(scalingService(groupOf({ target_group_arns }, { aws_lb_target_group: groups }), "Api", MEASURED).slowStartSeconds).toBe(60);
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

  // EC2 Auto Scaling API Reference, "RefreshPreferences".
  test.each([
    ["MinHealthyPercentage = 50", { minHealthyPercentage: 50 }],
    ["MaxHealthyPercentage = 150", { maxHealthyPercentage: 150 }],
    ["InstanceWarmup = 45", { instanceWarmupSeconds: 45 }],
    ["CheckpointPercentages = [20, 100]", { checkpointPercentages: [20, 100] }],
    ["CheckpointDelay = 120", { checkpointSeconds: 120 }],
  ])("with what a runbook says: %s", (preference, expected) => {
    const [member, value] = preference.split(" = ");
    const content = `\${jsonencode({"Api" = "StartInstanceRefresh", "Name" = aws_autoscaling_group.Api.name, "Preferences" = {"${member}" = ${value}}})}`;
    const runbook = { aws_ssm_document: { Release: { content } } };
    expect(scalingService(groupOf({}, runbook), "Api", MEASURED).replacement).toEqual({
      minHealthyPercentage: 90,
      maxHealthyPercentage: 100,
      instanceWarmupSeconds: 300,
      checkpointPercentages: [],
      checkpointSeconds: 3600,
      ...expected,
    });
  });

  test.each([
    ["that starts none", '{"Name": "${aws_autoscaling_group.Api.name}", "MinHealthyPercentage": 50}'],
    ["of another group", '{"Api": "StartInstanceRefresh", "Name": "${aws_autoscaling_group.Other.name}", "MinHealthyPercentage": 50}'],
  ])("with nothing of a runbook %s", (_, content) => {
    const runbook = { aws_ssm_document: { Release: { content } } };
    expect(scalingService(groupOf({}, runbook), "Api", MEASURED).replacement.minHealthyPercentage).toBe(90);
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

describe("what a group or its policies turn off", () => {
  const named = { autoscaling_group_name: "${aws_autoscaling_group.Api.name}" };
  const requests = { target_value: 4000, predefined_metric_specification: { predefined_metric_type: "ALBRequestCountPerTarget" } };
  const cpu = { target_value: 60, predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" } };
  const policy = (configuration: object, more: object = {}) => ({
    aws_autoscaling_policy: { Scale: { ...named, target_tracking_configuration: configuration, ...more } },
  });
  const read = (args: object, others: object = {}) =>
    scalingService(groupOf(args, others), "Api", { ...MEASURED, cpuPercentAtCapacity: 80 });

  // EC2 Auto Scaling User Guide, "Disable a scaling policy for an Auto Scaling group".
  test("a policy that is disabled does nothing", () => {
    expect(read({}, policy(requests, { enabled: false }))).toMatchObject({
      policies: [],
      assumptions: ["Scale does nothing: it is disabled"],
    });
    expect(read({}, policy(requests, { enabled: true }))).toMatchObject({ policies: [{ targetValue: 4000 }], assumptions: [] });
  });

  // EC2 Auto Scaling User Guide, "Considerations for suspending processes": AlarmNotification stops the policies.
  test("without AlarmNotification, policies do nothing", () => {
    expect(read({ suspended_processes: ["AlarmNotification"] }, policy(requests))).toMatchObject({
      policies: [],
      assumptions: ["Scale does nothing: Api has suspended AlarmNotification"],
    });
  });

  test("without ScheduledActions, none is due", () => {
    const others = { aws_autoscaling_schedule: { Open: { ...named, recurrence: "0 8 * * *" } } };
    expect(read({ suspended_processes: ["ScheduledActions"] }, others)).toMatchObject({
      schedules: [],
      assumptions: ["no scheduled action is due: Api has suspended them"],
    });
  });

  test.each(["Terminate", "AZRebalance"])("%s is said to go on", (process) => {
    expect(read({ suspended_processes: [process] }).assumptions).toEqual([`Api has suspended ${process}, which goes on here`]);
  });

  test.each(["Launch", "HealthCheck", "ReplaceUnhealthy", "AddToLoadBalancer", "InstanceRefresh"])(
    "without %s, nothing is computed",
    (process) => {
      expect(messageOf(() => read({ suspended_processes: ["AZRebalance", process] }))).toBe(
        `Api has suspended ${process}, without which nothing can be computed`,
      );
    },
  );

  // Application Load Balancers guide, "Edit target group attributes", cross-zone load balancing.
  test("balancing across AZs is said to go on", () => {
    const others = { aws_lb_target_group: { Api: { load_balancing_cross_zone_enabled: "false" } } };
    expect(read({ target_group_arns: ["${aws_lb_target_group.Api.arn}"] }, others).assumptions).toEqual([
      "every target of Api gets the same share, though it balances within AZs alone",
    ]);
  });

  // EC2 User Guide, "Manage detailed monitoring": five minutes without it, one minute with it.
  test.each<[string, object, readonly string[]]>([
    ["has none", {}, ["Scale has a data point each minute, though Api has no detailed monitoring: EC2 sends one each five minutes"]],
    [
      "disables it",
      { monitoring: { enabled: false } },
      ["Scale has a data point each minute, though Api has no detailed monitoring: EC2 sends one each five minutes"],
    ],
    ["has it", { monitoring: { enabled: true } }, []],
  ])("detailed monitoring is asked for by a policy on CPU, where the launch template %s", (_, template, assumptions) => {
    const others = { aws_launch_template: { Api: template }, ...policy(cpu) };
    expect(read({ launch_template: { id: "${aws_launch_template.Api.id}" } }, others).assumptions).toEqual(assumptions);
    const mixed = { launch_template: { launch_template_specification: { launch_template_id: "${aws_launch_template.Api.id}" } } };
    expect(read({ mixed_instances_policy: mixed }, others).assumptions).toEqual(assumptions);
  });

  // EC2 Auto Scaling User Guide, "Set the health check grace period": instances that take longer are replaced before they serve.
  test.each<[string, object, object, boolean]>([
    ["is shorter than the start", { health_check_grace_period: 119 }, {}, true],
    ["is as long as the start", { health_check_grace_period: 120 }, {}, false],
    ["is 300 seconds where nothing is said", {}, {}, false],
    ["is for EC2's own checks", { health_check_grace_period: 60, health_check_type: "EC2" }, {}, false],
    [
      "begins after a launch hook",
      { health_check_grace_period: 60, initial_lifecycle_hook: [{ lifecycle_transition: "autoscaling:EC2_INSTANCE_LAUNCHING" }] },
      {},
      false,
    ],
    [
      "begins after a launch hook of its own",
      { health_check_grace_period: 60 },
      { aws_autoscaling_lifecycle_hook: { Ready: { ...named, lifecycle_transition: "autoscaling:EC2_INSTANCE_LAUNCHING" } } },
      false,
    ],
    [
      "is followed by a termination hook",
      { health_check_grace_period: 119 },
      { aws_autoscaling_lifecycle_hook: { Drain: { ...named, lifecycle_transition: "autoscaling:EC2_INSTANCE_TERMINATING" } } },
      true,
    ],
  ])("a grace period that %s", (_, args, others, isSaid) => {
    const said = "instances of Api aren't replaced when the health check grace period of 119 seconds is over, though they start in 120";
    expect(read({ health_check_type: "ELB", ...args }, others).assumptions).toEqual(isSaid ? [said] : []);
  });

  // EC2 Auto Scaling User Guide, "Configure an Auto Scaling group to use instance weights" and API reference, CreateAutoScalingGroup, DesiredCapacityType.
  test.each<[string, object, string]>([
    [
      "weights",
      {
        mixed_instances_policy: {
          launch_template: { override: [{ instance_type: "m7g.large" }, { instance_type: "m7g.xlarge", weighted_capacity: "2" }] },
        },
      },
      "Api counts m7g.xlarge as 2, and the model counts instances: leave weighted_capacity out",
    ],
    ["vCPUs", { desired_capacity_type: "vcpu" }, "Api counts its capacity in vcpu, and the model counts instances"],
  ])("capacity in %s isn't computed", (_, args, message) => {
    expect(messageOf(() => read(args))).toBe(message);
  });

  test("capacity in instances is, where that is written out", () => {
    const override = [{ instance_type: "m7g.large", weighted_capacity: "1" }];
    expect(read({ desired_capacity_type: "units", mixed_instances_policy: { launch_template: { override } } }).maxCapacity).toBe(4);
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
