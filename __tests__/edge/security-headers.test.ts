import { synthEdge } from "./fixture";

describe("every response", () => {
  const result = synthEdge();
  const headers = result.resource("aws_cloudfront_response_headers_policy").security_headers_config;

  test("has the security headers, of assets and of the load balancer alike", () => {
    const distribution = result.resource("aws_cloudfront_distribution");
    const policy = expect.stringContaining("aws_cloudfront_response_headers_policy.Edge");
    expect(distribution.default_cache_behavior.response_headers_policy_id).toEqual(policy);
    expect(distribution.ordered_cache_behavior).toMatchObject([{ response_headers_policy_id: policy }]);
  });

  test("gets them from a policy that says whose it is", () => {
    expect(result.resource("aws_cloudfront_response_headers_policy").comment).toBe("Security headers of trading-test/Edge");
  });

  test("keeps browsers on HTTPS for a year, subdomains included, preload allowed", () => {
    expect(headers.strict_transport_security).toEqual({
      access_control_max_age_sec: 31_536_000,
      include_subdomains: true,
      preload: true,
      override: true,
    });
  });

  test("has a content security policy, unless the origin has its own", () => {
    expect(headers.content_security_policy).toEqual({
      content_security_policy: "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
      override: false,
    });
  });

  test("has the content security policy given", () => {
    const custom = synthEdge({ contentSecurityPolicy: "default-src 'none'" }).resource("aws_cloudfront_response_headers_policy");
    expect(custom.security_headers_config.content_security_policy.content_security_policy).toBe("default-src 'none'");
  });

  test("can't be shown in a frame", () => expect(headers.frame_options).toEqual({ frame_option: "DENY", override: true }));

  test("keeps the content type that it has", () => expect(headers.content_type_options).toEqual({ override: true }));

  test("tells other sites no path", () => {
    expect(headers.referrer_policy).toEqual({ referrer_policy: "strict-origin-when-cross-origin", override: true });
  });
});
