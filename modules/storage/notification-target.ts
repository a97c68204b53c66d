import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, PolicyStatement } from "../../src/core";
import { SEND_ACTIONS } from "../../src/internal/key-actions";

/** An SQS queue or SNS topic that S3 can tell. */
export interface INotificationTarget {
  readonly service: "sqs" | "sns";
  readonly arn: string;
  /**
   * Admits the notifications of one bucket, to the target and to the key that it is under.
   *
   * @returns what must stand before S3 accepts the target: it sends a test message at once
   */
  allowBucketNotifications(bucketArn: string): readonly ITerraformDependable[];
}

/** How buckets are admitted to any queue or topic, made here or elsewhere. */
export abstract class NotificationTarget extends Construct implements INotificationTarget {
  public abstract readonly service: "sqs" | "sns";
  public abstract readonly arn: string;

  protected constructor(
    scope: Construct,
    id: string,
    protected readonly encryptionKey?: IEncryptionKey,
  ) {
    super(scope, id);
  }

  /** As the S3 User Guide has it ("Granting permissions to publish event notification messages"). */
  public allowBucketNotifications(bucketArn: string): readonly ITerraformDependable[] {
    const conditions = { StringEquals: { "aws:SourceAccount": AwsEnvironment.of(this).accountId }, ArnLike: { "aws:SourceArn": bucketArn } };
    const principals = { services: ["s3.amazonaws.com"] };
    this.encryptionKey?.addToPolicy({ sid: "S3Notifications", principals, actions: SEND_ACTIONS, conditions });
    this.addToPolicy({
      sid: "S3Notifications",
      principals,
      actions: [this.service === "sqs" ? "sqs:SendMessage" : "sns:Publish"],
      resources: [this.arn],
      conditions,
    });
    return this.admission;
  }

  /** Adds a statement to the queue's or topic's one policy, or to what is handed back for it where it exists already. */
  public abstract addToPolicy(statement: PolicyStatement): void;

  /** The policy that allows, where it is made here. */
  protected abstract get admission(): readonly ITerraformDependable[];
}
