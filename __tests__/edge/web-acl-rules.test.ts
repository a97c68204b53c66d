import { WebAclSettings } from "../../modules/edge";
import { synthEdge } from "./fixture";

/** The rules by their names. */
function rules(webAcl?: WebAclSettings): Record<string, Record<string, any>> {
  const list: Record<string, any>[] = synthEdge({ webAcl }).resource("aws_wafv2_web_acl").rule;
  return Object.fromEntries(list.map((rule) => [rule.name, rule]));
}

const priorities = (webAcl?: WebAclSettings) => Object.entries(rules(webAcl)).map(([name, { priority }]) => [name, priority]);

describe("the rules of a web ACL", () => {
  test("are a rate limit and AWS's managed rule groups by default", () => {
    expect(priorities()).toEqual([
      ["RateLimit", 20],
      ["AWSManagedRulesAmazonIpReputationList", 30],
      ["AWSManagedRulesAnonymousIpList", 40],
      ["AWSManagedRulesCommonRuleSet", 50],
      ["AWSManagedRulesKnownBadInputsRuleSet", 60],
      ["AWSManagedRulesSQLiRuleSet", 70],
    ]);
  });

  test("keep their priorities whatever else is turned on or off", () => {
    expect(
      priorities({ blockedCountries: ["KP"], blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32"], managedRuleGroups: { common: "off" } }),
    ).toEqual([
      ["BlockedIPV4", 0],
      ["BlockedIPV6", 1],
      ["BlockedCountries", 10],
      ["RateLimit", 20],
      ["AWSManagedRulesAmazonIpReputationList", 30],
      ["AWSManagedRulesAnonymousIpList", 40],
      ["AWSManagedRulesKnownBadInputsRuleSet", 60],
      ["AWSManagedRulesSQLiRuleSet", 70],
    ]);
  });

  test("limit each IP address to 10,000 requests in five minutes, and answer 429 above it", () => {
    expect(rules().RateLimit).toMatchObject({
      action: { block: { custom_response: { response_code: 429 } } },
      statement: { rate_based_statement: { limit: 10_000, aggregate_key_type: "IP", evaluation_window_sec: 300 } },
    });
  });

  test("limit each IP address to the requests given", () => {
    expect(rules({ rateLimitPerFiveMinutes: 2000 }).RateLimit!.statement.rate_based_statement.limit).toBe(2000);
  });

  test("let the managed rule groups block, and only count anonymous IP addresses", () => {
    const overrides = Object.values(rules()).map(({ name, override_action }) => [name, override_action && Object.keys(override_action)[0]]);
    expect(Object.fromEntries(overrides)).toEqual({
      RateLimit: undefined,
      AWSManagedRulesAmazonIpReputationList: "none",
      AWSManagedRulesAnonymousIpList: "count",
      AWSManagedRulesCommonRuleSet: "none",
      AWSManagedRulesKnownBadInputsRuleSet: "none",
      AWSManagedRulesSQLiRuleSet: "none",
    });
  });

  test("let a managed rule group do what is given", () => {
    const changed = rules({ managedRuleGroups: { anonymousIp: "block", sqlInjection: "count" } });
    expect(changed.AWSManagedRulesAnonymousIpList!.override_action).toEqual({ none: {} });
    expect(changed.AWSManagedRulesSQLiRuleSet!.override_action).toEqual({ count: {} });
  });

  // AWS WAF Developer Guide, "AWS Managed Rules rule groups list".
  test.each([
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesAnonymousIpList",
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesSQLiRuleSet",
  ])("refer to AWS's %s", (name) => {
    expect(rules()[name]!.statement).toEqual({ managed_rule_group_statement: { vendor_name: "AWS", name } });
  });

  test("report metrics under their names, and keep samples of the requests that they match", () => {
    const all = rules({ blockedCountries: ["KP"], blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32"] });
    expect(Object.keys(all)).toHaveLength(9);
    for (const [name, { visibility_config }] of Object.entries(all)) {
      expect(visibility_config).toEqual({ metric_name: name, cloudwatch_metrics_enabled: true, sampled_requests_enabled: true });
    }
  });

  test("block the countries given", () => {
    expect(rules({ blockedCountries: ["KP", "IR"] }).BlockedCountries).toMatchObject({
      action: { block: {} },
      statement: { geo_match_statement: { country_codes: ["KP", "IR"] } },
    });
  });

  test("block the ranges given, by an IP set for each IP version", () => {
    const { BlockedIPV4, BlockedIPV6 } = rules({ blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32"] });
    expect(BlockedIPV4).toMatchObject({
      action: { block: {} },
      statement: { ip_set_reference_statement: { arn: expect.stringContaining("Blocked-IPV4") } },
    });
    expect(BlockedIPV6).toMatchObject({
      action: { block: {} },
      statement: { ip_set_reference_statement: { arn: expect.stringContaining("Blocked-IPV6") } },
    });
  });
});
