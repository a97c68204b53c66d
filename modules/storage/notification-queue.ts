import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AlarmOverrides, IAlarmTopic, IEncryptionKey, IGrantable, PolicyStatement, CreatedAlarms, Removal } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { createAlarms } from "../../src/internal/create-alarms";
import { grantTo } from "../../src/internal/grant";
import { placedName } from "../../src/internal/names";
import { PolicyDocument, tlsOnlyStatement } from "../../src/internal/policy-document";
import { checkStatement } from "../../src/internal/policy-statement";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { PROVIDER, checkKeyRegion, placedRegion } from "../../src/internal/region";
import { REMOVAL, removalLifecycle, removalOf } from "../../src/internal/removal";
import { deployAfter } from "../../src/internal/stacks";
import { Validator } from "../../src/internal/validator";
import { ImportedNotificationQueue } from "./imported-notification-queue";
import { INotificationQueue, NotificationQueueAttributes, allowRuleToQueue } from "./notification-target";
import { NotificationQueueAlarm, queueAlarms } from "./queue-alarms";

/** The choices for a queue that event notifications are sent to. */
export interface NotificationQueueProps {
  /** Encrypts the messages. */
  readonly encryptionKey: IEncryptionKey;
  /** A fixed name, 1 to 67 letters, digits, dashes and underscores. @default - the construct's path */
  readonly queueName?: string;
  /** Days that a message is retained, 1 to 14. @default 14 */
  readonly retentionDays?: number;
  /** Seconds that a received message is hidden from other receivers, 0 to 43200. @default 30 */
  readonly visibilityTimeoutSeconds?: number;
  /** How often a message is received before it moves to the dead-letter queue, 1 to 1000. @default 5 */
  readonly maxReceiveCount?: number;
  /** The provider of another region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** What happens to the queues, with the messages in them, when they leave the configuration. @default - as set by `useRemoval`, else "protect" */
  readonly removal?: Removal;
}

const PROPS: PropTypes<NotificationQueueProps> = {
  encryptionKey: ENCRYPTION_KEY,
  queueName: optional(STRING),
  retentionDays: optional(NUMBER),
  visibilityTimeoutSeconds: optional(NUMBER),
  maxReceiveCount: optional(NUMBER),
  provider: optional(PROVIDER),
  removal: REMOVAL,
};

const SECONDS_PER_DAY = 86_400;
const DEAD_LETTER_SUFFIX = "-dead-letters";
/** A queue's name has at most 80 characters (SQS Developer Guide, "Amazon SQS standard queue quotas"). */
const MAX_NAME_LENGTH = 80 - DEAD_LETTER_SUFFIX.length;

/** An encrypted SQS queue with a dead-letter queue, for the event notifications of buckets and for EventBridge rules. */
export class NotificationQueue extends Construct implements INotificationQueue {
  /**
   * A queue that exists already. Its policy belongs to its owner: the statements that it needs are in `requiredPolicyJson`.
   *
   * @throws ValidationError for anything but a queue's ARN
   */
  public static fromAttributes(scope: Construct, id: string, attributes: NotificationQueueAttributes): ImportedNotificationQueue {
    return new ImportedNotificationQueue(scope, id, attributes);
  }

  /** The queue's ARN. */
  public readonly queueArn: string;
  /** The queue's URL, which receivers use. */
  public readonly queueUrl: string;
  /** The queue's name. */
  public readonly queueName: string;
  /** The key that messages are encrypted under. */
  public readonly encryptionKey: IEncryptionKey;
  /** Days that a message is retained. */
  public readonly retentionDays: number;
  /** Seconds that a received message is hidden from other receivers. */
  public readonly visibilityTimeoutSeconds: number;
  /** How often a message is received before it moves to the dead-letter queue. */
  public readonly maxReceiveCount: number;
  /** What happens to the queues when they leave the configuration. */
  public readonly removal: Removal;
  /** The queue. */
  public readonly resource: SqsQueue;
  /** The queue for messages that can't be processed, which retains them for 14 days. */
  public readonly deadLetterQueue: SqsQueue;
  /** The queue's one policy. */
  public readonly policy: SqsQueuePolicy;
  private readonly provider?: TerraformProvider;
  private readonly deadLetterQueueName: string;
  private readonly statements = new PolicyDocument();

