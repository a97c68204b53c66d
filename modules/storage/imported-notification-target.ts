import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, PolicyStatement } from "../../src/core";
import { RequiredPolicy } from "../../src/internal/required-policy";
import { Validator } from "../../src/internal/validator";
import { NotificationTarget } from "./notification-target";

export interface NotificationTargetAttributes {
  readonly arn: string;
  /** The key that the queue or topic is under. @default - a key of AWS, or none */
  readonly encryptionKey?: IEncryptionKey;
}

/** A queue or topic that exists: what its policy would need is handed back for its owner to attach, before S3 is told of it. */
export class ImportedNotificationTarget extends NotificationTarget {
  public readonly arn: string;
  private readonly required: RequiredPolicy;

  constructor(
    scope: Construct,
    id: string,
    public readonly service: "sqs" | "sns",
    attributes: NotificationTargetAttributes,
  ) {
    super(scope, id, attributes.encryptionKey);
    this.arn = attributes.arn;
    this.required = new RequiredPolicy(this, service === "sqs" ? "queue" : "topic");
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
    return this.required.toJson();
  }

  /** Adds a statement to what is handed back by `requiredPolicyJson`. */
  public addToPolicy(statement: PolicyStatement): void {
    this.required.add(statement);
  }

  protected get admission(): readonly ITerraformDependable[] {
    return [];
  }
}
