import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { ITerraformDependable, dependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { PropType, PropTypes, STRING, STRINGS, optional } from "../../src/internal/prop-types";
import { sortedEntries } from "../../src/internal/sorted-by";
import { bucketArnPattern, dependenciesIn, deployAfterReferences } from "../../src/internal/stacks";
import { Validator, isKnown } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";
import { createFunctionPermission } from "./function-permission";
import {
  INotificationFunction,
  NOTIFICATION_TARGET,
  NotificationTarget,
  allowBucketNotifications,
  isQueue,
  isTopic,
  targetArn,
} from "./notification-target";

/** The values of `S3Event`. */
export const S3_EVENTS = [
  "s3:ObjectCreated:*",
  "s3:ObjectCreated:Put",
  "s3:ObjectCreated:Post",
  "s3:ObjectCreated:Copy",
  "s3:ObjectCreated:CompleteMultipartUpload",
  "s3:ObjectRemoved:*",
  "s3:ObjectRemoved:Delete",
  "s3:ObjectRemoved:DeleteMarkerCreated",
  "s3:ObjectRestore:*",
  "s3:ObjectRestore:Post",
  "s3:ObjectRestore:Completed",
  "s3:ObjectRestore:Delete",
  "s3:Replication:*",
  "s3:Replication:OperationFailedReplication",
  "s3:Replication:OperationMissedThreshold",
  "s3:Replication:OperationReplicatedAfterThreshold",
  "s3:Replication:OperationNotTracked",
  "s3:LifecycleExpiration:*",
  "s3:LifecycleExpiration:Delete",
  "s3:LifecycleExpiration:DeleteMarkerCreated",
  "s3:LifecycleTransition",
  "s3:IntelligentTiering",
  "s3:ObjectTagging:*",
  "s3:ObjectTagging:Put",
  "s3:ObjectTagging:Delete",
] as const;
/** An event type (S3 User Guide, "Supported event types for SQS, SNS, and Lambda"). */
export type S3Event =
  | "s3:ObjectCreated:*"
  | "s3:ObjectCreated:Put"
  | "s3:ObjectCreated:Post"
  | "s3:ObjectCreated:Copy"
  | "s3:ObjectCreated:CompleteMultipartUpload"
  | "s3:ObjectRemoved:*"
  | "s3:ObjectRemoved:Delete"
  | "s3:ObjectRemoved:DeleteMarkerCreated"
  | "s3:ObjectRestore:*"
  | "s3:ObjectRestore:Post"
  | "s3:ObjectRestore:Completed"
  | "s3:ObjectRestore:Delete"
  | "s3:Replication:*"
  | "s3:Replication:OperationFailedReplication"
  | "s3:Replication:OperationMissedThreshold"
  | "s3:Replication:OperationReplicatedAfterThreshold"
  | "s3:Replication:OperationNotTracked"
  | "s3:LifecycleExpiration:*"
  | "s3:LifecycleExpiration:Delete"
  | "s3:LifecycleExpiration:DeleteMarkerCreated"
  | "s3:LifecycleTransition"
  | "s3:IntelligentTiering"
  | "s3:ObjectTagging:*"
  | "s3:ObjectTagging:Put"
  | "s3:ObjectTagging:Delete";

/** Which events of a bucket S3 sends to a queue, a topic or a function. */
export interface BucketNotification {
  /** A queue, a topic, or a Lambda function by its ARN: `{ functionArn }`; in the bucket's region. */
  readonly target: NotificationTarget;
  /** The event types. No two notifications of a bucket may have the same event type for the same keys. */
  readonly events: readonly S3Event[];
  /** Keys that begin so, such as `incoming/`. @default - all */
  readonly keyPrefix?: string;
  /** Keys that end so, such as `.csv`. @default - all */
  readonly keySuffix?: string;
}

const PROPS: PropTypes<BucketNotification> = {
  target: NOTIFICATION_TARGET,
  events: STRINGS as PropType<readonly S3Event[]>,
  keyPrefix: optional(STRING),
  keySuffix: optional(STRING),
};

/** The event notifications of a bucket: Terraform has one resource for all of them. */
export class BucketNotifications {
  /** Undefined while there is no notification. */
  public resource?: S3BucketNotification;
  private readonly notifications = new Map<string, BucketNotification>();
  /** Notification → what allows it. */
  private readonly permissions = new Map<string, ITerraformDependable | undefined>();
  private readonly addresses = new Set<string>();

  constructor(
    private readonly scope: Construct,
    private readonly bucket: BucketIdentity,
    private readonly eventBridge: boolean,
  ) {
    if (eventBridge) this.resource = this.create();
  }

  public add(id: string, notification: BucketNotification): void {
    const validator = new Validator(this.scope);
    checkNotification(validator, id, notification, this.notifications, this.bucket.region);
    validator.throwIfInvalid();
    // S3 sends a test message when it is configured: the target must be there.
    deployAfterReferences(
      this.scope,
      "target",
      targetArn(notification.target),
      (later) =>
        `Make the target in a stack before ${later}; or set eventBridge on the bucket, and match its events with a rule in ${later}.`,
    );
    this.notifications.set(id, notification);
    this.permissions.set(id, this.allow(id, notification.target));
    const resource = (this.resource ??= this.create());
    resource.dependsOn = this.dependencies(resource.dependsOn ?? []);
    resource.putQueue(this.of(isQueue).map(([arn, rest]) => ({ ...rest, queueArn: arn })));
    resource.putTopic(this.of(isTopic).map(([arn, rest]) => ({ ...rest, topicArn: arn })));
    resource.putLambdaFunction(this.of(isFunction).map(([arn, rest]) => ({ ...rest, lambdaFunctionArn: arn })));
  }

  /** S3 asks for the permission when it is configured: the notifications wait for what gives it. */
  private allow(id: string, target: NotificationTarget): ITerraformDependable | undefined {
    const { bucketArn, provider } = this.bucket;
    const { accountId, partition } = AwsEnvironment.of(this.scope);
    if (isFunction(target)) {
      const invoker = { service: "s3.amazonaws.com", sourceArn: bucketArn, sourceAccount: accountId, provider };
      return createFunctionPermission(this.scope, `Notification-${id}`, target.functionArn, invoker);
    }
    allowBucketNotifications(target, bucketArnPattern(bucketArn, partition), accountId);
    return target.policy;
  }

  private create(): S3BucketNotification {
    const { bucketName: bucket, provider } = this.bucket;
    return new S3BucketNotification(this.scope, "Notifications", { bucket, eventbridge: this.eventBridge, provider });
  }

  /** What the caller made the notifications wait for, and what allows S3's test messages, in the order of the notifications. */
  private dependencies(existing: readonly string[]): string[] {
    const others = existing.filter((dependency) => !this.addresses.has(dependency));
    const permissions = this.sorted().flatMap(([id]) => this.permissions.get(id) ?? []);
    const addresses = dependenciesIn(this.scope, permissions).map(dependable);
    addresses.forEach((address) => this.addresses.add(address));
    return [...new Set([...others, ...addresses])];
  }

  private of(kind: (target: NotificationTarget) => boolean) {
    return this.sorted()
      .filter(([, { target }]) => kind(target))
      .map(([id, { target, events, keyPrefix, keySuffix }]) => {
        return [targetArn(target), { id, events: [...events].sort(), filterPrefix: keyPrefix, filterSuffix: keySuffix }] as const;
      });
  }

  /** In the order of their ids, so that a plan shows the new one alone. */
  private sorted(): [string, BucketNotification][] {
    return sortedEntries(this.notifications);
  }
}

/** Records a notification that S3 refuses beside the others of its bucket. */
function checkNotification(
  validator: Validator,
  id: string,
  notification: BucketNotification,
  others: ReadonlyMap<string, BucketNotification>,
  bucketRegion: string | undefined,
): void {
  validator
    .props({ id }, { id: STRING })
    .props(notification, PROPS)
    .check("id", id, !others.has(id), "must be unique in this bucket", "Choose another id.");
  checkEvents(validator, notification);
  checkTarget(validator, notification.target, bucketRegion);
  for (const [otherId, other] of others) {
    validator.check(
      "events",
      notification.events,
      !overlap(notification, other),
      `must not overlap those of "${otherId}" for the same keys`,
      "Give them other events, or prefixes or suffixes that exclude each other. For several receivers, use one NotificationTopic.",
    );
  }
}

function checkEvents(validator: Validator, { events, keyPrefix, keySuffix }: BucketNotification): void {
  validator.check("events", events, events.length > 0, "must not be empty", 'Name at least one, such as "s3:ObjectCreated:*".');
  for (const event of events) validator.oneOf("events", event, S3_EVENTS);
  for (const [prop, text] of Object.entries({ keyPrefix, keySuffix })) {
    validator.check(prop, text, !text?.includes("*"), "must not hold a *, which S3 reads as that character", "Leave it out.");
  }
}

function checkTarget(validator: Validator, target: NotificationTarget, bucketRegion: string | undefined): void {
  const arn = targetArn(target);
  validator.props({ arn }, { arn: STRING }, "target");
  if (isFunction(target)) validator.format("target.functionArn", arn, FORMATS.functionArn);
  validator.check(
    "target",
    arn,
    !arn.endsWith(".fifo"),
    "must not be a FIFO queue or topic: S3 sends to none",
    "Use a standard one, or an EventBridge rule between.",
  );
  const regionsKnown = bucketRegion !== undefined && isKnown(bucketRegion) && isKnown(arn) && arn.split(":").length > 5;
  validator.check(
    "target",
    arn,
    !regionsKnown || arn.split(":")[3] === bucketRegion,
    "must be in the bucket's region",
    `Use one in ${bucketRegion}, or an EventBridge rule between.`,
  );
}

function isFunction(target: NotificationTarget): target is INotificationFunction {
  return !isQueue(target) && !isTopic(target);
}

/** Whether S3 refuses two notifications because they have one event type for one object. Pure. */
export function overlap(a: Omit<BucketNotification, "target">, b: Omit<BucketNotification, "target">): boolean {
  const meets = (one: string | undefined, other: string | undefined, within: "startsWith" | "endsWith"): boolean =>
    (one ?? "")[within](other ?? "") || (other ?? "")[within](one ?? "");
  return (
    a.events.some((one) => b.events.some((other) => sameEvent(one, other))) &&
    meets(a.keyPrefix, b.keyPrefix, "startsWith") &&
    meets(a.keySuffix, b.keySuffix, "endsWith")
  );
}

function sameEvent(a: string, b: string): boolean {
  const covers = (wide: string, event: string) => wide === event || (wide.endsWith(":*") && event.startsWith(wide.slice(0, -1)));
  return covers(a, b) || covers(b, a);
}
