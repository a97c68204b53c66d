import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, checkRegionOfProvider } from "./aws-environment";
import { physicalName } from "./names";
import { PolicyConditions, PolicyDocument, PolicyStatement } from "./policy-document";
import { Removal, removalLifecycle } from "./removal";
import { IGrantable } from "./role";
import { Validator } from "./validation";

/** A customer-managed KMS key, made here or elsewhere. */
export interface IEncryptionKey {
  readonly arn: string;
  /** Lets a role encrypt and decrypt with the key. */
  grantEncryptDecrypt(grantee: IGrantable): void;
  /** Lets a role decrypt with the key. */
  grantDecrypt(grantee: IGrantable): void;
  /** Lets CloudWatch Logs of the key's region encrypt log groups of this account. */
  allowCloudWatchLogs(): void;
  /** Lets Auto Scaling start instances with volumes under the key, through the service-linked role given. */
  allowAutoScaling(serviceLinkedRoleArn: string): void;
  /** Lets CloudWatch alarms publish to SNS topics under the key. */
  allowCloudWatchAlarms(): void;
  /** Lets EventBridge rules deliver to SNS topics and SQS queues under the key. */
  allowEventBridge(): void;
  /** Lets S3 event notifications reach SNS topics and SQS queues under the key. */
  allowS3Notifications(bucketArn: string): void;
  /** Lets S3 write inventories of the bucket into a bucket under the key. */
  allowS3Inventory(bucketArn: string): void;
  /** Lets a trail of CloudTrail write into a bucket under the key. */
  allowCloudTrail(trailArn: string): void;
  /** Lets CloudFront distributions of this account read objects of the bucket through origin access control. */
  allowCloudFrontRead(bucketArn: string): void;
  /** Lets vended log delivery (VPC flow logs, WAF, CloudFront v2) write into a bucket under the key. */
  allowLogDelivery(): void;
}

export interface EncryptionKeyProps {
  /** What the key protects. @default - the construct's path */
  readonly description?: string;
  /** Days between rotations of the key material, 90 to 2560. @default 365 */
  readonly rotationPeriodDays?: number;
  /** Whether replicas in other regions can share the key material. A change replaces the key. @default false */
  readonly multiRegion?: boolean;
  /** Days between a deletion and its execution, 7 to 30. @default 30 */
  readonly deletionWindowDays?: number;
  /** @default - the construct's path */
  readonly aliasName?: string;
  /** @default "protect" */
  readonly removal?: Removal;
  /** The provider of another region, with `region`. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`. @default - the stack's region */
  readonly region?: string;
}

export interface EncryptionKeyAttributes {
  readonly arn: string;
}

/**
 * A customer-managed KMS key with rotation, an alias, and a key policy that admits a service only once a module asks
 * for it. One per platform is enough; every module takes it.
 *
 * The account's IAM policies decide on principals of the account (the key policy names the account's root); services
 * are admitted one by one, limited to this account.
 */
export class EncryptionKey extends Construct implements IEncryptionKey {
  /**
   * A key that exists already. Its policy is its owner's: the `allow…` methods write nothing, and what they would
   * have admitted is to be found on the module's page in the guide.
   */
  public static fromArn(scope: Construct, id: string, arn: string): IEncryptionKey {
    return new ImportedKey(scope, id, arn);
  }

  public readonly arn: string;
  public readonly keyId: string;
  public readonly aliasName: string;
  public readonly rotationPeriodDays: number;
  public readonly deletionWindowDays: number;
  public readonly multiRegion: boolean;
  public readonly removal: Removal;
  /** The key. */
  public readonly resource: KmsKey;
  public readonly alias: KmsAlias;

