import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { WebAcl, WebAclProps } from "../../modules/edge";
import { EncryptionKey } from "../../src/core";
import { SynthesizedStack, synth, testStack } from "../support/synth";
import { makeEdge, synthEdge } from "./fixture";
import { ALL_SETTINGS } from "./web-acl-fixture";

function globalProvider(stack: TerraformStack): AwsProvider {
  return new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
}

function synthRegional(props: Partial<WebAclProps> = {}): SynthesizedStack {
  const stack = testStack();
  new WebAcl(stack, "WebAcl", { scope: "REGIONAL", ...props });
  return synth(stack);
}

describe("the web ACL of an edge", () => {
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
    const { webAclResource } = makeEdge({ webAcl: { blockedCidrBlocks: ["2001:db8::/32"] } }).edge;
    expect(Object.keys(webAclResource!.blockedIpSets)).toEqual(["IPV6"]);
  });

  test("has choices that can be read with their defaults", () => {
    expect(
      makeEdge({ webAcl: { rateLimits: { perKey: { requests: 500 } }, managedRuleGroups: { common: "count" } } }).edge.webAclResource!
        .settings,
    ).toEqual({
      mode: "block",
      managedRuleGroups: {
        ipReputation: { mode: "block", exceptPaths: [], rules: {} },
        anonymousIp: { mode: "count", exceptPaths: [], rules: {} },
        common: { mode: "count", exceptPaths: [], rules: {} },
        knownBadInputs: { mode: "block", exceptPaths: [], rules: {} },
        sqlInjection: { mode: "block", exceptPaths: [], rules: {} },
      },
      rateLimits: { perIp: { requests: 30_000 }, perKey: { requests: 500 } },
      bodyLimits: {},
      bodyInspectionKilobytes: 16,
      allowLists: {},
      blockedCidrBlocks: [],
      blockedCountries: [],
      forwardedIpHeader: undefined,
      loggedRequests: "blockedAndCounted",
      redactedHeaders: ["authorization", "cookie"],
      redactedFields: [],
      logRetentionDays: 365,
    });
  });
});

describe("a web ACL for load balancers", () => {
  test("is of its region", () => {
    const result = synthRegional({ blockedCidrBlocks: ["192.0.2.0/24"] });
    expect(result.resource("aws_wafv2_web_acl")).toMatchObject({ scope: "REGIONAL", name: "trading-test-WebAcl" });
    expect(result.resource("aws_wafv2_ip_set")).toMatchObject({ scope: "REGIONAL", name: "trading-test-WebAcl-ipv4" });
    expect(result.resource("aws_wafv2_web_acl").provider).toBeUndefined();
  });

  test("has the name of its region where its provider is another region's", () => {
    const stack = testStack();
    const provider = new AwsProvider(stack, "Second", { region: "eu-west-1", alias: "second" });
    new WebAcl(stack, "WebAcl", { scope: "REGIONAL", provider });
    expect(synth(stack).resource("aws_wafv2_web_acl")).toMatchObject({ name: "trading-test-WebAcl-eu-central-1", provider: "aws.second" });
  });

  // AWS WAF Developer Guide, "Rate-based rule aggregation": behind a proxy, the source IP address is the proxy's.
  test("limits no addresses by default, which are CloudFront's where it is behind it", () => {
    const rules: { name: string }[] = synthRegional().resource("aws_wafv2_web_acl").rule;
    expect(rules.map(({ name }) => name)).not.toContain("RateLimit-perIp");
  });

  test("limits the addresses of a header", () => {
    const rules: { name: string }[] = synthRegional({ forwardedIpHeader: "x-forwarded-for" }).resource("aws_wafv2_web_acl").rule;
    expect(rules.map(({ name }) => name)).toContain("RateLimit-perIp");
  });

  // AWS WAF API Reference, RequestBodyAssociatedResourceTypeConfig: not for load balancers, whose limit is fixed.
  test("can't choose how much of a body is inspected", () => {
    expect(synthRegional().resource("aws_wafv2_web_acl").association_config).toBeUndefined();
  });

  test("has logs under the key given", () => {
    const stack = testStack();
    new WebAcl(stack, "WebAcl", { scope: "REGIONAL", encryptionKey: new EncryptionKey(stack, "Key") });
    expect(synth(stack).resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "aws-waf-logs-trading-test-WebAcl",
      kms_key_id: expect.stringContaining("aws_kms_key.Key"),
    });
  });
});

