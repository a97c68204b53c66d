import { ITerraformDependable } from "cdktf";
import { IConstruct } from "constructs";
import { IEncryptionKey, PolicyConditions, PolicyStatement } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { FORMATS } from "../../src/internal/formats";
import { SEND_ACTIONS } from "../../src/internal/key-actions";
import { PropTypes, STRING, like, optional } from "../../src/internal/prop-types";
import { Validator } from "../../src/internal/validator";

/** The services that S3 sends event notifications to. */
export const NOTIFICATION_SERVICES = ["sqs", "sns"] as const;

/** An SQS queue or SNS topic that S3 can send event notifications to. */
export interface INotificationTarget {
  /** `sqs` for a queue, `sns` for a topic. */
  readonly service: "sqs" | "sns";
  /** The queue's or topic's ARN. */
  readonly arn: string;
  /** The key that messages are encrypted under. @default - a key of AWS, or none */
  readonly encryptionKey?: IEncryptionKey;
  /** The queue's or topic's policy. S3 sends a test message at once, so the policy must be created before. @default - it exists already */
  readonly policy?: ITerraformDependable;
  /** Adds a statement to the queue's or topic's one policy, or to `requiredPolicyJson` where it exists already. */
  addToPolicy(statement: PolicyStatement): void;
}

/** The prop type of targets. */
export const NOTIFICATION_TARGET = like<INotificationTarget>("a NotificationQueue or a NotificationTopic", [
  "service",
  "arn",
  "addToPolicy",
]);

/** What identifies a queue or topic that exists already. */
export interface NotificationTargetAttributes {
  /** The queue's or topic's ARN. */
  readonly arn: string;
  /** The key that messages are encrypted under. @default - a key of AWS, or none */
  readonly encryptionKey?: IEncryptionKey;
}

/** The types of an import's attributes. */
export const NOTIFICATION_TARGET_ATTRIBUTES: PropTypes<NotificationTargetAttributes> = {
  arn: STRING,
  encryptionKey: optional(ENCRYPTION_KEY),
};

const SEND = { sqs: "sqs:SendMessage", sns: "sns:Publish" } as const;

/**
 * Allows S3 to send the event notifications of one bucket, in the policies of the target and of its key
 * (S3 User Guide, "Granting permissions to publish event notification messages to a destination").
 */
export function allowBucketNotifications(target: INotificationTarget, bucketArn: string, accountId: string): void {
  const conditions = { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": bucketArn } };
  allowService(target, "S3Notifications", "s3.amazonaws.com", { key: conditions, target: conditions });
}

/**
 * Allows one EventBridge rule to send to a queue, in the policies of the queue and of its key.
 *
 * @throws ValidationError for anything but a rule's ARN
 */
export function allowRuleToQueue(queue: IConstruct & INotificationTarget, ruleArn: string): void {
  new Validator(queue).props({ ruleArn }, { ruleArn: STRING }).format("ruleArn", ruleArn, FORMATS.eventRuleArn).throwIfInvalid();
  allowEventBridge(queue, { ArnEquals: { "aws:SourceArn": ruleArn } });
}

/**
 * Allows EventBridge to publish to a topic, in the policies of the topic and of its key. Every rule that names the topic is meant: a topic's policy
 * must have no condition for EventBridge (EventBridge User Guide, "Using resource-based policies for Amazon EventBridge", "Amazon SNS permissions").
 */
export function allowRulesToTopic(topic: INotificationTarget): void {
  allowEventBridge(topic);
}

/** The key's statement has no condition: EventBridge gives KMS no `aws:SourceAccount` and no `aws:SourceArn` (SNS Developer Guide, "Key management"). */
function allowEventBridge(target: INotificationTarget, conditions?: PolicyConditions): void {
  allowService(target, "EventBridge", "events.amazonaws.com", { target: conditions });
}

function allowService(
  target: INotificationTarget,
  sid: string,
  service: string,
  conditions: { readonly key?: PolicyConditions; readonly target?: PolicyConditions },
): void {
  const principals = { services: [service] };
  target.encryptionKey?.addToPolicy({ sid, principals, actions: SEND_ACTIONS, conditions: conditions.key });
  target.addToPolicy({ sid, principals, actions: [SEND[target.service]], resources: [target.arn], conditions: conditions.target });
}
