import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { TerraformProvider, dependable } from "cdktf";
import { Construct } from "constructs";
import { Validator, isKnown } from "../../src/internal/validator";
import { INotificationTarget } from "./notification-target";

/** What S3 tells of (S3 User Guide, "Supported event types for SQS, SNS, and Lambda"). */
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
export type S3Event = (typeof S3_EVENTS)[number];

export interface NotificationProps {
  readonly target: INotificationTarget;
  /** No two notifications of a bucket may tell of the same event for the same keys. */
  readonly events: readonly S3Event[];
  /** Keys that begin so, such as `incoming/`. @default - all */
  readonly keyPrefix?: string;
  /** Keys that end so, such as `.csv`. @default - all */
  readonly keySuffix?: string;
}

export interface NotifyingBucket {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** @default - known to the provider alone */
  readonly region?: string;
  readonly provider?: TerraformProvider;
}

/** The notifications of a bucket: Terraform has one resource for all of them. */
export class BucketNotifications {
  /** Undefined while nobody is told anything. */
  public resource?: S3BucketNotification;
  private readonly notifications = new Map<string, NotificationProps>();

  constructor(
    private readonly scope: Construct,
    private readonly bucket: NotifyingBucket,
    private readonly eventBridge: boolean,
  ) {
    if (eventBridge) this.resource = this.create();
  }

  public add(id: string, notification: NotificationProps): void {
    this.validate(id, notification);
    this.notifications.set(id, notification);
    const resource = (this.resource ??= this.create());
    const dependencies = notification.target.allowBucketNotifications(this.bucket.bucketArn).map(dependable);
    resource.dependsOn = [...new Set([...(resource.dependsOn ?? []), ...dependencies])];
    resource.putQueue(this.of("sqs").map(({ arn, ...rest }) => ({ ...rest, queueArn: arn })));
    resource.putTopic(this.of("sns").map(({ arn, ...rest }) => ({ ...rest, topicArn: arn })));
  }

  private create(): S3BucketNotification {
    const { bucketName: bucket, provider } = this.bucket;
    return new S3BucketNotification(this.scope, "Notifications", { bucket, eventbridge: this.eventBridge, provider });
  }

  /** In the order of their ids, so that a plan shows the new one alone. */
  private of(service: INotificationTarget["service"]) {
    return [...this.notifications]
      .filter(([, { target }]) => target.service === service)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { target, events, keyPrefix, keySuffix }]) => ({
        id,
        arn: target.arn,
        events: [...events].sort(),
        filterPrefix: keyPrefix,
        filterSuffix: keySuffix,
      }));
  }

  private validate(id: string, notification: NotificationProps): void {
    const { target, events, keyPrefix, keySuffix } = notification;
    const validator = new Validator(this.scope)
      .check("id", id, !this.notifications.has(id), "must be a notification's own", "Choose another id.")
      .check("events", events, events.length > 0, "must not be empty", 'Name at least one, such as "s3:ObjectCreated:*".')
      .check(
        "target",
        target.arn,
        !target.arn.endsWith(".fifo"),
        "must not be a FIFO queue or topic, which S3 can't send to",
        "Use a standard one, or an EventBridge rule between.",
      );
    for (const event of events) validator.oneOf("events", event, S3_EVENTS);
    for (const [prop, text] of Object.entries({ keyPrefix, keySuffix })) {
      validator.check(prop, text, !text?.includes("*"), "must not hold a *, which S3 takes for the character", "Leave it out.");
    }
    const region = isKnown(target.arn) ? target.arn.split(":")[3] : undefined;
    validator.check(
      "target",
      target.arn,
      region === undefined || this.bucket.region === undefined || region === this.bucket.region,
      "must be in the bucket's region",
      `Use a queue or topic in ${this.bucket.region}, or an EventBridge rule between.`,
    );
    for (const [otherId, other] of this.notifications) {
      validator.check(
        "events",
        events,
        !overlap(notification, other),
        `must not meet those of "${otherId}" for the same keys`,
        "Give them other events, or prefixes or suffixes that exclude each other; tell several receivers through a topic.",
      );
    }
    validator.throwIfInvalid();
  }
}

/** Whether S3 refuses two notifications because one event of one object would concern both. Pure. */
export function overlap(a: Omit<NotificationProps, "target">, b: Omit<NotificationProps, "target">): boolean {
  const meets = (one = "", other = "", within: "startsWith" | "endsWith") => one[within](other) || other[within](one);
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
