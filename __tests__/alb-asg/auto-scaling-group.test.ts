import { Tags } from "../../src/core";
import { messageOf, synth } from "../support/synth";
import { ServiceFixture, synthService } from "./fixture";

describe("the Auto Scaling group", () => {
  test("is in the private subnets of every AZ", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").vpc_zone_identifier).toEqual([
      "subnet-private-eu-central-1a",
      "subnet-private-eu-central-1b",
      "subnet-private-eu-central-1c",
    ]);
  });

  test("has the plan's minimum and maximum size", () => {
    expect(synthService().stack.resource("aws_autoscaling_group")).toMatchObject({ min_size: 9, max_size: 18 });
  });

  test("leaves its desired capacity to the scaling policies", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").lifecycle.ignore_changes).toContain("desired_capacity");
  });

  // Amazon EC2 Auto Scaling User Guide, "CloudWatch metrics for Amazon EC2 Auto Scaling": group metrics.
  test("reports its sizes and its instances in each state", () => {
    expect([...synthService().stack.resource("aws_autoscaling_group").enabled_metrics].sort()).toEqual([
      "GroupDesiredCapacity",
      "GroupInServiceInstances",
      "GroupMaxSize",
      "GroupMinSize",
      "GroupPendingInstances",
      "GroupTerminatingInstances",
      "GroupTotalInstances",
    ]);
  });

  test("is named by a prefix", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").name_prefix).toBe("trading-test-TradingApi-");
  });

  // https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle: create_before_destroy is applied to all dependencies of a resource.
  test("doesn't make Terraform create what it depends on, such as a bucket with a name of its own, before the old one is destroyed", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").lifecycle).not.toHaveProperty("create_before_destroy");
  });

  test("replaces instances that fail the health check of Elastic Load Balancing", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").health_check_type).toBe("ELB");
  });

  // EC2 Auto Scaling User Guide, "Set the health check grace period": 300 seconds in the console.
  test("has a health check grace period of 300 seconds where a runtime is installed at boot", () => {
    const { stack } = synthService({ runtime: "nodejs24", command: "/opt/run" });
    expect(stack.resource("aws_autoscaling_group").health_check_grace_period).toBe(300);
  });

  test.each([0, 90, 7200])("has a health check grace period of %i seconds", (healthCheckGraceSeconds) => {
    const { stack, service } = synthService({ healthCheckGraceSeconds });
    expect(stack.resource("aws_autoscaling_group").health_check_grace_period).toBe(healthCheckGraceSeconds);
    expect(service.healthCheckGraceSeconds).toBe(healthCheckGraceSeconds);
  });

  test.each([0, 60, 3600])("has a default instance warmup of %i seconds", (instanceWarmupSeconds) => {
    const { stack, service } = synthService({ instanceWarmupSeconds });
    expect(stack.resource("aws_autoscaling_group").default_instance_warmup).toBe(instanceWarmupSeconds);
    expect(service.instanceWarmupSeconds).toBe(instanceWarmupSeconds);
  });

  test("has grace period and warmup of 120 seconds by default", () => {
    expect(synthService().stack.resource("aws_autoscaling_group")).toMatchObject({
      health_check_grace_period: 120,
      default_instance_warmup: 120,
    });
  });

  test("has no maximum instance lifetime by default", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").max_instance_lifetime).toBeUndefined();
  });

  test("has the maximum instance lifetime that was given, in seconds", () => {
    expect(synthService({ maxInstanceLifetimeDays: 30 }).stack.resource("aws_autoscaling_group").max_instance_lifetime).toBe(2_592_000);
  });

  test("uses the launch template's latest version by its number, which starts an instance refresh", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").launch_template.version).toMatch(
      /^\$\{aws_launch_template\..*\.latest_version\}$/,
    );
  });

  test("is created after the role's permissions, the listener rule and the release", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").depends_on).toEqual([
      expect.stringMatching(/^aws_iam_role_policy\.TradingApi_Role_Grants/),
      expect.stringMatching(/^aws_lb_listener_rule\.TradingApi/),
      expect.stringMatching(/^aws_s3_object\.Release/),
    ]);
  });

  test("names its instances by the service's path", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").tag).toEqual([
      { key: "Name", value: "trading-test/TradingApi", propagate_at_launch: true },
    ]);
  });

  test("propagates the stack's tags to its instances", () => {
    const fixture = new ServiceFixture();
    fixture.service();
    Tags.of(fixture.stack).add("team", "trading");
    const tag = { key: "team", value: "trading", propagate_at_launch: true };
    expect(synth(fixture.stack).resource("aws_autoscaling_group").tag).toContainEqual(tag);
  });
});

// https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/autoscaling_group#waiting-for-capacity
describe("the creation of the Auto Scaling group", () => {
  test("fails unless the plan's minimum of instances passes the load balancer's health check within 10 minutes", () => {
    const group = synthService().stack.resource("aws_autoscaling_group");
    expect(group.min_elb_capacity).toBe(group.min_size);
    expect(group.wait_for_capacity_timeout).toBe("10m");
  });

  test("waits as long as was given", () => {
    const { stack, service } = synthService({ capacityTimeoutMinutes: 25 });
    expect(stack.resource("aws_autoscaling_group").wait_for_capacity_timeout).toBe("25m");
    expect(service.capacityTimeoutMinutes).toBe(25);
  });

  test("waits for no instance where the minimum is none", () => {
    const { stack } = synthService({ capacity: { minCapacity: 0, maxCapacity: 2, targetRequestsPerMinute: 4000 } });
    expect(stack.resource("aws_autoscaling_group").min_elb_capacity).toBeUndefined();
  });

  // The provider waits for exactly this number at each update of the minimum; scaling policies change the number of instances meanwhile.
  test("doesn't make updates wait for an exact number of healthy instances", () => {
    expect(synthService().stack.resource("aws_autoscaling_group").wait_for_elb_capacity).toBeUndefined();
  });

  test.each([-1, 121])("can't wait for %i minutes", (capacityTimeoutMinutes) => {
    expect(messageOf(() => synthService({ capacityTimeoutMinutes }))).toBe(
      "trading-test/TradingApi: invalid input\n" +
        `  - capacityTimeoutMinutes: must be a whole number from 0 to 120 minutes; received ${capacityTimeoutMinutes}. Give a value from 0 to 120.`,
    );
  });
});
