import { Construct } from "constructs";
import { Edge, HostedZone } from "../../modules/edge";
import { LONGEST_REGION, synth, testStack } from "../support/synth";
import { required } from "./fixture";

/** An edge whose ids are longer than AWS accepts, and hold more than it accepts, in the region with the longest code. */
function deepEdge() {
  const stack = testStack("trading-test", LONGEST_REGION);
  const site = new Construct(stack, `Börse(EU).Site_One${"x".repeat(600)}`);
  const zone = new HostedZone(site, "Zone", { zoneName: "example.com" });
  const webAcl = { blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32"] };
  new Edge(site, "Edge", { ...required(stack), zone, webAcl });
  return synth(stack);
}

describe("an edge deep in a stack", () => {
  const result = deepEdge();

  test.each([
    // CloudFront API Reference, OriginAccessControlConfig.
    ["aws_cloudfront_origin_access_control", 64],
    ["aws_cloudfront_cache_policy", 128],
    ["aws_cloudfront_response_headers_policy", 128],
    // AWS WAF API Reference, CreateWebACL and CreateIPSet.
    ["aws_wafv2_web_acl", 128],
    ["aws_wafv2_ip_set", 128],
    // CloudWatch Logs API Reference, CreateLogGroup, PutDeliverySource and PutDeliveryDestination.
    ["aws_cloudwatch_log_group", 512],
    ["aws_cloudwatch_log_delivery_source", 60],
    ["aws_cloudwatch_log_delivery_destination", 60],
  ])("gives its %s a name of at most %i letters, digits, underscores and dashes", (type, most) => {
    for (const { name } of Object.values(result.resources(type))) {
      expect(name).toMatch(/^[\w-]+$/);
      expect(name).toContain("EU-Site_One");
      expect(name.length).toBeLessThanOrEqual(most);
    }
  });

  test.each([
    // CloudFront API Reference, DistributionConfig, CachePolicyConfig and ResponseHeadersPolicyConfig.
    ["aws_cloudfront_distribution", "comment", 128],
    ["aws_cloudfront_cache_policy", "comment", 128],
    ["aws_cloudfront_response_headers_policy", "comment", 128],
    // AWS WAF API Reference, CreateWebACL.
    ["aws_wafv2_web_acl", "description", 256],
    // Route 53 API Reference, HostedZoneConfig.
    ["aws_route53_zone", "comment", 256],
  ])("says in the %s's %s, of %i characters, where it comes from", (type, argument, most) => {
    const text = result.resource(type)[argument];
    expect(text).toContain("trading-test/B");
    expect(text).toHaveLength(most);
  });

  test("describes its web ACL in the characters that AWS WAF accepts", () => {
    expect(result.resource("aws_wafv2_web_acl").description).toMatch(/^[\w+=:#@/\-,.][\w+=:#@/\-,.\s]+[\w+=:#@/\-,.]$/);
  });
});
