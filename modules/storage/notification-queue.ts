import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AlarmDefinition, AlarmOverrides, IAlarmTopic, IEncryptionKey, IGrantable, PolicyStatement } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { physicalName } from "../../src/internal/names";
import { PolicyDocument, tlsOnlyStatement } from "../../src/internal/policy-document";
import { Validator } from "../../src/internal/validator";
import { ImportedNotificationTarget, NotificationTargetAttributes } from "./imported-notification-target";
import { NotificationTarget } from "./notification-target";

export interface NotificationQueueProps {
  /** Encrypts the messages. A key that exists must admit S3 itself. */
  readonly encryptionKey: IEncryptionKey;
  /** @default - the construct's path */
  readonly queueName?: string;
  /** Days that a message waits to be received, 1 to 14. @default 14 */
  readonly retentionDays?: number;
  /** How long a received message is hidden from other receivers, 0 to 43200. @default 30 */
  readonly visibilityTimeoutSeconds?: number;
  /** How often a message is received before it goes to the dead-letter queue, 1 to 1000. @default 5 */
  readonly maxReceiveCount?: number;
  /** The provider of another region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

export type NotificationQueueAlarm = "deadLetters" | "oldestMessage";

const SECONDS_PER_DAY = 86_400;
const DEAD_LETTER_SUFFIX = "-dead-letters";
/** SQS takes 80 characters (SQS Developer Guide, "Amazon SQS standard queue quotas"). */
const MAX_NAME_LENGTH = 80 - DEAD_LETTER_SUFFIX.length;

/** An encrypted SQS queue, with one for what can't be processed, that S3 tells of events in the buckets that are wired to it. */
export class NotificationQueue extends NotificationTarget {
  /** A queue that exists already. Its policy is its owner's: what would be added is handed back by `requiredPolicyJson`. */
  public static fromAttributes(scope: Construct, id: string, attributes: NotificationTargetAttributes): ImportedNotificationTarget {
    return new ImportedNotificationTarget(scope, id, "sqs", attributes);
  }

  private readonly statements = new PolicyDocument();
  public readonly service = "sqs";
  public readonly arn: string;
  public readonly queueUrl: string;
  public readonly queueName: string;
  public readonly retentionDays: number;
  public readonly visibilityTimeoutSeconds: number;
  public readonly maxReceiveCount: number;
  public readonly resource: SqsQueue;
  public readonly deadLetterQueue: SqsQueue;
  public readonly policy: SqsQueuePolicy;
  private readonly provider?: TerraformProvider;

  constructor(scope: Construct, id: string, props: NotificationQueueProps) {
    super(scope, id, props.encryptionKey);
    this.provider = props.provider;
    this.retentionDays = props.retentionDays ?? 14;
    this.visibilityTimeoutSeconds = props.visibilityTimeoutSeconds ?? 30;
    this.maxReceiveCount = props.maxReceiveCount ?? 5;
    this.queueName = props.queueName ?? physicalName(this, { maxLength: MAX_NAME_LENGTH, punctuation: "-_" });
    this.validate(props);

    this.deadLetterQueue = new SqsQueue(this, "DeadLetterQueue", {
      name: `${this.queueName}${DEAD_LETTER_SUFFIX}`,
      // As long as SQS can: somebody has to look at them.
      messageRetentionSeconds: 14 * SECONDS_PER_DAY,
      ...this.encrypted(props.encryptionKey),
    });
    this.resource = new SqsQueue(this, "Resource", {
      name: this.queueName,
      messageRetentionSeconds: this.retentionDays * SECONDS_PER_DAY,
      visibilityTimeoutSeconds: this.visibilityTimeoutSeconds,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: this.deadLetterQueue.arn, maxReceiveCount: this.maxReceiveCount }),
      ...this.encrypted(props.encryptionKey),
    });
    this.arn = this.resource.arn;
    this.queueUrl = this.resource.url;
    this.statements.add(tlsOnlyStatement(["sqs:*"], [this.arn]));
    this.policy = new SqsQueuePolicy(this, "Policy", {
      queueUrl: this.queueUrl,
      policy: this.statements.toLazyJson(),
      provider: this.provider,
    });
  }

  /** Lets a role receive messages, decrypt them, and delete them once they are processed. */
  public grantConsume(grantee: IGrantable): void {
    grantee.role.grant({
      sid: `${this.node.id}Consume`,
      actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      resources: [this.arn],
    });
    this.encryptionKey?.grantDecrypt(grantee);
  }

  /** Makes the recommended alarms: messages that can't be processed, and messages that nobody takes. */
  public addAlarms(topic: IAlarmTopic, overrides?: AlarmOverrides<NotificationQueueAlarm>): void {
    createAlarms(this, topic, queueAlarms(this.queueName), overrides, this.provider);
  }

  /** Adds a statement to the one policy of the queue. */
  public addToPolicy(statement: PolicyStatement): void {
    this.statements.add(statement);
  }

  protected get admission(): readonly ITerraformDependable[] {
    return [this.policy];
  }

  private encrypted(key: IEncryptionKey) {
    return { kmsMasterKeyId: key.arn, provider: this.provider };
  }

  private validate(props: NotificationQueueProps): void {
    new Validator(this)
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
}

function queueAlarms(queueName: string): Record<NotificationQueueAlarm, AlarmDefinition> {
  return {
    deadLetters: {
      metric: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        statistic: "Maximum",
        dimensions: { QueueName: `${queueName}${DEAD_LETTER_SUFFIX}` },
      },
      description:
        "Notifications could not be processed. Look at one in the dead-letter queue and at the consumer's log; then redrive them.",
      threshold: 1,
      evaluationPeriods: 1,
      missingData: "notBreaching",
    },
    oldestMessage: {
      metric: {
        namespace: "AWS/SQS",
        metricName: "ApproximateAgeOfOldestMessage",
        statistic: "Maximum",
        dimensions: { QueueName: queueName },
      },
      description: "A notification has waited for fifteen minutes. Look whether the consumer runs, and whether it keeps up.",
      threshold: 900,
      evaluationPeriods: 5,
      missingData: "notBreaching",
    },
  };
}
