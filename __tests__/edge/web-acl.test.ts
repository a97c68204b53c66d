import { makeEdge, synthEdge } from "./fixture";

describe("the web ACL", () => {
  const result = synthEdge();

  test("is for CloudFront", () => expect(result.resource("aws_wafv2_web_acl").scope).toBe("CLOUDFRONT"));

  test("allows what no rule blocks", () => expect(result.resource("aws_wafv2_web_acl").default_action).toEqual({ allow: {} }));

  test("reports metrics under its name, by which its alarm finds them", () => {
    const { name, visibility_config } = result.resource("aws_wafv2_web_acl");
    expect(visibility_config).toEqual({ metric_name: name, cloudwatch_metrics_enabled: true, sampled_requests_enabled: true });
  });

  test("has IP sets of the ranges given, by IP version", () => {
    const blocked = synthEdge({ webAcl: { blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32", "198.51.100.0/24"] } });
    expect(Object.values(blocked.resources("aws_wafv2_ip_set"))).toMatchObject([
      { scope: "CLOUDFRONT", ip_address_version: "IPV4", addresses: ["192.0.2.0/24", "198.51.100.0/24"], provider: "aws.global" },
      { scope: "CLOUDFRONT", ip_address_version: "IPV6", addresses: ["2001:db8::/32"], provider: "aws.global" },
    ]);
  });

  test("has no IP set for an IP version without a range", () => {
    const { webAclIpSets } = makeEdge({ webAcl: { blockedCidrBlocks: ["2001:db8::/32"] } }).edge;
    expect(Object.keys(webAclIpSets)).toEqual(["IPV6"]);
  });

  test("has choices that can be read with their defaults", () => {
    expect(makeEdge({ webAcl: { rateLimitPerFiveMinutes: 500, managedRuleGroups: { common: "count" } } }).edge.webAcl).toEqual({
      managedRuleGroups: { ipReputation: "block", anonymousIp: "count", common: "count", knownBadInputs: "block", sqlInjection: "block" },
      rateLimitPerFiveMinutes: 500,
      blockedCidrBlocks: [],
      blockedCountries: [],
      redactedHeaders: ["authorization", "cookie"],
      logRetentionDays: 365,
    });
  });
});

describe("the web ACL's logs", () => {
  const result = synthEdge();
  const logging = result.resource("aws_wafv2_web_acl_logging_configuration");

  test("go to a log group of the name that AWS WAF demands", () => {
    expect(result.resource("aws_cloudwatch_log_group").name).toBe("aws-waf-logs-trading-test-Edge-WebAcl-eu-central-1");
    expect(logging.log_destination_configs).toEqual([expect.stringContaining("aws_cloudwatch_log_group.Edge_WebAcl")]);
  });

  test("are encrypted under the key of us-east-1", () => {
    expect(result.resource("aws_cloudwatch_log_group").kms_key_id).toContain("aws_kms_key.Edge_Key");
  });

  test("are kept for a year by default", () => expect(result.resource("aws_cloudwatch_log_group").retention_in_days).toBe(365));

  test("are kept as long as is given", () => {
    const custom = synthEdge({ webAcl: { logRetentionDays: 30 } });
    expect(custom.resource("aws_cloudwatch_log_group").retention_in_days).toBe(30);
  });

  test("hold no credentials", () => {
    expect(logging.redacted_fields).toEqual([{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }]);
  });

  test("hold no value of the headers given", () => {
    const custom = synthEdge({ webAcl: { redactedHeaders: ["x-api-key"] } }).resource("aws_wafv2_web_acl_logging_configuration");
    expect(custom.redacted_fields).toEqual([{ single_header: { name: "x-api-key" } }]);
  });
});