describe("a web ACL for CloudFront", () => {
  test("stands alone as well", () => {
    const stack = testStack();
    new WebAcl(stack, "WebAcl", { scope: "CLOUDFRONT", provider: globalProvider(stack) });
    expect(synth(stack).resource("aws_wafv2_web_acl")).toMatchObject({
      scope: "CLOUDFRONT",
      name: "trading-test-WebAcl-eu-central-1",
      provider: "aws.global",
    });
  });

  test("takes as much of a body as is said", () => {
    const result = synthEdge({ webAcl: { bodyInspectionKilobytes: 48 } });
    expect(result.resource("aws_wafv2_web_acl").association_config).toEqual({
      request_body: [{ cloudfront: { default_size_inspection_limit: "KB_48" } }],
    });
  });

  test("takes what CloudFront takes by default where nothing is said", () => {
    expect(synthEdge().resource("aws_wafv2_web_acl").association_config).toEqual({
      request_body: [{ cloudfront: { default_size_inspection_limit: "KB_16" } }],
    });
  });
});

describe("a web ACL that exists", () => {
  const ARN = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/edge/0123abcd-0123-0123-0123-0123456789ab";

  test("has the name that its ARN says", () => {
    expect(WebAcl.fromArn(testStack(), "WebAcl", ARN)).toMatchObject({ webAclArn: ARN, webAclName: "edge" });
  });

  test("has the name that Terraform reads out of an ARN that it alone knows", () => {
    const stack = testStack();
    const { webAclName } = WebAcl.fromArn(stack, "WebAcl", new TerraformVariable(stack, "arn", {}).stringValue);
    new TerraformOutput(stack, "name", { value: webAclName });
    expect(synth(stack).json.output.name.value).toBe('${element(split("/", var.arn), 2)}');
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

  // AWS WAF API Reference, LoggingFilter and ActionCondition: EXCLUDED_AS_COUNT matches rules with an override to Count.
  test("keep blocked and counted requests by default", () => {
    expect(logging.logging_filter).toEqual({
      default_behavior: "DROP",
      filter: [
        {
          behavior: "KEEP",
          requirement: "MEETS_ANY",
          condition: [
            { action_condition: { action: "BLOCK" } },
            { action_condition: { action: "COUNT" } },
            { action_condition: { action: "EXCLUDED_AS_COUNT" } },
          ],
        },
      ],
    });
  });

  test("keep all requests where that is said", () => {
    const all = synthEdge({ webAcl: { loggedRequests: "all" } }).resource("aws_wafv2_web_acl_logging_configuration");
    expect(all.logging_filter).toBeUndefined();
  });

  test("hold no credentials", () => {
    expect(logging.redacted_fields).toEqual([{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }]);
  });

  test("hold no value of the headers given", () => {
    const custom = synthEdge({ webAcl: { redactedHeaders: ["x-api-key"] } }).resource("aws_wafv2_web_acl_logging_configuration");
    expect(custom.redacted_fields).toEqual([{ single_header: { name: "x-api-key" } }]);
  });

  // AWS WAF API Reference, LoggingConfiguration, RedactedFields: UriPath, QueryString, SingleHeader, and Method.
  test("hold no path, query string or method where that is said", () => {
    const redactedFields = ["method", "queryString", "uriPath"] as const;
    const custom = synthEdge({ webAcl: { redactedHeaders: [], redactedFields } }).resource("aws_wafv2_web_acl_logging_configuration");
    expect(custom.redacted_fields).toEqual([{ uri_path: {} }, { query_string: {} }, { method: {} }]);
  });
});

test("a web ACL's parts are named by what the user calls them", () => {
  const stack = testStack();
  const webAcl = new WebAcl(stack, "WebAcl", { scope: "CLOUDFRONT", provider: globalProvider(stack), ...ALL_SETTINGS });
  const ids = webAcl.node.children.map(({ node }) => node.id);
  expect(ids.sort()).toEqual([
    "Allowed-exchange-IPV4",
    "Allowed-partner-IPV4",
    "Allowed-partner-IPV6",
    "Blocked-IPV4",
    "Blocked-IPV6",
    "LogGroup",
    "Logging",
    "Resource",
  ]);
});

test("the order in which lists and limits are written changes nothing", () => {
  const reversed = (settings: object): object =>
    Object.fromEntries(
      Object.entries(settings)
        .reverse()
        .map(([name, value]) => [name, typeof value === "object" && !Array.isArray(value) ? reversed(value as object) : value]),
    );
  const json = (settings: object) => JSON.stringify(synthRegional({ ...settings, bodyInspectionKilobytes: undefined, bodyLimits: {} }));
  expect(json(reversed(ALL_SETTINGS))).toBe(json(ALL_SETTINGS));
});
