import { Construct } from "constructs";
import { IEncryptionKey, PolicyStatement } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { checkStatement } from "../../src/internal/policy-statement";
import { RequiredPolicy } from "../../src/internal/required-policy";
import { Validator } from "../../src/internal/validator";
import { INotificationQueue, NOTIFICATION_QUEUE_ATTRIBUTES, NotificationQueueAttributes, allowRuleToQueue } from "./notification-target";

/** A queue that exists: `NotificationQueue.fromAttributes`. The statements that its policy needs are in `requiredPolicyJson`, for its owner to add, before anything is sent to it. */
export class ImportedNotificationQueue extends Construct implements INotificationQueue {
  /** The queue's ARN. */
  public readonly queueArn: string;
  /** The key that messages are encrypted under; undefined for a key of AWS, or none. */
  public readonly encryptionKey?: IEncryptionKey;
  private readonly required: RequiredPolicy;

  /** @throws ValidationError for anything but a queue's ARN */
  constructor(scope: Construct, id: string, attributes: NotificationQueueAttributes) {
    super(scope, id);
    new Validator(this)
      .props(attributes, NOTIFICATION_QUEUE_ATTRIBUTES)
      .format("queueArn", attributes.queueArn, FORMATS.queueArn)
      .throwIfInvalid();
    this.queueArn = attributes.queueArn;
    this.encryptionKey = attributes.encryptionKey;
    this.required = new RequiredPolicy(this, "queue");
  }

  /** The statements that the queue's owner adds to its policy, as JSON; no statement where none is needed. */
  public get requiredPolicyJson(): string {
    return this.required.toJson();
  }

  /**
   * Allows an EventBridge rule to send to the queue, by a statement in `requiredPolicyJson` and one in the policy of its key.
   *
   * @throws ValidationError for anything but a rule's ARN
   */
  public allowEventBridge(ruleArn: string): void {
    allowRuleToQueue(this, ruleArn);
  }

  /** Adds a statement to `requiredPolicyJson`. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.required.add(statement);
  }
}
