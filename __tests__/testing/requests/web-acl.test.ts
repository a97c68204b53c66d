import { Arguments, RequestSimulation, ViewerRequest } from "../../../src/testing";
import { ALL_METHODS, BEHAVIOR, Resources, sentences, simulate, stackOf } from "./fixture";

const SETS: Resources = {
  aws_wafv2_ip_set: { Blocked: { addresses: ["192.0.2.0/24", "2001:db8::/32"] } },
  aws_wafv2_regex_pattern_set: { Patterns: { regular_expression: [{ regex_string: "^/a" }, { regex_string: "b$" }] } },
};
const IP_SET = { ip_set_reference_statement: { arn: "${aws_wafv2_ip_set.Blocked.arn}" } };
const EVERYTHING = { byte_match_statement: { search_string: "/", positional_constraint: "STARTS_WITH", field_to_match: { uri_path: {} } } };
const NOTHING = { not_statement: { statement: EVERYTHING } };

/** A request to a distribution whose web ACL has these rules. */
function ask(
  rule: readonly Arguments[],
  request: Partial<ViewerRequest> = {},
  acl: Arguments = {},
  ...others: readonly Resources[]
): RequestSimulation {
  const webAcl = { aws_wafv2_web_acl: { Acl: { name: "acl", default_action: { allow: {} }, rule, ...acl } } };
  const behavior = { ...BEHAVIOR, allowed_methods: ALL_METHODS };
  return simulate(
    stackOf({ web_acl_id: "${aws_wafv2_web_acl.Acl.arn}", default_cache_behavior: behavior }, webAcl, SETS, ...others),
    request,
  );
}

const rule = (name: string, priority: number, action: string, statement: Arguments, more: Arguments = {}): Arguments => ({
  name,
  priority,
  action: { [action]: {} },
  statement,
  ...more,
});

const outcomes = ({ webAcl }: RequestSimulation): unknown => webAcl?.rules.map(({ name, outcome }) => `${name}: ${outcome}`);

