import { NUMBER, PropTypes, optional } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";

/** The values of `StorageClass`, from the one read most to the one read least. */
export const STORAGE_CLASSES = ["STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"] as const;
/** A storage class that objects can transition to (S3 User Guide, "Understanding and managing Amazon S3 storage classes"). */
export type StorageClass = "STANDARD_IA" | "INTELLIGENT_TIERING" | "ONEZONE_IA" | "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";

/** Storage class → age in days at which objects transition to it: 30 to 36500 for STANDARD_IA and ONEZONE_IA, 0 to 36500 for the others. */
export type Transitions = Partial<Record<StorageClass, number>>;

/** The types of transitions' days. */
const TRANSITIONS: PropTypes<Transitions> = {
  STANDARD_IA: optional(NUMBER),
  INTELLIGENT_TIERING: optional(NUMBER),
  ONEZONE_IA: optional(NUMBER),
  GLACIER_IR: optional(NUMBER),
  GLACIER: optional(NUMBER),
  DEEP_ARCHIVE: optional(NUMBER),
};

/** The classes that S3 transitions objects to from each (S3 User Guide, "Transitioning objects using Amazon S3 Lifecycle", "Supported transitions"). */
export const SUPPORTED_TRANSITIONS: Readonly<Record<StorageClass, readonly StorageClass[]>> = {
  STANDARD_IA: ["INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
  INTELLIGENT_TIERING: ["ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"],
  ONEZONE_IA: ["GLACIER", "DEEP_ARCHIVE"],
  GLACIER_IR: ["GLACIER", "DEEP_ARCHIVE"],
  GLACIER: ["DEEP_ARCHIVE"],
  DEEP_ARCHIVE: [],
};

/**
 * Days that an object must have been stored before it may move to the class, and those that it stays there at least: an
 * earlier end is refused for the infrequent-access classes and charged for in full in the archive classes (the same page, "Constraints").
 */
const MINIMUM_AGE_DAYS: Partial<Record<StorageClass, number>> = { STANDARD_IA: 30, ONEZONE_IA: 30 };
const MINIMUM_STAY_DAYS: Record<StorageClass, number> = {
  STANDARD_IA: 30,
  INTELLIGENT_TIERING: 1,
  ONEZONE_IA: 30,
  GLACIER_IR: 90,
  GLACIER: 90,
  DEEP_ARCHIVE: 180,
};

interface Transition {
  readonly storageClass: StorageClass;
  readonly days: number;
}

/** The transitions in the order of their age. Pure. */
export function sortedTransitions(transitions: Transitions): Transition[] {
  return STORAGE_CLASSES.filter((storageClass) => isGiven(transitions[storageClass]))
    .map((storageClass) => ({ storageClass, days: transitions[storageClass]! }))
    .sort((a, b) => a.days - b.days);
}

/** The transitions given; where there are none but archive tiers, all objects move to the class that has them. Pure. */
export function transitionsOrTiering(
  props: { readonly transitionAfterDays?: Transitions; readonly intelligentTieringAfterDays?: object; readonly expireAfterDays?: number },
  otherwise: Transitions,
): Transitions {
  const { transitionAfterDays, intelligentTieringAfterDays, expireAfterDays } = props;
  if (transitionAfterDays) return transitionAfterDays;
  return intelligentTieringAfterDays ? { INTELLIGENT_TIERING: 0 } : transitionsBefore(otherwise, expireAfterDays);
}

/** Default transitions, less those that would end too early: nobody has asked for them. Pure. */
export function transitionsBefore(transitions: Transitions, expireAfterDays: number | undefined): Transitions {
  if (!isGiven(expireAfterDays) || !isKnown(expireAfterDays)) return transitions;
  const kept = sortedTransitions(transitions).filter((transition) => earliestEnd(transition) <= expireAfterDays);
  return Object.fromEntries(kept.map(({ storageClass, days }) => [storageClass, days]));
}

/** A default expiry, or a later one if the last transition needs it. Pure. */
export function expiryAfter(transitions: Transitions | undefined, expireAfterDays: number): number {
  const known = isGiven(transitions) && isKnown(transitions) ? sortedTransitions(transitions) : [];
  return Math.max(expireAfterDays, ...known.filter(({ days }) => isKnown(days)).map(earliestEnd));
}

/** The first day on which a transition's objects can move on without being refused or charged for. Pure. */
function earliestEnd({ storageClass, days }: Transition): number {
  return days + MINIMUM_STAY_DAYS[storageClass];
}

/**
 * Records transitions that S3 refuses, or would charge for.
 *
 * @param prop the prop that has them
 * @param expiry the prop that deletes the objects, and its days
 */
export function checkTransitions(
  validator: Validator,
  prop: string,
  transitions: Transitions,
  expiry: { readonly prop: string; readonly days?: number },
): void {
  validator.known(prop, transitions);
  if (!isKnown(transitions)) return;
  for (const name of Object.keys(transitions)) validator.oneOf(`${prop}.${name}`, name, STORAGE_CLASSES as readonly string[]);
  validator.props(transitions, TRANSITIONS, prop);

  // Days that Terraform only knows later have no place in the order.
  const sorted = sortedTransitions(transitions).filter(({ days }) => isKnown(days));
  sorted.forEach((transition, index) => {
    const { storageClass, days } = transition;
    validator.integerBetween(`${prop}.${storageClass}`, days, MINIMUM_AGE_DAYS[storageClass] ?? 0, 36_500, "days");
    const previous = sorted[index - 1];
    if (previous) checkPair(validator, `${prop}.${storageClass}`, previous, transition);
  });
  const last = sorted[sorted.length - 1];
  if (last && isGiven(expiry.days)) checkStay(validator, expiry.prop, last, expiry.days);
}

function checkPair(validator: Validator, prop: string, previous: Transition, { storageClass, days }: Transition): void {
  if (SUPPORTED_TRANSITIONS[previous.storageClass].includes(storageClass)) return checkStay(validator, prop, previous, days);
  validator.check(
    prop,
    days,
    false,
    `must not follow ${previous.storageClass}: S3 transitions no objects from there to ${storageClass}`,
    "Leave one of the two out, or order them from the class read most to the one read least.",
  );
}

function checkStay(validator: Validator, prop: string, transition: Transition, days: number): void {
  const earliest = earliestEnd(transition);
  const { storageClass } = transition;
  const stay = MINIMUM_STAY_DAYS[storageClass];
  validator.check(
    prop,
    days,
    days >= earliest,
    `must leave objects in ${storageClass} for at least ${stay} ${stay === 1 ? "day" : "days"}`,
    `Use ${earliest} or more, or leave ${storageClass} out.`,
  );
}
