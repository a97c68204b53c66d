import { AlarmTopic, EncryptionKey, PlatformDashboard } from "../../src/core";
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
  test("elb5xx says what a load balancer answers by itself to", () => {
    expect(withAlarms().resource("aws_cloudwatch_metric_alarm", "LoadBalancer_Alarms_elb5xx").alarm_description).toBe(
      "The load balancer answers with errors of its own: no target is registered, or targets close connections or take too long. Look at the services first.",
    );
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
  test("show requests, errors and connections", () => {
    expect(
      loadBalancer(testStack())
        .dashboardWidgets()
        .map(({ title }) => title),
    ).toEqual(["Requests", "Errors", "Connections"]);
  });

  test("are in the platform's dashboard", () => {
    const stack = testStack();
    const origin = loadBalancer(stack);
    new PlatformDashboard(stack, "Dashboard", { sources: [origin] });
    expect(origin.dashboardLayer).toBe("loadBalancer");
    expect(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body).toContain("HTTPCode_ELB_5XX_Count");
  });
});
