import { Configuration, Resource } from "../configuration";
import { Arguments } from "../synthesized-stack";
import { block, blocks, isSet } from "./blocks";
import { numberOf, referred } from "./each";

/** Capacities of AWS's managed rule groups (AWS WAF Developer Guide, "AWS Managed Rules rule groups list"). Those of other vendors aren't known. */
const MANAGED: Readonly<Record<string, number>> = {
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesWordPressRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesBotControlRuleSet: 50,
  AWSManagedRulesATPRuleSet: 50,
  AWSManagedRulesACFPRuleSet: 50,
  AWSManagedRulesAntiDDoSRuleSet: 50,
};

const ALL_QUERY_ARGUMENTS = 10;
const TRANSFORMATION = 10;
const AGGREGATION_KEY = 30;
const SHORT_MATCHES = ["EXACTLY", "STARTS_WITH", "ENDS_WITH"];

/** What statements that look at a part of the request cost, without what is added for the part (each statement's page). */
const BASE: Readonly<Record<string, (args: Arguments) => number>> = {
  byte_match_statement: ({ positional_constraint: constraint }) => (SHORT_MATCHES.includes(constraint) ? 2 : 10),
  regex_match_statement: () => 3,
  regex_pattern_set_reference_statement: () => 25,
  size_constraint_statement: () => 1,
  sqli_match_statement: ({ sensitivity_level: level }) => (level === "HIGH" ? 30 : 20),
  xss_match_statement: () => 40,
};

/** What other statements cost by themselves; one that isn't named here costs at least nothing. */
const FIXED: Readonly<Record<string, (args: Arguments, owner: Resource, configuration: Configuration) => number>> = {
  geo_match_statement: () => 1,
  asn_match_statement: () => 1,
  label_match_statement: () => 1,
  ip_set_reference_statement: (args) => (block(args.ip_set_forwarded_ip_config)?.position === "ANY" ? 5 : 1),
  rate_based_statement: (args) => 2 + AGGREGATION_KEY * blocks(args.custom_key).length,
  managed_rule_group_statement: ({ vendor_name: vendor, name }) => (vendor === "AWS" ? (MANAGED[name] ?? 0) : 0),
  rule_group_reference_statement: (args, owner, configuration) =>
    numberOf(referred(configuration, owner, args.arn, "aws_wafv2_rule_group", "arn")?.args.capacity) ?? 0,
};

/**
 * The web ACL capacity units (WCUs) that the rules of a web ACL or of a rule group take at least: a transformation of a part of the request counts
 * once, however many rules look at it, as AWS WAF may do it once.
 */
export function capacityOf(configuration: Configuration, owner: Resource): number {
  const transformations = new Set<string>();
  const ofStatement = (statement: Arguments | undefined): number =>
    Object.entries(statement ?? {})
      .flatMap(([type, given]) => blocks(given).map((args) => [type, args] as const))
      .reduce((sum, [type, args]) => {
        const base = BASE[type];
        const own = base ? inspecting(base(args), args, transformations) : (FIXED[type]?.(args, owner, configuration) ?? 0);
        const nested = [...blocks(args.statement), ...blocks(args.scope_down_statement)];
        return sum + own + nested.reduce((inner, one) => inner + ofStatement(one), 0);
      }, 0);
  const own = blocks(owner.args.rule).reduce((sum, rule) => sum + ofStatement(block(rule.statement)), 0);
  return own + TRANSFORMATION * transformations.size;
}

/** A statement's cost with what its part of the request adds; its transformations are noted. */
function inspecting(base: number, args: Arguments, transformations: Set<string>): number {
  const field = block(args.field_to_match) ?? {};
  for (const { type } of blocks(args.text_transformation)) {
    if (type !== "NONE") transformations.add(`${JSON.stringify(field)} ${type}`);
  }
  const all = isPresent(field, "all_query_arguments") ? ALL_QUERY_ARGUMENTS : 0;
  return base * (isPresent(field, "json_body") ? 2 : 1) + all;
}

/** A component without settings is an empty block. */
function isPresent(field: Arguments, component: string): boolean {
  return isSet(field[component]);
}
