import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, EncryptionKey, IEncryptionKey, IGrantable, Removal } from "../../src/core";
import { PolicyDocument } from "../../src/internal/policy-document";
import { checkRegionOfProvider } from "../../src/internal/region";
import { removalLifecycle } from "../../src/internal/removal";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { protectBucket, tlsOnlyStatements } from "../../src/internal/s3/bucket-protection";
import { BucketReplication, ReplicationEnd, checkReplica } from "../../src/internal/s3/bucket-replication";
import { Validator } from "../../src/internal/validator";
import { ImportedStateBucket, StateBucketAttributes } from "./imported-state-bucket";
import { StatePlanOptions, stateDeployStatements, statePlanStatements } from "./state-policies";
import { stateKeyAliasName } from "./state-settings";

/** A bucket that states lie in, made here or elsewhere. */
export interface IStateBucket {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** The key that encrypts the states. */
  readonly encryptionKeyArn: string;
  /**
   * Lets a role deploy the stack whose state has this key: read and write the state, lock and unlock it; never delete it.
   *
   * @param key as `stateKey` makes it
   */
  grantDeploy(grantee: IGrantable, key: string): void;
  /** Lets a role read the state with this key, and lock it only if it is told to. */
  grantPlan(grantee: IGrantable, key: string, options?: StatePlanOptions): void;
}

export interface StateBucketProps {
  /** A fixed name: backends are configured with it before anything can be looked up. */
  readonly bucketName: string;
  /** @default - a key of its own, under the alias that `useStateBackend` expects: `alias/<bucketName>` */
  readonly encryptionKey?: IEncryptionKey;
  /** Days that earlier versions of a state are kept, 1 to 36500; lock files leave versions as well. @default 90 */
  readonly expireNoncurrentAfterDays?: number;
  /** Earlier versions of each object that are kept however old they are, 1 to 100. @default 30 */
  readonly noncurrentVersionsToKeep?: number;
  /** A copy of every version in a second region, a few minutes behind. @default - none */
  readonly replica?: StateReplicaProps;
  /** The provider of another region, with `region`. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
  /** The region of `provider`. @default - the stack's region */
  readonly region?: string;
  /** @default "protect" */
  readonly removal?: Removal;
}

export interface StateReplicaProps {
  /** The provider of the second region. */
  readonly provider: TerraformProvider;
  /** The region of `provider`, another than the bucket's. */
  readonly region: string;
  /** @default - the bucket's name with `-replica` behind it */
  readonly bucketName?: string;
  /** A key of the second region. @default - a key of its own, under the alias `alias/<bucketName>` there */
  readonly encryptionKey?: IEncryptionKey;
}

/**
 * The bucket that Terraform's states lie in: private, versioned, encrypted under a key of the customer, reached over TLS 1.2 or newer
 * alone, protected from deletion. Writing a state that isn't under KMS is refused.
 */
export class StateBucket extends Construct implements IStateBucket {
  /** A state bucket that exists already: grants work, the bucket stays as it is. */
  public static fromAttributes(scope: Construct, id: string, attributes: StateBucketAttributes): IStateBucket {
    return new ImportedStateBucket(scope, id, attributes);
  }

  public readonly bucketName: string;
  public readonly bucketArn: string;
  public readonly encryptionKey: IEncryptionKey;
  public readonly removal: Removal;
  public readonly expireNoncurrentAfterDays: number;
  public readonly noncurrentVersionsToKeep: number;
  /** The bucket in the second region; undefined without one. */
  public readonly replica?: StateBucket;
  /** What copies states to the second region; undefined without one. */
  public readonly replication?: BucketReplication;

  public readonly resource: S3Bucket;
  public readonly publicAccessBlock: S3BucketPublicAccessBlock;
  public readonly ownershipControls: S3BucketOwnershipControls;
  public readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  public readonly versioning: S3BucketVersioningA;
  public readonly lifecycleConfiguration: S3BucketLifecycleConfiguration;
  public readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    this.removal = props.removal ?? "protect";
    this.expireNoncurrentAfterDays = props.expireNoncurrentAfterDays ?? 90;
    this.noncurrentVersionsToKeep = props.noncurrentVersionsToKeep ?? 30;
    this.validate(props);

