import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { OriginHeader } from "../../src/core";
import { PropTypes, STRING, STRINGS, optional, propType } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/** A header by which an internet-facing load balancer tells requests of its own distribution from those of others. */
export interface OriginSecretHeader {
  /** The header's name, 1 to 40 letters, digits and dashes. @default "x-origin-verify" */
  readonly name?: string;
  /**
   * One or two values: the one that CloudFront sends, and then the previous one, which is still accepted while a change is deployed to the edge
   * locations. They come from a sensitive variable or from Secrets Manager and are never written in code.
   */
  readonly values: readonly string[];
  /**
   * That you know that Terraform keeps the values in its state: no argument of the AWS provider that a header's value can be given in, of listener rules, web ACLs or
   * distributions, is write-only. Who can read the state can send requests past the distribution and its web ACL.
   */
  readonly keptInState: true;
}

const HEADER: PropTypes<OriginSecretHeader> = {
  name: optional(STRING),
  values: STRINGS,
  keptInState: propType<true>(
    "true: Terraform keeps the header's values in its state",
    "Write it once readers of the state may know them, or use an internal load balancer.",
    (value) => value === true,
  ),
};

const DEFAULT_NAME = "x-origin-verify";

/** Condition values of a rule that are reserved for the header: both values while it is rotated. */
export const SECRET_HEADER_VALUES = 2;

/** Records a header that can't be used. No message shows a value. */
export function checkOriginSecretHeader(validator: Validator, header: OriginSecretHeader): void {
  validator.props(hiddenBut("name", header), HEADER, "originSecretHeader");
  validator
    .matches(
      "originSecretHeader.name",
      header.name,
      /^[A-Za-z0-9-]{1,40}$/,
      "must be a header's name of 1 to 40 letters, digits and dashes",
      'Write it as "x-origin-verify".',
    )
    .check(
      "originSecretHeader.values",
      `${header.values.length} values`,
      header.values.length >= 1 && header.values.length <= 2,
      "must be the current value and, while it is rotated, the previous one",
      "Give one or two.",
    )
    .check(
      "originSecretHeader.values",
      "a value written in code",
      header.values.every((value) => !isKnown(value)),
      "must come from a sensitive variable",
      "Use new TerraformVariable(…, { sensitive: true }).stringValue.",
    );
}

/** The header with its name. Pure. */
export function resolveOriginSecretHeader({ name, ...header }: OriginSecretHeader): Required<OriginSecretHeader> {
  return { name: name ?? DEFAULT_NAME, ...header };
}

/** What CloudFront adds to its requests: the first value. Pure. */
export function sentHeader({ name, values }: Required<OriginSecretHeader>): OriginHeader {
  return { name, value: values[0]! };
}

/** The condition that a request carries the header. Pure. */
export function secretHeaderCondition({ name, values }: Required<OriginSecretHeader>): LbListenerRuleCondition {
  return { httpHeader: { httpHeaderName: name, values: [...values] } };
}

/** Whatever the values are called. */
function hiddenBut(prop: string, header: OriginSecretHeader): OriginSecretHeader {
  const entries = Object.entries(header).map(([name, value]) => [name, name === prop ? value : hidden(value)]);
  return Object.fromEntries(entries) as OriginSecretHeader;
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  return typeof value === "string" ? "(hidden)" : value;
}
