import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment } from "./aws-environment";
import { IEncryptionKey } from "./encryption-key";
import { physicalName } from "./names";
import { PolicyDocument, tlsOnlyStatement } from "./policy-document";
import { Validator } from "./validation";

/** Where alarms report to. */
export interface IAlarmTopic {
  readonly topicArn: string;
}

export interface AlarmTopicProps {
  /** A customer-managed key: CloudWatch can't publish to a topic under the AWS-managed one. */
  readonly encryptionKey: IEncryptionKey;
  /** Addresses that get a mail for each alarm, once they have confirmed. @default - none */
  readonly emails?: readonly string[];
  /** The provider of another region, as for CloudFront's alarms in us-east-1. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/** An encrypted SNS topic that this account's CloudWatch alarms may publish to. */
export class AlarmTopic extends Construct implements IAlarmTopic {
  /** A topic that exists already. */
  public static fromArn(scope: Construct, id: string, topicArn: string): IAlarmTopic {
    const imported = new Construct(scope, id);
    new Validator(imported)
      .matches(
        "topicArn",
        topicArn,
        /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:\S+$/,
        "must be a topic's ARN",
        'Write it as "arn:aws:sns:eu-central-1:111122223333:alarms".',
      )
      .throwIfInvalid();
    return { topicArn };
  }

  public readonly topicArn: string;
  public readonly resource: SnsTopic;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    const environment = AwsEnvironment.of(this);
    const provider = props.provider;
    props.encryptionKey.allowCloudWatchAlarms();
    this.resource = new SnsTopic(this, "Resource", {
      name: physicalName(this, { maxLength: 256, punctuation: "-_" }),
      kmsMasterKeyId: props.encryptionKey.arn,
      provider,
    });
    this.topicArn = this.resource.arn;
    const policy = new PolicyDocument([
      {
        sid: "Alarms",
        principals: { services: ["cloudwatch.amazonaws.com"] },
        actions: ["sns:Publish"],
        resources: [this.topicArn],
        conditions: {
          StringEquals: { "aws:SourceAccount": environment.accountId },
          ArnLike: { "aws:SourceArn": `arn:${environment.partition}:cloudwatch:*:${environment.accountId}:alarm:*` },
        },
      },
      tlsOnlyStatement(["sns:Publish"], [this.topicArn]),
    ]);
    new SnsTopicPolicy(this, "Policy", { arn: this.topicArn, policy: policy.toJson(), provider });
    for (const email of props.emails ?? []) {
      new SnsTopicSubscription(this, `Email-${email}`, { topicArn: this.topicArn, protocol: "email", endpoint: email, provider });
    }
  }
}

/** What CloudWatch makes of a period without data: of errors none is good news, of a heartbeat it is bad news. */
export type MissingData = "breaching" | "notBreaching" | "ignore" | "missing";

export interface AlarmMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Average`, `Sum`, `Minimum`, `Maximum`, `SampleCount`, or a percentile such as `p99`. */
  readonly statistic: string;
  /** Length of a data point, in seconds. @default 60 */
  readonly periodSeconds?: number;
  /** @default - CloudWatch's default for the metric */
  readonly unit?: string;
}

/** An alarm as a module recommends it. */
export interface AlarmDefinition {
  readonly metric: AlarmMetric;
  /** What is wrong when it rings, and where to look first. */
  readonly description: string;
  readonly threshold: number;
  /** @default ">=" */
  readonly comparison?: ">" | ">=" | "<" | "<=";
  /** How many of the latest periods are looked at. @default 5 */
  readonly evaluationPeriods?: number;
  /** How many of them must breach. @default - `evaluationPeriods` */
  readonly datapointsToAlarm?: number;
  readonly missingData: MissingData;
}

/** What a caller may change of a recommended alarm; `false` leaves it out. */
export type AlarmOverride = false | Partial<Pick<AlarmDefinition, "threshold" | "evaluationPeriods" | "datapointsToAlarm" | "missingData">>;

export type AlarmOverrides<Name extends string> = Partial<Record<Name, AlarmOverride>>;

const OPERATORS = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
} as const;

/**
 * Makes a module's recommended alarms below `<scope>/Alarms`, keyed by their names.
 *
 * Each notifies the topic when it starts to ring and when it ends.
 */
export function createAlarms<Name extends string>(
  scope: Construct,
  topic: IAlarmTopic,
  definitions: Readonly<Record<Name, AlarmDefinition>>,
  overrides: AlarmOverrides<Name> = {},
  provider?: TerraformProvider,
): Partial<Record<Name, CloudwatchMetricAlarm>> {
  const parent = (scope.node.tryFindChild("Alarms") as Construct | undefined) ?? new Construct(scope, "Alarms");
  const names = Object.keys(definitions) as Name[];
  const validator = new Validator(scope);
  for (const name of Object.keys(overrides)) {
    validator.check(
      "overrides",
      name,
      names.includes(name as Name),
      "must name an alarm of this module",
      `Use one of ${names.join(", ")}.`,
    );
  }
  validator.throwIfInvalid();

  const alarms: Partial<Record<Name, CloudwatchMetricAlarm>> = {};
  for (const name of names) {
    const override = overrides[name];
    if (override === false) continue;
    alarms[name] = createAlarm(parent, name, topic, { ...definitions[name], ...override }, provider);
  }
  return alarms;
}

function createAlarm(parent: Construct, name: string, topic: IAlarmTopic, definition: AlarmDefinition, provider?: TerraformProvider) {
  const { metric, evaluationPeriods = 5 } = definition;
  const percentile = /^p\d/.test(metric.statistic);
  return new CloudwatchMetricAlarm(parent, name, {
    alarmName: [...parent.node.scopes.slice(1, -1).map((construct) => construct.node.id), name].join("-"),
    alarmDescription: definition.description,
    namespace: metric.namespace,
    metricName: metric.metricName,
    dimensions: { ...metric.dimensions },
    ...(percentile ? { extendedStatistic: metric.statistic } : { statistic: metric.statistic }),
    unit: metric.unit,
    period: metric.periodSeconds ?? 60,
    comparisonOperator: OPERATORS[definition.comparison ?? ">="],
    threshold: definition.threshold,
    evaluationPeriods,
    datapointsToAlarm: definition.datapointsToAlarm ?? evaluationPeriods,
    treatMissingData: definition.missingData,
    alarmActions: [topic.topicArn],
    okActions: [topic.topicArn],
    provider,
  });
}
