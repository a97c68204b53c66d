import { Validator, isGiven, isKnown } from "../validator";

/** Why S3 refuses a bucket name, and what to write instead. */
interface BucketNameViolation {
  readonly rule: string;
  readonly fix: string;
}

const RESERVED_PREFIXES: Readonly<Record<string, string>> = {
  "xn--": "internationalized domain names",
  "sthree-": "S3 itself",
  "amzn-s3-demo-": "AWS's own examples",
};

const RESERVED_SUFFIXES: Readonly<Record<string, string>> = {
  "-s3alias": "access point aliases",
  "--ol-s3": "Object Lambda access points",
  ".mrap": "multi-region access points",
  "--x-s3": "directory buckets",
  "--table-s3": "table buckets",
};

/** What names of buckets in an account's regional namespace end with; S3 accepts it in no other name. */
const ACCOUNT_REGIONAL_SUFFIX = "-an";
const ACCOUNT_REGIONAL_NAME = /^.+-\d{12}-[a-z]{2,}(-[a-z]+)+-\d-an$/;

/** Which names are accepted. */
interface BucketNameOptions {
  /**
   * Whether the bucket exists already: then it may be one of the account's regional namespace
   * (`<prefix>-<account>-<region>-an`), which the AWS provider can't create.
   * @default false
   */
  readonly existing?: boolean;
}

/**
 * The first of S3's rules for general purpose bucket names that a name breaks; undefined for a name that S3 accepts.
 *
 * Pure. The rules: S3 User Guide, "General purpose bucket naming rules".
 */
export function bucketNameViolation(name: string, options: BucketNameOptions = {}): BucketNameViolation | undefined {
  if (name.startsWith("arn:")) return { rule: "must be a bucket's name, not its ARN", fix: "Write what stands behind the last colon." };
  if (name.length < 3 || name.length > 63) {
    return { rule: "must be 3 to 63 characters long", fix: name.length < 3 ? "Give a longer name." : "Shorten the name." };
  }
  if (!/^[a-z0-9.-]+$/.test(name)) {
    return {
      rule: "must hold only lower-case letters, digits, dots and dashes",
      fix: "Write it in lower case, with dashes for everything else.",
    };
  }
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) {
    return { rule: "must begin and end with a letter or a digit", fix: "Remove the dots and dashes at its ends." };
  }
  if (name.includes("..")) return { rule: "must not hold two adjacent dots", fix: "Use a dash between the words." };
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) {
    return { rule: "must not be written like an IP address", fix: "Give it a name with letters." };
  }
  const prefix = Object.keys(RESERVED_PREFIXES).find((reserved) => name.startsWith(reserved));
  if (prefix) {
    return { rule: `must not begin with ${prefix}, reserved for ${RESERVED_PREFIXES[prefix]}`, fix: "Begin it with another word." };
  }
  const suffix = Object.keys(RESERVED_SUFFIXES).find((reserved) => name.endsWith(reserved));
  if (suffix) return { rule: `must not end with ${suffix}, reserved for ${RESERVED_SUFFIXES[suffix]}`, fix: "End it with another word." };
  if (name.endsWith(ACCOUNT_REGIONAL_SUFFIX) && !(options.existing && ACCOUNT_REGIONAL_NAME.test(name))) {
    return {
      rule: `must not end with ${ACCOUNT_REGIONAL_SUFFIX}, reserved for an account's regional namespace`,
      fix: "End it with another word.",
    };
  }
  return undefined;
}

/** Records why S3 refuses a bucket name; one that is left out, or that Terraform only knows later, passes. */
export function checkBucketName(validator: Validator, prop: string, name: string | undefined, options?: BucketNameOptions): void {
  const violation = isGiven(name) && isKnown(name) ? bucketNameViolation(name, options) : undefined;
  if (violation) validator.check(prop, name, false, violation.rule, violation.fix);
}
