import { CloudwatchMetricAlarm, CloudwatchMetricAlarmMetricQuery } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AlarmDefinition, AlarmOverrides, AlarmSettings, CreatedAlarms, MISSING_DATA, Metric, WatchedResources } from "../core/alarm";
import { ALARM_TOPIC, IAlarmTopic } from "../core/alarm-topic";
import { AwsEnvironment } from "../core/aws-environment";
import { pathFromStack, placedNameOf } from "./names";
import { allowOtherAccount, otherAccountOf } from "./other-account";
import { NUMBER, PropTypes, oneOf, optional } from "./prop-types";
import { placedRegion } from "./region";
import { deployAfterReferences, refersToLater } from "./stacks";
import { Validator, isGiven } from "./validator";

const SETTINGS: PropTypes<AlarmSettings> = {
  threshold: optional(NUMBER),
  evaluationPeriods: optional(NUMBER),
  datapointsToAlarm: optional(NUMBER),
  missingData: optional(oneOf(MISSING_DATA)),
};

const OPERATORS = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
} as const;

const DEFAULT_EVALUATION_PERIODS = 5;
const DEFAULT_PERIOD_SECONDS = 60;
const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 604_800;
const QUERIED_SECONDS = 3 * HOUR_SECONDS;

/**
 * Makes a module's recommended alarms below `<scope>/Alarms`, keyed by their names.
 *
 * Each notifies the topic when it goes to ALARM and when it is OK again.
 */
export function createAlarms<Name extends string>(
  scope: Construct,
  topic: IAlarmTopic,
  definitions: Readonly<Record<Name, AlarmDefinition>>,
  changes?: AlarmOverrides<Name>,
  provider?: TerraformProvider,
): CreatedAlarms<Name> {
  const overrides: AlarmOverrides<Name> = changes ?? {};
  const names = Object.keys(definitions) as Name[];
  const region = placedRegion(scope, { provider });
  checkAlarms(scope, topic, definitions, overrides, region);
  const topicArn = topicArnIn(scope, topic, region);
  if (Construct.isConstruct(topic)) allowOtherAccount(topic, scope, "addAlarms", (accountId) => topic.allowAlarmsFrom?.(accountId));
  const parent = new Construct(scope, "Alarms");
  const alarms: Partial<Record<Name, CloudwatchMetricAlarm>> = {};
  for (const name of names) {
    const override = overrides[name];
    if (override === false) continue;
    alarms[name] = createAlarm(parent, name, topicArn, changed(definitions[name], override), provider);
  }
  return alarms;
}

function checkAlarms(
  scope: Construct,
  topic: IAlarmTopic,
  definitions: Readonly<Record<string, AlarmDefinition>>,
  overrides: AlarmOverrides<string>,
  region: string,
): void {
  const names = Object.keys(definitions);
  const validator = new Validator(scope)
    .props({ topic }, { topic: ALARM_TOPIC })
    .check(
      "addAlarms",
      names,
      scope.node.tryFindChild("Alarms") === undefined,
      "must be called once: the alarms have been made",
      "Give it all overrides at once; subscribe further receivers to the topic.",
    );
  validator.onceKnown([topic.region, region], (collected, topicRegion, alarmRegion) =>
    collected.check(
      "topic",
      topicRegion,
      topicRegion === alarmRegion,
      `must be a topic in ${alarmRegion}, where these metrics are: an alarm notifies topics of its own region alone`,
      `Make an AlarmTopic with a provider of ${alarmRegion}, and a key there.`,
    ),
  );
  for (const [name, override] of Object.entries(overrides)) {
    validator.check(
      `overrides.${name}`,
      name,
      names.includes(name),
      "must name an alarm of this module",
      `Use one of ${names.join(", ")}.`,
    );
    const definition = definitions[name];
    if (definition === undefined || override === false || override === undefined) continue;
    const prop = `overrides.${name}`;
    validator
      .props(override, SETTINGS, prop)
      .integerBetween(`${prop}.evaluationPeriods`, override.evaluationPeriods, 1, mostPeriods(definition), "periods")
      .check(
        `${prop}.threshold`,
        override.threshold,
        !isGiven(override.threshold) || !isPercentage(definition) || (override.threshold >= 0 && override.threshold <= 100),
        "must be a percentage, 0 to 100: the metric takes no other value",
        "Write 80 for 80 percent.",
      )
      .check(
        `${prop}.threshold`,
        override.threshold,
        !isShare(definition, override.threshold),
        "must be in percent, as the metric is, and not a share of 1",
        `Write ${Number(((override.threshold ?? 0) * 100).toPrecision(12))} for that many percent.`,
      )
      .integerBetween(`${prop}.datapointsToAlarm`, override.datapointsToAlarm, 1, evaluationPeriodsOf(definition, override), "periods");
  }
  validator.throwIfInvalid();
}

