import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Construct } from "constructs";
import { AlarmDefinition, AlarmTopic, EncryptionKey, PlatformDashboard } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { ACCOUNT_ID, messageOf, statements, synth, testStack } from "../support/synth";

const CPU: AlarmDefinition = {
  metric: { namespace: "AWS/RDS", metricName: "CPUUtilization", dimensions: { DBClusterIdentifier: "db" }, statistic: "Average" },
  description: "The database is out of CPU",
  threshold: 80,
  missingData: "breaching",
};
const LATENCY: AlarmDefinition = {
  ...CPU,
  metric: { ...CPU.metric, metricName: "TargetResponseTime", statistic: "p99", periodSeconds: 300, unit: "Seconds" },
  comparison: "<",
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
};
const TOPIC = { topicArn: "arn:aws:sns:eu-central-1:111122223333:alarms" };

describe("AlarmTopic", () => {
  test("is encrypted by a key that CloudWatch may use", () => {
    const stack = testStack();
    const key = new EncryptionKey(stack, "Key");
    new AlarmTopic(stack, "Topic", { encryptionKey: key });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_sns_topic").kms_master_key_id).toContain("aws_kms_key.Key");
    expect(synthesized.resource("aws_kms_key").policy).toContain("cloudwatch.amazonaws.com");
  });

  test("admits this account's alarms alone, over TLS alone", () => {
    const stack = testStack();
    new AlarmTopic(stack, "Topic", { encryptionKey: new EncryptionKey(stack, "Key") });
    expect(statements(synth(stack).resource("aws_sns_topic_policy").policy)).toMatchObject([
      {
        Sid: "Alarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT_ID } },
      },
      { Sid: "TlsOnly", Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ]);
  });

  test("sends mail to the addresses given, in the region of the provider given", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    new AlarmTopic(stack, "Topic", { encryptionKey: new EncryptionKey(stack, "Key"), emails: ["ops@example.com"], provider });
    const synthesized = synth(stack);
    expect(synthesized.resource("aws_sns_topic_subscription")).toMatchObject({
      protocol: "email",
      endpoint: "ops@example.com",
      provider: "aws.global",
    });
    expect(synthesized.resource("aws_sns_topic").provider).toBe("aws.global");
  });

  test("that exists already is taken by its ARN", () => {
    expect(AlarmTopic.fromArn(testStack(), "Topic", TOPIC.topicArn)).toEqual(TOPIC);
  });

  test("refuses an ARN that is no topic's", () => {
    expect(messageOf(() => AlarmTopic.fromArn(testStack(), "Topic", "alarms"))).toBe(
      'trading-test/Topic: invalid input\n  - topicArn: must be a topic\'s ARN; received "alarms". Write it as "arn:aws:sns:eu-central-1:111122223333:alarms".',
    );
  });
});

describe("alarms of a module", () => {
  function alarms(overrides = {}) {
    const stack = testStack();
    const module = new Construct(stack, "Database");
    createAlarms(module, TOPIC, { cpu: CPU, latency: LATENCY }, overrides);
    return synth(stack).resources("aws_cloudwatch_metric_alarm");
  }

  test("are named by their path and notify when they start and end", () => {
    const [cpu] = Object.values(alarms());
    expect(cpu).toMatchObject({
      alarm_name: "trading-test-Database-cpu",
      alarm_description: "The database is out of CPU",
      alarm_actions: [TOPIC.topicArn],
      ok_actions: [TOPIC.topicArn],
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 80,
      period: 60,
      evaluation_periods: 5,
      datapoints_to_alarm: 5,
      statistic: "Average",
      treat_missing_data: "breaching",
      dimensions: { DBClusterIdentifier: "db" },
    });
  });

  test("take percentiles as extended statistics", () => {
    const latency = Object.values(alarms())[1]!;
    expect(latency).toMatchObject({
      extended_statistic: "p99",
      comparison_operator: "LessThanThreshold",
      period: 300,
      unit: "Seconds",
      evaluation_periods: 3,
      datapoints_to_alarm: 2,
    });
    expect(latency.statistic).toBeUndefined();
  });

  test("can be changed leaf by leaf, or left out", () => {
    const changed = Object.values(alarms({ cpu: { threshold: 95 }, latency: false }));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatchObject({ threshold: 95, evaluation_periods: 5 });
  });

  test("refuse an override of an alarm that doesn't exist", () => {
    expect(messageOf(() => alarms({ memory: false }))).toBe(
      'trading-test/Database: invalid input\n  - overrides: must name an alarm of this module; received "memory". Use one of cpu, latency.',
    );
  });
});

describe("PlatformDashboard", () => {
  const source = (layer: "edge" | "database" | "cache", title: string, charts: number, region?: string) => ({
    dashboardLayer: layer,
    dashboardTitle: title,
    dashboardWidgets: () =>
      Array.from({ length: charts }, (_, index) => ({ title: `${title} ${index}`, metrics: [{ ...CPU.metric, label: "CPU" }], region })),
  });

  test("shows the modules from the outside in, whatever order they come in", () => {
    const stack = testStack();
    new PlatformDashboard(stack, "Dashboard", {
      sources: [source("cache", "Cache", 1), source("edge", "Edge", 4, "us-east-1"), source("database", "Database", 1)],
    });
    const dashboard = synth(stack).resource("aws_cloudwatch_dashboard");
    const { widgets } = JSON.parse(dashboard.dashboard_body);
    expect(dashboard.dashboard_name).toBe("trading-test-Dashboard");
    expect(
      widgets
        .filter((widget: { type: string }) => widget.type === "text")
        .map((widget: { properties: { markdown: string } }) => widget.properties.markdown),
    ).toEqual(["## Edge", "## Database", "## Cache"]);
  });

  test("places three charts in a row, none over another, each with its region", () => {
    const stack = testStack();
    new PlatformDashboard(stack, "Dashboard", {
      sources: [source("edge", "Edge", 4, "us-east-1"), source("cache", "Cache", 1)],
      dashboardName: "platform",
    });
    const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
    expect(widgets.map(({ x, y }: { x: number; y: number }) => [x, y])).toEqual([
      [0, 0],
      [0, 1],
      [8, 1],
      [16, 1],
      [0, 7],
      [0, 13],
      [0, 14],
    ]);
    expect(widgets[1].properties).toEqual({
      title: "Edge 0",
      view: "timeSeries",
      region: "us-east-1",
      metrics: [["AWS/RDS", "CPUUtilization", "DBClusterIdentifier", "db", { stat: "Average", period: 60, label: "CPU" }]],
    });
    expect(widgets[6].properties.region).toBe("eu-central-1");
  });
});
