import { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { allowListRules, notInAllowLists } from "./allow-lists";
import { bodyLimitRules, largerBodyPaths } from "./body-limits";
import { managedRules, withExceptPaths } from "./managed-rule-groups";
import { rateLimitRules } from "./rate-limits";
import { IP_ADDRESS_VERSIONS, IpAddressVersion } from "./web-acl-ip-sets";
import { PRIORITIES, blockRule } from "./web-acl-rule";
import { ResolvedWebAcl } from "./web-acl-settings";
import { Statement, ipSetStatement } from "./web-acl-statements";

/** The ARNs of IP sets, by the version of their addresses. */
type IpSetArns = Readonly<Partial<Record<IpAddressVersion, string>>>;

/** The IP sets that a web ACL's rules refer to. */
export interface WebAclIpSetArns {
  readonly blocked: IpSetArns;
  readonly allowed: Readonly<Record<string, IpSetArns>>;
}

/** The rules of a web ACL, in the order in which AWS WAF evaluates them. Pure. */
export function webAclRules(settings: ResolvedWebAcl, ipSets: WebAclIpSetArns): Wafv2WebAclRule[] {
  const { mode, forwardedIpHeader, allowLists, bodyLimits } = settings;
  const groups = withExceptPaths(settings.managedRuleGroups, "common", "SizeRestrictions_BODY", largerBodyPaths(bodyLimits));
  const exempt = notInAllowLists(allowLists, ipSets.allowed, forwardedIpHeader);
  const rules = [
    ...blockedIpSetRules(settings, ipSets.blocked),
    ...allowListRules(allowLists, ipSets.allowed, forwardedIpHeader),
    ...countryRules(settings),
    ...rateLimitRules(settings.rateLimits, mode, exempt, forwardedIpHeader),
    ...managedRules(groups, mode),
    ...bodyLimitRules(bodyLimits, mode),
  ];
  return rules.sort((a, b) => a.priority - b.priority);
}

function blockedIpSetRules({ mode, forwardedIpHeader }: ResolvedWebAcl, arns: IpSetArns): Wafv2WebAclRule[] {
  return IP_ADDRESS_VERSIONS.flatMap((version, index) => {
    const arn = arns[version];
    if (arn === undefined) return [];
    return [blockRule(`Blocked${version}`, PRIORITIES.blockedIpSets + index, mode, ipSetStatement(arn, forwardedIpHeader))];
  });
}

function countryRules({ mode, blockedCountries, forwardedIpHeader }: ResolvedWebAcl): Wafv2WebAclRule[] {
  if (blockedCountries.length === 0) return [];
  const statement: Statement = {
    geo_match_statement: {
      country_codes: [...blockedCountries],
      ...(forwardedIpHeader !== undefined && { forwarded_ip_config: { header_name: forwardedIpHeader, fallback_behavior: "NO_MATCH" } }),
    },
  };
  return [blockRule("BlockedCountries", PRIORITIES.blockedCountries, mode, statement)];
}
