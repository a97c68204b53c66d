import { messageOf } from "../support/synth";
import { ServiceFixture, synthService } from "./fixture";

const targetGroup = (props: Parameters<typeof synthService>[0]) => synthService(props).stack.resource("aws_lb_target_group");

describe("the health check of a target group", () => {
  test("has the interval, timeout and thresholds that it was given", () => {
    const props = { healthCheckIntervalSeconds: 30, healthCheckTimeoutSeconds: 20, healthyThreshold: 3, unhealthyThreshold: 5 };
    expect(targetGroup(props).health_check).toMatchObject({ interval: 30, timeout: 20, healthy_threshold: 3, unhealthy_threshold: 5 });
  });
});

// Application Load Balancers guide, "Target group health": the threshold of DNS failover is not below that of routing failover, whose default is one target.
describe("the health of a target group", () => {
  // API reference, TargetGroupAttribute: the defaults. Without the block the provider would leave a minimum that is taken away.
  test("is AWS's default, one healthy target, unless a minimum is given", () => {
    const one = { minimum_healthy_targets_percentage: "off" };
    expect(targetGroup({}).target_group_health).toEqual({
      dns_failover: { ...one, minimum_healthy_targets_count: "1" },
      unhealthy_state_routing: { ...one, minimum_healthy_targets_count: 1 },
    });
  });

  test("takes an AZ out of DNS where less than a percentage of its targets is healthy", () => {
    expect(targetGroup({ minimumHealthyTargets: { percent: 50 } }).target_group_health).toEqual({
      dns_failover: { minimum_healthy_targets_count: "1", minimum_healthy_targets_percentage: "50" },
      unhealthy_state_routing: { minimum_healthy_targets_count: 1, minimum_healthy_targets_percentage: "off" },
    });
  });

  test("takes an AZ out of DNS where it has less healthy targets than a count", () => {
    expect(targetGroup({ minimumHealthyTargets: { count: 2 } }).target_group_health.dns_failover).toEqual({
      minimum_healthy_targets_count: "2",
      minimum_healthy_targets_percentage: "off",
    });
  });
});

// Elastic Load Balancing API reference, CreateTargetGroup.
describe("AutoScalingService raises a ValidationError for", () => {
  test.each<[string, object, string[]]>([
    [
      "a health check that target groups don't have",
      { healthCheckIntervalSeconds: 4, healthCheckTimeoutSeconds: 1, healthyThreshold: 1, unhealthyThreshold: 11 },
      [
        "healthCheckIntervalSeconds: must be a whole number from 5 to 300 seconds; received 4. Give a value from 5 to 300.",
        "healthCheckTimeoutSeconds: must be a whole number from 2 to 120 seconds; received 1. Give a value from 2 to 120.",
        "healthyThreshold: must be a whole number from 2 to 10; received 1. Give a value from 2 to 10.",
        "unhealthyThreshold: must be a whole number from 2 to 10; received 11. Give a value from 2 to 10.",
      ],
    ],
    [
      "a health check that begins before the last one ends",
      { healthCheckIntervalSeconds: 5 },
      ["healthCheckTimeoutSeconds: must be less than healthCheckIntervalSeconds; received [5,5]. Shorten it, or check less often."],
    ],
    [
      "a minimum of nothing",
      { minimumHealthyTargets: {} },
      ["minimumHealthyTargets: must have a count or a percent; received {}. Write it as { percent: 50 }."],
    ],
    [
      "a minimum that no target group has",
      { minimumHealthyTargets: { count: 1001, percent: 0 } },
      [
        "minimumHealthyTargets.count: must be a whole number from 1 to 1000 instances; received 1001. Give a value from 1 to 1000.",
        "minimumHealthyTargets.percent: must be a whole number from 1 to 100 percent; received 0. Give a value from 1 to 100.",
      ],
    ],
  ])("%s", (_, props, violations) => {
    const message = messageOf(() => new ServiceFixture().service(props));
    expect(message.split("\n").slice(1)).toEqual(violations.map((violation) => `  - ${violation}`));
  });
});
