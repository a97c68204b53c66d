import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { TerraformVariable } from "cdktf";
import { createMinimumSchedules, scheduledLifecycle } from "../../src/internal/minimum-schedules";
import { synth, testStack } from "../support/synth";

const PLACE = { serviceNamespace: "rds", scalableDimension: "rds:cluster:ReadReplicaCount", resourceId: "cluster:orders" };

/** What schedules of a target are synthesized to, in their order. */
function actions(schedules: Parameters<typeof createMinimumSchedules>[2], stack = testStack()) {
  const target = new AppautoscalingTarget(stack, "Target", { ...PLACE, minCapacity: 0, maxCapacity: 5 });
  createMinimumSchedules(stack, target, schedules);
  return Object.values(synth(stack).resources("aws_appautoscaling_scheduled_action"));
}

// Application Auto Scaling API Reference, "PutScheduledAction": six fields, the minimum alone where nothing is said of the maximum.
test("a schedule of the minimum is an action of its target, in UTC unless it says otherwise", () => {
  const [evening, morning] = actions({
    morning: { recurrence: "30 8 * * MON-FRI", min: 3, timeZone: "Europe/Berlin" },
    evening: { recurrence: "0 18 * * MON-FRI", min: 1 },
  });
  const of = (attribute: string): string => `\${aws_appautoscaling_target.Target.${attribute}}`;
  const place = {
    service_namespace: of("service_namespace"),
    scalable_dimension: of("scalable_dimension"),
    resource_id: of("resource_id"),
  };
  expect(evening).toEqual({
    ...place,
    name: "evening",
    schedule: "cron(0 18 ? * MON-FRI *)",
    timezone: "UTC",
    scalable_target_action: { min_capacity: "1" },
  });
  expect(morning).toEqual({
    ...place,
    name: "morning",
    schedule: "cron(30 8 ? * MON-FRI *)",
    timezone: "Europe/Berlin",
    scalable_target_action: { min_capacity: "3" },
  });
});

test("the minimum may be what only Terraform knows", () => {
  const stack = testStack();
  const min = new TerraformVariable(stack, "Least", { type: "number" }).numberValue;
  const [action] = actions({ open: { recurrence: "0 8 * * *", min } }, stack);
  expect(action!.scalable_target_action).toEqual({ min_capacity: "${var.Least}" });
});

test("Terraform leaves the minimum as the last action has set it, where there are schedules", () => {
  expect(scheduledLifecycle({ open: { recurrence: "0 8 * * *", min: 1 } })).toEqual({ ignoreChanges: ["min_capacity"] });
  expect([scheduledLifecycle({}), scheduledLifecycle(undefined)]).toEqual([undefined, undefined]);
});
