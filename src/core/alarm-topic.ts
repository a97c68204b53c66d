import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "../internal/formats";
import { SEND_ACTIONS } from "../internal/key-actions";
import { placedName } from "../internal/names";
import { PolicyDocument, tlsOnlyStatement } from "../internal/policy-document";
import { checkStatement } from "../internal/policy-statement";
import { PropType, PropTypes, STRING, STRINGS, like, optional } from "../internal/prop-types";
import { PROVIDER, checkKeyRegion, checkPlacement, placedRegion } from "../internal/region";
import { deployAfter } from "../internal/stacks";
import { Validator, isKnown } from "../internal/validator";
import { AwsEnvironment, IAwsEnvironment } from "./aws-environment";
import { ENCRYPTION_KEY, IEncryptionKey, KeyPolicyStatement } from "./encryption-key";
import { PolicyStatement } from "./policy-statement";

/** An SNS topic that alarms notify. */
export interface IAlarmTopic {
  /** The topic's ARN. */
  readonly topicArn: string;
  /** The topic's region: alarms notify topics of their own region alone. A construct says it: topics for something else don't. @default - not checked */
  readonly region?: string;
  /** The topic's name, by which alarms name it that are deployed before it. @default - known to Terraform alone */
  readonly topicName?: string;
  /** Lets the alarms of another account notify the topic. @default - its policy is its owner's to change */
  allowAlarmsFrom?(accountId: string): void;
}

const TOPIC = like<IAlarmTopic>("an AlarmTopic", ["topicArn"], "AlarmTopic.fromArn");

/** The prop type of alarm topics. Topics for something else have an ARN too, but a policy that doesn't let alarms publish. */
export const ALARM_TOPIC: PropType<IAlarmTopic> = {
  ...TOPIC,
  accepts: (value) => TOPIC.accepts(value) && !isForSomethingElse(value),
  fixOf: (value) => (isForSomethingElse(value) ? "Give an AlarmTopic: CloudWatch may not publish to this one." : TOPIC.fixOf?.(value)),
};

function isForSomethingElse(value: unknown): boolean {
  return Construct.isConstruct(value) && "topicArn" in value && !("region" in value) && !("allowAlarmsFrom" in value);
}

/** The choices for a topic that alarms notify. */
export interface AlarmTopicProps {
  /** A customer-managed key: CloudWatch can't publish to a topic under the AWS-managed one. */
  readonly encryptionKey: IEncryptionKey;
  /** Addresses that get an e-mail for each alarm, once they have confirmed. @default - none */
  readonly emails?: readonly string[];
  /** The provider of another region, as for CloudFront's alarms in us-east-1. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`, where the provider takes it from its surroundings. @default - as the provider says */
  readonly region?: string;
}

const PROPS: PropTypes<AlarmTopicProps> = {
  encryptionKey: ENCRYPTION_KEY,
  emails: optional(STRINGS),
  provider: optional(PROVIDER),
  region: optional(STRING),
};

/** An encrypted SNS topic that CloudWatch alarms may publish to: those of this account, and of others in whose stacks they are made with it. */
export class AlarmTopic extends Construct implements IAlarmTopic {
  /**
   * A topic that exists already. Its policy and its key must allow CloudWatch's alarms to publish.
   *
   * @throws ValidationError for anything but a topic's ARN
   */
  public static fromArn(scope: Construct, id: string, topicArn: string): ImportedAlarmTopic {
    return new ImportedAlarmTopic(scope, id, topicArn);
  }

  /** The topic's ARN. */
  public readonly topicArn: string;
  /** The topic's region. */
  public readonly region: string;
  /** The topic's name. */
  public readonly topicName: string;
  /** The key that messages are encrypted under. */
  public readonly encryptionKey: IEncryptionKey;
  /** The topic. */
  public readonly resource: SnsTopic;
  /** What allows alarms to publish. */
  public readonly policy: SnsTopicPolicy;
  /** Keyed by the e-mail address. */
  public readonly subscriptions: Readonly<Record<string, SnsTopicSubscription>>;
  private readonly document = new PolicyDocument();

