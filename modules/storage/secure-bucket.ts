import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import {
  AwsEnvironment,
  IBucket,
  IEncryptionKey,
  IGrantable,
  ILogBucket,
  PolicyDocument,
  PolicyStatement,
  Removal,
  Validator,
  bucketNameViolation,
  fitName,
  isKnown,
  pathFromStack,
  removalLifecycle,
} from "../../src/core";
import { BucketGrants } from "./bucket-grants";
import { Lifecycle, checkLifecycle, lifecycleRules } from "./lifecycle";

/** What every kind of bucket takes. */
export interface CommonBucketProps {
  /** A fixed name. @default - the construct's path, the account and the region */
  readonly bucketName?: string;
  /** Takes the server access logs, under a prefix of this bucket's own. @default - requests are not logged */
  readonly accessLogs?: ILogBucket;
  /** `destroy` lets Terraform delete the bucket with all that is in it. @default "protect" */
  readonly removal?: Removal;
  /** The provider of another region, with `region`. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`. @default - the stack's region */
  readonly region?: string;
}

export interface BucketBaseSettings extends CommonBucketProps {
  /** @default - S3's own keys */
  readonly encryptionKey?: IEncryptionKey;
  readonly lifecycle: Lifecycle;
  readonly objectLock?: boolean;
}

/** What is left for a readable name beside `-<account>-<region>`: the longest region code has 14 characters. */
const READABLE_NAME_LENGTH = 63 - "-111122223333".length - "-ap-southeast-1".length;

/**
 * What holds for every bucket of the library: private, owned by the account alone, encrypted, versioned, reached over
 * TLS 1.2 or newer alone, and with one policy resource for all statements.
 */
export abstract class BucketBase extends Construct implements IBucket {
  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly bucketRegionalDomainName: string;
  public readonly encryptionKey?: IEncryptionKey;
  public readonly removal: Removal;
  public readonly lifecycle: Lifecycle;

  public readonly resource: S3Bucket;
  public readonly publicAccessBlock: S3BucketPublicAccessBlock;
  public readonly ownershipControls: S3BucketOwnershipControls;
  public readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  public readonly versioning: S3BucketVersioningA;
  public readonly lifecycleConfiguration: S3BucketLifecycleConfiguration;
  /** Undefined where requests are not logged. */
  public readonly logging?: S3BucketLoggingA;
  public readonly policy: S3BucketPolicy;
  protected readonly provider?: TerraformProvider;
  private readonly statements = new PolicyDocument();
  private readonly grants: BucketGrants;

  protected constructor(scope: Construct, id: string, settings: BucketBaseSettings, check: (validator: Validator) => void = () => {}) {
    super(scope, id);
    this.provider = settings.provider;
    this.encryptionKey = settings.encryptionKey;
    this.removal = settings.removal ?? "protect";
    this.lifecycle = settings.lifecycle;
    const environment = AwsEnvironment.of(this);
    const name = settings.bucketName ?? this.uniqueName(settings.region ?? environment.region);
    // Written out rather than referred to: policies of keys and roles then wait for no bucket, and a plan shows them.
    this.bucketArn = `arn:${environment.partition}:s3:::${name}`;
    this.validate(settings, check);

    this.resource = new S3Bucket(this, "Resource", {
      bucket: name,
      forceDestroy: this.removal === "destroy",
      objectLockEnabled: settings.objectLock,
      provider: this.provider,
      lifecycle: removalLifecycle(this.removal),
    });
    this.bucketName = this.resource.bucket;
    this.bucketRegionalDomainName = this.resource.bucketRegionalDomainName;
    this.grants = new BucketGrants(this.node.id, this.bucketArn, this.encryptionKey);
    this.publicAccessBlock = this.blockPublicAccess();
    this.ownershipControls = new S3BucketOwnershipControls(this, "OwnershipControls", {
      bucket: this.bucketName,
      rule: { objectOwnership: "BucketOwnerEnforced" },
      provider: this.provider,
    });
    this.encryption = this.encrypt();
    this.versioning = new S3BucketVersioningA(this, "Versioning", {
      bucket: this.bucketName,
      versioningConfiguration: { status: "Enabled" },
      provider: this.provider,
    });
    this.lifecycleConfiguration = new S3BucketLifecycleConfiguration(this, "Lifecycle", {
      bucket: this.bucketName,
      rule: lifecycleRules(this.lifecycle),
      provider: this.provider,
      // Rules for noncurrent versions need versioning first.
      dependsOn: [this.versioning],
    });
    this.policy = this.createPolicy();
    this.logging = this.logAccess(settings.accessLogs);
  }

