import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { IEncryptionKey, PolicyStatement } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { checkStatement } from "../../src/internal/policy-statement";
import { RequiredPolicy } from "../../src/internal/required-policy";
import { Validator } from "../../src/internal/validator";
import { INotificationTopic, NOTIFICATION_TOPIC_ATTRIBUTES, NotificationTopicAttributes, allowRulesToTopic } from "./notification-target";
import { TopicSubscription, addSubscription } from "./topic-subscription";

/** A topic that exists: `NotificationTopic.fromAttributes`. The statements that its policy needs are in `requiredPolicyJson`, for its owner to add, before anything is sent to it. */
export class ImportedNotificationTopic extends Construct implements INotificationTopic {
  /** The topic's ARN. */
  public readonly topicArn: string;
  /** The key that messages are encrypted under; undefined for a key of AWS, or none. */
  public readonly encryptionKey?: IEncryptionKey;
  private readonly required: RequiredPolicy;

  /** @throws ValidationError for anything but a topic's ARN */
  constructor(scope: Construct, id: string, attributes: NotificationTopicAttributes) {
    super(scope, id);
    new Validator(this)
      .props(attributes, NOTIFICATION_TOPIC_ATTRIBUTES)
      .format("topicArn", attributes.topicArn, FORMATS.topicArn)
      .throwIfInvalid();
    this.topicArn = attributes.topicArn;
    this.encryptionKey = attributes.encryptionKey;
    this.required = new RequiredPolicy(this, "topic");
  }

  /** The statements that the topic's owner adds to its policy, as JSON; no statement where none is needed. */
  public get requiredPolicyJson(): string {
    return this.required.toJson();
  }

  /**
   * Subscribes a queue, a function or an HTTPS endpoint, with what allows SNS to deliver to it: a statement in the queue's policy and in its key's, or a
   * permission of the function.
   *
   * @param id names the subscription, unique in the topic
   * @throws ValidationError for an id that another subscription has, or an endpoint that SNS can't deliver to
   */
  public addSubscription(id: string, props: TopicSubscription): SnsTopicSubscription {
    return addSubscription(this, { topicArn: this.topicArn, topicArnPattern: this.topicArn }, id, props);
  }

  /**
   * Allows EventBridge to publish to the topic, by a statement in `requiredPolicyJson` and one in the policy of its key. Every rule that names the topic is
   * meant: a topic's policy must have no condition for EventBridge.
   */
  public allowEventBridge(): void {
    allowRulesToTopic(this);
  }

  /** Adds a statement to `requiredPolicyJson`. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.required.add(statement);
  }
}
