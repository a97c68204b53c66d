import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { IpAddressVersion } from "./web-acl-ip-sets";

/** A rule's statement, in the provider's words. */
export type Statement = Readonly<Record<string, unknown>>;

/**
 * The path of a request as the application will read it. Without this, `/api/../admin` would have the exceptions of `/api/*`, and `/%61pi/orders` none of its
 * limits (AWS WAF Developer Guide, "Using text transformations in AWS WAF").
 */
export const PATH_TRANSFORMATIONS: readonly Statement[] = [
  { priority: 0, type: "URL_DECODE" },
  { priority: 1, type: "NORMALIZE_PATH" },
];

const NO_TRANSFORMATION: readonly Statement[] = [{ priority: 0, type: "NONE" }];

/** AWS WAF matches at most 200 bytes (AWS WAF API Reference, ByteMatchStatement). */
const PATH_PATTERN = /^(?!.*\/\/)(?!.*\/\.{1,2}(\/|$))(\/[^\s*?#%]{0,199}\*?|\*[^\s*?#%]{1,200})$/;

/** Records patterns that no path can match, or that AWS WAF has no statement for; those that only Terraform knows decide how the statement reads. */
export function checkPathPatterns(validator: Validator, prop: string, patterns: readonly string[] | undefined): void {
  if (!isGiven(patterns)) return;
  validator.known(prop, patterns);
  if (!isKnown(patterns) && !Array.isArray(patterns)) return;
  patterns.forEach((pattern, index) =>
    validator
      .known(`${prop}[${index}]`, pattern)
      .matches(
        `${prop}[${index}]`,
        pattern,
        PATH_PATTERN,
        'must be a path of at most 200 characters, without "//", "." or ".." in it, with one * at its beginning or its end at most',
        'Write it as "/api/orders", "/api/*" or "*.json".',
      ),
  );
}

/** Requests for one of these paths. Pure. */
export function pathsStatement(patterns: readonly string[]): Statement {
  return anyOf([...new Set(patterns)].sort().map(pathStatement));
}

/** Requests for none of these paths: a statement for each, since what is negated can't be nested further. Pure. */
export function otherPathsStatements(patterns: readonly string[]): Statement[] {
  return [...new Set(patterns)].sort().map((pattern) => not(pathStatement(pattern)));
}

function pathStatement(pattern: string): Statement {
  const [positional_constraint, search_string] = pattern.endsWith("*")
    ? ["STARTS_WITH", pattern.slice(0, -1)]
    : pattern.startsWith("*")
      ? ["ENDS_WITH", pattern.slice(1)]
      : ["EXACTLY", pattern];
  return {
    byte_match_statement: {
      positional_constraint,
      search_string,
      field_to_match: { uri_path: {} },
      text_transformation: PATH_TRANSFORMATIONS,
    },
  };
}

/** Requests whose body is larger, of those that AWS WAF sees and those that it doesn't see whole. Pure. */
export function largerBodyStatement(bytes: number): Statement {
  return {
    size_constraint_statement: {
      comparison_operator: "GT",
      size: bytes,
      field_to_match: { body: { oversize_handling: "MATCH" } },
      text_transformation: NO_TRANSFORMATION,
    },
  };
}

/** Requests that an earlier rule has given a label. Pure. */
export function labelStatement(key: string): Statement {
  return { label_match_statement: { scope: "LABEL", key } };
}

/** Requests from an IP set; by the address that the last proxy has added to a header, where one is named. Pure. */
export function ipSetStatement(arn: string, forwardedIpHeader: string | undefined): Statement {
  return {
    ip_set_reference_statement: {
      arn,
      ...(forwardedIpHeader !== undefined && {
        ip_set_forwarded_ip_config: { header_name: forwardedIpHeader, fallback_behavior: "NO_MATCH", position: "LAST" },
      }),
    },
  };
}

/** Requests from IP sets of either version. Pure. */
export function ipSetStatements(
  arns: Readonly<Partial<Record<IpAddressVersion, string>>>,
  forwardedIpHeader: string | undefined,
): Statement[] {
  return [arns.IPV4, arns.IPV6].filter(isGiven).map((arn) => ipSetStatement(arn, forwardedIpHeader));
}

/** Requests that all of these match: AWS WAF wants two or more to combine. Pure. */
export function allOf(statements: readonly Statement[]): Statement {
  return statements.length === 1 ? statements[0]! : { and_statement: { statement: [...statements] } };
}

/** Requests that one of these matches. Pure. */
export function anyOf(statements: readonly Statement[]): Statement {
  return statements.length === 1 ? statements[0]! : { or_statement: { statement: [...statements] } };
}

/** Requests that this doesn't match. Pure. */
export function not(statement: Statement): Statement {
  return { not_statement: { statement } };
}
