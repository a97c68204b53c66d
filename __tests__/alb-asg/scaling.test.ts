import { synthService } from "./fixture";

describe("target tracking on requests", () => {
  const policy = () => synthService().stack.resource("aws_autoscaling_policy", "TradingApi_ScaleOnRequests");

  test("holds the plan's requests per target", () => {
    expect(policy()).toMatchObject({
      policy_type: "TargetTrackingScaling",
      target_tracking_configuration: {
        target_value: 4000,
        predefined_metric_specification: { predefined_metric_type: "ALBRequestCountPerTarget" },
      },
    });
  });

  test("is labelled by the load balancer's and the target group's ARN suffix", () => {
    expect(policy().target_tracking_configuration.predefined_metric_specification.resource_label).toMatch(
      /^\$\{aws_lb\..*\.arn_suffix\}\/\$\{aws_lb_target_group\..*\.arn_suffix\}$/,
    );
  });

  test("is created once the target group is behind a listener, without which the label is refused, and of the group", () => {
    expect(policy().depends_on).toEqual([expect.stringMatching(/^aws_autoscaling_attachment\./)]);
  });
});

describe("target tracking on CPU", () => {
  test.each([1, 45, 100])("holds the average that was given: %i percent", (targetCpuPercent) => {
    expect(synthService({ targetCpuPercent }).stack.resource("aws_autoscaling_policy", "TradingApi_ScaleOnCpu")).toMatchObject({
      policy_type: "TargetTrackingScaling",
      target_tracking_configuration: {
        target_value: targetCpuPercent,
        predefined_metric_specification: { predefined_metric_type: "ASGAverageCPUUtilization" },
      },
    });
  });

  test("holds 60 percent by default", () => {
    expect(
      synthService().stack.resource("aws_autoscaling_policy", "TradingApi_ScaleOnCpu").target_tracking_configuration.target_value,
    ).toBe(60);
  });
});
