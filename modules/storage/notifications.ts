import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment } from "../../src/core";
import { PropType, PropTypes, STRING, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";
import { INotificationTarget, NOTIFICATION_SERVICES, NOTIFICATION_TARGET, allowBucketNotifications } from "./notification-target";

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

/** Which events of a bucket S3 sends to a queue or topic. */
export interface BucketNotification {
  /** A queue or topic in the bucket's region. */
  readonly target: INotificationTarget;
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
  private readonly policies = new Set<string>();

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
    this.notifications.set(id, notification);
    const { target } = notification;
    allowBucketNotifications(target, this.bucket.bucketArn, AwsEnvironment.of(this.scope).accountId);
    const resource = (this.resource ??= this.create());
    resource.dependsOn = this.dependencies(resource.dependsOn ?? []);
    resource.putQueue(this.of("sqs").map(({ arn, ...rest }) => ({ ...rest, queueArn: arn })));
    resource.putTopic(this.of("sns").map(({ arn, ...rest }) => ({ ...rest, topicArn: arn })));
  }

  private create(): S3BucketNotification {
    const { bucketName: bucket, provider } = this.bucket;
    return new S3BucketNotification(this.scope, "Notifications", { bucket, eventbridge: this.eventBridge, provider });
  }

  /** What the caller made the notifications wait for, and the policies that allow S3's test messages, in the order of the notifications. */
  private dependencies(existing: readonly string[]): string[] {
    const others = existing.filter((dependency) => !this.policies.has(dependency));
    const policies = this.sorted().flatMap(([, { target }]) => (target.policy ? [dependable(target.policy)] : []));
    policies.forEach((policy) => this.policies.add(policy));
    return [...new Set([...others, ...policies])];
  }

  private of(service: INotificationTarget["service"]) {
    return this.sorted()
      .filter(([, { target }]) => target.service === service)
      .map(([id, { target, events, keyPrefix, keySuffix }]) => ({
        id,
        arn: target.arn,
        events: [...events].sort(),
        filterPrefix: keyPrefix,
        filterSuffix: keySuffix,
      }));
  }

  /** In the order of their ids, so that a plan shows the new one alone. */
  private sorted(): [string, BucketNotification][] {
    return [...this.notifications].sort(([a], [b]) => (a < b ? -1 : 1));
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

function checkTarget(validator: Validator, { service, arn }: INotificationTarget, bucketRegion: string | undefined): void {
  validator
    .props({ arn }, { arn: STRING }, "target")
    .oneOf("target.service", service, NOTIFICATION_SERVICES)
    .check(
      "target",
      arn,
      !arn.endsWith(".fifo"),
      "must not be a FIFO queue or topic: S3 sends to none",
      "Use a standard one, or an EventBridge rule between.",
    );
  const regionsKnown = bucketRegion !== undefined && isKnown(bucketRegion) && isKnown(arn);
  validator.check(
    "target",
    arn,
    !regionsKnown || arn.split(":")[3] === bucketRegion,
    "must be in the bucket's region",
    `Use a queue or topic in ${bucketRegion}, or an EventBridge rule between.`,
  );
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