  public grantRead(grantee: IGrantable, keyPattern = "*"): void {
    this.grants.read(grantee, keyPattern);
  }

  public grantWrite(grantee: IGrantable, keyPattern = "*"): void {
    this.grants.write(grantee, keyPattern);
  }

  public grantReadWrite(grantee: IGrantable, keyPattern = "*"): void {
    this.grants.read(grantee, keyPattern);
    this.grants.write(grantee, keyPattern);
  }

  /** Lets a role delete objects; their versions stay until the lifecycle removes them. */
  public grantDelete(grantee: IGrantable, keyPattern = "*"): void {
    this.grants.delete(grantee, keyPattern);
  }

  public allowCloudFrontRead(distributionArn: string): void {
    this.encryptionKey?.allowCloudFrontRead(this.bucketArn);
    this.addToPolicy({
      sid: "CloudFrontRead",
      principals: { services: ["cloudfront.amazonaws.com"] },
      actions: ["s3:GetObject"],
      resources: [`${this.bucketArn}/*`],
      conditions: { StringEquals: { "aws:SourceArn": distributionArn } },
    });
  }

  /** Adds a statement to the bucket's one policy. */
  public addToPolicy(statement: PolicyStatement): void {
    this.statements.add(statement);
  }

  private uniqueName(region: string): string {
    const readable = fitName(pathFromStack(this), { maxLength: READABLE_NAME_LENGTH, capitals: false });
    return `${readable}-${AwsEnvironment.of(this).accountId}-${region}`;
  }

  private validate(settings: BucketBaseSettings, check: (validator: Validator) => void): void {
    const validator = new Validator(this);
    if (settings.bucketName !== undefined && isKnown(settings.bucketName)) {
      const violation = bucketNameViolation(settings.bucketName);
      if (violation) validator.check("bucketName", settings.bucketName, false, violation.rule, violation.fix);
    }
    checkLifecycle(validator, settings.lifecycle);
    validator
      .check(
        "region",
        settings.region,
        (settings.region === undefined) === (settings.provider === undefined),
        "must come together with provider",
        "Give both, for a bucket in another region, or neither.",
      )
      .check(
        "accessLogs",
        settings.accessLogs?.bucketArn,
        settings.accessLogs?.bucketArn !== this.bucketArn,
        "must be another bucket: each log written would be a request to log",
        "Give another log bucket, or leave it out.",
      );
    check(validator);
    validator.throwIfInvalid();
  }

  private blockPublicAccess(): S3BucketPublicAccessBlock {
    return new S3BucketPublicAccessBlock(this, "PublicAccessBlock", {
      bucket: this.bucketName,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      provider: this.provider,
    });
  }

  private encrypt(): S3BucketServerSideEncryptionConfigurationA {
    const key = this.encryptionKey;
    return new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
      bucket: this.bucketName,
      rule: [
        key
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }, bucketKeyEnabled: true }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
      ],
      provider: this.provider,
    });
  }

  private createPolicy(): S3BucketPolicy {
    const resources = [this.bucketArn, `${this.bucketArn}/*`];
    const everything = { effect: "Deny", principals: "*", actions: ["s3:*"], resources } as const;
    this.addToPolicy({ sid: "TlsOnly", ...everything, conditions: { Bool: { "aws:SecureTransport": "false" } } });
    this.addToPolicy({ sid: "Tls12OrNewer", ...everything, conditions: { NumericLessThan: { "s3:TlsVersion": "1.2" } } });
    return new S3BucketPolicy(this, "Policy", {
      bucket: this.bucketName,
      policy: this.statements.toLazyJson(),
      provider: this.provider,
      // S3 refuses two changes of a bucket's access at once.
      dependsOn: [this.publicAccessBlock],
    });
  }

  private logAccess(accessLogs?: ILogBucket): S3BucketLoggingA | undefined {
    if (!accessLogs) return undefined;
    const prefix = `s3/${fitName(pathFromStack(this).slice(1), { maxLength: 200, punctuation: "-_" })}`;
    const delivery = accessLogs.allowS3AccessLogs(this.bucketArn, prefix);
    return new S3BucketLoggingA(this, "Logging", {
      bucket: this.bucketName,
      targetBucket: delivery.bucketName,
      targetPrefix: `${delivery.prefix}/`,
      provider: this.provider,
      dependsOn: [...delivery.dependencies],
    });
  }
}
