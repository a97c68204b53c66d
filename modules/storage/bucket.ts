import { S3BucketCorsConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-cors-configuration";
import { S3Object } from "@cdktf/provider-aws/lib/s3-object";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { IBucket, IBucketObject } from "../../src/core";
import { BucketReplication } from "../../src/internal/s3/bucket-replication";
import { Validator } from "../../src/internal/validator";
import { CorsRule, checkCors, corsRules } from "./cors";
import { BucketAttributes, ImportedBucket } from "./imported-bucket";
import { LifecycleProps, transitionsOrTiering } from "./lifecycle";
import { ReplicableBucketProps, replicaPlacement } from "./replica";
import { checkNoRetention } from "./retention";
import { SecureBucket } from "./secure-bucket";

export interface BucketProps extends ReplicableBucketProps, LifecycleProps {
  /** What browsers let pages of other origins do. @default - nothing */
  readonly corsRules?: readonly CorsRule[];
}

/** A file that Terraform uploads. */
export interface BucketObjectProps {
  /** The object's key, without a slash at its beginning. */
  readonly key: string;
  /** The file. */
  readonly source: string;
  /** @default "application/octet-stream" */
  readonly contentType?: string;
  /** @default - none */
  readonly cacheControl?: string;
}

/** A private bucket: encrypted under the platform's key, versioned, over TLS alone, never public. */
export class Bucket extends SecureBucket {
  /** A bucket that exists already. Its policy is its owner's: what would be added is handed back by `requiredPolicyJson`. */
  public static fromAttributes(scope: Construct, id: string, attributes: BucketAttributes): ImportedBucket {
    return new ImportedBucket(scope, id, attributes);
  }

  /** Undefined without `corsRules`. */
  public readonly cors?: S3BucketCorsConfiguration;
  /** The copy in the second region; undefined without one. */
  public readonly replica?: Bucket;
  /** What copies objects to the second region; undefined without one. */
  public readonly replication?: BucketReplication;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(
      scope,
      id,
      {
        ...props,
        lifecycle: {
          transitionAfterDays: transitionsOrTiering(props, {}),
          expireAfterDays: props.expireAfterDays,
          expireNoncurrentAfterDays: props.expireNoncurrentAfterDays ?? 90,
          abortMultipartAfterDays: props.abortMultipartAfterDays ?? 7,
        },
      },
      (validator) => {
        checkNoRetention(validator, props);
        checkCors(validator, props.corsRules ?? []);
      },
    );
    this.cors = props.corsRules?.length
      ? new S3BucketCorsConfiguration(this, "Cors", {
          bucket: this.bucketName,
          corsRule: corsRules(props.corsRules),
          provider: this.provider,
        })
      : undefined;
    if (props.replica) {
      this.replica = new Bucket(this, "Replica", { ...props, ...replicaPlacement(this, props.replica) });
      this.replication = this.replicateTo(this.replica, props.replica);
    }
  }

  /**
   * Uploads a file with the deployment; a changed file is a new version of the object.
   *
   * @throws ValidationError for a key with a slash at its beginning
   */
  public addObject(id: string, props: BucketObjectProps): IBucketObject {
    new Validator(this)
      .matches(
        "key",
        props.key,
        /^[^/].{0,1023}$/,
        "must be 1 to 1024 characters without a slash at the beginning",
        'Write it as "service/app.tar.gz".',
      )
      .throwIfInvalid();
    const parent = new Construct(this, `Object-${id}`);
    const asset = new TerraformAsset(parent, "Asset", { path: props.source, type: AssetType.FILE });
    const object = new S3Object(parent, "Resource", {
      bucket: this.bucketName,
      key: props.key,
      source: asset.path,
      sourceHash: asset.assetHash,
      contentType: props.contentType ?? "application/octet-stream",
      cacheControl: props.cacheControl,
      kmsKeyId: this.encryptionKey?.arn,
      serverSideEncryption: "aws:kms",
      bucketKeyEnabled: true,
      provider: this.provider,
      dependsOn: [this.versioning, this.encryption, this.policy],
    });
    const bucket: IBucket = this;
    return { bucket, key: props.key, versionId: object.versionId, resource: object };
  }
}
