import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, PolicyStatement } from "../../src/core";
import { physicalName } from "../../src/internal/names";
import { PolicyDocument, tlsOnlyStatement } from "../../src/internal/policy-document";
import { Validator } from "../../src/internal/validator";
import { ImportedNotificationTarget, NotificationTargetAttributes } from "./imported-notification-target";
import { NotificationTarget } from "./notification-target";

export interface NotificationTopicProps {
  /** Encrypts the messages. A key that exists must admit S3 itself. */
  readonly encryptionKey: IEncryptionKey;
  /** @default - the construct's path */
  readonly topicName?: string;
  /** The provider of another region. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/** An encrypted SNS topic that S3 tells of events in the buckets that are wired to it, for several receivers. */
export class NotificationTopic extends NotificationTarget {
  /** A topic that exists already. Its policy is its owner's: what would be added is handed back by `requiredPolicyJson`. */
  public static fromAttributes(scope: Construct, id: string, attributes: NotificationTargetAttributes): ImportedNotificationTarget {
    return new ImportedNotificationTarget(scope, id, "sns", attributes);
  }

  private readonly statements = new PolicyDocument();
  public readonly service = "sns";
  public readonly arn: string;
  public readonly topicName: string;
  public readonly resource: SnsTopic;
  public readonly policy: SnsTopicPolicy;

  constructor(scope: Construct, id: string, props: NotificationTopicProps) {
    super(scope, id, props.encryptionKey);
    const provider = props.provider;
    this.topicName = props.topicName ?? physicalName(this, { maxLength: 256, punctuation: "-_" });
    new Validator(this)
      .matches(
        "topicName",
        props.topicName,
        /^[A-Za-z0-9_-]{1,256}$/,
        "must be 1 to 256 letters, digits, dashes and underscores: S3 sends to no FIFO topic",
        'Write it as "trade-records-arrived".',
      )
      .throwIfInvalid();
    this.resource = new SnsTopic(this, "Resource", { name: this.topicName, kmsMasterKeyId: props.encryptionKey.arn, provider });
    this.arn = this.resource.arn;
    this.statements.add(tlsOnlyStatement(["sns:Publish"], [this.arn]));
    this.policy = new SnsTopicPolicy(this, "Policy", { arn: this.arn, policy: this.statements.toLazyJson(), provider });
  }

  /** Adds a statement to the one policy of the topic. */
  public addToPolicy(statement: PolicyStatement): void {
    this.statements.add(statement);
  }

  protected get admission(): readonly ITerraformDependable[] {
    return [this.policy];
  }
}
