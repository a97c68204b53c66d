import { Construct } from "constructs";
import { IEncryptionKey, PolicyStatement } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { checkStatement } from "../../src/internal/policy-statement";
import { RequiredPolicy } from "../../src/internal/required-policy";
import { Validator } from "../../src/internal/validator";
import {
  INotificationTarget,
  NOTIFICATION_TARGET_ATTRIBUTES,
  NotificationTargetAttributes,
  allowRulesToTopic,
} from "./notification-target";

/** A topic that exists: `NotificationTopic.fromAttributes`. The statements that its policy needs are in `requiredPolicyJson`, for its owner to add, before anything is sent to it. */
export class ImportedNotificationTopic extends Construct implements INotificationTarget {
  /** `sns`: a topic. */
  public readonly service = "sns";
  /** The topic's ARN. */
  public readonly arn: string;
  /** The key that messages are encrypted under; undefined for a key of AWS, or none. */
  public readonly encryptionKey?: IEncryptionKey;
  private readonly required: RequiredPolicy;

  /** @throws ValidationError for anything but a topic's ARN */
  constructor(scope: Construct, id: string, attributes: NotificationTargetAttributes) {
    super(scope, id);
    new Validator(this).props(attributes, NOTIFICATION_TARGET_ATTRIBUTES).format("arn", attributes.arn, FORMATS.topicArn).throwIfInvalid();
    this.arn = attributes.arn;
    this.encryptionKey = attributes.encryptionKey;
    this.required = new RequiredPolicy(this, "topic");
  }

  /** The statements that the topic's owner adds to its policy, as JSON; no statement where none is needed. */
  public get requiredPolicyJson(): string {
    return this.required.toJson();
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
