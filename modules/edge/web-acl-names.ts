import { Validator } from "../../src/internal/validator";

/** Records a name that can't be part of a rule's: AWS WAF takes 128 characters, some of which are ours (AWS WAF API Reference, Rule). */
export function checkRuleName(validator: Validator, prop: string, name: string): void {
  validator.matches(
    prop,
    name,
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    "must have a name of 1 to 64 letters, digits, dashes and underscores",
    'Call it something like "orders".',
  );
}

/** Records a header, cookie or query argument that AWS WAF can't look for (AWS WAF API Reference, SingleHeader). */
export function checkHeaderName(validator: Validator, prop: string, header: string | undefined): void {
  validator.matches(
    prop,
    header,
    /^[a-z0-9_-]{1,64}$/,
    "must be a header's name in lower case: 1 to 64 letters, digits, dashes and underscores",
    'Write it as "x-api-key".',
  );
}
