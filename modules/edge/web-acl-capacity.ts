import { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { MANAGED_GROUPS } from "./managed-rule-names";
import { Statement } from "./web-acl-statements";

/** The web ACL capacity units that the price of requests includes, and the most that a web ACL may take (AWS WAF Developer Guide, "Web ACL capacity units"). */
export const INCLUDED_UNITS = 1_500;
export const MOST_UNITS = 5_000;

/** What is added for a text transformation, and for a custom key of a rate limit. */
const TRANSFORMATION_UNITS = 10;
const KEY_UNITS = 30;

/**
 * The web ACL capacity units that rules take, each statement by its page in the AWS WAF Developer Guide. AWS WAF may count a transformation once that several
 * rules apply to one part of the request: this is the most that it counts. Pure.
 */
export function capacityUnits(rules: readonly Wafv2WebAclRule[]): number {
  return rules.reduce((sum, rule) => sum + statementUnits(rule.statement as Statement), 0);
}

/** The statements that rules here are made of, with what each takes. */
const UNITS: Readonly<Record<string, (content: any) => number>> = {
  and_statement: nestedUnits,
  or_statement: nestedUnits,
  not_statement: (content) => statementUnits(content.statement),
  byte_match_statement: (content) => 2 + transformationUnits(content),
  size_constraint_statement: (content) => 1 + transformationUnits(content),
  label_match_statement: () => 1,
  geo_match_statement: () => 1,
  ip_set_reference_statement: () => 1,
  rate_based_statement: (content) => 2 + KEY_UNITS * (content.custom_key ?? []).length + scopeUnits(content),
  managed_rule_group_statement: (content) => managedUnits(content.name) + scopeUnits(content),
};

function statementUnits(statement: Statement): number {
  return Object.entries(statement).reduce((sum, [kind, content]) => sum + UNITS[kind]!(content), 0);
}

function nestedUnits({ statement }: { readonly statement: readonly Statement[] }): number {
  return statement.reduce((sum, inner) => sum + statementUnits(inner), 0);
}

function scopeUnits({ scope_down_statement }: { readonly scope_down_statement?: Statement }): number {
  return scope_down_statement === undefined ? 0 : statementUnits(scope_down_statement);
}

function transformationUnits({ text_transformation }: { readonly text_transformation: readonly { readonly type: string }[] }): number {
  return TRANSFORMATION_UNITS * text_transformation.filter(({ type }) => type !== "NONE").length;
}

function managedUnits(name: string): number {
  return Object.values(MANAGED_GROUPS).find((group) => group.name === name)!.capacityUnits;
}
