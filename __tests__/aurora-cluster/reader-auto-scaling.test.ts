import { Token } from "cdktf";
import { SynthesizedStack } from "../support/synth";
import { database, synthesized } from "./fixture";

const TARGET = "aws_appautoscaling_target";
const POLICY = "aws_appautoscaling_policy";
const ACTION = "aws_appautoscaling_scheduled_action";

describe("auto scaling of readers", () => {
  test("counts the readers that are always there as the fewest, by default", () => {
    expect(synthesized({ readers: { a: {}, b: {} }, readerAutoScaling: { max: 6 } }).resource(TARGET)).toMatchObject({
      service_namespace: "rds",
      scalable_dimension: "rds:cluster:ReadReplicaCount",
      resource_id: expect.stringMatching(/^cluster:\$\{aws_rds_cluster\./),
      min_capacity: 2,
      max_capacity: 6,
    });
  });

  test("may have no more readers than those that are always there", () => {
    const made = synthesized({ readers: { a: {}, b: {} }, readerAutoScaling: { max: 2 } });
    expect(made.resource(TARGET)).toMatchObject({ min_capacity: 2, max_capacity: 2 });
  });

  test("has at least one reader by default", () => {
    expect(synthesized({ readers: {}, readerAutoScaling: { max: 6 } }).resource(TARGET).min_capacity).toBe(1);
  });

  test("may have as many readers at least as at most", () => {
    expect(synthesized({ readerAutoScaling: { min: 3, max: 3 } }).resource(TARGET)).toMatchObject({ min_capacity: 3, max_capacity: 3 });
  });

  test("has as few readers as the caller says", () => {
    expect(synthesized({ readerAutoScaling: { min: 3, max: 6 } }).resource(TARGET).min_capacity).toBe(3);
  });

  test("tracks the readers' average CPU utilization by default", () => {
    expect(synthesized({ readerAutoScaling: { max: 6 } }).resource(POLICY).target_tracking_scaling_policy_configuration).toEqual({
      target_value: 60,
      predefined_metric_specification: { predefined_metric_type: "RDSReaderAverageCPUUtilization" },
      scale_out_cooldown: 300,
      scale_in_cooldown: 600,
    });
  });

  test("has a policy that is called by what it tracks", () => {
    const nameOf = (target: object) => synthesized({ readerAutoScaling: { max: 6, ...target } }).resource(POLICY).name;
    expect([nameOf({}), nameOf({ targetConnections: 400 })]).toEqual(["readers-by-cpu", "readers-by-connections"]);
  });

  test("tracks CPU utilization at the caller's target", () => {
    const readerAutoScaling = { max: 6, targetCpuPercent: 40 };
    expect(synthesized({ readerAutoScaling }).resource(POLICY).target_tracking_scaling_policy_configuration).toMatchObject({
      target_value: 40,
    });
  });

  test("tracks the readers' average connections where the caller says so", () => {
    const readerAutoScaling = { min: 1, max: 3, targetConnections: 400, scaleOutCooldownSeconds: 60, scaleInCooldownSeconds: 1200 };
    expect(synthesized({ readerAutoScaling }).resource(POLICY).target_tracking_scaling_policy_configuration).toEqual({
      target_value: 400,
      predefined_metric_specification: { predefined_metric_type: "RDSReaderAverageDatabaseConnections" },
      scale_out_cooldown: 60,
      scale_in_cooldown: 1200,
    });
  });

  test("waits for the instances, which it counts", () => {
    expect(synthesized({ readerAutoScaling: { max: 3 } }).resource(TARGET).depends_on).toEqual([
      expect.stringMatching(/^aws_rds_cluster_instance\.Database_Instances_a/),
      expect.stringMatching(/^aws_rds_cluster_instance\.Database_Instances_main/),
    ]);
  });

  test("can be drained to the readers that Terraform knows, so that a destroy finds no other", () => {
    const made = synthesized({ readers: { a: {}, b: {} }, readerAutoScaling: { max: 6, drain: true } });
    expect(made.resource(TARGET)).toMatchObject({ min_capacity: 2, max_capacity: 2 });
  });

  test("may have bounds that Terraform alone knows", () => {
    const readerAutoScaling = { min: 1, max: Token.asNumber("${var.max}") };
    expect(synthesized({ readerAutoScaling }).resource(TARGET)).toMatchObject({ min_capacity: 1, max_capacity: "${var.max}" });
  });

  test("has its target and its policy for an override", () => {
    const { cluster } = database({ readerAutoScaling: { max: 3 } });
    expect(cluster.readerAutoScalingResources?.target.maxCapacityInput).toBe(3);
    expect(cluster.readerAutoScalingResources?.policy.policyTypeInput).toBe("TargetTrackingScaling");
  });
});

describe("schedules of the fewest readers", () => {
  const schedules = {
    opening: { recurrence: "30 8 * * MON-FRI", timeZone: "Europe/Berlin", min: 4 },
    closing: { recurrence: "0 18 * * MON-FRI", timeZone: "Europe/Berlin", min: 1 },
  };
  const actions = (made: SynthesizedStack) => Object.values(made.resources(ACTION));

  test("are scheduled actions of the scalable target, named once, in six fields", () => {
    const made = synthesized({ readerAutoScaling: { max: 6, schedules } });
    const { service_namespace, scalable_dimension, resource_id } = made.resource(POLICY);
    const target = { service_namespace, scalable_dimension, resource_id, timezone: "Europe/Berlin" };
    expect(actions(made)).toEqual([
      expect.objectContaining({
        ...target,
        name: "closing",
        schedule: "cron(0 18 ? * MON-FRI *)",
        scalable_target_action: { min_capacity: "1" },
      }),
      expect.objectContaining({
        ...target,
        name: "opening",
        schedule: "cron(30 8 ? * MON-FRI *)",
        scalable_target_action: { min_capacity: "4" },
      }),
    ]);
  });

  test("are in UTC by default", () => {
    const made = synthesized({ readerAutoScaling: { max: 6, schedules: { nightly: { recurrence: "0 2 * * *", min: 0 } } } });
    expect(actions(made)).toMatchObject([
      { timezone: "UTC", schedule: "cron(0 2 * * ? *)", scalable_target_action: { min_capacity: "0" } },
    ]);
  });

  test("have the minimum between two applies: an apply leaves it", () => {
    expect(synthesized({ readerAutoScaling: { max: 6, schedules } }).resource(TARGET)).toMatchObject({
      min_capacity: 1,
      lifecycle: { ignore_changes: ["min_capacity"] },
    });
    expect(synthesized({ readerAutoScaling: { max: 6, schedules: {} } }).resource(TARGET)).not.toHaveProperty("lifecycle");
  });

  test("are none of a cluster that is drained, so that none adds a reader", () => {
    const made = synthesized({ readerAutoScaling: { max: 6, schedules, drain: true } });
    expect(actions(made)).toEqual([]);
    expect(made.resource(TARGET)).toMatchObject({ min_capacity: 1, max_capacity: 1 });
    expect(made.resource(TARGET)).not.toHaveProperty("lifecycle");
  });

  test("may have minimums that Terraform alone knows", () => {
    const late = { opening: { recurrence: "30 8 * * *", min: Token.asNumber("${var.min}") } };
    expect(actions(synthesized({ readerAutoScaling: { max: 6, schedules: late } }))).toMatchObject([
      { scalable_target_action: { min_capacity: "${var.min}" } },
    ]);
  });

  test("are there for an override", () => {
    const { cluster } = database({ readerAutoScaling: { max: 6, schedules } });
    expect(cluster.readerAutoScalingResources?.schedules.opening?.nameInput).toBe("opening");
  });
});
