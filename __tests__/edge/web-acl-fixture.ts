import { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { WebAclSettings } from "../../modules/edge";
import { webAclRules } from "../../modules/edge/web-acl-rules";
import { resolveWebAclSettings } from "../../modules/edge/web-acl-settings";

/** A rule, whose statement may be looked into. */
export type Rule = Wafv2WebAclRule & { readonly statement: any };

/** The rules by their names, with ARNs of IP sets that say what they hold. */
export function rulesOf(settings: WebAclSettings = {}, scope: "CLOUDFRONT" | "REGIONAL" = "CLOUDFRONT"): Record<string, Rule> {
  const allowed = Object.fromEntries(
    Object.entries(settings.allowLists ?? {}).map(([name, { cidrBlocks }]) => [name, arnsOf(`allowed-${name}`, cidrBlocks)]),
  );
  const blocked = arnsOf("blocked", settings.blockedCidrBlocks ?? []);
  const rules = webAclRules(resolveWebAclSettings(settings, scope), { blocked, allowed });
  return Object.fromEntries(rules.map((rule) => [rule.name, rule as Rule]));
}

function arnsOf(name: string, cidrBlocks: readonly string[]) {
  return {
    ...(cidrBlocks.some((cidr) => !cidr.includes(":")) && { IPV4: `arn-${name}-4` }),
    ...(cidrBlocks.some((cidr) => cidr.includes(":")) && { IPV6: `arn-${name}-6` }),
  };
}

/** A statement about the path of a request, as AWS WAF reads it after its transformations. */
export function pathMatch(positional_constraint: string, search_string: string) {
  return {
    byte_match_statement: {
      positional_constraint,
      search_string,
      field_to_match: { uri_path: {} },
      text_transformation: [
        { priority: 0, type: "URL_DECODE" },
        { priority: 1, type: "NORMALIZE_PATH" },
      ],
    },
  };
}

/** Something of everything. */
export const ALL_SETTINGS: WebAclSettings = {
  managedRuleGroups: {
    anonymousIp: { mode: "count", exceptPaths: ["/health"] },
    common: { rules: { GenericRFI_BODY: { exceptPaths: ["/api/webhooks/*"] }, NoUserAgent_HEADER: "count" } },
  },
  rateLimits: {
    perKey: { requests: 6_000, windowSeconds: 60, per: [{ header: "x-api-key" }] },
    logins: { requests: 100, paths: ["/api/login", "/api/token"] },
  },
  bodyLimits: { uploads: { paths: ["/api/uploads/*"], maxKilobytes: 64 }, orders: { paths: ["/api/orders"], maxKilobytes: 4 } },
  allowLists: {
    partner: { cidrBlocks: ["192.0.2.0/24", "2001:db8:1::/48"] },
    exchange: { cidrBlocks: ["198.51.100.7/32"], skips: "everything" },
  },
  blockedCidrBlocks: ["203.0.113.0/24", "2001:db8:2::/48"],
  blockedCountries: ["KP"],
};
