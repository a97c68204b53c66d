import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AlarmDefinition } from "../../src/core/alarm";
import { createAlarms } from "../../src/internal/create-alarms";
import { messageOf, synth, testStack } from "../support/synth";

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

describe("createAlarms", () => {
  function alarms(overrides = {}) {
    const stack = testStack();
    const module = new Construct(stack, "Database");
    createAlarms(module, TOPIC, { cpu: CPU, latency: LATENCY }, overrides);
    return synth(stack).resources("aws_cloudwatch_metric_alarm");
  }

  /** What is said of a number of periods out of its range. */
  const refusal = (setting: string, most: number, received: number) =>
    `trading-test/Database: invalid input\n  - overrides.cpu.${setting}: must be a whole number from 1 to ${most} periods; received ${received}. Give a value from 1 to ${most}.`;

  test("are named by their path and notify when they go to ALARM and when they are OK again", () => {
    const [cpu] = Object.values(alarms());
    expect(cpu).toMatchObject({
      namespace: "AWS/RDS",
      metric_name: "CPUUtilization",
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

  // CloudWatch API Reference, PutMetricAlarm: ComparisonOperator, of alarms with a static threshold.
  test.each([
    [">", "GreaterThanThreshold"],
    [">=", "GreaterThanOrEqualToThreshold"],
    ["<", "LessThanThreshold"],
    ["<=", "LessThanOrEqualToThreshold"],
  ] as const)("compare by %s as %s", (comparison, operator) => {
    const stack = testStack();
    createAlarms(new Construct(stack, "Database"), TOPIC, { cpu: { ...CPU, comparison } });
    expect(synth(stack).resource("aws_cloudwatch_metric_alarm").comparison_operator).toBe(operator);
  });

  // CloudWatch API Reference, PutMetricAlarm: AlarmName.
  test("have names of at most 255 characters, with the underscores of their paths", () => {
    const stack = testStack();
    createAlarms(new Construct(stack, `Order_Books${"x".repeat(300)}`), TOPIC, { cpu: CPU });
    expect(synth(stack).resource("aws_cloudwatch_metric_alarm").alarm_name).toMatch(/^trading-test-Order_Booksx[\w-]{230}$/);
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

  // CloudWatch API Reference, MetricDataQuery and PutMetricAlarm: one query returns data, and the alarm has no metric of its own.
  test("compute a percentage by metric math", () => {
    const stack = testStack();
    const whole = ["Accepted", "Refused"].map((metricName) => ({ ...LATENCY.metric, metricName, statistic: "Sum" }));
    createAlarms(new Construct(stack, "Database"), TOPIC, { share: { ...LATENCY, percentOf: whole } });
    const alarm = synth(stack).resource("aws_cloudwatch_metric_alarm");
    const part = { namespace: "AWS/RDS", dimensions: { DBClusterIdentifier: "db" }, unit: "Seconds", period: 300 };
    expect(alarm.metric_query).toEqual([
      { id: "percentage", expression: "100 * part / (whole1 + whole2)", label: "TargetResponseTime in percent", return_data: true },
      { id: "part", metric: { ...part, metric_name: "TargetResponseTime", stat: "p99" } },
      { id: "whole1", metric: { ...part, metric_name: "Accepted", stat: "Sum" } },
      { id: "whole2", metric: { ...part, metric_name: "Refused", stat: "Sum" } },
    ]);
    const ofOneMetric = ["namespace", "metric_name", "dimensions", "statistic", "extended_statistic", "unit", "period"];
    expect(ofOneMetric.filter((argument) => argument in alarm)).toEqual([]);
    expect(alarm).toMatchObject({ threshold: 80, comparison_operator: "LessThanThreshold", evaluation_periods: 3, datapoints_to_alarm: 2 });
  });

  // CloudWatch User Guide, "Query components and syntax in CloudWatch Metrics Insights": functions, SCHEMA, tag.keyName, label values in single quotes.
  test.each([
    ["Average", "AVG"],
    ["Maximum", "MAX"],
    ["Minimum", "MIN"],
    ["SampleCount", "COUNT"],
    ["Sum", "SUM"],
  ])("of resources with a tag query the %s as %s", (statistic, queried) => {
    const stack = testStack();
    const watched = { dimensions: ["DBInstanceIdentifier"], tag: { key: "Database", value: "orders" } };
    createAlarms(new Construct(stack, "Database"), TOPIC, { cpu: { ...CPU, metric: { ...CPU.metric, statistic }, watched } });
    const alarm = synth(stack).resource("aws_cloudwatch_metric_alarm");
    const expression = `SELECT ${queried}(CPUUtilization) FROM SCHEMA("AWS/RDS", DBInstanceIdentifier) WHERE tag.Database = 'orders'`;
    expect(alarm.metric_query).toEqual([{ id: "watched", expression, period: 60, return_data: true }]);
    const ofOneMetric = ["namespace", "metric_name", "dimensions", "statistic", "extended_statistic", "unit", "period"];
    expect(ofOneMetric.filter((argument) => argument in alarm)).toEqual([]);
  });

  // CloudWatch User Guide, "Create a CloudWatch alarm based on a Metrics Insights query": GROUP BY and ORDER BY, for each time series by itself.
  test.each([
    [">", "MAX() DESC"],
    [">=", "MAX() DESC"],
    ["<", "MIN() ASC"],
    ["<=", "MIN() ASC"],
  ] as const)("of each resource by itself that is %s the threshold begin with the one that is closest to it", (comparison, order) => {
    const stack = testStack();
    const watched = { dimensions: ["DBInstanceIdentifier"], tag: { key: "Database", value: "orders" }, each: "DBInstanceIdentifier" };
    createAlarms(new Construct(stack, "Database"), TOPIC, { cpu: { ...CPU, comparison, watched } });
    const [query] = synth(stack).resource("aws_cloudwatch_metric_alarm").metric_query;
    expect(query.expression).toMatch(/ WHERE tag\.Database = 'orders' GROUP BY DBInstanceIdentifier ORDER BY /);
    expect(query.expression.endsWith(` ORDER BY ${order}`)).toBe(true);
  });

  // The same page: only the latest three hours of data are evaluated.
  test.each([
    [60, 180],
    [300, 36],
  ])("of resources with a tag look at three hours of periods of %i seconds, which are %i", (periodSeconds, most) => {
    const watched = { dimensions: ["DBInstanceIdentifier"], tag: { key: "Database", value: "orders" } };
    const made = (evaluationPeriods: number) => {
      const definition = { ...CPU, metric: { ...CPU.metric, periodSeconds }, watched };
      return createAlarms(new Construct(testStack(), "Database"), TOPIC, { cpu: definition }, { cpu: { evaluationPeriods } });
    };
    expect(made(most).cpu!.evaluationPeriodsInput).toBe(most);
    expect(messageOf(() => made(most + 1))).toBe(refusal("evaluationPeriods", most, most + 1));
  });

  test("can be changed leaf by leaf, or left out", () => {
    const changed = Object.values(alarms({ cpu: { threshold: 95 }, latency: false }));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatchObject({ threshold: 95, evaluation_periods: 5 });
  });

  test("can be changed in every setting", () => {
    const settings = { threshold: 95, evaluationPeriods: 4, datapointsToAlarm: 3, missingData: "ignore" };
    expect(Object.values(alarms({ cpu: settings }))[0]).toMatchObject({
      threshold: 95,
      evaluation_periods: 4,
      datapoints_to_alarm: 3,
      treat_missing_data: "ignore",
    });
  });

  // CloudWatch User Guide, "Evaluating an alarm": M out of N.
  test("of fewer periods than recommended go to ALARM when all of them breach", () => {
    expect(Object.values(alarms({ latency: { evaluationPeriods: 1 } }))[1]).toMatchObject({
      evaluation_periods: 1,
      datapoints_to_alarm: 1,
    });
    expect(Object.values(alarms({ latency: { evaluationPeriods: 9 } }))[1]).toMatchObject({
      evaluation_periods: 9,
      datapoints_to_alarm: 2,
    });
  });

  // RDS User Guide, "Amazon CloudWatch metrics": CPUUtilization is in percent.
  test("of percentages take no threshold that the metric can't reach", () => {
    expect(messageOf(() => alarms({ cpu: { threshold: 150 } }))).toBe(
      "trading-test/Database: invalid input\n  - overrides.cpu.threshold: must be a percentage, 0 to 100: the metric takes no other value; received 150. " +
        "Write 80 for 80 percent.",
    );
    expect(() => alarms({ cpu: { threshold: 100 } })).not.toThrow();
  });

  test("of percentages take no share of 1", () => {
    expect(messageOf(() => alarms({ cpu: { threshold: 0.8 } }))).toBe(
      "trading-test/Database: invalid input\n  - overrides.cpu.threshold: must be in percent, as the metric is, and not a share of 1; received 0.8. " +
        "Write 80 for that many percent.",
    );
    expect(() => alarms({ cpu: { threshold: 1 } })).not.toThrow();
    expect(() => alarms({ cpu: { threshold: 0 } })).not.toThrow();
  });

  test("of other metrics take any threshold", () => {
    expect(() => alarms({ latency: { threshold: 150 } })).not.toThrow();
    expect(() => alarms({ latency: { threshold: 0.8 } })).not.toThrow();
  });

  test("go to ALARM by no more data points than periods, also by those that are recommended", () => {
    expect(messageOf(() => alarms({ latency: { datapointsToAlarm: 4 } }))).toBe(
      "trading-test/Database: invalid input\n  - overrides.latency.datapointsToAlarm: must be a whole number from 1 to 3 periods; received 4. Give a value from 1 to 3.",
    );
    expect(messageOf(() => alarms({ cpu: { datapointsToAlarm: 6 } }))).toBe(refusal("datapointsToAlarm", 5, 6));
  });

  // CloudWatch API Reference, PutMetricAlarm, Period: a day altogether, a week where a period is an hour or longer.
  test.each([
    [60, 1440],
    [300, 288],
    [3540, 24],
    [3600, 168],
    [86_400, 7],
  ])("of %i seconds look at %i periods at most", (periodSeconds, most) => {
    const made = (evaluationPeriods: number) => {
      const definition = { ...CPU, metric: { ...CPU.metric, periodSeconds } };
      return createAlarms(new Construct(testStack(), "Database"), TOPIC, { cpu: definition }, { cpu: { evaluationPeriods } });
    };
    expect(made(most).cpu!.evaluationPeriodsInput).toBe(most);
    expect(messageOf(() => made(most + 1))).toBe(refusal("evaluationPeriods", most, most + 1));
    expect(messageOf(() => made(0))).toBe(refusal("evaluationPeriods", most, 0));
  });

  // CloudWatch User Guide, "Using Amazon CloudWatch alarms": the topic is in the alarm's region.
  test("notify topics of their own region alone", () => {
    const topic = { topicArn: "arn:aws:sns:us-east-1:111122223333:alarms", region: "us-east-1" };
    expect(messageOf(() => createAlarms(new Construct(testStack(), "Database"), topic, { cpu: CPU }))).toBe(
      'trading-test/Database: invalid input\n  - topic: must be a topic in eu-central-1, where these metrics are: an alarm notifies topics of its own region alone; received "us-east-1". Make an AlarmTopic with a provider of eu-central-1, and a key there.',
    );
  });

  test("of another region are made by its provider, and notify topics there", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    const topic = { topicArn: "arn:aws:sns:us-east-1:111122223333:alarms", region: "us-east-1" };
    createAlarms(new Construct(stack, "Edge"), topic, { cpu: CPU }, {}, provider);
    expect(synth(stack).resource("aws_cloudwatch_metric_alarm")).toMatchObject({ provider: "aws.global", alarm_actions: [topic.topicArn] });
  });

  test("notify a topic of a stack that is deployed later by its name, in their own region", () => {
    const stack = testStack();
    const later = new TerraformStack(stack.node.root as Construct, "operations");
    const provider = new AwsProvider(stack, "Global", { region: "us-east-1", alias: "global" });
    const topic = { topicArn: new SnsTopic(later, "Alarms", { name: "alarms" }).arn, topicName: "alarms", region: "us-east-1" };
    createAlarms(new Construct(stack, "Edge"), topic, { cpu: CPU }, {}, provider);
    expect(synth(stack).resource("aws_cloudwatch_metric_alarm").alarm_actions).toEqual(["arn:aws:sns:us-east-1:111122223333:alarms"]);
  });

  test("are all made where JavaScript says null", () => {
    expect(alarms(null as never)).toEqual(alarms({}));
  });

  test("are handed back by their names", () => {
    const created = createAlarms(new Construct(testStack(), "Database"), TOPIC, { cpu: CPU, latency: LATENCY }, { latency: false });
    expect(Object.keys(created)).toEqual(["cpu"]);
    expect(created.cpu!.node.path).toBe("trading-test/Database/Alarms/cpu");
  });

  test("refuse an override of an alarm that doesn't exist", () => {
    expect(messageOf(() => alarms({ memory: false }))).toBe(
      'trading-test/Database: invalid input\n  - overrides.memory: must name an alarm of this module; received "memory". Use one of cpu, latency.',
    );
  });

  test("keep what is recommended where an override says nothing", () => {
    const [cpu] = Object.values(alarms({ cpu: { threshold: undefined, evaluationPeriods: 2 } }));
    expect(cpu).toMatchObject({ threshold: 80, evaluation_periods: 2 });
  });

  test("refuse settings that CloudWatch doesn't take", () => {
    expect(messageOf(() => alarms({ cpu: { evaluationPeriods: 2, datapointsToAlarm: 3, missingData: "good" } }))).toBe(
      [
        "trading-test/Database: 2 invalid inputs",
        '  - overrides.cpu.missingData: must be one of breaching, notBreaching, ignore, missing; received "good". Use one of these.',
        "  - overrides.cpu.datapointsToAlarm: must be a whole number from 1 to 2 periods; received 3. Give a value from 1 to 2.",
      ].join("\n"),
    );
  });

  test("refuse a topic that is none", () => {
    const database = new Construct(testStack(), "Database");
    expect(messageOf(() => createAlarms(database, "alarms" as never, { cpu: CPU }))).toBe(
      'trading-test/Database: invalid input\n  - topic: must be an AlarmTopic; received "alarms". Give an AlarmTopic; for one that exists, AlarmTopic.fromArn(…).',
    );
  });

  test("are made once", () => {
    const database = new Construct(testStack(), "Database");
    createAlarms(database, TOPIC, { cpu: CPU });
    expect(messageOf(() => createAlarms(database, TOPIC, { cpu: CPU }))).toBe(
      'trading-test/Database: invalid input\n  - addAlarms: must be called once: the alarms have been made; received ["cpu"]. Give it all overrides at once; subscribe further receivers to the topic.',
    );
  });
});
