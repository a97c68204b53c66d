import { S3BucketCorsConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-cors-configuration";
import { Construct } from "constructs";
import { IBucketObject } from "../../src/core";
import { PropTypes, list, optional } from "../../src/internal/prop-types";
import { BucketReplication } from "../../src/internal/s3/bucket-replication";
import { Validator } from "../../src/internal/validator";
import { BucketObjectProps, checkBucketObject, createBucketObject } from "./bucket-object";
import { CorsRule, checkCors, createCors } from "./cors";
import { isCrossAccount } from "./cross-account-replica";
import { BucketAttributes, ImportedBucket } from "./imported-bucket";
import { LIFECYCLE_PROPS, LifecycleProps } from "./lifecycle";
import { replicaSettings } from "./replica";
import { NO_RETENTION_PROPS } from "./retention";
import { REPLICABLE_BUCKET_PROPS, ReplicableBucketProps, SecureBucket, SecureBucketSettings } from "./secure-bucket";
import { expiryAfter, transitionsOrTiering } from "./transitions";

/** The choices for a bucket. */
export interface BucketProps extends ReplicableBucketProps, LifecycleProps {
  /** What browsers let pages of other origins do, 100 rules at most. @default - nothing */
  readonly corsRules?: readonly CorsRule[];
}

const PROPS: PropTypes<BucketProps> = {
  ...REPLICABLE_BUCKET_PROPS,
  ...LIFECYCLE_PROPS,
  ...NO_RETENTION_PROPS,
  corsRules: optional(list()),
};

/** A private bucket: encrypted under the platform's key, versioned, accessed over TLS alone, never public. */
export class Bucket extends SecureBucket {
  /**
   * A bucket that exists already. Its policy belongs to its owner: the statements that it needs are in `requiredPolicyJson`.
   *
   * @throws ValidationError for a name that S3 refuses, or a region that AWS doesn't have
   */
  public static fromAttributes(scope: Construct, id: string, attributes: BucketAttributes): ImportedBucket {
    return new ImportedBucket(scope, id, attributes);
  }

  /** Days after which a version that is noncurrent is deleted. */
  public readonly expireNoncurrentAfterDays: number;
  /** What answers browsers' preflight requests; undefined without `corsRules`. */
  public readonly corsConfiguration?: S3BucketCorsConfiguration;
  /** The copy in the second region; undefined without `replica`, and for one in another account. */
  public readonly replicaBucket?: Bucket;
  /** What replicates objects to the second region or account; undefined without `replica`. */
  public readonly replication?: BucketReplication;

  /** @throws ValidationError for a name, a lifecycle, or other settings that S3 refuses */
  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id, (validator) => bucketSettings(validator, props));
    const { replica } = props;
    this.expireNoncurrentAfterDays = noncurrentExpiryOf(props);
    const corsRules = props.corsRules ?? [];
    this.corsConfiguration =
      corsRules.length > 0 ? createCors(this, corsRules, { bucketName: this.bucketName, provider: this.provider }) : undefined;
    if (replica && isCrossAccount(replica)) {
      this.replication = this.replicateToAccount(replica);
    } else if (replica) {
      this.replicaBucket = new Bucket(this, "Replica", { ...props, ...replicaSettings(this, replica, this.removal) });
      this.replication = this.replicateTo(this.replicaBucket, replica);
    }
  }

  /**
   * Uploads a file with the deployment. A changed file is a new version of the object.
   *
   * @param id names the object in the stack, unique in the bucket
   * @throws ValidationError for a key with a slash at its beginning or that another object has, or a file that doesn't exist
   */
  public addObject(id: string, props: BucketObjectProps): IBucketObject {
    const validator = new Validator(this);
    checkBucketObject(validator, this, id, props);
    validator.throwIfInvalid();
    const resource = createBucketObject(this, id, props, {
      bucketName: this.bucketName,
      encryptionKeyArn: this.encryptionKey?.keyArn,
      provider: this.provider,
      dependencies: [this.versioning, this.encryption, this.policy],
    });
    return { bucket: this, key: props.key, versionId: resource.versionId, resource };
  }

  /**
   * Allows another account to replicate objects to this bucket, in the policies of the bucket and of its key.
   *
   * @param roleArn the role that replicates, of the other account: `bucket.replication.roleArn` there. It needn't exist yet
   * @throws ValidationError for anything but a role's ARN
   */
  public allowReplicationFrom(roleArn: string): void {
    this.allowReplicas(roleArn, false);
  }
}

function bucketSettings(validator: Validator, props: BucketProps): SecureBucketSettings {
  validator.props(props, PROPS);
  checkCors(validator, props.corsRules ?? []);
  return {
    ...props,
    transitionAfterDays: transitionsOrTiering(props, {}),
    expireNoncurrentAfterDays: noncurrentExpiryOf(props),
    abortMultipartAfterDays: props.abortMultipartAfterDays ?? 7,
  };
}

function noncurrentExpiryOf(props: BucketProps): number {
  return props.expireNoncurrentAfterDays ?? expiryAfter(props.transitionNoncurrentAfterDays, 90);
}