  private readonly policy = new PolicyDocument();
  private readonly givenRegion?: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps = {}) {
    super(scope, id);
    this.rotationPeriodDays = props.rotationPeriodDays ?? 365;
    this.deletionWindowDays = props.deletionWindowDays ?? 30;
    this.multiRegion = props.multiRegion ?? false;
    this.removal = props.removal ?? "protect";
    this.aliasName = props.aliasName ?? physicalName(this, { maxLength: 250, punctuation: "-_" });
    this.givenRegion = props.region;
    this.validate(props);

    const environment = AwsEnvironment.of(this);
    this.addToPolicy({
      sid: "AccountAdministration",
      principals: { aws: [`arn:${environment.partition}:iam::${environment.accountId}:root`] },
      actions: ["kms:*"],
    });
    this.resource = new KmsKey(this, "Resource", {
      description: props.description ?? `Encrypts ${this.node.path}`,
      enableKeyRotation: true,
      rotationPeriodInDays: this.rotationPeriodDays,
      multiRegion: this.multiRegion,
      deletionWindowInDays: this.deletionWindowDays,
      policy: this.policy.toLazyJson(),
      provider: props.provider,
      lifecycle: removalLifecycle(this.removal),
    });
    this.alias = new KmsAlias(this, "Alias", {
      name: `alias/${this.aliasName}`,
      targetKeyId: this.resource.keyId,
      provider: props.provider,
    });
    this.arn = this.resource.arn;
    this.keyId = this.resource.keyId;
  }

  public grantEncryptDecrypt(grantee: IGrantable): void {
    grantKey(this.arn, grantee, "EncryptDecrypt", ENCRYPT_DECRYPT_ACTIONS);
  }

  public grantDecrypt(grantee: IGrantable): void {
    grantKey(this.arn, grantee, "Decrypt", ["kms:Decrypt"]);
  }

  public allowCloudWatchLogs(): void {
    const environment = AwsEnvironment.of(this);
    // The encryption context that CloudWatch Logs sends names the log group (CloudWatch Logs User Guide, "Encrypt log data").
    this.allowService("CloudWatchLogs", `logs.${this.region}.amazonaws.com`, [...ENCRYPT_DECRYPT_ACTIONS, "kms:DescribeKey"], {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": environment.arn("logs", "log-group:*", { region: this.region }) },
    });
  }

  public allowAutoScaling(serviceLinkedRoleArn: string): void {
    const principals = { aws: [serviceLinkedRoleArn] };
    this.addToPolicy({ sid: "AutoScalingUse", principals, actions: [...ENCRYPT_DECRYPT_ACTIONS, "kms:DescribeKey"] });
    // Grants only for EC2's own use of the volumes, never for somebody else.
    this.addToPolicy({
      sid: "AutoScalingGrants",
      principals,
      actions: ["kms:CreateGrant"],
      conditions: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
  }

  public allowCloudWatchAlarms(): void {
    this.allowService("CloudWatchAlarms", "cloudwatch.amazonaws.com", PUBLISH_ACTIONS, this.fromThisAccount());
  }

  public allowEventBridge(): void {
    // EventBridge sends no source account or ARN to KMS (SNS Developer Guide, "Key management"): no condition can hold it.
    this.allowService("EventBridge", "events.amazonaws.com", PUBLISH_ACTIONS);
  }

  public allowS3Notifications(bucketArn: string): void {
    this.allowService("S3Notifications", "s3.amazonaws.com", PUBLISH_ACTIONS, this.fromThisAccount(bucketArn));
  }

  public allowS3Inventory(bucketArn: string): void {
    this.allowService("S3Inventory", "s3.amazonaws.com", ["kms:GenerateDataKey"], this.fromThisAccount(bucketArn));
  }

  public allowCloudTrail(trailArn: string): void {
    this.allowService("CloudTrail", "cloudtrail.amazonaws.com", [...PUBLISH_ACTIONS, "kms:DescribeKey"], {
      StringEquals: { "aws:SourceArn": trailArn },
    });
  }

  public allowCloudFrontRead(bucketArn: string): void {
    const environment = AwsEnvironment.of(this);
    // By account and bucket, not by distribution: everything under the key would wait for the distribution, and the
    // distribution for it. The bucket's policy names the distribution. With a bucket key the context is the bucket's ARN,
    // without one the object's.
    this.allowService("CloudFrontRead", "cloudfront.amazonaws.com", ["kms:Decrypt"], {
      ...this.fromThisAccount(`arn:${environment.partition}:cloudfront::${environment.accountId}:distribution/*`),
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`] },
    });
  }

  public allowLogDelivery(): void {
    const environment = AwsEnvironment.of(this);
    const source = this.fromThisAccount(`arn:${environment.partition}:logs:*:${environment.accountId}:*`);
    this.allowService("LogDelivery", "delivery.logs.amazonaws.com", [...ENCRYPT_DECRYPT_ACTIONS, "kms:DescribeKey"], source);
  }

  /** Adds a statement to the key policy, whose resource is always this key. */
  public addToPolicy(statement: Omit<PolicyStatement, "resources">): void {
    this.policy.add({ ...statement, resources: ["*"] });
  }

  private get region(): string {
    return this.givenRegion ?? AwsEnvironment.of(this).region;
  }

  /** On behalf of this account, and of one source or those of a pattern where one is given. */
  private fromThisAccount(sourceArn?: string): PolicyConditions {
    const account = { StringEquals: { "aws:SourceAccount": AwsEnvironment.of(this).accountId } };
    return sourceArn === undefined ? account : { ...account, ArnLike: { "aws:SourceArn": sourceArn } };
  }

  private allowService(sid: string, service: string, actions: readonly string[], conditions?: PolicyStatement["conditions"]): void {
    this.addToPolicy({ sid, principals: { services: [service] }, actions, conditions });
  }

  private validate(props: EncryptionKeyProps): void {
    const validator = new Validator(this)
      .integerBetween("rotationPeriodDays", props.rotationPeriodDays, 90, 2560, "days")
      .integerBetween("deletionWindowDays", props.deletionWindowDays, 7, 30, "days")
      .matches(
        "aliasName",
        props.aliasName,
        /^(?!alias\/|aws\/)[A-Za-z0-9/_-]{1,250}$/,
        "must be 1 to 250 letters, digits, slashes, underscores and dashes, without alias/ or aws/ before them",
        'Write it as "trading-prod".',
      );
    checkRegionOfProvider(validator, props, "key");
    validator.throwIfInvalid();
  }
}

class ImportedKey extends Construct implements IEncryptionKey {
  constructor(
    scope: Construct,
    id: string,
    public readonly arn: string,
  ) {
    super(scope, id);
    new Validator(this)
      .matches(
        "arn",
        arn,
        /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
        "must be a key's ARN, not an alias",
        'Copy the ARN that ends in "key/…".',
      )
      .throwIfInvalid();
  }

  public grantEncryptDecrypt(grantee: IGrantable): void {
    grantKey(this.arn, grantee, "EncryptDecrypt", ENCRYPT_DECRYPT_ACTIONS);
  }

  public grantDecrypt(grantee: IGrantable): void {
    grantKey(this.arn, grantee, "Decrypt", ["kms:Decrypt"]);
  }

  // The policy of a key that exists is changed by its owner alone.
  public allowCloudWatchLogs(): void {}
  public allowAutoScaling(): void {}
  public allowCloudWatchAlarms(): void {}
  public allowEventBridge(): void {}
  public allowS3Notifications(): void {}
  public allowS3Inventory(): void {}
  public allowCloudTrail(): void {}
  public allowCloudFrontRead(): void {}
  public allowLogDelivery(): void {}
}

const ENCRYPT_DECRYPT_ACTIONS = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];
const PUBLISH_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey*"];

function grantKey(arn: string, grantee: IGrantable, sid: string, actions: readonly string[]): void {
  grantee.role.grant({ sid, actions, resources: [arn] });
}
