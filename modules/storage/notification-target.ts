import { ITerraformDependable } from "cdktf";
import { IConstruct } from "constructs";
import { IEncryptionKey, PolicyConditions, PolicyStatement } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { FORMATS } from "../../src/internal/formats";
import { SEND_ACTIONS } from "../../src/internal/key-actions";
import { PropType, PropTypes, STRING, like, optional, propType } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/** An SQS queue that S3 can send event notifications to, and SNS the messages of a topic. */
export interface INotificationQueue {
  /** The queue's ARN. */
  readonly queueArn: string;
  /** The key that messages are encrypted under. @default - a key of AWS, or none */
  readonly encryptionKey?: IEncryptionKey;
  /** The queue's policy. S3 sends a test message at once, so the policy must be created before. @default - it exists already */
  readonly policy?: ITerraformDependable;
  /** Adds a statement to the queue's one policy, or to `requiredPolicyJson` where it exists already. */
  addToPolicy(statement: PolicyStatement): void;
}

/** An SNS topic that S3 can send event notifications to. */
export interface INotificationTopic {
  /** The topic's ARN. */
  readonly topicArn: string;
  /** The key that messages are encrypted under. @default - a key of AWS, or none */
  readonly encryptionKey?: IEncryptionKey;
  /** The topic's policy. S3 sends a test message at once, so the policy must be created before. @default - it exists already */
  readonly policy?: ITerraformDependable;
  /** Adds a statement to the topic's one policy, or to `requiredPolicyJson` where it exists already. */
  addToPolicy(statement: PolicyStatement): void;
}

/** A Lambda function of the account, which S3 and SNS can invoke once they have a permission. */
export interface INotificationFunction {
  /** The function's ARN, or that of an alias or a version. */
  readonly functionArn: string;
}

/** What S3 sends event notifications to. */
export type NotificationTarget = INotificationQueue | INotificationTopic | INotificationFunction;

/** The prop type of queues. */
export const NOTIFICATION_QUEUE = like<INotificationQueue>(
  "a NotificationQueue",
  ["queueArn", "addToPolicy"],
  "NotificationQueue.fromAttributes",
);

const NOTIFICATION_TOPIC = like<INotificationTopic>("a NotificationTopic", ["topicArn", "addToPolicy"], "NotificationTopic.fromAttributes");
const NOTIFICATION_FUNCTION = like<INotificationFunction>("a function", ["functionArn"]);

/** The prop type of targets. */
export const NOTIFICATION_TARGET: PropType<NotificationTarget> = {
  ...propType<NotificationTarget>(
    "a NotificationQueue, a NotificationTopic or a function's { functionArn }",
    "Give one of them.",
    (value) => [NOTIFICATION_QUEUE, NOTIFICATION_TOPIC, NOTIFICATION_FUNCTION].some((type) => type.accepts(value)),
  ),
  mayBeToken: false,
};

/** Whether a target is a queue. */
export function isQueue(target: object): target is INotificationQueue {
  return "queueArn" in target;
}

/** Whether a target is a topic. */
export function isTopic(target: object): target is INotificationTopic {
  return "topicArn" in target;
}

/** The target's ARN. */
export function targetArn(target: NotificationTarget): string {
  return isQueue(target) ? target.queueArn : isTopic(target) ? target.topicArn : target.functionArn;
}

/** What identifies a queue that exists already. */
export interface NotificationQueueAttributes {
  /** The queue's ARN. */
  readonly queueArn: string;
  /** The key that messages are encrypted under. @default - a key of AWS, or none */
  readonly encryptionKey?: IEncryptionKey;
}

/** The types of a queue's attributes. */
export const NOTIFICATION_QUEUE_ATTRIBUTES: PropTypes<NotificationQueueAttributes> = {
  queueArn: STRING,
  encryptionKey: optional(ENCRYPTION_KEY),
};

/** What identifies a topic that exists already. */
export interface NotificationTopicAttributes {
  /** The topic's ARN. */
  readonly topicArn: string;
  /** The key that messages are encrypted under. @default - a key of AWS, or none */
  readonly encryptionKey?: IEncryptionKey;
}

/** The types of a topic's attributes. */
export const NOTIFICATION_TOPIC_ATTRIBUTES: PropTypes<NotificationTopicAttributes> = {
  topicArn: STRING,
  encryptionKey: optional(ENCRYPTION_KEY),
};

/**
 * Allows S3 to send the event notifications of one bucket, in the policies of a queue or topic and of its key
 * (S3 User Guide, "Granting permissions to publish event notification messages to a destination").
 */
export function allowBucketNotifications(target: INotificationQueue | INotificationTopic, bucketArn: string, accountId: string): void {
  const conditions = { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": bucketArn } };
  allowService(target, "S3Notifications", "s3.amazonaws.com", { key: conditions, target: conditions });
}

/**
 * Allows SNS to send the messages of one topic, in the policies of the queue and of its key
 * (SNS Developer Guide, "Subscribing an Amazon SQS queue to an Amazon SNS topic").
 */
export function allowTopic(queue: INotificationQueue, topicArn: string): void {
  const conditions = { ArnLike: { "aws:SourceArn": topicArn } };
  allowService(queue, "TopicMessages", "sns.amazonaws.com", { key: conditions, target: conditions });
}

/**
 * Allows one EventBridge rule to send to a queue, in the policies of the queue and of its key.
 *
 * @throws ValidationError for anything but a rule's ARN
 */
export function allowRuleToQueue(queue: IConstruct & INotificationQueue, ruleArn: string): void {
  new Validator(queue).props({ ruleArn }, { ruleArn: STRING }).format("ruleArn", ruleArn, FORMATS.eventRuleArn).throwIfInvalid();
  allowEventBridge(queue, { ArnEquals: { "aws:SourceArn": ruleArn } });
}

/**
 * Allows EventBridge to publish to a topic, in the policies of the topic and of its key. Every rule that names the topic is meant: a topic's policy
 * must have no condition for EventBridge (EventBridge User Guide, "Using resource-based policies for Amazon EventBridge", "Amazon SNS permissions").
 */
export function allowRulesToTopic(topic: INotificationTopic): void {
  allowEventBridge(topic);
}

/** The key's statement has no condition: EventBridge gives KMS no `aws:SourceAccount` and no `aws:SourceArn` (SNS Developer Guide, "Key management"). */
function allowEventBridge(target: INotificationQueue | INotificationTopic, conditions?: PolicyConditions): void {
  allowService(target, "EventBridge", "events.amazonaws.com", { target: conditions });
}

function allowService(
  target: INotificationQueue | INotificationTopic,
  sid: string,
  service: string,
  conditions: { readonly key?: PolicyConditions; readonly target?: PolicyConditions },
): void {
  const principals = { services: [service] };
  const send = isQueue(target) ? "sqs:SendMessage" : "sns:Publish";
  target.encryptionKey?.addToPolicy({ sid, principals, actions: SEND_ACTIONS, conditions: conditions.key });
  target.addToPolicy({ sid, principals, actions: [send], resources: [targetArn(target)], conditions: conditions.target });
}
