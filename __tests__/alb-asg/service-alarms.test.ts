import { AlarmTopic } from "../../src/core";
import { alarmTexts } from "../support/charts";
import { synth } from "../support/synth";
import { ServiceFixture, synthService } from "./fixture";

function withAlarms(overrides = {}) {
  const fixture = new ServiceFixture();
  fixture.service().addAlarms(new AlarmTopic(fixture.stack, "Alarms", { encryptionKey: fixture.key }), overrides);
  return synth(fixture.stack);
}

describe("the alarms of a service", () => {
  test.each([
    ["target5xx", "HTTPCode_Target_5XX_Count", "notBreaching"],
    ["latencyP99", "TargetResponseTime", "notBreaching"],
    ["unhealthyHosts", "UnHealthyHostCount", "notBreaching"],
    ["noHealthyHosts", "HealthyHostCount", "breaching"],
  ])("%s watches %s of its own target group; missing data is %s", (name, metric, missing) => {
    expect(withAlarms().resource("aws_cloudwatch_metric_alarm", `TradingApi_Alarms_${name}`)).toMatchObject({
      namespace: "AWS/ApplicationELB",
      metric_name: metric,
      treat_missing_data: missing,
      dimensions: {
        LoadBalancer: expect.stringMatching(/^\$\{aws_lb\..*\.arn_suffix\}$/),
        TargetGroup: expect.stringMatching(/^\$\{aws_lb_target_group\..*\.arn_suffix\}$/),
      },
    });
  });

  test("say what is wrong and where to look first", () => {
    expect(alarmTexts(withAlarms(), "TradingApi")).toEqual({
      latencyP99: "One request in a hundred takes too long. Look at CPU and at the database first.",
      noHealthyHosts: "No instance is healthy: the service is down. Look at the group's activity, then at an instance's boot log.",
      target5xx: "The service answers with errors. Look at its own logs, then at what it depends on.",
      unhealthyHosts: "Instances fail their health check. The group replaces them; if that doesn't end it, the last release is suspect.",
    });
  });

  // docs/guides/alb-asg.md, "Alarms"; Application Load Balancers guide, "CloudWatch metrics": each AZ of the load balancer reports its hosts, so that
  // the service is down when the maximum of the healthy ones is 0.
  test("are raised as the guide says", () => {
    const stack = withAlarms();
    const alarm = (name: string) => {
      const { statistic, extended_statistic, threshold, evaluation_periods, comparison_operator, period } = stack.resource(
        "aws_cloudwatch_metric_alarm",
        `TradingApi_Alarms_${name}`,
      );
      return [statistic ?? extended_statistic, comparison_operator, threshold, evaluation_periods, period];
    };
    expect(alarm("target5xx")).toEqual(["Sum", "GreaterThanOrEqualToThreshold", 25, 3, 60]);
    expect(alarm("latencyP99")).toEqual(["p99", "GreaterThanOrEqualToThreshold", 1, 5, 60]);
    expect(alarm("unhealthyHosts")).toEqual(["Maximum", "GreaterThanOrEqualToThreshold", 1, 5, 60]);
    expect(alarm("noHealthyHosts")).toEqual(["Maximum", "LessThanThreshold", 1, 2, 60]);
  });

  // Without data, which breaches, until the group has its first instances: the apply waits for those.
  test("on no healthy instance is made once the group has its first ones, and no other alarm waits for them", () => {
    const alarms = withAlarms().resources("aws_cloudwatch_metric_alarm");
    const waiting = Object.entries(alarms).filter(([, { depends_on }]) =>
      depends_on?.some((id: string) => id.startsWith("aws_autoscaling_group.")),
    );
    expect(waiting.map(([id]) => id.replace(/_[0-9A-F]{8}$/, ""))).toEqual(["TradingApi_Alarms_noHealthyHosts"]);
  });

  test("may have other thresholds", () => {
    const stack = withAlarms({ latencyP99: { threshold: 0.25 } });
    expect(stack.resource("aws_cloudwatch_metric_alarm", "TradingApi_Alarms_latencyP99").threshold).toBe(0.25);
  });

  test("on errors and unhealthy instances stop an instance refresh", () => {
    expect(withAlarms().resource("aws_autoscaling_group").instance_refresh.preferences.alarm_specification.alarms).toEqual([
      expect.stringMatching(/^\$\{aws_cloudwatch_metric_alarm\.TradingApi_Alarms_target5xx/),
      expect.stringMatching(/^\$\{aws_cloudwatch_metric_alarm\.TradingApi_Alarms_unhealthyHosts/),
    ]);
  });

  test("leave the other preferences of the instance refresh as they are", () => {
    const { alarm_specification: _, ...others } = withAlarms().resource("aws_autoscaling_group").instance_refresh.preferences;
    expect(others).toEqual(synthService().stack.resource("aws_autoscaling_group").instance_refresh.preferences);
  });

  test("that are left out stop nothing", () => {
    const stack = withAlarms({ target5xx: false, unhealthyHosts: false });
    expect(stack.resource("aws_autoscaling_group").instance_refresh.preferences.alarm_specification).toBeUndefined();
    expect(Object.keys(stack.resources("aws_cloudwatch_metric_alarm"))).toHaveLength(2);
  });
});

describe("the charts of a service", () => {
  test("show it from its requests to its instances", () => {
    const titles = new ServiceFixture()
      .service()
      .dashboardWidgets()
      .map(({ title }) => title);
    expect(titles).toEqual([
      "Requests per instance",
      "Latency in seconds",
      "Errors",
      "Instances",
      "CPU in percent",
      "Healthy and unhealthy",
    ]);
  });

  // Application Load Balancers guide, "CloudWatch metrics"; EC2 Auto Scaling User Guide, "CloudWatch metrics"; EC2 User Guide, "CloudWatch metrics".
  test("are of metrics that AWS publishes", () => {
    const metrics = new ServiceFixture()
      .service()
      .dashboardWidgets()
      .flatMap((widget) => widget.metrics.map(({ namespace, metricName, statistic }) => `${namespace} ${metricName} ${statistic}`));
    expect(metrics).toEqual([
      "AWS/ApplicationELB RequestCountPerTarget Sum",
      "AWS/ApplicationELB TargetResponseTime p50",
      "AWS/ApplicationELB TargetResponseTime p99",
      "AWS/ApplicationELB HTTPCode_Target_5XX_Count Sum",
      "AWS/AutoScaling GroupInServiceInstances Average",
      "AWS/AutoScaling GroupDesiredCapacity Average",
      "AWS/EC2 CPUUtilization Average",
      "AWS/ApplicationELB HealthyHostCount Minimum",
      "AWS/ApplicationELB UnHealthyHostCount Maximum",
    ]);
  });
});
