import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, PolicyDocument, PolicyStatement, Validator } from "../../src/core";
import { INotificationTarget } from "./notifications";

export interface NotificationTargetAttributes {
  readonly arn: string;
  /** The key that the queue or topic is under. @default - a key of AWS, or none */
  readonly encryptionKey?: IEncryptionKey;
}

/** A queue or topic that exists: what its policy would need is handed back for its owner to attach, before S3 is told of it. */
export class ImportedNotificationTarget extends Construct implements INotificationTarget {
  public readonly arn: string;
  private readonly encryptionKey?: IEncryptionKey;
  private readonly statements = new PolicyDocument();

  constructor(
    scope: Construct,
    id: string,
    public readonly service: "sqs" | "sns",
    attributes: NotificationTargetAttributes,
  ) {
    super(scope, id);
    this.arn = attributes.arn;
    this.encryptionKey = attributes.encryptionKey;
    new Validator(this)
      .matches(
        "arn",
        this.arn,
        new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_.-]+$`),
        `must be the ARN of an ${service === "sqs" ? "SQS queue" : "SNS topic"}`,
        `Write it as "arn:aws:${service}:eu-central-1:111122223333:trade-records-arrived".`,
      )
      .throwIfInvalid();
  }

  /** The statements that the owner adds to the queue's or topic's policy, as JSON. */
  public get requiredPolicyJson(): string {
    return this.statements.toLazyJson();
  }

  public allowBucketNotifications(bucketArn: string): readonly ITerraformDependable[] {
    this.encryptionKey?.allowS3Notifications(bucketArn);
    this.statements.add(fromBucket(this, this, bucketArn));
    return [];
  }
}

/** The statement that admits one bucket's notifications (S3 User Guide, "Granting permissions to publish event notification messages"). */
export function fromBucket(
  scope: Construct,
  { service, arn }: Pick<INotificationTarget, "service" | "arn">,
  bucketArn: string,
): PolicyStatement {
  return {
    sid: "S3Notifications",
    principals: { services: ["s3.amazonaws.com"] },
    actions: [service === "sqs" ? "sqs:SendMessage" : "sns:Publish"],
    resources: [arn],
    conditions: { StringEquals: { "aws:SourceAccount": AwsEnvironment.of(scope).accountId }, ArnLike: { "aws:SourceArn": bucketArn } },
  };
}
