import { instanceRefresh } from "../../modules/alb-asg/instance-refresh";
import { synthService } from "./fixture";

const SETTINGS = { instanceWarmupSeconds: 120, imageId: "ami-0123456789abcdef0", alarmNames: [] };

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

  // EC2 Auto Scaling User Guide, "Undo changes with a rollback": the template must not resolve its image by a parameter.
  test.each([
    ["is rolled back by itself with an AMI's id", "ami-0123456789abcdef0", true],
    ["can't be rolled back with an image that EC2 resolves", "resolve:ssm:/golden/arm64", false],
  ])("%s", (_, imageId, autoRollback) => {
    expect(instanceRefresh({ ...SETTINGS, imageId }).preferences).toMatchObject({ autoRollback });
  });

  test("is stopped by no alarm where there is none", () => {
    expect(instanceRefresh(SETTINGS).preferences).not.toHaveProperty("alarmSpecification");
  });

  test("is stopped by the alarms that it names", () => {
    expect(instanceRefresh({ ...SETTINGS, alarmNames: ["errors"] }).preferences).toMatchObject({
      alarmSpecification: { alarms: ["errors"] },
    });
  });
});
