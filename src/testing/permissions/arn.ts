import { Known, every } from "../requests/known";
import { matches } from "./patterns";

const FIELDS = 6;

/** The six fields of an ARN, of which the last may have colons of its own; a part that only Terraform knows isn't divided. Pure. */
export function arnFields(arn: string): string[] {
  const fields: string[] = [""];
  let isUnknown = false;
  for (const character of arn) {
    if (character === "⟪" || character === "⟫") isUnknown = character === "⟪";
    if (character === ":" && !isUnknown && fields.length < FIELDS) fields.push("");
    else fields[fields.length - 1] += character;
  }
  return fields;
}

/** The account that an ARN names; undefined for one without, such as a bucket's. Pure. */
export function arnAccount(arn: string): string | undefined {
  return arnFields(arn)[4] || undefined;
}

/**
 * Whether an ARN matches a pattern, whose wildcards stand within the fields between colons (IAM User Guide, "IAM JSON policy elements: Resource" and "Amazon
 * Resource Name (ARN) condition operators"). Pure.
 */
export function arnMatches(pattern: string, arn: string): Known {
  if (pattern === "*" || pattern === arn) return true;
  const [own, other] = [arnFields(pattern), arnFields(arn)];
  // An ARN that only Terraform knows has no fields to compare.
  if (own.length === 1 || other.length === 1) return matches(pattern, arn);
  // "Incomplete ARNs": fields that are missing are wildcards.
  while (own.length < FIELDS) own.push("*");
  return other.length < FIELDS ? matches(pattern, arn) : every(own.map((field, index) => matches(field, other[index]!)));
}

/** A `*` that ends a field takes what is behind the colon too. */
const CROSSES_FIELDS = /\*:/;

/**
 * Whether an ARN is one of a statement's resources (IAM User Guide, "IAM JSON policy elements: Resource", "Using wildcards in resource ARNs"): a `*` that ends a
 * field may match beyond its colon. Pure.
 */
export function isResource(pattern: string, arn: string): Known {
  return CROSSES_FIELDS.test(pattern) ? matches(pattern, arn) : arnMatches(pattern, arn);
}
