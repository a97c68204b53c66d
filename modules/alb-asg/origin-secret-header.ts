import { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { PropTypes, STRING, STRINGS, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/** A header by which an internet-facing load balancer tells requests of its own distribution from those of others. */
export interface OriginSecretHeader {
  /** The header's name, 1 to 40 letters, digits and dashes. @default "x-origin-verify" */
  readonly name?: string;
  /**
   * One or two values: the one that CloudFront sends, and then the previous one, which is still accepted while a change is deployed to the edge
   * locations. They come from a sensitive variable and are never written in code. Terraform keeps them in its state.
   */
  readonly values: readonly string[];
}

const HEADER: PropTypes<OriginSecretHeader> = { name: optional(STRING), values: STRINGS };

const DEFAULT_NAME = "x-origin-verify";

/** Condition values of a rule that are reserved for the header: both values while it is rotated. */
export const SECRET_HEADER_VALUES = 2;

/** Records a header that a load balancer's scheme doesn't go with, or that can't be used. No message shows a value. */
export function checkOriginSecretHeader(validator: Validator, header: OriginSecretHeader | undefined, isPublic: boolean): void {
  validator.check(
    "originSecretHeader",
    header && "a header",
    isPublic === Boolean(header),
    isPublic ? "must be given for an internet-facing load balancer" : "must be left out for an internal load balancer",
    isPublic ? "Give its values from a sensitive variable." : "A VPC origin can be used by distributions of your account alone.",
  );
  if (!header) return;
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
export function resolveOriginSecretHeader({ name, values }: OriginSecretHeader): Required<OriginSecretHeader> {
  return { name: name ?? DEFAULT_NAME, values };
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
