import { ManagedRuleGroups } from "../../modules/edge";
import { pathMatch, rulesOf } from "./web-acl-fixture";

/** What each group does with what its rules would block. */
function overrides(managedRuleGroups?: ManagedRuleGroups): Record<string, unknown> {
  const groups = Object.entries(rulesOf({ managedRuleGroups })).filter(([name]) => name.startsWith("AWS"));
  return Object.fromEntries(groups.map(([name, { overrideAction }]) => [name, Object.keys(overrideAction!)[0]]));
}

const count = (name: string) => ({ name, action_to_use: { count: {} } });
const label = (key: string) => ({ label_match_statement: { scope: "LABEL", key } });
const not = (statement: object) => ({ not_statement: { statement } });

describe("AWS's managed rule groups", () => {
  test("block, and only count anonymous IP addresses", () => {
    expect(overrides()).toEqual({
      AWSManagedRulesAmazonIpReputationList: "none",
      AWSManagedRulesAnonymousIpList: "count",
      AWSManagedRulesCommonRuleSet: "none",
      AWSManagedRulesKnownBadInputsRuleSet: "none",
      AWSManagedRulesSQLiRuleSet: "none",
    });
  });

  test("do what is given", () => {
    expect(overrides({ anonymousIp: "block", sqlInjection: { mode: "count" }, knownBadInputs: "off" })).toEqual({
      AWSManagedRulesAmazonIpReputationList: "none",
      AWSManagedRulesAnonymousIpList: "none",
      AWSManagedRulesCommonRuleSet: "none",
      AWSManagedRulesSQLiRuleSet: "count",
    });
  });

  test("do by default what they do where only their rules are mentioned", () => {
    expect(overrides({ anonymousIp: { exceptPaths: ["/health"] } }).AWSManagedRulesAnonymousIpList).toBe("count");
  });

  // AWS WAF Developer Guide, "AWS Managed Rules rule groups list".
  test.each([
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesAnonymousIpList",
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesSQLiRuleSet",
  ])("are AWS's, such as %s", (name) => {
    expect(rulesOf()[name]!.statement).toEqual({ managed_rule_group_statement: { vendor_name: "AWS", name } });
  });

  // AWS WAF Developer Guide, "Using scope-down statements".
  test("leave the paths alone that are named for the whole group, by a scope-down statement", () => {
    const { AWSManagedRulesSQLiRuleSet: one } = rulesOf({ managedRuleGroups: { sqlInjection: { exceptPaths: ["/search"] } } });
    expect(one!.statement.managed_rule_group_statement.scope_down_statement).toEqual(not(pathMatch("EXACTLY", "/search")));
    const { AWSManagedRulesSQLiRuleSet: two } = rulesOf({ managedRuleGroups: { sqlInjection: { exceptPaths: ["/search", "*.css"] } } });
    expect(two!.statement.managed_rule_group_statement.scope_down_statement).toEqual({
      and_statement: { statement: [not(pathMatch("ENDS_WITH", ".css")), not(pathMatch("EXACTLY", "/search"))] },
    });
  });
});

