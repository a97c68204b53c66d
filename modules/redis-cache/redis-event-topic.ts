import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { PolicyStatement } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { physicalName } from "../../src/internal/names";
import { PolicyDocument, tlsOnlyStatement } from "../../src/internal/policy-document";
import { checkStatement } from "../../src/internal/policy-statement";
import { PropTypes, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";
import { IRedisEventTopic } from "./notifications";

/** The choices for a topic that ElastiCache publishes events to. */
export interface RedisEventTopicProps {
  /** Addresses that get an e-mail for each event, once they have confirmed. @default - none */
  readonly emails?: readonly string[];
}

const PROPS: PropTypes<RedisEventTopicProps> = { emails: optional(STRINGS) };

/**
 * An SNS topic for the events of caches, without a key: ElastiCache doesn't publish to one that is encrypted under a customer-managed key (ElastiCache User Guide, "Managing
 * ElastiCache Amazon SNS notifications"). The messages name caches and nodes, and hold no data.
 */
export class RedisEventTopic extends Construct implements IRedisEventTopic {
  /** The topic's ARN. */
  public readonly topicArn: string;
  /** The topic's name. */
  public readonly topicName: string;
  /** The topic. */
  public readonly resource: SnsTopic;
  /** The topic's one policy. */
  public readonly policy: SnsTopicPolicy;
  /** Keyed by the e-mail address. */
  public readonly subscriptions: Readonly<Record<string, SnsTopicSubscription>>;
  private readonly document = new PolicyDocument();

  /** @throws ValidationError for something that is no e-mail address */
  constructor(scope: Construct, id: string, props: RedisEventTopicProps = {}) {
    super(scope, id);
    const validator = new Validator(this).props(props, PROPS);
    const emails = props.emails ?? [];
    emails.forEach((email, index) => validator.format(`emails[${index}]`, email, FORMATS.emailAddress));
    validator
      .check("emails", emails, new Set(emails).size === emails.length, "must each be named once", "Remove the duplicate.")
      .throwIfInvalid();

    this.topicName = physicalName(this, { maxLength: 256, punctuation: "-_" });
    this.resource = new SnsTopic(this, "Resource", { name: this.topicName });
    this.topicArn = this.resource.arn;
    this.document.add(tlsOnlyStatement(["sns:Publish"], [this.topicArn]));
    this.policy = new SnsTopicPolicy(this, "Policy", { arn: this.topicArn, policy: this.document.toLazyJson() });
    this.subscriptions = Object.fromEntries(
      emails.map((email) => [
        email,
        new SnsTopicSubscription(this, `Email-${email}`, { topicArn: this.topicArn, protocol: "email", endpoint: email }),
      ]),
    );
  }

  /** Adds a statement to the topic's one policy, such as one for another service that publishes to it. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.document.add(statement);
  }
}
