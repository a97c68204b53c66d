import { EdgeAlarm } from "../../modules/edge";
import { AlarmOverrides } from "../../src/core";
import { synth } from "../support/synth";
import { makeEdge } from "./fixture";

const TOPIC = { topicArn: "arn:aws:sns:us-east-1:111122223333:alarms" };

/** The alarms by the names of their metrics. */
function alarms(overrides?: AlarmOverrides<EdgeAlarm>): Record<string, Record<string, any>> {
  const { edge, stack } = makeEdge();
  edge.addAlarms(TOPIC, overrides);
  return Object.fromEntries(
    Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm")).map((alarm) => [alarm.metric_name, alarm]),
  );
}

describe("the alarms of an edge", () => {
  const recommended = alarms();

  test("watch errors, reachability, blocked requests and the certificate", () => {
    expect(Object.keys(recommended).sort()).toEqual([
      "4xxErrorRate",
      "5xxErrorRate",
      "BlockedRequests",
      "DaysToExpiry",
      "HealthCheckStatus",
    ]);
  });

  test.each([
    ["5xxErrorRate", "Average", 1, 5],
    ["4xxErrorRate", "Average", 25, 10],
    ["BlockedRequests", "Sum", 1000, 5],
  ])("go to ALARM for %s: %s at %i, over %i minutes", (metric, statistic, threshold, periods) => {
    expect(recommended[metric]).toMatchObject({
      statistic,
      threshold,
      evaluation_periods: periods,
      datapoints_to_alarm: periods,
      period: 60,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      treat_missing_data: "notBreaching",
    });
  });

  test("say what is wrong and where to look first", () => {
    const texts = Object.entries(recommended).map(([metric, { alarm_description }]) => [metric, alarm_description]);
    expect(Object.fromEntries(texts)).toEqual({
      BlockedRequests: "The web ACL refuses many requests: an attack, or a client that a rule mistakes for one. Look at its log.",
      DaysToExpiry:
        "The certificate expires within 30 days, and hasn't been renewed. Look at its renewal status in ACM: whether its validation records are there, and whether it is in use.",
      "4xxErrorRate": "Many requests are refused. Look at the web ACL's log, and at links that lead nowhere since the last release.",
      "5xxErrorRate":
        "Viewers get errors. Look at the load balancer next: whether it has healthy targets, and whether CloudFront reaches it.",
      HealthCheckStatus: "The site can't be reached from several places of the world.",
    });
  });

  test("are in us-east-1, where the metrics are", () => {
    for (const { provider } of Object.values(recommended)) expect(provider).toBe("aws.global");
  });

  test("of the distribution have the dimensions that CloudFront reports", () => {
    for (const metric of ["4xxErrorRate", "5xxErrorRate"]) {
      expect(recommended[metric]).toMatchObject({
        namespace: "AWS/CloudFront",
        dimensions: { DistributionId: expect.stringContaining("aws_cloudfront_distribution.Edge"), Region: "Global" },
      });
    }
  });

  test("of the web ACL have the dimensions that AWS WAF reports for CloudFront", () => {
    expect(recommended.BlockedRequests).toMatchObject({
      namespace: "AWS/WAFV2",
      dimensions: { WebACL: expect.stringContaining("aws_wafv2_web_acl.Edge"), Rule: "ALL" },
    });
  });

  test("of the health check go to ALARM below 1 for three minutes, and without data", () => {
    expect(recommended.HealthCheckStatus).toMatchObject({
      namespace: "AWS/Route53",
      dimensions: { HealthCheckId: expect.stringContaining("aws_route53_health_check.Edge") },
      statistic: "Minimum",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      evaluation_periods: 3,
      datapoints_to_alarm: 3,
      treat_missing_data: "breaching",
    });
  });

  // ACM User Guide, "Supported CloudWatch metrics".
  test("of the certificate have the one that viewers get: that of the edge, or the one given", () => {
    expect(recommended.DaysToExpiry).toMatchObject({
      namespace: "AWS/CertificateManager",
      dimensions: { CertificateArn: expect.stringContaining("aws_acm_certificate_validation.Edge") },
    });
    const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/0d3c";
    const { edge, stack } = makeEdge({ certificate: { certificateArn } });
    edge.addAlarms(TOPIC);
    expect(synth(stack).resource("aws_cloudwatch_metric_alarm", "Edge_Alarms_certificateExpiring").dimensions).toEqual({
      CertificateArn: certificateArn,
    });
  });

  test("can be left out one by one", () => expect(Object.keys(alarms({ errors4xx: false }))).not.toContain("4xxErrorRate"));

  test("can have another threshold", () => expect(alarms({ errors5xx: { threshold: 5 } })["5xxErrorRate"]!.threshold).toBe(5));
});

describe("the charts of an edge", () => {
  const { edge } = makeEdge();
  const widgets = edge.dashboardWidgets();

  test("are read from us-east-1", () => {
    expect(widgets.map(({ region }) => region)).toEqual(["us-east-1", "us-east-1", "us-east-1"]);
  });

  // CloudFront Developer Guide, "Types of metrics for CloudFront"; Route 53 Developer Guide, "Monitoring health checks using CloudWatch";
  // AWS WAF Developer Guide, "Metrics and dimensions": each with a statistic that the page lists.
  test.each([
    ["Requests", [["AWS/CloudFront", "Requests", "Sum"]]],
    [
      "Errors in percent",
      [
        ["AWS/CloudFront", "4xxErrorRate", "Average"],
        ["AWS/CloudFront", "5xxErrorRate", "Average"],
      ],
    ],
    [
      "Health, and requests refused",
      [
        ["AWS/Route53", "HealthCheckStatus", "Minimum"],
        ["AWS/WAFV2", "BlockedRequests", "Sum"],
      ],
    ],
  ])("show %s", (title, metrics) => {
    const chart = widgets.find((widget) => widget.title === title)!;
    expect(chart.metrics.map(({ namespace, metricName, statistic }) => [namespace, metricName, statistic])).toEqual(metrics);
  });
});
