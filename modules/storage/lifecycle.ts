import { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { Validator } from "../../src/internal/validator";

/** S3's storage classes that objects move to, from the one read most to the one read least. */
export const STORAGE_CLASSES = ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"] as const;
export type StorageClass = (typeof STORAGE_CLASSES)[number];

/** Storage class → age in days at which objects move to it. */
export type Transitions = Partial<Record<StorageClass, number>>;

/** What happens to objects as they age. */
export interface LifecycleProps {
  /** Moves objects to cheaper classes. @default - none; INTELLIGENT_TIERING at once with `intelligentTieringAfterDays` */
  readonly transitionAfterDays?: Transitions;
  /** Deletes objects of this age. @default - never */
  readonly expireAfterDays?: number;
  /** Deletes versions that have not been the newest for so many days. @default 90 */
  readonly expireNoncurrentAfterDays?: number;
  /** Removes the parts of uploads that were never completed. @default 7 */
  readonly abortMultipartAfterDays?: number;
}

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

/** The transitions given; where none are but archive tiers are, all objects move to the class that has them. Pure. */
export function transitionsOrTiering(
  props: { readonly transitionAfterDays?: Transitions; readonly intelligentTieringAfterDays?: object },
  otherwise: Transitions,
): Transitions {
  return props.transitionAfterDays ?? (props.intelligentTieringAfterDays ? { INTELLIGENT_TIERING: 0 } : otherwise);
}

/** The transitions in the order of their age. Pure. */
export function sortedTransitions(transitions: Transitions): { readonly storageClass: StorageClass; readonly days: number }[] {
  return STORAGE_CLASSES.filter((storageClass) => transitions[storageClass] !== undefined)
    .map((storageClass) => ({ storageClass, days: transitions[storageClass]! }))
    .sort((a, b) => a.days - b.days);
}

/** Records what S3 refuses, or would charge for, in a lifecycle. */
export function checkLifecycle(validator: Validator, lifecycle: Lifecycle): void {
  const { transitionAfterDays, expireAfterDays, expireNoncurrentAfterDays, abortMultipartAfterDays } = lifecycle;
  validator
    .integerBetween("expireAfterDays", expireAfterDays, 1, 36_500, "days")
    .integerBetween("expireNoncurrentAfterDays", expireNoncurrentAfterDays, 1, 36_500, "days")
    .integerBetween("abortMultipartAfterDays", abortMultipartAfterDays, 1, 365, "days");
  for (const name of Object.keys(transitionAfterDays)) validator.oneOf("transitionAfterDays", name, STORAGE_CLASSES as readonly string[]);

  const transitions = sortedTransitions(transitionAfterDays);
  transitions.forEach(({ storageClass, days }, index) => {
    const prop = `transitionAfterDays.${storageClass}`;
    const least = MINIMUM_AGE_DAYS[storageClass] ?? 0;
    validator.integerBetween(prop, days, least, 36_500, "days");
    const previous = transitions[index - 1];
    if (!previous) return;
    validator.check(
      prop,
      days,
      STORAGE_CLASSES.indexOf(storageClass) > STORAGE_CLASSES.indexOf(previous.storageClass),
      `must be before ${previous.storageClass}, since objects never move back to a class that is read more`,
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
  if (last && expireAfterDays !== undefined) {
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

/** One rule for the whole bucket. Pure. */
export function lifecycleRules(lifecycle: Lifecycle): S3BucketLifecycleConfigurationRule[] {
  const { transitionAfterDays, expireAfterDays, expireNoncurrentAfterDays, abortMultipartAfterDays } = lifecycle;
  return [
    {
      id: "lifecycle",
      status: "Enabled",
      filter: [{ prefix: "" }],
      transition: sortedTransitions(transitionAfterDays).map(({ storageClass, days }) => ({ storageClass, days })),
      // Without an expiry, what remains of deleted objects still goes once their last version has.
      expiration: [expireAfterDays === undefined ? { expiredObjectDeleteMarker: true } : { days: expireAfterDays }],
      noncurrentVersionExpiration: expireNoncurrentAfterDays === undefined ? undefined : [{ noncurrentDays: expireNoncurrentAfterDays }],
      abortIncompleteMultipartUpload: [{ daysAfterInitiation: abortMultipartAfterDays }],
    },
  ];
}