  /** @throws ValidationError for something that is no e-mail address, or a key of another region */
  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    const validator = new Validator(this).props(props, PROPS);
    const emails = props.emails ?? [];
    emails.forEach((email, index) => validator.format(`emails[${index}]`, email, FORMATS.emailAddress));
    validator.check("emails", emails, new Set(emails).size === emails.length, "must each be named once", "Remove the duplicate.");
    checkPlacement(validator, props, "topic");
    this.region = placedRegion(this, props);
    checkKeyRegion(validator, props.encryptionKey, this.region);
    validator.throwIfInvalid();
    deployAfter(this, props.encryptionKey);

    const environment = AwsEnvironment.of(this);
    const provider = props.provider;
    this.encryptionKey = props.encryptionKey;
    this.topicName = placedName(this, { maxLength: 256, punctuation: "-_" }, props.provider);
    this.resource = new SnsTopic(this, "Resource", {
      name: this.topicName,
      kmsMasterKeyId: props.encryptionKey.keyArn,
      provider,
    });
    this.topicArn = this.resource.arn;
    this.document.add(tlsOnlyStatement(["sns:Publish"], [this.topicArn]));
    this.allowAlarms(environment.accountId);
    this.policy = new SnsTopicPolicy(this, "Policy", { arn: this.topicArn, policy: this.document.toLazyJson(), provider });
    this.subscriptions = Object.fromEntries(
      emails.map((email) => [
        email,
        new SnsTopicSubscription(this, `Email-${email}`, { topicArn: this.topicArn, protocol: "email", endpoint: email, provider }),
      ]),
    );
  }

  /**
   * Lets the alarms of another account notify the topic, as `addAlarms` does in a stack whose account is known.
   *
   * @throws ValidationError for anything but an account's id
   */
  public allowAlarmsFrom(accountId: string): void {
    new Validator(this).props({ accountId }, { accountId: STRING }).format("accountId", accountId, FORMATS.accountId).throwIfInvalid();
    this.allowAlarms(accountId);
  }

  /** Adds a statement to the topic's one policy, such as one for another service that publishes to it. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.document.add(statement);
  }

  private allowAlarms(accountId: string): void {
    this.encryptionKey.addToPolicy(alarmKeyStatement(accountId));
    this.document.add(alarmStatement(this.topicArn, accountId, AwsEnvironment.of(this)));
  }
}

/** A topic that exists: `AlarmTopic.fromArn`. */
export class ImportedAlarmTopic extends Construct implements IAlarmTopic {
  /** The topic's ARN. */
  public readonly topicArn: string;
  /** The topic's region. */
  public readonly region: string;

  /** @throws ValidationError for anything but a topic's ARN */
  constructor(scope: Construct, id: string, topicArn: string) {
    super(scope, id);
    new Validator(this).props({ topicArn }, { topicArn: STRING }).format("topicArn", topicArn, FORMATS.topicArn).throwIfInvalid();
    this.topicArn = topicArn;
    this.region = isKnown(topicArn) ? topicArn.split(":")[3]! : AwsEnvironment.of(this).region;
  }
}

/** CloudWatch alarms of an account (SNS Developer Guide, "Key management"). Pure. */
function alarmKeyStatement(accountId: string): KeyPolicyStatement {
  return {
    sid: "CloudWatchAlarms",
    principals: { services: ["cloudwatch.amazonaws.com"] },
    actions: SEND_ACTIONS,
    conditions: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}

/** The alarms of an account, in whatever region (SNS Developer Guide, "Example cases for Amazon SNS access control"). Pure. */
function alarmStatement(topicArn: string, accountId: string, { partition }: IAwsEnvironment): PolicyStatement {
  return {
    sid: "Alarms",
    principals: { services: ["cloudwatch.amazonaws.com"] },
    actions: ["sns:Publish"],
    resources: [topicArn],
    conditions: {
      StringEquals: { "aws:SourceAccount": accountId },
      ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:*:${accountId}:alarm:*` },
    },
  };
}
