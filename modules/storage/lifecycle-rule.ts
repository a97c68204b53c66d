import {
  S3BucketLifecycleConfigurationRule,
  S3BucketLifecycleConfigurationRuleFilter,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { NUMBER, PropTypes, STRING, STRING_RECORD, optional, record } from "../../src/internal/prop-types";
import { sortedEntries } from "../../src/internal/sorted-by";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { LifecycleActions, checkActions, ruleActions } from "./lifecycle-actions";
import { Transitions } from "./transitions";

/** What happens to some of a bucket's objects as they age. It is for the objects that all of its filters match. */
export interface LifecycleRule extends LifecycleActions {
  /** Keys that begin so, such as `incoming/`. @default - all */
  readonly keyPrefix?: string;
  /** Tags that an object must have, with these values. @default - none */
  readonly objectTags?: Readonly<Record<string, string>>;
  /** Objects that are larger than so many bytes, 0 to 50 TB; 0 also moves objects of less than 128 KB to other storage classes. @default - of any size */
  readonly objectSizeGreaterThanBytes?: number;
  /** Objects that are smaller than so many bytes, 1 to 50 TB. @default - of any size */
  readonly objectSizeLessThanBytes?: number;
}

const PROPS: PropTypes<LifecycleRule> = {
  keyPrefix: optional(STRING),
  objectTags: optional(STRING_RECORD),
  objectSizeGreaterThanBytes: optional(NUMBER),
  objectSizeLessThanBytes: optional(NUMBER),
  transitionAfterDays: optional(record<Transitions>()),
  expireAfterDays: optional(NUMBER),
  transitionNoncurrentAfterDays: optional(record<Transitions>()),
  expireNoncurrentAfterDays: optional(NUMBER),
  noncurrentVersionsToKeep: optional(NUMBER),
  abortMultipartAfterDays: optional(NUMBER),
};

/** The id of the rule for all of a bucket's objects. */
export const BUCKET_RULE_ID = "lifecycle";
/** S3's limits (S3 User Guide, "Lifecycle configuration elements" and "Filter examples"). */
const MAX_RULES = 1000;
const MAX_ID_LENGTH = 255;
const MAX_BYTES = 50 * 1024 ** 4;
/** An object has no more (S3 User Guide, "Categorizing your objects using tags"). */
const MAX_TAGS = 10;

/**
 * Records rules that S3 refuses, and those that would never do anything: the bucket's own choices are for their objects as well, and where two
 * expire, S3 honors the shorter time (S3 User Guide, "Lifecycle configuration conflicts").
 */
export function checkLifecycleRules(validator: Validator, rules: Readonly<Record<string, LifecycleRule>>, bucket: LifecycleActions): void {
  validator.known("lifecycleRules", rules);
  if (!isKnown(rules)) return;
  const ids = Object.keys(rules);
  validator.check(
    "lifecycleRules",
    ids.length,
    ids.length < MAX_RULES,
    `must be ${MAX_RULES - 1} rules or fewer`,
    "Join those that do the same.",
  );
  for (const id of ids) {
    const prop = `lifecycleRules["${id}"]`;
    validator
      .check(
        prop,
        id.length,
        id.length > 0 && id.length <= MAX_ID_LENGTH,
        `must have an id of 1 to ${MAX_ID_LENGTH} characters`,
        "Shorten it.",
      )
      .check(prop, id, id !== BUCKET_RULE_ID, `must have another id than ${BUCKET_RULE_ID}, the rule for all objects`, "Rename it.");
    checkRule(validator, prop, rules[id]!, bucket);
  }
  const firstFor = new Map<string, string>();
  for (const id of ids) {
    const objects = filterText(rules[id]!);
    const same = firstFor.get(objects);
    if (same === undefined) firstFor.set(objects, id);
    validator.check(
      `lifecycleRules["${id}"]`,
      id,
      same === undefined,
      `must be for other objects than lifecycleRules["${same}"]`,
      "Put the actions of both into one rule.",
    );
  }
}

/** A rule as Terraform has it. Pure. */
export function lifecycleRule(id: string, rule: LifecycleRule): S3BucketLifecycleConfigurationRule {
  return { id, status: "Enabled", filter: [ruleFilter(rule)], ...ruleActions(rule) };
}

function checkRule(validator: Validator, prop: string, rule: LifecycleRule, bucket: LifecycleActions): void {
  validator.known(prop, rule);
  if (!isKnown(rule)) return;
  validator.props(rule, PROPS, prop);
  checkFilter(validator, prop, rule);
  checkActions(validator, rule, `${prop}.`);
  const { transitionAfterDays, transitionNoncurrentAfterDays } = rule;
  const transitions = [transitionAfterDays, transitionNoncurrentAfterDays].flatMap((given) => Object.keys(given ?? {}));
  const days = [rule.expireAfterDays, rule.expireNoncurrentAfterDays, rule.abortMultipartAfterDays].filter(isGiven);
  validator.check(
    prop,
    rule,
    transitions.length + days.length > 0,
    "must have an action",
    "Give transitionAfterDays, expireAfterDays or another one.",
  );
  for (const name of ["expireAfterDays", "expireNoncurrentAfterDays", "abortMultipartAfterDays"] as const) {
    const [own, ofAll] = [rule[name], bucket[name]];
    validator.check(
      `${prop}.${name}`,
      own,
      !isGiven(own) || !isGiven(ofAll) || !isKnown(ofAll) || own < ofAll,
      `must be less than the ${ofAll} days of the bucket's own ${name}, which is for these objects as well`,
      `Use less, or give the bucket a later ${name} and the other objects a rule.`,
    );
  }
}

function checkFilter(validator: Validator, prop: string, rule: LifecycleRule): void {
  const { keyPrefix, objectTags, objectSizeGreaterThanBytes, objectSizeLessThanBytes, abortMultipartAfterDays } = rule;
  const tags = Object.keys(objectTags ?? {});
  const bySize = isGiven(objectSizeGreaterThanBytes) || isGiven(objectSizeLessThanBytes);
  validator
    .check(
      prop,
      rule,
      (isGiven(keyPrefix) && keyPrefix !== "") || tags.length > 0 || bySize,
      "must be for some of the objects",
      "Give keyPrefix, objectTags or a size; what is for all objects is a choice of the bucket's.",
    )
    .check(
      `${prop}.keyPrefix`,
      keyPrefix,
      !keyPrefix?.includes("*"),
      "must not hold a *, which S3 reads as that character",
      "Leave it out.",
    )
    .check(`${prop}.objectTags`, tags, tags.length <= MAX_TAGS, `must be ${MAX_TAGS} tags or fewer: no object has more`, "Leave some out.")
    .integerBetween(`${prop}.objectSizeGreaterThanBytes`, objectSizeGreaterThanBytes, 0, MAX_BYTES, "bytes")
    .integerBetween(`${prop}.objectSizeLessThanBytes`, objectSizeLessThanBytes, 1, MAX_BYTES, "bytes")
    .check(
      `${prop}.objectSizeLessThanBytes`,
      objectSizeLessThanBytes,
      !isGiven(objectSizeLessThanBytes) || !isGiven(objectSizeGreaterThanBytes) || objectSizeLessThanBytes > objectSizeGreaterThanBytes,
      "must be greater than objectSizeGreaterThanBytes",
      "Exchange them, or leave one out.",
    )
    .check(
      `${prop}.abortMultipartAfterDays`,
      abortMultipartAfterDays,
      !isGiven(abortMultipartAfterDays) || (tags.length === 0 && !bySize),
      "must be left out of a rule by tags or size: uploads have neither before they are complete",
      "Give it to the bucket, or to a rule by prefix.",
    );
}

/** S3 takes one condition as it is, and several within `And`. Pure. */
function ruleFilter(rule: LifecycleRule): S3BucketLifecycleConfigurationRuleFilter {
  const { objectTags } = rule;
  const prefix = rule.keyPrefix || undefined;
  const objectSizeGreaterThan = rule.objectSizeGreaterThanBytes ?? undefined;
  const objectSizeLessThan = rule.objectSizeLessThanBytes ?? undefined;
  const tags = Object.entries(objectTags ?? {});
  const conditions = [prefix, objectSizeGreaterThan, objectSizeLessThan].filter(isGiven).length + tags.length;
  if (conditions > 1) {
    return { and: [{ prefix, tags: tags.length > 0 ? { ...objectTags } : undefined, objectSizeGreaterThan, objectSizeLessThan }] };
  }
  const [tag] = tags;
  return { prefix, objectSizeGreaterThan, objectSizeLessThan, tag: tag && [{ key: tag[0], value: tag[1] }] };
}

function filterText(rule: LifecycleRule): string {
  const tags = sortedEntries(rule.objectTags ?? {});
  return JSON.stringify([rule.keyPrefix ?? "", tags, rule.objectSizeGreaterThanBytes ?? "", rule.objectSizeLessThanBytes ?? ""]);
}
