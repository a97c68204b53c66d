import { synthEdge } from "./fixture";

describe("a distribution", () => {
  const distribution = synthEdge().resource("aws_cloudfront_distribution");

  test("accepts requests as soon as it is deployed", () => expect(distribution.enabled).toBe(true));

  test("supports HTTP/2 and HTTP/3", () => expect(distribution.http_version).toBe("http2and3"));

  test("supports IPv6", () => expect(distribution.is_ipv6_enabled).toBe(true));

  test("requires TLS 1.2 or newer of viewers that support SNI", () => {
    expect(distribution.viewer_certificate).toMatchObject({ minimum_protocol_version: "TLSv1.2_2021", ssl_support_method: "sni-only" });
  });

  test("uses the fewest edge locations by default", () => expect(distribution.price_class).toBe("PriceClass_100"));

  test("uses the edge locations of the price class given", () => {
    expect(synthEdge({ priceClass: "PriceClass_All" }).resource("aws_cloudfront_distribution").price_class).toBe("PriceClass_All");
  });

  test("is protected by the web ACL", () => expect(distribution.web_acl_id).toMatch(/aws_wafv2_web_acl\.Edge_WebAcl.*\.arn/));

  test("has every name as an alternate domain name", () => {
    const { aliases } = synthEdge({ alternateDomainNames: ["*.example.com"] }).resource("aws_cloudfront_distribution");
    expect(aliases).toEqual(["trading.example.com", "*.example.com"]);
  });
});