/**
 * CloudWatch looks at a day of periods at most, at a week of those that are an hour or longer (CloudWatch API Reference, PutMetricAlarm), and at three hours
 * of what a query finds (CloudWatch User Guide, "Create a CloudWatch alarm based on a Metrics Insights query").
 */
function mostPeriods({ metric: { periodSeconds = DEFAULT_PERIOD_SECONDS }, watched }: AlarmDefinition): number {
  const longest = periodSeconds < HOUR_SECONDS ? DAY_SECONDS : WEEK_SECONDS;
  return Math.floor((watched ? QUERIED_SECONDS : longest) / periodSeconds);
}

/** Metrics that end so are in percent (RDS, ElastiCache and EC2 user guides, "metrics"). */
const PERCENTAGES = /(Utilization|Percentage)$/;

function isPercentage({ metric, percentOf }: AlarmDefinition): boolean {
  return percentOf !== undefined || PERCENTAGES.test(metric.metricName);
}

/** Usage is never watched below one percent, as the rate of errors may be. */
function isShare({ metric, percentOf }: AlarmDefinition, threshold: number | undefined): boolean {
  return isGiven(threshold) && percentOf === undefined && PERCENTAGES.test(metric.metricName) && threshold > 0 && threshold < 1;
}

/** An alarm whose periods are settled. */
type ResolvedAlarm = AlarmDefinition & Required<Pick<AlarmDefinition, "evaluationPeriods" | "datapointsToAlarm">>;

function evaluationPeriodsOf(recommended: AlarmDefinition, settings: AlarmSettings): number {
  return settings.evaluationPeriods ?? recommended.evaluationPeriods ?? DEFAULT_EVALUATION_PERIODS;
}

function changed(recommended: AlarmDefinition, settings: AlarmSettings = {}): ResolvedAlarm {
  const evaluationPeriods = evaluationPeriodsOf(recommended, settings);
  return {
    ...recommended,
    threshold: settings.threshold ?? recommended.threshold,
    evaluationPeriods,
    // Of fewer periods than are recommended no more can breach.
    datapointsToAlarm: settings.datapointsToAlarm ?? Math.min(recommended.datapointsToAlarm ?? evaluationPeriods, evaluationPeriods),
    missingData: settings.missingData ?? recommended.missingData,
  };
}

/**
 * The ARN of a topic. That of one which is deployed after what is watched is written out: CloudWatch doesn't check that an alarm's action exists
 * (CloudWatch User Guide, "Using Amazon CloudWatch alarms"), and the alarm notifies once it does.
 *
 * @throws ValidationError for a topic that is deployed later and whose name isn't known
 */
function topicArnIn(scope: Construct, topic: IAlarmTopic, region: string): string {
  const { topicArn, topicName } = topic;
  if (topicName !== undefined && refersToLater(scope, topicArn)) {
    return AwsEnvironment.of(scope).arn("sns", topicName, { region, accountId: otherAccountOf(scope, topic) });
  }
  deployAfterReferences(
    scope,
    "topic",
    topicArn,
    (later) => `Make the topic before ${later}, or give its ARN as text: AlarmTopic.fromArn.`,
  );
  return topicArn;
}

