import {
  S3BucketLifecycleConfiguration,
  S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { NUMBER, PropTypes, optional, record } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";

/** The values of `StorageClass`, from the one read most to the one read least. */
const STORAGE_CLASSES = ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"] as const;
/** A storage class that objects can transition to (S3 User Guide, "Understanding and managing Amazon S3 storage classes"). */
export type StorageClass = "STANDARD_IA" | "INTELLIGENT_TIERING" | "ONEZONE_IA" | "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";

/** Storage class → age in days at which objects transition to it: 30 to 36500 for STANDARD_IA and ONEZONE_IA, 0 to 36500 for the others. */
export type Transitions = Partial<Record<StorageClass, number>>;

/** What happens to objects as they age. */
export interface LifecycleProps {
  /** Moves objects to cheaper storage classes. @default - none; INTELLIGENT_TIERING at once with `intelligentTieringAfterDays` */
  readonly transitionAfterDays?: Transitions;
  /** Deletes objects of this age, in days, 1 to 36500. @default - never */
  readonly expireAfterDays?: number;
  /** Deletes versions that have been noncurrent for so many days, 1 to 36500. @default 90 */
  readonly expireNoncurrentAfterDays?: number;
  /** Deletes the parts of multipart uploads that are incomplete after so many days, 1 to 365. @default 7 */
  readonly abortMultipartAfterDays?: number;
}

/** For the tables of the props that extend these. */
export const LIFECYCLE_PROPS: PropTypes<LifecycleProps> = {
  transitionAfterDays: optional(record<Transitions>()),
  expireAfterDays: optional(NUMBER),
  expireNoncurrentAfterDays: optional(NUMBER),
  abortMultipartAfterDays: optional(NUMBER),
};

const TRANSITIONS: PropTypes<Transitions> = {
  STANDARD_IA: optional(NUMBER),
  INTELLIGENT_TIERING: optional(NUMBER),
  ONEZONE_IA: optional(NUMBER),
  GLACIER_IR: optional(NUMBER),
  GLACIER: optional(NUMBER),
  DEEP_ARCHIVE: optional(NUMBER),
};

/** A lifecycle with its defaults resolved; no `expireNoncurrentAfterDays` keeps every version. */
export interface Lifecycle {
  readonly transitionAfterDays: Transitions;
  readonly expireAfterDays?: number;
  readonly expireNoncurrentAfterDays?: number;
  readonly abortMultipartAfterDays: number;
}

/**
 * Days that an object must have been stored before it may move to the class, and those that it stays there at least: an
 * earlier end is refused for the infrequent-access classes and charged for in full in the archive classes
 * (S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle").
 */
const MINIMUM_AGE_DAYS: Partial<Record<StorageClass, number>> = { STANDARD_IA: 30, ONEZONE_IA: 30 };
const MINIMUM_STAY_DAYS: Record<StorageClass, number> = {
  STANDARD_IA: 30,
  INTELLIGENT_TIERING: 0,
  ONEZONE_IA: 30,
  GLACIER_IR: 90,
  GLACIER: 90,
  DEEP_ARCHIVE: 180,
};

/** The transitions given; where there are none but archive tiers, all objects move to the class that has them. Pure. */
export function transitionsOrTiering(
  props: { readonly transitionAfterDays?: Transitions; readonly intelligentTieringAfterDays?: object },
  otherwise: Transitions,
): Transitions {
  return props.transitionAfterDays ?? (props.intelligentTieringAfterDays ? { INTELLIGENT_TIERING: 0 } : otherwise);
}

/** The transitions in the order of their age. Pure. */
function sortedTransitions(transitions: Transitions): { readonly storageClass: StorageClass; readonly days: number }[] {
  return STORAGE_CLASSES.filter((storageClass) => isGiven(transitions[storageClass]))
    .map((storageClass) => ({ storageClass, days: transitions[storageClass]! }))
    .sort((a, b) => a.days - b.days);
}

/** Records what S3 refuses, or would charge for, in a lifecycle. */
export function checkLifecycle(validator: Validator, lifecycle: Lifecycle): void {
  const { transitionAfterDays, expireAfterDays, expireNoncurrentAfterDays, abortMultipartAfterDays } = lifecycle;
  validator
    .integerBetween("expireAfterDays", expireAfterDays, 1, 36_500, "days")
    .integerBetween("expireNoncurrentAfterDays", expireNoncurrentAfterDays, 1, 36_500, "days")
    .integerBetween("abortMultipartAfterDays", abortMultipartAfterDays, 1, 365, "days")
    .known("transitionAfterDays", transitionAfterDays);
  if (!isKnown(transitionAfterDays)) return;
  for (const name of Object.keys(transitionAfterDays)) validator.oneOf("transitionAfterDays", name, STORAGE_CLASSES as readonly string[]);
  validator.props(transitionAfterDays, TRANSITIONS, "transitionAfterDays");

  // Days that Terraform only knows later have no place in the order.
  const transitions = sortedTransitions(transitionAfterDays).filter(({ days }) => isKnown(days));
  transitions.forEach(({ storageClass, days }, index) => {
    const prop = `transitionAfterDays.${storageClass}`;
    validator.integerBetween(prop, days, MINIMUM_AGE_DAYS[storageClass] ?? 0, 36_500, "days");
    const previous = transitions[index - 1];
    if (!previous) return;
    validator.check(
      prop,
      days,
      STORAGE_CLASSES.indexOf(storageClass) > STORAGE_CLASSES.indexOf(previous.storageClass),
      `must be before ${previous.storageClass}: objects never transition back to a class that is read more`,
      "Order the classes from the one read most to the one read least.",
    );
    const earliest = previous.days + MINIMUM_STAY_DAYS[previous.storageClass];
    validator.check(
      prop,
      days,
      days >= earliest,
      `must leave objects in ${previous.storageClass} for at least ${MINIMUM_STAY_DAYS[previous.storageClass]} days`,
      `Use ${earliest} or more, or leave ${previous.storageClass} out.`,
    );
  });
  const last = transitions[transitions.length - 1];
  if (last && isGiven(expireAfterDays)) {
    const earliest = last.days + MINIMUM_STAY_DAYS[last.storageClass];
    validator.check(
      "expireAfterDays",
      expireAfterDays,
      expireAfterDays > last.days && expireAfterDays >= earliest,
      `must leave objects in ${last.storageClass} for at least ${MINIMUM_STAY_DAYS[last.storageClass]} days`,
      `Use ${Math.max(earliest, last.days + 1)} or more, or leave ${last.storageClass} out.`,
    );
  }
}

/** The lifecycle of a bucket's objects, once its versioning is enabled: rules for noncurrent versions need it. */
export function createLifecycle(
  scope: Construct,
  lifecycle: Lifecycle,
  bucket: Pick<BucketIdentity, "bucketName" | "provider"> & { readonly versioning: ITerraformDependable },
): S3BucketLifecycleConfiguration {
  return new S3BucketLifecycleConfiguration(scope, "Lifecycle", {
    bucket: bucket.bucketName,
    rule: lifecycleRules(lifecycle),
    provider: bucket.provider,
    dependsOn: [bucket.versioning],
  });
}

/** One rule for the whole bucket. Pure. */
function lifecycleRules(lifecycle: Lifecycle): S3BucketLifecycleConfigurationRule[] {
  const { transitionAfterDays, expireAfterDays, expireNoncurrentAfterDays, abortMultipartAfterDays } = lifecycle;
  return [
    {
      id: "lifecycle",
      status: "Enabled",
      filter: [{ prefix: "" }],
      transition: sortedTransitions(transitionAfterDays).map(({ storageClass, days }) => ({ storageClass, days })),
      // Without an expiry, what remains of deleted objects still goes once their last version has.
      expiration: [isGiven(expireAfterDays) ? { days: expireAfterDays } : { expiredObjectDeleteMarker: true }],
      noncurrentVersionExpiration: isGiven(expireNoncurrentAfterDays) ? [{ noncurrentDays: expireNoncurrentAfterDays }] : undefined,
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: abortMultipartAfterDays }],
    },
  ];
}
