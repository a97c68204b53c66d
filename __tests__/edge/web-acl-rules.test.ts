import { WebAclSettings } from "../../modules/edge";
import { namedPriorities } from "../../modules/edge/web-acl-rule";
import { checkWebAclSettings } from "../../modules/edge/web-acl-settings";
import { Validator } from "../../src/internal/validator";
import { ALL_SETTINGS, rulesOf } from "./web-acl-fixture";

const priorities = (settings?: WebAclSettings) =>
  Object.fromEntries(Object.entries(rulesOf(settings)).map(([name, { priority }]) => [name, priority]));

describe("the rules of a web ACL", () => {
  test("are a rate limit and AWS's managed rule groups by default", () => {
    expect(Object.keys(rulesOf())).toEqual([
      "RateLimit-perIp",
      "AWSManagedRulesAmazonIpReputationList",
      "AWSManagedRulesAnonymousIpList",
      "AWSManagedRulesCommonRuleSet",
      "AWSManagedRulesKnownBadInputsRuleSet",
      "AWSManagedRulesSQLiRuleSet",
    ]);
  });

  // A block comes before an allow; a label is matched behind the group that gives it.
  test("are evaluated in an order in which each means what it says", () => {
    const names = Object.keys(rulesOf(ALL_SETTINGS));
    expect(names.filter((name) => !name.startsWith("RateLimit") && !name.startsWith("BodyLimit"))).toEqual([
      "BlockedIPV4",
      "BlockedIPV6",
      "Allowed-exchange",
      "BlockedCountries",
      "AWSManagedRulesAmazonIpReputationList",
      "AWSManagedRulesAnonymousIpList",
      "AWSManagedRulesCommonRuleSet",
      "SizeRestrictions_BODY",
      "GenericRFI_BODY",
      "AWSManagedRulesKnownBadInputsRuleSet",
      "AWSManagedRulesSQLiRuleSet",
    ]);
    expect(names.slice(4, 7).sort()).toEqual(["RateLimit-logins", "RateLimit-perIp", "RateLimit-perKey"]);
    expect(names.slice(-2).sort()).toEqual(["BodyLimit-orders", "BodyLimit-uploads"]);
  });

  test.each<[string, WebAclSettings]>([
    ["nothing but the defaults", {}],
    ["a group less", { ...ALL_SETTINGS, managedRuleGroups: { common: "off" } }],
    ["a limit less", { ...ALL_SETTINGS, rateLimits: { perIp: false } }],
    ["a limit more", { ...ALL_SETTINGS, rateLimits: { ...ALL_SETTINGS.rateLimits, aaa: { requests: 10 }, zzz: { requests: 10 } } }],
    ["an exception more", { ...ALL_SETTINGS, managedRuleGroups: { common: { rules: { NoUserAgent_HEADER: { exceptPaths: ["/a"] } } } } }],
    ["a list less", { ...ALL_SETTINGS, allowLists: {} }],
    ["everything counted", { ...ALL_SETTINGS, mode: "count" }],
  ])("keep their priorities with %s", (_, settings) => {
    const all = priorities(ALL_SETTINGS);
    for (const [name, priority] of Object.entries(priorities(settings))) expect([name, all[name] ?? priority]).toEqual([name, priority]);
  });

  test("have priorities of their own", () => {
    const values = Object.values(priorities(ALL_SETTINGS));
    expect(new Set(values).size).toBe(values.length);
  });

  test("are written in the order in which AWS WAF evaluates them, lowest priority first", () => {
    const values = Object.values(priorities(ALL_SETTINGS));
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  // AWS WAF API Reference, Rule, Name: 1 to 128 letters, digits, underscores and dashes; and VisibilityConfig, MetricName.
  test("have names that AWS WAF accepts, however long their own are", () => {
    const own = "a".repeat(64);
    const settings: WebAclSettings = {
      rateLimits: { [own]: { requests: 10 } },
      bodyLimits: { [own]: { paths: ["/a"], maxKilobytes: 8 } },
      allowLists: { [own]: { cidrBlocks: ["192.0.2.0/24"], skips: "everything" } },
    };
    const rules = Object.values(rulesOf(settings)).filter(({ name }) => name.endsWith(own));
    expect(rules).toHaveLength(3);
    for (const { name, visibilityConfig } of rules) {
      expect(name).toMatch(/^[\w-]{1,128}$/);
      expect(visibilityConfig.metricName).toBe(name);
    }
  });

  test("have no longer names of their own than 64 characters, which leaves room for what is put before them", () => {
    const wrong = (own: string) => () => {
      const validator = new Validator("trading-test/Acl");
      checkWebAclSettings(validator, { rateLimits: { [own]: { requests: 10 } } });
      validator.throwIfInvalid();
    };
    expect(wrong("a".repeat(64))).not.toThrow();
    expect(wrong("a".repeat(65))).toThrow("must have a name of 1 to 64 letters, digits, dashes and underscores");
  });

  test("leave room for more than is named today", () => {
    expect(priorities()).toMatchObject({
      AWSManagedRulesAmazonIpReputationList: 40_000,
      AWSManagedRulesAnonymousIpList: 40_100,
      AWSManagedRulesCommonRuleSet: 40_200,
      AWSManagedRulesKnownBadInputsRuleSet: 40_300,
      AWSManagedRulesSQLiRuleSet: 40_400,
    });
  });

  test("all count where the web ACL counts, but for those that allow", () => {
    const actions = Object.values(rulesOf({ ...ALL_SETTINGS, mode: "count" })).map(
      ({ action, overrideAction }) => Object.keys(action ?? overrideAction!)[0],
    );
    expect(actions.filter((action) => action !== "count")).toEqual(["allow"]);
  });

  test("report metrics under their names, and keep samples of the requests that they match", () => {
    for (const [name, { visibilityConfig }] of Object.entries(rulesOf(ALL_SETTINGS))) {
      expect(visibilityConfig).toEqual({ metricName: name, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true });
    }
  });

  test("block the countries given", () => {
    expect(rulesOf({ blockedCountries: ["KP", "IR"] }).BlockedCountries).toMatchObject({
      action: { block: {} },
      statement: { geo_match_statement: { country_codes: ["KP", "IR"] } },
    });
  });

  test("block the ranges given, by an IP set for each IP version", () => {
    const { BlockedIPV4, BlockedIPV6 } = rulesOf({ blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32"] });
    expect(BlockedIPV4).toMatchObject({ action: { block: {} }, statement: { ip_set_reference_statement: { arn: "arn-blocked-4" } } });
    expect(BlockedIPV6).toMatchObject({ action: { block: {} }, statement: { ip_set_reference_statement: { arn: "arn-blocked-6" } } });
  });

  // AWS WAF Developer Guide, "Using forwarded IP addresses": IP sets by position, countries and rates by the first address.
  test("ask the header of a proxy for the client's address, its last one where that can be said", () => {
    const rules = rulesOf({ ...ALL_SETTINGS, forwardedIpHeader: "x-forwarded-for" });
    const last = { header_name: "x-forwarded-for", fallback_behavior: "NO_MATCH", position: "LAST" };
    const first = { header_name: "x-forwarded-for", fallback_behavior: "NO_MATCH" };
    expect(rules.BlockedIPV4!.statement.ip_set_reference_statement.ip_set_forwarded_ip_config).toEqual(last);
    expect(rules["Allowed-exchange"]!.statement.ip_set_reference_statement.ip_set_forwarded_ip_config).toEqual(last);
    expect(rules.BlockedCountries!.statement.geo_match_statement.forwarded_ip_config).toEqual(first);
    expect(rules["RateLimit-perIp"]!.statement.rate_based_statement.forwarded_ip_config).toEqual(first);
  });
});

describe("the priority of a named rule", () => {
  const names = Array.from({ length: 300 }, (_, index) => `limit-${index}`);

  test("is its own, even where two names meet", () => {
    const given = Object.values(namedPriorities(30_000, names));
    expect(new Set(given).size).toBe(names.length);
    expect(Math.min(...given)).toBeGreaterThanOrEqual(30_000);
    expect(Math.max(...given)).toBeLessThan(40_000);
  });

  test("stays where it is when others come and go", () => {
    const alone = names.slice(0, 5).map((name) => namedPriorities(0, [name])[name]);
    expect(Object.values(namedPriorities(0, names.slice(0, 5)))).toEqual(alone);
  });
});
