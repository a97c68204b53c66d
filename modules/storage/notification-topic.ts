import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, PolicyStatement } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { placedName } from "../../src/internal/names";
import { PolicyDocument, tlsOnlyStatement } from "../../src/internal/policy-document";
import { checkStatement } from "../../src/internal/policy-statement";
import { PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { PROVIDER, checkKeyRegion, placedRegion, regionOf } from "../../src/internal/region";
import { deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { ImportedNotificationTopic } from "./imported-notification-topic";
import { INotificationTopic, NotificationTopicAttributes, allowRulesToTopic } from "./notification-target";
import { TopicSubscription, addSubscription } from "./topic-subscription";

/** The choices for a topic that event notifications are published to. */
export interface NotificationTopicProps {
  /** Encrypts the messages. */
  readonly encryptionKey: IEncryptionKey;
  /** A fixed name, 1 to 256 letters, digits, dashes and underscores. @default - the construct's path */
  readonly topicName?: string;
  /** The provider of another region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

const PROPS: PropTypes<NotificationTopicProps> = {
  encryptionKey: ENCRYPTION_KEY,
  topicName: optional(STRING),
  provider: optional(PROVIDER),
};

/** An encrypted SNS topic, for the event notifications of buckets and for EventBridge rules, with any number of subscribers. */
export class NotificationTopic extends Construct implements INotificationTopic {
  /**
   * A topic that exists already. Its policy belongs to its owner: the statements that it needs are in `requiredPolicyJson`.
   *
   * @throws ValidationError for anything but a topic's ARN
   */
  public static fromAttributes(scope: Construct, id: string, attributes: NotificationTopicAttributes): ImportedNotificationTopic {
    return new ImportedNotificationTopic(scope, id, attributes);
  }

  /** The topic's ARN. */
  public readonly topicArn: string;
  /** The topic's name. */
  public readonly topicName: string;
  /** The key that messages are encrypted under. */
  public readonly encryptionKey: IEncryptionKey;
  /** The topic. */
  public readonly resource: SnsTopic;
  /** The topic's one policy. */
  public readonly policy: SnsTopicPolicy;
  private readonly provider?: TerraformProvider;
  private readonly statements = new PolicyDocument();

  /** @throws ValidationError for a name that SNS refuses */
  constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    super(scope, id);
    const validator = new Validator(this).props(props, PROPS);
    checkKeyRegion(validator, props.encryptionKey, placedRegion(this, props));
    validator
      .matches(
        "topicName",
        props.topicName,
        /^[A-Za-z0-9_-]{1,256}$/,
        "must be 1 to 256 letters, digits, dashes and underscores: S3 sends to no FIFO topic",
        'Write it as "trade-records-arrived".',
      )
      .throwIfInvalid();
    deployAfter(this, props.encryptionKey);
    const { provider } = props;
    this.provider = provider;
    this.encryptionKey = props.encryptionKey;
    this.topicName = props.topicName ?? placedName(this, { maxLength: 256, punctuation: "-_" }, provider);
    this.resource = new SnsTopic(this, "Resource", { name: this.topicName, kmsMasterKeyId: this.encryptionKey.keyArn, provider });
    this.topicArn = this.resource.arn;
    this.statements.add(tlsOnlyStatement(["sns:Publish"], [this.topicArn]));
    this.policy = new SnsTopicPolicy(this, "Policy", { arn: this.topicArn, policy: this.statements.toLazyJson(), provider });
  }

  /**
   * Subscribes a queue, a function or an HTTPS endpoint, with what allows SNS to deliver to it: a statement in the queue's policy and in its key's, or a
   * permission of the function.
   *
   * @param id names the subscription, unique in the topic
   * @throws ValidationError for an id that another subscription has, or an endpoint that SNS can't deliver to
   */
  public addSubscription(id: string, props: TopicSubscription): SnsTopicSubscription {
    const region = this.provider ? (regionOf(this.provider) ?? "*") : undefined;
    const topicArnPattern = AwsEnvironment.of(this).arn("sns", this.topicName, { region });
    return addSubscription(this, { topicArn: this.topicArn, topicArnPattern, provider: this.provider }, id, props);
  }

  /**
   * Allows EventBridge to publish to the topic, in the policies of the topic and of its key. Every rule that names the topic is meant: a topic's policy
   * must have no condition for EventBridge (EventBridge User Guide, "Using resource-based policies for Amazon EventBridge", "Amazon SNS permissions").
   */
  public allowEventBridge(): void {
    allowRulesToTopic(this);
  }

  /** Adds a statement to the topic's one policy. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.statements.add(statement);
  }
}
