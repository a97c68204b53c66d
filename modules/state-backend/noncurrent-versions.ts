import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { Validator } from "../../src/internal/validator";

/** How long the noncurrent versions of a state are kept. */
export interface NoncurrentVersions {
  readonly expireNoncurrentAfterDays: number;
  readonly noncurrentVersionsToKeep: number;
}

export interface NoncurrentVersionsConfig extends NoncurrentVersions {
  readonly bucketName: string;
  readonly versioning: ITerraformDependable;
  readonly provider?: TerraformProvider;
}

/** S3 takes 1 to 100 newer versions (S3 API reference, "NoncurrentVersionExpiration"). */
export function checkNoncurrentVersions(validator: Validator, props: Partial<NoncurrentVersions>): void {
  validator
    .integerBetween("expireNoncurrentAfterDays", props.expireNoncurrentAfterDays, 1, 36_500, "days")
    .integerBetween("noncurrentVersionsToKeep", props.noncurrentVersionsToKeep, 1, 100, "versions");
}

export function createLifecycle(scope: Construct, config: NoncurrentVersionsConfig): S3BucketLifecycleConfiguration {
  const { bucketName, expireNoncurrentAfterDays, noncurrentVersionsToKeep, versioning, provider } = config;
  return new S3BucketLifecycleConfiguration(scope, "Lifecycle", {
    bucket: bucketName,
    rule: [
      {
        id: "noncurrent-versions",
        status: "Enabled",
        filter: [{ prefix: "" }],
        // A lock that was released leaves a delete marker, which nobody needs once its versions are gone.
        expiration: [{ expiredObjectDeleteMarker: true }],
        noncurrentVersionExpiration: [{ noncurrentDays: expireNoncurrentAfterDays, newerNoncurrentVersions: noncurrentVersionsToKeep }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
      },
    ],
    provider,
    dependsOn: [versioning],
  });
}
