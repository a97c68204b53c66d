import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { NUMBER, PropTypes, optional, record } from "../../src/internal/prop-types";
import { sortedEntries } from "../../src/internal/sorted-by";
import { Validator, isGiven } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";
import { LifecycleActions, checkActions, ruleActions } from "./lifecycle-actions";
import { BUCKET_RULE_ID, LifecycleRule, checkLifecycleRules, lifecycleRule } from "./lifecycle-rule";
import { Transitions } from "./transitions";

/** What happens to objects as they age. */
export interface LifecycleProps {
  /**
   * Moves objects to cheaper storage classes. Objects of less than 128 KB stay where they are, unless a rule of `lifecycleRules` says
   * `objectSizeGreaterThanBytes`: to move them costs more than it saves.
   *
   * @default - none; INTELLIGENT_TIERING at once with `intelligentTieringAfterDays`
   */
  readonly transitionAfterDays?: Transitions;
  /** Deletes objects of this age, in days, 1 to 36500. @default - never */
  readonly expireAfterDays?: number;
  /** Moves versions to cheaper storage classes, by days since they became noncurrent. @default - none */
  readonly transitionNoncurrentAfterDays?: Transitions;
  /** Deletes versions that have been noncurrent for so many days, 1 to 36500. @default 90, or as long as the last of `transitionNoncurrentAfterDays` needs */
  readonly expireNoncurrentAfterDays?: number;
  /** Noncurrent versions of each object that are kept however old they are, 1 to 100. @default - none */
  readonly noncurrentVersionsToKeep?: number;
  /** Deletes the parts of multipart uploads that are incomplete after so many days, 1 to 365. @default 7 */
  readonly abortMultipartAfterDays?: number;
  /** Further rules for some of the objects, by prefix, tags or size, keyed by their ids. The choices above are for these objects as well. @default - none */
  readonly lifecycleRules?: Readonly<Record<string, LifecycleRule>>;
}

/** For the tables of the props that extend these. */
export const LIFECYCLE_PROPS: PropTypes<LifecycleProps> = {
  transitionAfterDays: optional(record<Transitions>()),
  expireAfterDays: optional(NUMBER),
  transitionNoncurrentAfterDays: optional(record<Transitions>()),
  expireNoncurrentAfterDays: optional(NUMBER),
  noncurrentVersionsToKeep: optional(NUMBER),
  abortMultipartAfterDays: optional(NUMBER),
  lifecycleRules: optional(record<Readonly<Record<string, LifecycleRule>>>()),
};

/** A lifecycle with its defaults resolved; no `expireNoncurrentAfterDays` keeps every version. */
export interface Lifecycle extends LifecycleActions {
  readonly transitionAfterDays: Transitions;
  readonly abortMultipartAfterDays: number;
  readonly lifecycleRules?: Readonly<Record<string, LifecycleRule>>;
}

/** Records what S3 refuses, or would charge for, in a lifecycle. */
export function checkLifecycle(validator: Validator, lifecycle: Lifecycle): void {
  checkActions(validator, lifecycle);
  if (isGiven(lifecycle.lifecycleRules)) checkLifecycleRules(validator, lifecycle.lifecycleRules, lifecycle);
}

/** The lifecycle of a bucket's objects, once its versioning is enabled: rules for noncurrent versions need it. */
export function createLifecycle(
  scope: Construct,
  lifecycle: Lifecycle,
  bucket: Pick<BucketIdentity, "bucketName" | "provider"> & { readonly versioning: ITerraformDependable },
): S3BucketLifecycleConfiguration {
  const rules = sortedEntries(lifecycle.lifecycleRules ?? {});
  return new S3BucketLifecycleConfiguration(scope, "Lifecycle", {
    bucket: bucket.bucketName,
    rule: [bucketRule(lifecycle), ...rules.map(([id, rule]) => lifecycleRule(id, rule))],
    provider: bucket.provider,
    dependsOn: [bucket.versioning],
  });
}

/** The rule for all objects. Pure. */
function bucketRule(lifecycle: Lifecycle) {
  const { expiration, ...actions } = ruleActions(lifecycle);
  return {
    id: BUCKET_RULE_ID,
    status: "Enabled",
    filter: [{ prefix: "" }],
    ...actions,
    // Without an expiry, what remains of deleted objects still goes once their last version has.
    expiration: expiration ?? [{ expiredObjectDeleteMarker: true }],
  };
}
