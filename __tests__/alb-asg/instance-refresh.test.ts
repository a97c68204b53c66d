import { TerraformVariable, Token } from "cdktf";
import { instanceRefresh } from "../../modules/alb-asg/instance-refresh";
import { messageOf } from "../support/synth";
import { ServiceFixture, synthService } from "./fixture";

const SETTINGS = { instanceWarmupSeconds: 120, rollout: {}, alarmNames: [] };

describe("an instance refresh", () => {
  test("is rolling, and launches new instances before it terminates old ones", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").instance_refresh).toMatchObject({
      strategy: "Rolling",
      preferences: { min_healthy_percentage: 100, max_healthy_percentage: 120, instance_warmup: "120" },
    });
  });

  test("replaces as the instance maintenance policy does", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").instance_maintenance_policy).toEqual({
      min_healthy_percentage: 100,
      max_healthy_percentage: 120,
    });
  });

  // EC2 Auto Scaling User Guide, "Undo changes with a rollback": instances get what the group had when the refresh began. The provider updates the group first.
  test.each(["ami-0123456789abcdef0", "resolve:ssm:/golden/arm64"])(
    "promises no rollback, which would be to the version itself: %s",
    (imageId) => {
      expect(synthService({ imageId }).stack.resource("aws_autoscaling_group").instance_refresh.preferences.auto_rollback).toBe(false);
    },
  );

  test("is stopped by no alarm where there is none", () => {
    expect(instanceRefresh(SETTINGS).preferences).not.toHaveProperty("alarmSpecification");
  });

  test("is stopped by the alarms that it names", () => {
    expect(instanceRefresh({ ...SETTINGS, alarmNames: ["errors"] }).preferences).toMatchObject({
      alarmSpecification: { alarms: ["errors"] },
    });
  });
});

// EC2 Auto Scaling API reference, "RefreshPreferences": to replace all instances, the last percentage is 100.
describe("the rollout of a change", () => {
  test("has five minutes of bake time by default, once all instances are new", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").instance_refresh.preferences).toMatchObject({
      checkpoint_percentages: [100],
      checkpoint_delay: "300",
    });
  });

  test("waits at its checkpoints as well, and replaces all instances in the end", () => {
    const { stack } = synthService({ rollout: { checkpointPercentages: [20, 50], bakeSeconds: 600 } });
    expect(stack.resource("aws_autoscaling_group").instance_refresh.preferences).toMatchObject({
      checkpoint_percentages: [20, 50, 100],
      checkpoint_delay: "600",
    });
  });

  test("keeps its checkpoints where alarms stop it", () => {
    expect(instanceRefresh({ ...SETTINGS, rollout: { checkpointPercentages: [10] }, alarmNames: ["errors"] }).preferences).toMatchObject({
      checkpointPercentages: [10, 100],
    });
  });

  test.each([[[50, 20]], [[20, 20]], [[0]], [[100]], [[12.5]]])("can't have the checkpoints %j", (checkpointPercentages) => {
    expect(messageOf(() => synthService({ rollout: { checkpointPercentages } }))).toBe(
      "trading-test/TradingApi: invalid input\n" +
        `  - rollout.checkpointPercentages: must be ascending whole numbers from 1 to 99; received ${JSON.stringify(checkpointPercentages)}. ` +
        "Write them as [20, 50]; all instances are replaced in any case.",
    );
  });

  // API reference, "RefreshPreferences", CheckpointDelay: 0 to 172800 seconds, which are 48 hours.
  test("can't wait for more than 48 hours", () => {
    expect(messageOf(() => synthService({ rollout: { bakeSeconds: 172_801 } }))).toBe(
      "trading-test/TradingApi: invalid input\n" +
        "  - rollout.bakeSeconds: must be a whole number from 0 to 172800 seconds; received 172801. Give a value from 0 to 172800.",
    );
  });

  test("is refused where a setting of it is written wrongly", () => {
    expect(messageOf(() => synthService({ rollout: { bakeMinutes: 10 } as object }))).toContain("rollout.bakeMinutes: ");
  });

  test("may have a bake time that only Terraform knows", () => {
    const fixture = new ServiceFixture();
    const bakeSeconds = new TerraformVariable(fixture.stack, "Bake", { type: "number" }).numberValue;
    expect(() => fixture.service({ rollout: { bakeSeconds } })).not.toThrow();
  });
});

test("the image of a rollback may be a reference, whatever its type", () => {
  const imageId = Token.asNumber("${var.image}") as unknown as string;
  expect(() => synthService({ imageId, rollout: { automaticRollback: true } })).not.toThrow();
});