  /** @throws ValidationError for a name that SQS refuses, or a value out of its range */
  constructor(scope: Construct, id: string, props: NotificationQueueProps) {
    super(scope, id);
    checkQueue(this, props);
    deployAfter(this, props.encryptionKey);
    this.provider = props.provider;
    this.encryptionKey = props.encryptionKey;
    this.retentionDays = props.retentionDays ?? 14;
    this.visibilityTimeoutSeconds = props.visibilityTimeoutSeconds ?? 30;
    this.maxReceiveCount = props.maxReceiveCount ?? 5;
    this.removal = removalOf(this, props.removal);
    this.queueName = props.queueName ?? placedName(this, { maxLength: MAX_NAME_LENGTH, punctuation: "-_" }, props.provider);
    this.deadLetterQueueName = `${this.queueName}${DEAD_LETTER_SUFFIX}`;

    const common = {
      kmsMasterKeyId: this.encryptionKey.keyArn,
      provider: this.provider,
      lifecycle: removalLifecycle(this.removal),
    };
    this.deadLetterQueue = new SqsQueue(this, "DeadLetterQueue", {
      ...common,
      name: this.deadLetterQueueName,
      // As long as SQS can: somebody has to look at them.
      messageRetentionSeconds: 14 * SECONDS_PER_DAY,
    });
    this.resource = new SqsQueue(this, "Resource", {
      ...common,
      name: this.queueName,
      messageRetentionSeconds: this.retentionDays * SECONDS_PER_DAY,
      visibilityTimeoutSeconds: this.visibilityTimeoutSeconds,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.deadLetterQueue.arn, maxReceiveCount: this.maxReceiveCount }),
    });
    this.queueArn = this.resource.arn;
    this.queueUrl = this.resource.url;
    this.statements.add(tlsOnlyStatement(["sqs:*"], [this.queueArn]));
    this.policy = new SqsQueuePolicy(this, "Policy", {
      queueUrl: this.queueUrl,
      policy: this.statements.toLazyJson(),
      provider: this.provider,
    });
  }

  /**
   * Lets a role receive messages, decrypt them, and delete them once they are processed.
   *
   * @throws ValidationError for something that has no role
   */
  public grantConsume(grantee: IGrantable): void {
    grantTo(this, grantee, {
      sid: `${this.node.id}Consume`,
      actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ReceiveMessage"],
      resources: [this.queueArn],
    });
    this.encryptionKey.grantDecrypt(grantee, "sqs");
  }

  /**
   * Allows an EventBridge rule to send to the queue, in the policies of the queue and of its key (EventBridge User Guide, "Using resource-based
   * policies for Amazon EventBridge"). The key's statement can't name the rule.
   *
   * @param ruleArn the rule: `arn:aws:events:eu-central-1:111122223333:rule/trade-records`
   * @throws ValidationError for anything but a rule's ARN
   */
  public allowEventBridge(ruleArn: string): void {
    allowRuleToQueue(this, ruleArn);
  }

  /** Adds a statement to the queue's one policy. */
  public addToPolicy(statement: PolicyStatement): void {
    checkStatement(this, statement);
    this.statements.add(statement);
  }

  /**
   * Creates the recommended alarms: messages in the dead-letter queue, and messages that wait for 15 minutes.
   *
   * @param topic the topic that they notify
   * @param overrides changes of them by name; `false` leaves one out
   * @throws ValidationError for a name or a setting that the alarms don't have, or if it is called twice
   */
  public addAlarms(topic: IAlarmTopic, overrides?: AlarmOverrides<NotificationQueueAlarm>): CreatedAlarms<NotificationQueueAlarm> {
    return createAlarms(this, topic, queueAlarms(this.queueName, this.deadLetterQueueName), overrides, this.provider);
  }
}

function checkQueue(queue: Construct, props: NotificationQueueProps): void {
  const validator = new Validator(queue).props(props, PROPS);
  checkKeyRegion(validator, props.encryptionKey, placedRegion(queue, props));
  validator
    .matches(
      "queueName",
      props.queueName,
      new RegExp(`^[A-Za-z0-9_-]{1,${MAX_NAME_LENGTH}}$`),
      `must be 1 to ${MAX_NAME_LENGTH} letters, digits, dashes and underscores: the dead-letter queue's name is longer, and S3 sends to no FIFO queue`,
      'Write it as "trade-records-arrived".',
    )
    .integerBetween("retentionDays", props.retentionDays, 1, 14, "days")
    .integerBetween("visibilityTimeoutSeconds", props.visibilityTimeoutSeconds, 0, 43_200, "seconds")
    .integerBetween("maxReceiveCount", props.maxReceiveCount, 1, 1000, "times")
    .throwIfInvalid();
}
