import { AlarmTopic, EncryptionKey, PlatformDashboard } from "../../src/core";
import { alarmTexts, charts } from "../support/charts";
import { synth, testStack } from "../support/synth";
import { loadBalancer } from "./fixture";

function withAlarms(overrides = {}) {
  const stack = testStack();
  loadBalancer(stack).addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey: new EncryptionKey(stack, "Key") }), overrides);
  return synth(stack);
}

describe("the alarms of a load balancer", () => {
  test.each([
    ["elb5xx", "HTTPCode_ELB_5XX_Count"],
    ["rejectedConnections", "RejectedConnectionCount"],
  ])("%s watches the sum of %s of its own", (name, metric) => {
    expect(withAlarms().resource("aws_cloudwatch_metric_alarm", `LoadBalancer_Alarms_${name}`)).toMatchObject({
      namespace: "AWS/ApplicationELB",
      metric_name: metric,
      statistic: "Sum",
      treat_missing_data: "notBreaching",
      dimensions: { LoadBalancer: expect.stringMatching(/^\$\{aws_lb\..*\.arn_suffix\}$/) },
    });
  });

  // docs/guides/alb-asg.md, "Alarms".
  test("are raised as the guide says", () => {
    const alarm = (name: string) => withAlarms().resource("aws_cloudwatch_metric_alarm", `LoadBalancer_Alarms_${name}`);
    const errors = { threshold: 25, period: 60, evaluation_periods: 3, comparison_operator: "GreaterThanOrEqualToThreshold" };
    expect(alarm("elb5xx")).toMatchObject(errors);
    expect(alarm("rejectedConnections")).toMatchObject({ ...errors, threshold: 1, evaluation_periods: 1 });
  });

  // ALB User Guide, "Troubleshoot your Application Load Balancers", HTTP 502, 503 and 504: without a healthy target, requests go to all of them.
  test("say what is wrong and where to look first", () => {
    expect(alarmTexts(withAlarms(), "LoadBalancer")).toEqual({
      certificateExpiring:
        "The certificate expires within 30 days, and hasn't been renewed. Look at its renewal status in ACM: whether its validation records are there, and whether it is in use.",
      elb5xx:
        "The load balancer answers with errors of its own: no target is registered, or targets close connections or take too long. Look at the services first.",
      rejectedConnections:
        "The load balancer has more connections than it can hold. Ask AWS for reserved capacity, or shorten the idle timeout.",
    });
  });

  // ACM User Guide, "Supported CloudWatch metrics": reported in the certificate's region, which is the load balancer's.
  test("certificateExpiring watches the days to expiry of the listener's default certificate, in the region of both", () => {
    const alarm = withAlarms().resource("aws_cloudwatch_metric_alarm", "LoadBalancer_Alarms_certificateExpiring");
    expect(alarm).toMatchObject({
      namespace: "AWS/CertificateManager",
      metric_name: "DaysToExpiry",
      dimensions: { CertificateArn: expect.stringMatching(/^\$\{aws_acm_certificate_validation\.LoadBalancer_/) },
      threshold: 30,
      comparison_operator: "LessThanOrEqualToThreshold",
      treat_missing_data: "ignore",
    });
    expect(alarm.provider).toBeUndefined();
  });

  test("may have other thresholds", () => {
    const stack = withAlarms({ elb5xx: { threshold: 5 } });
    expect(stack.resource("aws_cloudwatch_metric_alarm", "LoadBalancer_Alarms_elb5xx").threshold).toBe(5);
  });
});

describe("the charts of a load balancer", () => {
  // Application Load Balancers guide, "CloudWatch metrics for your Application Load Balancer": the metrics, and the statistic that each is useful with.
  test("show requests, errors and connections", () => {
    expect(charts(loadBalancer(testStack()))).toEqual([
      "Requests: Sum of AWS/ApplicationELB RequestCount",
      "Errors: Sum of AWS/ApplicationELB HTTPCode_ELB_5XX_Count, Sum of AWS/ApplicationELB HTTPCode_Target_5XX_Count",
      "Connections: Sum of AWS/ApplicationELB ActiveConnectionCount, Sum of AWS/ApplicationELB RejectedConnectionCount",
    ]);
  });

  test("are in the platform's dashboard", () => {
    const stack = testStack();
    const origin = loadBalancer(stack);
    new PlatformDashboard(stack, "Dashboard", { sources: [origin] });
    expect(origin.dashboardLayer).toBe("loadBalancer");
    expect(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body).toContain("HTTPCode_ELB_5XX_Count");
  });
});