/** AWS WAF Developer Guide, "Setting rule priority in a web ACL", "Using rule actions in AWS WAF", "Setting the web ACL default action". */
describe("a web ACL", () => {
  test("evaluates its rules by priority, until one of them allows or blocks", () => {
    const simulation = ask([
      rule("Block", 2, "block", EVERYTHING),
      rule("Allow", 1, "allow", EVERYTHING),
      rule("Count", 0, "count", EVERYTHING),
    ]);
    expect(outcomes(simulation)).toEqual(["Count: counted", "Allow: allowed"]);
    expect(simulation).toMatchObject({ response: { status: 200 }, webAcl: { webAcl: "Acl", verdict: "allowed", otherwise: "allowed" } });
  });

  test("answers with 403 for what is blocked, and the cache and the origin don't see it", () => {
    const simulation = ask([rule("Block", 1, "block", EVERYTHING)]);
    expect(simulation.response).toEqual({ status: 403, headers: {}, from: "web ACL" });
    expect([simulation.cacheKey, simulation.origin, simulation.webAcl?.verdict]).toEqual([undefined, undefined, "blocked"]);
    expect(sentences(simulation, "web ACL")).toEqual([
      'rule Block, priority 1: blocked, uri path starts with "/"',
      "rule Block decides: blocked",
    ]);
  });

  test.each([
    ["allow", 200, "allowed"],
    ["block", 403, "blocked"],
  ])("has a default action for what no rule ends: %s", (action, status, verdict) => {
    const simulation = ask([rule("Block", 1, "block", NOTHING)], {}, { default_action: { [action]: {} } });
    expect(simulation).toMatchObject({ response: { status }, webAcl: { verdict, rules: [{ outcome: "no match" }] } });
  });

  test.each([
    ["TEXT_PLAIN", "text/plain"],
    ["TEXT_HTML", "text/html"],
    ["APPLICATION_JSON", "application/json"],
  ])("may answer by itself, with a status code, headers and a body of %s (Custom responses for Block actions)", (content_type, type) => {
    const custom_response = {
      response_code: 429,
      custom_response_body_key: "slow",
      response_header: [{ name: "Retry-After", value: "60" }],
    };
    const block = { name: "Block", priority: 1, action: { block: { custom_response } }, statement: EVERYTHING };
    const bodies = { custom_response_body: [{ key: "slow", content: "{}", content_type }] };
    expect(ask([block], {}, bodies).response).toEqual({
      status: 429,
      headers: { "retry-after": "60", "content-type": type },
      from: "web ACL",
    });
  });

  test.each([
    ["without a custom response", {}, { status: 403, from: "CloudFront", errorPage: "/403.html" }],
    ["not with one", { custom_response: { response_code: 403 } }, { status: 403, from: "web ACL" }],
  ])("has CloudFront's custom error page for its 403 %s (AWS WAF with CloudFront custom error pages)", (_, block, expected) => {
    const errors = { custom_error_response: [{ error_code: 403, response_code: 403, response_page_path: "/403.html" }] };
    const webAcl = {
      name: "acl",
      default_action: { allow: {} },
      rule: [{ name: "Block", priority: 1, action: { block }, statement: EVERYTHING }],
    };
    const stack = stackOf({ ...errors, web_acl_id: "${aws_wafv2_web_acl.Acl.arn}" }, { aws_wafv2_web_acl: { Acl: webAcl } });
    expect(simulate(stack).response).toEqual({ headers: {}, ...expected });
  });

  test.each(["captcha", "challenge"])("depends on the client for a rule that asks for a %s", (action) => {
    expect(ask([rule("Ask", 1, action, EVERYTHING)]).webAcl).toMatchObject({ verdict: "depends", otherwise: "allowed" });
  });

  test("that isn't in the stacks is taken to allow, and that is said", () => {
    const simulation = simulate(stackOf({ web_acl_id: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b" }));
    expect(simulation.webAcl).toBeUndefined();
    expect(simulation.assumptions).toContain(
      "the web ACL arn:aws:wafv2:us-east-1:111122223333:global/webacl/a/b allows the request: it isn't in the stacks",
    );
  });

  test("whose rules are given as rule_json isn't computed", () => {
    expect(ask([], {}, { rule: undefined, rule_json: "[]" }).webAcl).toMatchObject({ verdict: "depends", rules: [{ name: "rule_json" }] });
  });

  test("is asked before CloudFront redirects to HTTPS or asks for signatures", () => {
    expect(ask([rule("Block", 1, "block", EVERYTHING)], { url: "http://www.example.com/" }).response.status).toBe(403);
  });
});

describe("what only AWS knows", () => {
  test("makes the verdict depend on it, and the simulation goes on as if it didn't match", () => {
    const simulation = ask([rule("Set", 1, "block", IP_SET)]);
    expect(simulation).toMatchObject({ response: { status: 200 }, webAcl: { verdict: "depends", otherwise: "allowed" } });
    expect(simulation.assumptions).toContain("Acl isn't made to decide otherwise by Set");
    expect(sentences(simulation, "web ACL")[0]).toBe("rule Set, priority 1: depends on address in an IP set");
  });

  test("decides nothing where it only counts", () => {
    const simulation = ask([rule("Set", 1, "count", IP_SET)]);
    expect(outcomes(simulation)).toEqual(["Set: counted or not"]);
    expect(simulation.webAcl?.verdict).toBe("allowed");
  });

  test("decides nothing where the request is blocked anyhow", () => {
    expect(ask([rule("Set", 1, "block", IP_SET), rule("Block", 2, "block", EVERYTHING)]).webAcl?.verdict).toBe("blocked");
    expect(ask([rule("Set", 1, "allow", IP_SET), rule("Block", 2, "block", EVERYTHING)]).webAcl?.verdict).toBe("depends");
  });

  test.each([
    ["and", [IP_SET, NOTHING], "no match"],
    ["and", [IP_SET, EVERYTHING], "depends"],
    ["or", [IP_SET, EVERYTHING], "blocked"],
    ["or", [IP_SET, NOTHING], "depends"],
  ])("is left out by %s where the rest decides: %s", (word, statement, outcome) => {
    expect(ask([rule("Rule", 1, "block", { [`${word}_statement`]: { statement } })]).webAcl?.rules[0]?.outcome).toBe(outcome);
  });
});

/** AWS WAF Developer Guide, "Rate-based rule statement". */
describe("a rate-based rule", () => {
  const rate = (more: Arguments = {}): Arguments => ({ rate_based_statement: { limit: 1000, aggregate_key_type: "IP", ...more } });

  test("depends on the rate, within its evaluation window", () => {
    expect(ask([rule("Rate", 1, "block", rate())]).webAcl?.rules).toEqual([
      { name: "Rate", priority: 1, outcome: "depends", reason: "the rate: more than 1,000 requests in 300 seconds" },
    ]);
    expect(ask([rule("Rate", 1, "block", rate({ evaluation_window_sec: 60 }))]).webAcl?.rules[0]?.reason).toContain("60 seconds");
  });

  test("counts nothing outside of its scope-down statement", () => {
    const simulation = ask([rule("Rate", 1, "block", rate({ scope_down_statement: NOTHING }))]);
    expect(simulation.webAcl?.rules[0]).toMatchObject({ outcome: "no match", reason: "not within its scope-down statement" });
  });
});

/** AWS WAF Developer Guide, "AWS Managed Rules for AWS WAF", "Baseline rule groups" (core rule set). */
describe("a managed rule group", () => {
  const managed = (name: string, args: Arguments = {}, override = "none"): Arguments => ({
    name,
    priority: 1,
    override_action: { [override]: {} },
    statement: { managed_rule_group_statement: { vendor_name: "AWS", name, ...args } },
  });
  const CORE = "AWSManagedRulesCommonRuleSet";
  const outcome = (group: Arguments, request: Partial<ViewerRequest> = {}): unknown => ask([group], request).webAcl?.rules[0];

  test("depends on its rules, by its name", () => {
    expect(outcome(managed("AWSManagedRulesSQLiRuleSet"))).toMatchObject({
      outcome: "depends",
      reason: "the managed rule group AWSManagedRulesSQLiRuleSet",
    });
  });

  test("blocks nothing where its override action is to count", () => {
    const simulation = ask([managed(CORE, {}, "count")], { method: "POST", bodyBytes: 10_000 });
    expect(simulation.webAcl).toMatchObject({ verdict: "allowed", rules: [{ outcome: "counted" }] });
  });

  // AWS WAF API Reference, ManagedRuleGroupStatement, ExcludedRules and RuleActionOverrides.
  test.each([
    ["rule_action_override", { name: "SizeRestrictions_BODY", action_to_use: { count: {} } }],
    ["excluded_rule", { name: "SizeRestrictions_BODY" }],
  ])("doesn't block for sure by a rule that has another action: %s", (argument, override) => {
    const simulation = ask([managed(CORE, { [argument]: [override] })], { method: "POST", bodyBytes: 10_000 });
    expect(simulation.webAcl).toMatchObject({ verdict: "depends", otherwise: "allowed" });
  });

  test("inspects nothing outside of its scope-down statement", () => {
    expect(outcome(managed(CORE, { scope_down_statement: NOTHING }))).toMatchObject({ outcome: "no match" });
  });

  test.each([
    [
      "SizeRestrictions_BODY",
      "the body is longer than 8,192 bytes",
      { method: "POST", bodyBytes: 8193 },
      { method: "POST", bodyBytes: 8192 },
    ],
    [
      "SizeRestrictions_QUERYSTRING",
      "the query string is longer than 2,048 bytes",
      { url: `https://www.example.com/?${"a".repeat(2049)}` },
      { url: `https://www.example.com/?${"a".repeat(2048)}` },
    ],
    // With what is between two parameters.
    [
      "SizeRestrictions_QUERYSTRING",
      "the query string is longer than 2,048 bytes",
      { url: `https://www.example.com/?${"a".repeat(1024)}&${"b".repeat(1024)}` },
      { url: `https://www.example.com/?${"a".repeat(1024)}&${"b".repeat(1023)}` },
    ],
    [
      "SizeRestrictions_URIPATH",
      "the path is longer than 1,024 bytes",
      { url: `https://www.example.com/${"a".repeat(1024)}` },
      { url: `https://www.example.com/${"a".repeat(1023)}` },
    ],
    // Of the value "a=…": the limit is the header's, names and separators included.
    [
      "SizeRestrictions_Cookie_HEADER",
      "the Cookie header is longer than 10,240 bytes",
      { cookies: { a: "b".repeat(10_239) } },
      { cookies: { a: "b".repeat(10_238) } },
    ],
    [
      "SizeRestrictions_Cookie_HEADER",
      "the Cookie header is longer than 10,240 bytes",
      { cookies: { a: "b".repeat(5000), c: "d".repeat(5235) } },
      { cookies: { a: "b".repeat(5000), c: "d".repeat(5234) } },
    ],
    ["NoUserAgent_HEADER", "there is no User-Agent header", { headers: { "User-Agent": "" } }, { headers: { "User-Agent": "a" } }],
  ])("blocks by %s, which is documented to the byte, unless it is overridden", (name, text, beyond, within) => {
    expect(outcome(managed(CORE), beyond)).toMatchObject({
      outcome: "blocked",
      reason: `the managed rule group ${CORE}, ${name}: ${text}`,
    });
    expect(outcome(managed(CORE), within)).toMatchObject({ outcome: "depends" });
    const overridden = managed(CORE, { rule_action_override: [{ name, action_to_use: { count: {} } }] });
    expect(outcome(overridden, beyond)).toEqual({
      name: CORE,
      priority: 1,
      outcome: "depends",
      reason: `the managed rule group ${CORE}, ${name} overridden`,
    });
  });
});

/** AWS WAF Developer Guide, "Rule group statement". */
describe("a rule group of your own", () => {
  const group = (...rules: Arguments[]): Resources => ({ aws_wafv2_rule_group: { Group: { name: "group", rule: rules } } });
  const reference = (more: Arguments = {}, override = "none"): Arguments => ({
    name: "Reference",
    priority: 5,
    override_action: { [override]: {} },
    statement: { rule_group_reference_statement: { arn: "${aws_wafv2_rule_group.Group.arn}", ...more } },
  });

  test("is evaluated in its place", () => {
    const simulation = ask([reference()], {}, {}, group(rule("Inner", 1, "block", EVERYTHING)));
    expect(simulation.response.status).toBe(403);
    expect(simulation.webAcl?.rules).toEqual([
      { name: "Reference", priority: 5, outcome: "blocked", reason: 'Group, Inner: uri path starts with "/"' },
    ]);
  });

  test("only counts where that is overridden, as a whole or for a rule", () => {
    const inner = group(rule("Inner", 1, "block", EVERYTHING));
    expect(ask([reference({}, "count")], {}, {}, inner).response.status).toBe(200);
    const overridden = { rule_action_override: [{ name: "Inner", action_to_use: { count: {} } }] };
    expect(ask([reference(overridden)], {}, {}, inner).response.status).toBe(200);
  });

  test("goes on behind a rule that is overridden to count", () => {
    const inner = group(rule("Inner", 1, "block", EVERYTHING), rule("Next", 2, "block", EVERYTHING));
    const overridden = { rule_action_override: [{ name: "Inner", action_to_use: { count: {} } }] };
    expect(ask([reference(overridden)], {}, {}, inner).webAcl?.rules[0]?.reason).toContain("Next");
  });

  test("that isn't in the stacks isn't known", () => {
    expect(ask([reference({ arn: "arn:aws:wafv2:x" })]).webAcl?.rules[0]).toMatchObject({
      outcome: "depends",
      reason: "a rule group that isn't in the stacks",
    });
  });
});

/** AWS WAF Developer Guide, "Label match rule statement", "Geographic match rule statement". */
describe("labels", () => {
  const labelled = (name: string, action = "count", statement: Arguments = EVERYTHING): Arguments =>
    rule("Label", 1, action, statement, { rule_label: [{ name }] });
  const match = (key: string, scope = "LABEL"): Arguments => rule("Match", 2, "block", { label_match_statement: { scope, key } });
  const matched = (labels: Arguments, matching: Arguments, request: Partial<ViewerRequest> = {}): unknown =>
    ask([labels, matching], request).webAcl?.rules[1]?.outcome;

  test.each([
    ["name", "LABEL", "name", "blocked"],
    ["ns1:ns2:name", "LABEL", "ns2:name", "blocked"],
    ["ns1:ns2:name", "LABEL", "awswaf:111122223333:webacl:acl:ns1:ns2:name", "blocked"],
    ["ns1:ns2:name", "LABEL", "ame", "no match"],
    ["ns1:ns2:name", "LABEL", "Name", "no match"],
    ["ns1:ns2:name", "LABEL", "awswaf:111122223333:webacl:other:ns1:ns2:name", "no match"],
    ["ns1:ns2:name", "NAMESPACE", "ns1:", "blocked"],
    ["ns1:ns2:name", "NAMESPACE", "ns2:", "blocked"],
    ["ns1:ns2:name", "NAMESPACE", "name:", "no match"],
  ])("%s are matched by %s %s: %s", (name, scope, key, expected) => {
    expect(matched(labelled(name), match(key, scope))).toBe(expected);
  });

  test("are added by rules that match alone", () => {
    expect(matched(labelled("name", "count", NOTHING), match("name"))).toBe("no match");
    expect(matched(labelled("name", "count", IP_SET), match("name"))).toBe("depends");
  });

  test("stay where a rule behind adds the same and doesn't match", () => {
    const other = rule("Other", 2, "count", NOTHING, { rule_label: [{ name: "name" }] });
    expect(outcomes(ask([labelled("name"), other, { ...match("name"), priority: 3 }]))).toContain("Match: blocked");
  });

  test.each(["before", "behind"])("stay where a rule that may match adds the same %s", (where) => {
    const maybe = rule("Maybe", where === "before" ? 0 : 2, "count", IP_SET, { rule_label: [{ name: "name" }] });
    expect(outcomes(ask([labelled("name"), maybe, { ...match("name"), priority: 3 }]))).toContain("Match: blocked");
  });

  test("of sizes stay where the group runs again for a part of the requests", () => {
    const group = (priority: number, more: Arguments = {}): Arguments => ({
      name: `Core${priority}`,
      priority,
      override_action: { count: {} },
      statement: { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet", ...more } },
    });
    const last = { ...match("awswaf:managed:aws:core-rule-set:SizeRestrictions_Body"), priority: 3 };
    const simulation = ask([group(1), group(2, { scope_down_statement: IP_SET }), last], { method: "POST", bodyBytes: 8193 });
    expect(outcomes(simulation)).toContain("Match: blocked");
  });

  test("are those of rules before", () => {
    expect(ask([rule("Late", 3, "count", EVERYTHING, { rule_label: [{ name: "name" }] }), match("name")]).webAcl?.rules[0]?.outcome).toBe(
      "no match",
    );
  });

  test("of managed rule groups aren't known once one has run, those of sizes excepted", () => {
    const key = "awswaf:managed:aws:core-rule-set:BadBots_Header";
    const group = {
      name: "Core",
      priority: 1,
      override_action: { count: {} },
      statement: { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
    };
    expect(matched(group, match(key))).toBe("depends");
    expect(ask([match(key)]).webAcl?.rules[0]?.outcome).toBe("no match");
    expect(matched(group, match("awswaf:managed:aws:core-rule-set:SizeRestrictions_Body"))).toBe("no match");
  });

  test("of sizes aren't known where the group's scope-down statement isn't", () => {
    const managed = { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet", scope_down_statement: IP_SET };
    const group = { name: "Core", priority: 1, override_action: { count: {} }, statement: { managed_rule_group_statement: managed } };
    const key = "awswaf:managed:aws:core-rule-set:SizeRestrictions_Body";
    expect(matched(group, match(key), { method: "POST", bodyBytes: 8193 })).toBe("depends");
    expect(matched(group, match(key), { method: "POST", bodyBytes: 8193, ip: "192.0.2.7" })).toBe("blocked");
    expect(matched(group, match(key), { method: "POST", bodyBytes: 8192 })).toBe("no match");
  });

  test.each([
    ["DE", "awswaf:clientip:geo:country:DE", "blocked"],
    ["DE", "awswaf:clientip:geo:country:US", "no match"],
    [undefined, "awswaf:clientip:geo:country:DE", "depends"],
    ["DE", "awswaf:clientip:geo:region:DE-BY", "depends"],
  ])("are added by a geographic match, whatever it matches: of %s, %s is %s", (country, key, expected) => {
    const geo = rule("Geo", 1, "count", { geo_match_statement: { country_codes: ["AQ"] } });
    expect(matched(geo, match(key), { country })).toBe(expected);
    expect(ask([match(key)], { country }).webAcl?.rules[0]?.outcome).toBe("no match");
  });
});

/** AWS WAF Developer Guide, "How AWS WAF works"; the load balancer sees CloudFront's addresses. */
describe("a regional web ACL of the load balancer", () => {
  const regional = (rules: Arguments, request: Partial<ViewerRequest> = {}): RequestSimulation => {
    const resources: Resources = {
      aws_lb: { Balancer: {} },
      aws_lb_listener: {
        Http: {
          load_balancer_arn: "${aws_lb.Balancer.arn}",
          port: 80,
          protocol: "HTTP",
          default_action: [{ type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: "200" } }],
        },
      },
      aws_wafv2_web_acl: { Regional: { name: "regional", default_action: { allow: {} }, rule: [rules] } },
      aws_wafv2_web_acl_association: {
        Association: { resource_arn: "${aws_lb.Balancer.arn}", web_acl_arn: "${aws_wafv2_web_acl.Regional.arn}" },
      },
    };
    const custom_origin_config = { http_port: 80, https_port: 443, origin_protocol_policy: "http-only" };
    const origin = { origin_id: "server", domain_name: "${aws_lb.Balancer.dns_name}", custom_origin_config };
    const default_cache_behavior = { ...BEHAVIOR, allowed_methods: ALL_METHODS };
    return simulate(stackOf({ origin: [origin], default_cache_behavior }, resources, SETS), { ip: "192.0.2.1", ...request });
  };

  test("is asked behind CloudFront's", () => {
    const simulation = regional(rule("Block", 1, "block", EVERYTHING));
    expect(simulation.response).toMatchObject({ status: 403, from: "web ACL" });
    expect(sentences(simulation, "load balancer")).toContain("rule Block decides: blocked");
  });

  // AWS WAF Developer Guide, "Considerations for managing body inspection": fixed at 8 KB for load balancers.
  test.each([
    [8192, 200],
    [8193, 403],
  ])("gets at most 8,192 bytes of a body: of %s, it answers with %s", (bodyBytes, status) => {
    const size = { comparison_operator: "GT", size: 100_000, field_to_match: { body: { oversize_handling: "MATCH" } } };
    const larger = { size_constraint_statement: { ...size, text_transformation: [{ type: "NONE", priority: 0 }] } };
    expect(regional(rule("Larger", 1, "block", larger), { method: "POST", bodyBytes }).response.status).toBe(status);
  });

  test("doesn't know the viewer's address", () => {
    const simulation = regional(rule("Set", 1, "block", IP_SET));
    expect(simulation.response.status).toBe(200);
    expect(simulation.assumptions).toContain("Regional isn't made to decide otherwise by Set");
  });
});