describe("a managed rule", () => {
  test("that only counts is overridden in its group", () => {
    const rules = rulesOf({ managedRuleGroups: { common: { rules: { NoUserAgent_HEADER: "count" } } } });
    expect(rules.AWSManagedRulesCommonRuleSet).toMatchObject({
      overrideAction: { none: {} },
      statement: { managed_rule_group_statement: { rule_action_override: [count("NoUserAgent_HEADER")] } },
    });
    expect(rules.NoUserAgent_HEADER).toBeUndefined();
  });

  // AWS Knowledge Center, "How do I exclude specific URIs from XSS or SQLi inspection for HTTP requests?": count, then block the label elsewhere.
  test("with excepted paths counts in its group, and its label is blocked on all other paths", () => {
    const rules = rulesOf({
      managedRuleGroups: { common: { rules: { CrossSiteScripting_BODY: { exceptPaths: ["/api/notes/*", "/api/*"] } } } },
    });
    const group = rules.AWSManagedRulesCommonRuleSet!;
    expect(group.statement.managed_rule_group_statement.rule_action_override).toEqual([count("CrossSiteScripting_BODY")]);
    expect(rules.CrossSiteScripting_BODY).toMatchObject({
      action: { block: {} },
      statement: {
        and_statement: {
          statement: [
            label("awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body"),
            not(pathMatch("STARTS_WITH", "/api/")),
            not(pathMatch("STARTS_WITH", "/api/notes/")),
          ],
        },
      },
    });
  });

  test("is blocked by its label between its own group and the next", () => {
    const rules = rulesOf({ managedRuleGroups: { common: { rules: { CrossSiteScripting_URIPATH: { exceptPaths: ["/a"] } } } } });
    const [group, rule, next] = ["AWSManagedRulesCommonRuleSet", "CrossSiteScripting_URIPATH", "AWSManagedRulesKnownBadInputsRuleSet"];
    expect(rules[rule!]!.priority).toBeGreaterThan(rules[group!]!.priority);
    expect(rules[rule!]!.priority).toBeLessThan(rules[next!]!.priority);
  });

  test("of a group that counts is counted by its label", () => {
    const rules = rulesOf({ managedRuleGroups: { sqlInjection: { mode: "count", rules: { SQLi_BODY: { exceptPaths: ["/a"] } } } } });
    expect(rules.SQLi_BODY!.action).toEqual({ count: {} });
  });

  test("of a group that is off has no rule", () => {
    const rules = rulesOf({ managedRuleGroups: { sqlInjection: { mode: "off", rules: { SQLi_BODY: { exceptPaths: ["/a"] } } } } });
    expect(rules.SQLi_BODY).toBeUndefined();
  });

  // AWS WAF Developer Guide, "Baseline rule groups", "Use-case specific rule groups", "IP reputation rule groups": names and labels differ.
  test.each<[keyof ManagedRuleGroups, string, string]>([
    ["ipReputation", "AWSManagedIPReputationList", "amazon-ip-list:AWSManagedIPReputationList"],
    ["ipReputation", "AWSManagedReconnaissanceList", "amazon-ip-list:AWSManagedReconnaissanceList"],
    ["ipReputation", "AWSManagedIPDDoSList", "amazon-ip-list:AWSManagedIPDDoSList"],
    ["anonymousIp", "AnonymousIPList", "anonymous-ip-list:AnonymousIPList"],
    ["anonymousIp", "HostingProviderIPList", "anonymous-ip-list:HostingProviderIPList"],
    ["common", "NoUserAgent_HEADER", "core-rule-set:NoUserAgent_Header"],
    ["common", "UserAgent_BadBots_HEADER", "core-rule-set:BadBots_Header"],
    ["common", "SizeRestrictions_QUERYSTRING", "core-rule-set:SizeRestrictions_QueryString"],
    ["common", "SizeRestrictions_Cookie_HEADER", "core-rule-set:SizeRestrictions_Cookie_Header"],
    ["common", "SizeRestrictions_BODY", "core-rule-set:SizeRestrictions_Body"],
    ["common", "SizeRestrictions_URIPATH", "core-rule-set:SizeRestrictions_URIPath"],
    ["common", "EC2MetaDataSSRF_BODY", "core-rule-set:EC2MetaDataSSRF_Body"],
    ["common", "EC2MetaDataSSRF_COOKIE", "core-rule-set:EC2MetaDataSSRF_Cookie"],
    ["common", "EC2MetaDataSSRF_URIPATH", "core-rule-set:EC2MetaDataSSRF_URIPath"],
    ["common", "EC2MetaDataSSRF_QUERYARGUMENTS", "core-rule-set:EC2MetaDataSSRF_QueryArguments"],
    ["common", "GenericLFI_QUERYARGUMENTS", "core-rule-set:GenericLFI_QueryArguments"],
    ["common", "GenericLFI_URIPATH", "core-rule-set:GenericLFI_URIPath"],
    ["common", "GenericLFI_BODY", "core-rule-set:GenericLFI_Body"],
    ["common", "RestrictedExtensions_URIPATH", "core-rule-set:RestrictedExtensions_URIPath"],
    ["common", "RestrictedExtensions_QUERYARGUMENTS", "core-rule-set:RestrictedExtensions_QueryArguments"],
    ["common", "GenericRFI_QUERYARGUMENTS", "core-rule-set:GenericRFI_QueryArguments"],
    ["common", "GenericRFI_BODY", "core-rule-set:GenericRFI_Body"],
    ["common", "GenericRFI_URIPATH", "core-rule-set:GenericRFI_URIPath"],
    ["common", "CrossSiteScripting_COOKIE", "core-rule-set:CrossSiteScripting_Cookie"],
    ["common", "CrossSiteScripting_QUERYARGUMENTS", "core-rule-set:CrossSiteScripting_QueryArguments"],
    ["common", "CrossSiteScripting_BODY", "core-rule-set:CrossSiteScripting_Body"],
    ["common", "CrossSiteScripting_URIPATH", "core-rule-set:CrossSiteScripting_URIPath"],
    ["knownBadInputs", "JavaDeserializationRCE_HEADER", "known-bad-inputs:JavaDeserializationRCE_Header"],
    ["knownBadInputs", "JavaDeserializationRCE_BODY", "known-bad-inputs:JavaDeserializationRCE_Body"],
    ["knownBadInputs", "JavaDeserializationRCE_URIPATH", "known-bad-inputs:JavaDeserializationRCE_URIPath"],
    ["knownBadInputs", "JavaDeserializationRCE_QUERYSTRING", "known-bad-inputs:JavaDeserializationRCE_QueryString"],
    ["knownBadInputs", "Host_localhost_HEADER", "known-bad-inputs:Host_Localhost_Header"],
    ["knownBadInputs", "PROPFIND_METHOD", "known-bad-inputs:Propfind_Method"],
    ["knownBadInputs", "ExploitablePaths_URIPATH", "known-bad-inputs:ExploitablePaths_URIPath"],
    ["knownBadInputs", "Log4JRCE_HEADER", "known-bad-inputs:Log4JRCE_Header"],
    ["knownBadInputs", "Log4JRCE_QUERYSTRING", "known-bad-inputs:Log4JRCE_QueryString"],
    ["knownBadInputs", "Log4JRCE_BODY", "known-bad-inputs:Log4JRCE_Body"],
    ["knownBadInputs", "Log4JRCE_URIPATH", "known-bad-inputs:Log4JRCE_URIPath"],
    ["knownBadInputs", "ReactJSRCE_BODY", "known-bad-inputs:ReactJSRCE_Body"],
    ["sqlInjection", "SQLi_QUERYARGUMENTS", "sql-database:SQLi_QueryArguments"],
    ["sqlInjection", "SQLiExtendedPatterns_QUERYARGUMENTS", "sql-database:SQLiExtendedPatterns_QueryArguments"],
    ["sqlInjection", "SQLi_BODY", "sql-database:SQLi_Body"],
    ["sqlInjection", "SQLiExtendedPatterns_BODY", "sql-database:SQLiExtendedPatterns_Body"],
    ["sqlInjection", "SQLiExtendedPatterns_HEADER", "sql-database:SQLiExtendedPatterns_Header"],
    ["sqlInjection", "SQLi_COOKIE", "sql-database:SQLi_Cookie"],
    ["sqlInjection", "SQLi_URIPATH", "sql-database:SQLi_URIPath"],
  ])("of %s called %s gives the label awswaf:managed:aws:%s", (group, rule, key) => {
    const rules = rulesOf({ managedRuleGroups: { [group]: { rules: { [rule]: { exceptPaths: ["/a"] } } } } });
    expect(rules[rule]!.statement.and_statement.statement[0]).toEqual(label(`awswaf:managed:aws:${key}`));
  });
});