    // Written out rather than referred to, so that a plan shows the policies.
    this.bucketArn = `arn:${AwsEnvironment.of(this).partition}:s3:::${props.bucketName}`;
    this.encryptionKey = props.encryptionKey ?? this.createKey(props);
    this.resource = new S3Bucket(this, "Resource", {
      bucket: props.bucketName,
      forceDestroy: this.removal === "destroy",
      provider: props.provider,
      lifecycle: removalLifecycle(this.removal),
    });
    this.bucketName = this.resource.bucket;
    const protection = protectBucket(this, { bucketName: this.bucketName, kmsKeyArn: this.encryptionKey.arn, provider: props.provider });
    this.publicAccessBlock = protection.publicAccessBlock;
    this.ownershipControls = protection.ownershipControls;
    this.encryption = protection.encryption;
    this.versioning = protection.versioning;
    this.lifecycleConfiguration = this.expireNoncurrentVersions(props.provider);
    this.policy = new S3BucketPolicy(this, "Policy", {
      bucket: this.bucketName,
      policy: this.bucketPolicy(),
      provider: props.provider,
      dependsOn: [this.publicAccessBlock],
    });
    this.replica = props.replica && this.createReplica(props.bucketName, props.replica);
    this.replication = this.replica && this.replicateTo(this.replica, props);
  }

  public get encryptionKeyArn(): string {
    return this.encryptionKey.arn;
  }

  public grantDeploy(grantee: IGrantable, key: string): void {
    grantAll(grantee, stateDeployStatements(this, { bucketArn: this.bucketArn, key, kmsKeyArn: this.encryptionKey.arn }));
  }

  public grantPlan(grantee: IGrantable, key: string, options: StatePlanOptions = {}): void {
    grantAll(grantee, statePlanStatements(this, { bucketArn: this.bucketArn, key, kmsKeyArn: this.encryptionKey.arn }, options));
  }

  private createKey({ bucketName, provider, region }: StateBucketProps): EncryptionKey {
    return new EncryptionKey(this, "Key", {
      description: `Encrypts the Terraform states in ${bucketName}`,
      aliasName: stateKeyAliasName(bucketName),
      removal: this.removal,
      provider,
      region,
    });
  }

  private expireNoncurrentVersions(provider?: TerraformProvider): S3BucketLifecycleConfiguration {
    return new S3BucketLifecycleConfiguration(this, "Lifecycle", {
      bucket: this.bucketName,
      rule: [
        {
          id: "noncurrent-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          // A lock that was released leaves a delete marker, which nobody needs once its versions are gone.
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
  }

  private bucketPolicy(): string {
    return new PolicyDocument([
      ...tlsOnlyStatements(this.bucketArn),
      {
        // Without a header the bucket's own default holds; a backend without its key asks for S3's keys by name.
        sid: "KmsOnly",
        effect: "Deny",
        principals: "*",
        actions: ["s3:PutObject"],
        resources: [`${this.bucketArn}/*`],
        conditions: {
          Null: { "s3:x-amz-server-side-encryption": "false" },
          StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
        },
      },
    ]).toJson();
  }

  private createReplica(bucketName: string, replica: StateReplicaProps): StateBucket {
    return new StateBucket(this, "Replica", {
      bucketName: replicaName(bucketName, replica),
      encryptionKey: replica.encryptionKey,
      expireNoncurrentAfterDays: this.expireNoncurrentAfterDays,
      noncurrentVersionsToKeep: this.noncurrentVersionsToKeep,
      provider: replica.provider,
      region: replica.region,
      removal: this.removal,
    });
  }

  /** Delete markers are copied as well: they are locks that were released, and a lock that only the copy still has would stop whoever moves to it. */
  private replicateTo(replica: StateBucket, { region, provider, replica: place }: StateBucketProps): BucketReplication {
    const end = (bucket: StateBucket, bucketRegion: string): ReplicationEnd => ({
      bucketName: bucket.bucketName,
      bucketArn: bucket.bucketArn,
      kmsKeyArn: bucket.encryptionKeyArn,
      region: bucketRegion,
      dependencies: [bucket.versioning],
    });
    return new BucketReplication(this, "Replication", {
      source: end(this, region ?? AwsEnvironment.of(this).region),
      destination: end(replica, place!.region),
      ruleId: "states",
      replicateDeleteMarkers: true,
      replicationTimeControl: true,
      provider,
    });
  }

  private validate(props: StateBucketProps): void {
    const validator = new Validator(this)
      .integerBetween("expireNoncurrentAfterDays", props.expireNoncurrentAfterDays, 1, 36_500, "days")
      .integerBetween("noncurrentVersionsToKeep", props.noncurrentVersionsToKeep, 1, 100, "versions");
    checkRegionOfProvider(validator, props, "bucket");
    checkBucketName(validator, "bucketName", props.bucketName);
    if (props.replica) {
      checkBucketName(validator, props.replica.bucketName ? "replica.bucketName" : "replica", replicaName(props.bucketName, props.replica));
      const region = props.region ?? AwsEnvironment.of(this).knownRegion;
      checkReplica(validator, { region, bucketName: props.bucketName }, props.replica);
    }
    validator.throwIfInvalid();
  }
}

function replicaName(bucketName: string, replica: StateReplicaProps): string {
  return replica.bucketName ?? `${bucketName}-replica`;
}

function grantAll(grantee: IGrantable, statements: Parameters<IGrantable["role"]["grant"]>[0][]): void {
  statements.forEach((statement) => grantee.role.grant(statement));
}
