import { Token } from "cdktf";
import { database, synthesized } from "./fixture";

const TARGET = "aws_appautoscaling_target";
const POLICY = "aws_appautoscaling_policy";

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

  test("has at least one reader by default", () => {
    expect(synthesized({ readers: {}, readerAutoScaling: { max: 6 } }).resource(TARGET).min_capacity).toBe(1);
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
