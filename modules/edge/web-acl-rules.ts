import { Wafv2WebAclRule, Wafv2WebAclVisibilityConfig } from "@cdktf/provider-aws/lib/wafv2-web-acl";

/** AWS's managed rule groups, by what they look for. */
export const MANAGED_RULE_GROUPS: Readonly<Record<ManagedRuleGroup, string>> = {
  ipReputation: "AWSManagedRulesAmazonIpReputationList",
  anonymousIp: "AWSManagedRulesAnonymousIpList",
  common: "AWSManagedRulesCommonRuleSet",
  knownBadInputs: "AWSManagedRulesKnownBadInputsRuleSet",
  sqlInjection: "AWSManagedRulesSQLiRuleSet",
};
/** AWS's managed rule groups, by what they look for (AWS WAF Developer Guide, "AWS Managed Rules rule groups list"). */
export type ManagedRuleGroup = "ipReputation" | "anonymousIp" | "common" | "knownBadInputs" | "sqlInjection";

/** The values of `RuleGroupMode`. */
export const RULE_GROUP_MODES = ["block", "count", "off"] as const;
/** What a rule group does: `block` acts as AWS has set its rules, `count` only counts what would be blocked, `off` leaves the group out. */
export type RuleGroupMode = "block" | "count" | "off";

/** The values of `IpAddressVersion`. */
export const IP_ADDRESS_VERSIONS = ["IPV4", "IPV6"] as const;
/** IP sets hold addresses of one version. */
export type IpAddressVersion = "IPV4" | "IPV6";

/** What a web ACL's rules are made from. */
interface WebAclRuleSettings {
  readonly blockedIpSetArns: Readonly<Partial<Record<IpAddressVersion, string>>>;
  readonly blockedCountries: readonly string[];
  readonly rateLimitPerFiveMinutes: number;
  readonly managedRuleGroups: Readonly<Record<ManagedRuleGroup, RuleGroupMode>>;
}

/**
 * The rules of a web ACL, in the order in which AWS WAF evaluates them. Priorities leave gaps, and every rule keeps its own whatever else is
 * turned on: a changed one would renumber the others. Pure.
 */
export function webAclRules(settings: WebAclRuleSettings): Wafv2WebAclRule[] {
  return [
    ...IP_ADDRESS_VERSIONS.flatMap((version, index) => ipSetRule(version, index, settings.blockedIpSetArns[version])),
    ...countryRule(settings.blockedCountries),
    rateLimitRule(settings.rateLimitPerFiveMinutes),
    ...(Object.keys(MANAGED_RULE_GROUPS) as ManagedRuleGroup[]).flatMap((group, index) =>
      managedRule(MANAGED_RULE_GROUPS[group], 30 + index * 10, settings.managedRuleGroups[group]),
    ),
  ];
}

/** What CloudWatch calls the requests of a rule or of the whole web ACL. Pure. */
export function visibility(metricName: string): Wafv2WebAclVisibilityConfig {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

function ipSetRule(version: IpAddressVersion, priority: number, arn: string | undefined): Wafv2WebAclRule[] {
  return arn === undefined ? [] : [blockRule(`Blocked${version}`, priority, { ip_set_reference_statement: { arn } })];
}

function countryRule(countries: readonly string[]): Wafv2WebAclRule[] {
  return countries.length === 0 ? [] : [blockRule("BlockedCountries", 10, { geo_match_statement: { country_codes: [...countries] } })];
}

function blockRule(name: string, priority: number, statement: object): Wafv2WebAclRule {
  return { name, priority, action: { block: {} }, statement, visibilityConfig: visibility(name) };
}

function rateLimitRule(limit: number): Wafv2WebAclRule {
  return {
    name: "RateLimit",
    priority: 20,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: { rate_based_statement: { limit, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
    visibilityConfig: visibility("RateLimit"),
  };
}

function managedRule(name: string, priority: number, mode: RuleGroupMode): Wafv2WebAclRule[] {
  if (mode === "off") return [];
  return [
    {
      name,
      priority,
      overrideAction: mode === "count" ? { count: {} } : { none: {} },
      statement: { managed_rule_group_statement: { vendor_name: "AWS", name } },
      visibilityConfig: visibility(name),
    },
  ];
}
