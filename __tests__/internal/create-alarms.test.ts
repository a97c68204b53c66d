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

  test("are named by their path and notify when they go to ALARM and when they are OK again", () => {
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
      'trading-test/Database: invalid input\n  - topic: must be an AlarmTopic; received "alarms". Give an AlarmTopic.',
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
