import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IEncryptionKey, PolicyDocument, Removal, Validator, bucketNameViolation, removalLifecycle } from "../../src/core";

export interface StateBucketProps {
  /** A fixed name: backends are configured with it before anything can be looked up. */
  readonly bucketName: string;
  readonly encryptionKey: IEncryptionKey;
  /** Days that earlier versions of a state are kept; lock files leave versions as well. @default 90 */
  readonly expireNoncurrentAfterDays?: number;
  /** Earlier versions that are kept however old they are, 1 to 100. @default 30 */
  readonly noncurrentVersionsToKeep?: number;
  /** The provider of another region, for a replica. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** @default "protect" */
  readonly removal?: Removal;
}

/** The bucket that Terraform's states lie in: versioned, encrypted, over TLS alone, protected from deletion. */
export class StateBucket extends Construct {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly encryptionKey: IEncryptionKey;
  public readonly removal: Removal;
  public readonly expireNoncurrentAfterDays: number;
  public readonly noncurrentVersionsToKeep: number;
  public readonly resource: S3Bucket;
  public readonly versioning: S3BucketVersioningA;
  public readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    this.removal = props.removal ?? "protect";
    this.expireNoncurrentAfterDays = props.expireNoncurrentAfterDays ?? 90;
    this.noncurrentVersionsToKeep = props.noncurrentVersionsToKeep ?? 30;
    this.validate(props);
    const { provider } = props;
    this.bucketArn = `arn:${AwsEnvironment.of(this).partition}:s3:::${props.bucketName}`;
    this.resource = new S3Bucket(this, "Resource", {
      bucket: props.bucketName,
      forceDestroy: this.removal === "destroy",
      provider,
      lifecycle: removalLifecycle(this.removal),
    });
    this.bucketName = this.resource.bucket;
    const bucket = this.bucketName;
    const publicAccessBlock = new S3BucketPublicAccessBlock(this, "PublicAccessBlock", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      provider,
    });
    new S3BucketOwnershipControls(this, "OwnershipControls", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" }, provider });
    new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: props.encryptionKey.arn },
          bucketKeyEnabled: true,
        },
      ],
      provider,
    });
    this.versioning = new S3BucketVersioningA(this, "Versioning", { bucket, versioningConfiguration: { status: "Enabled" }, provider });
    new S3BucketLifecycleConfiguration(this, "Lifecycle", {
      bucket,
      rule: [
        {
          id: "noncurrent-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ expiredObjectDeleteMarker: true }],
          noncurrentVersionExpiration: [
            { noncurrentDays: this.expireNoncurrentAfterDays, newerNoncurrentVersions: this.noncurrentVersionsToKeep },
          ],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      provider,
      dependsOn: [this.versioning],
    });
    this.policy = new S3BucketPolicy(this, "Policy", { bucket, policy: this.bucketPolicy(), provider, dependsOn: [publicAccessBlock] });
  }

  private bucketPolicy(): string {
    const resources = [this.bucketArn, `${this.bucketArn}/*`];
    const everything = { effect: "Deny", principals: "*", actions: ["s3:*"], resources } as const;
    return new PolicyDocument([
      { sid: "TlsOnly", ...everything, conditions: { Bool: { "aws:SecureTransport": "false" } } },
      { sid: "Tls12OrNewer", ...everything, conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ]).toJson();
  }

  private validate(props: StateBucketProps): void {
    const validator = new Validator(this)
      .integerBetween("expireNoncurrentAfterDays", this.expireNoncurrentAfterDays, 1, 36_500, "days")
      .integerBetween("noncurrentVersionsToKeep", this.noncurrentVersionsToKeep, 1, 100, "versions");
    const violation = bucketNameViolation(props.bucketName);
    if (violation) validator.check("bucketName", props.bucketName, false, violation.rule, violation.fix);
    validator.throwIfInvalid();
  }
}
