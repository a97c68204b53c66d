import {
  S3BucketLifecycleConfiguration,
  S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { shortHash } from "../../src/internal/names";
import { Validator, isKnown } from "../../src/internal/validator";
import { lockKey } from "./state-key";

/** How long the noncurrent versions of a state are kept. */
interface NoncurrentVersions {
  readonly expireNoncurrentAfterDays: number;
  readonly noncurrentVersionsToKeep: number;
}

/** What the lifecycle of a state bucket is made with. */
interface LifecycleSettings {
  readonly bucketName: string;
  readonly rules: readonly S3BucketLifecycleConfigurationRule[];
  readonly versioning: ITerraformDependable;
  readonly provider?: TerraformProvider;
}

/** S3's limits for the rules of one bucket and for a rule's id (S3 API reference, "PutBucketLifecycleConfiguration", "LifecycleRule"). */
const RULES_MAX = 1000;
const RULE_ID_MAX_LENGTH = 255;

/** Records numbers that S3 refuses: it keeps up to 100 newer noncurrent versions (S3 API reference, "NoncurrentVersionExpiration"). */
export function checkNoncurrentVersions(validator: Validator, props: Partial<NoncurrentVersions>): void {
  validator
    .integerBetween("expireNoncurrentAfterDays", props.expireNoncurrentAfterDays, 1, 36_500, "days")
    .integerBetween("noncurrentVersionsToKeep", props.noncurrentVersionsToKeep, 1, 100, "versions");
}

/** Records more states than a bucket can have rules for. */
export function checkLockRules(validator: Validator, states: number): void {
  const max = RULES_MAX - 1;
  validator.check("stateKeys", states, states <= max, `must be ${max} at most, granted ones included`, "Make another state bucket.");
}

/**
 * The rules of a state bucket. Pure.
 *
 * A lock that is released leaves a version and a delete marker. A rule's filter has prefixes and no suffixes, so that the lock files of all
 * states can't be told from the states by one rule: each state has one for its lock file. Where two rules overlap, S3 honors the shorter
 * expiration (S3 User Guide, "How Amazon S3 handles conflicts in lifecycle configurations").
 *
 * @param stateKeys the object keys of the states, sorted
 */
export function lifecycleRules(versions: NoncurrentVersions, stateKeys: readonly string[]): S3BucketLifecycleConfigurationRule[] {
  const { expireNoncurrentAfterDays, noncurrentVersionsToKeep } = versions;
  return [
    {
      id: "noncurrent-versions",
      status: "Enabled",
      filter: [{ prefix: "" }],
      // Of locks: a delete marker whose versions are gone. Current versions never expire.
      expiration: [{ expiredObjectDeleteMarker: true }],
      noncurrentVersionExpiration: [{ noncurrentDays: expireNoncurrentAfterDays, newerNoncurrentVersions: noncurrentVersionsToKeep }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
    },
    ...stateKeys.map((key) => ({
      id: lockRuleId(key),
      status: "Enabled",
      filter: [{ prefix: lockKey(key) }],
      noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
    })),
  ];
}

/** The lifecycle of a state bucket. */
export function createLifecycle(scope: Construct, settings: LifecycleSettings): S3BucketLifecycleConfiguration {
  const { bucketName, rules, versioning, provider } = settings;
  return new S3BucketLifecycleConfiguration(scope, "Lifecycle", {
    bucket: bucketName,
    rule: [...rules],
    provider,
    dependsOn: [versioning],
  });
}

function lockRuleId(key: string): string {
  const id = `lock-file ${key}`;
  return isKnown(key) && id.length > RULE_ID_MAX_LENGTH ? `lock-file ${shortHash(key)}` : id;
}