function createAlarm(parent: Construct, name: string, topicArn: string, definition: ResolvedAlarm, provider?: TerraformProvider) {
  return new CloudwatchMetricAlarm(parent, name, {
    alarmName: alarmName(parent, name, provider),
    alarmDescription: definition.description,
    ...watchedMetric(definition),
    comparisonOperator: OPERATORS[definition.comparison ?? ">="],
    threshold: definition.threshold,
    evaluationPeriods: definition.evaluationPeriods,
    datapointsToAlarm: definition.datapointsToAlarm,
    treatMissingData: definition.missingData,
    alarmActions: [topicArn],
    okActions: [topicArn],
    provider,
  });
}

function watchedMetric(definition: AlarmDefinition) {
  const { metric, percentOf, watched } = definition;
  if (watched) return { metricQuery: [everyResource(definition, watched)] };
  return percentOf ? { metricQuery: percentage(metric, percentOf) } : oneMetric(metric);
}

function oneMetric({ namespace, metricName, dimensions, statistic, unit, periodSeconds = DEFAULT_PERIOD_SECONDS }: Metric) {
  const percentile = /^p\d/.test(statistic);
  return {
    namespace,
    metricName,
    dimensions: { ...dimensions },
    ...(percentile ? { extendedStatistic: statistic } : { statistic }),
    unit,
    period: periodSeconds,
  };
}

/** A metric as a percentage of the sum of others (CloudWatch User Guide, "Using math expressions with CloudWatch metrics"). Pure. */
function percentage(metric: Metric, whole: readonly Metric[]): CloudwatchMetricAlarmMetricQuery[] {
  const query = (id: string, { namespace, metricName, dimensions, statistic, unit }: Metric): CloudwatchMetricAlarmMetricQuery => ({
    id,
    metric: {
      namespace,
      metricName,
      dimensions: { ...dimensions },
      stat: statistic,
      unit,
      period: metric.periodSeconds ?? DEFAULT_PERIOD_SECONDS,
    },
  });
  const parts = whole.map((part, index) => query(`whole${index + 1}`, part));
  const sum = parts.map(({ id }) => id).join(" + ");
  return [
    { id: "percentage", expression: `100 * part / (${sum})`, label: `${metric.metricName} in percent`, returnData: true },
    query("part", metric),
    ...parts,
  ];
}

/** The functions of CloudWatch Metrics Insights, by statistic (CloudWatch User Guide, "Query components and syntax in CloudWatch Metrics Insights"). */
const FUNCTIONS: Readonly<Record<string, string>> = { Average: "AVG", Maximum: "MAX", Minimum: "MIN", SampleCount: "COUNT", Sum: "SUM" };

/**
 * A metric of every resource with a tag. Where each is watched by itself, the order says which ones CloudWatch looks at first: those that are closest to
 * the threshold (CloudWatch User Guide, "Create a CloudWatch alarm based on a Metrics Insights query"). Pure.
 */
function everyResource(
  { metric, comparison = ">=" }: AlarmDefinition,
  { dimensions, tag, each }: WatchedResources,
): CloudwatchMetricAlarmMetricQuery {
  const order = comparison.startsWith(">") ? "MAX() DESC" : "MIN() ASC";
  const expression = [
    `SELECT ${FUNCTIONS[metric.statistic]}(${metric.metricName})`,
    `FROM SCHEMA("${metric.namespace}", ${dimensions.join(", ")})`,
    `WHERE tag.${tag.key} = '${tag.value}'`,
    ...(each === undefined ? [] : [`GROUP BY ${each} ORDER BY ${order}`]),
  ].join(" ");
  return { id: "watched", expression, period: metric.periodSeconds ?? DEFAULT_PERIOD_SECONDS, returnData: true };
}

/** At most 255 characters (CloudWatch API Reference, PutMetricAlarm). */
function alarmName(parent: Construct, name: string, provider?: TerraformProvider): string {
  const rules = { maxLength: 255, punctuation: "-_" } as const;
  return placedNameOf([...pathFromStack(parent.node.scope!), name], parent, rules, provider);
}
