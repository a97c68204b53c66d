import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { Validator } from "../../src/internal/validator";

/** How long the noncurrent versions of a state are kept. */
interface NoncurrentVersions {
  readonly expireNoncurrentAfterDays: number;
  readonly noncurrentVersionsToKeep: number;
}

/** What the lifecycle of a state bucket is made with. */
interface NoncurrentVersionsSettings extends NoncurrentVersions {
  readonly bucketName: string;
  readonly versioning: ITerraformDependable;
  readonly provider?: TerraformProvider;
}

/** Records numbers that S3 refuses: it keeps up to 100 newer noncurrent versions (S3 API reference, "NoncurrentVersionExpiration"). */
export function checkNoncurrentVersions(validator: Validator, props: Partial<NoncurrentVersions>): void {
  validator
    .integerBetween("expireNoncurrentAfterDays", props.expireNoncurrentAfterDays, 1, 36_500, "days")
    .integerBetween("noncurrentVersionsToKeep", props.noncurrentVersionsToKeep, 1, 100, "versions");
}

/** The lifecycle of a state bucket: current versions never expire. */
export function createLifecycle(scope: Construct, settings: NoncurrentVersionsSettings): S3BucketLifecycleConfiguration {
  const { bucketName, expireNoncurrentAfterDays, noncurrentVersionsToKeep, versioning, provider } = settings;
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
