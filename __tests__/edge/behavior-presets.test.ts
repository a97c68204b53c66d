import { cachedApi } from "../../modules/edge";
import { messageOf } from "../support/synth";
import { synthEdge } from "./fixture";

/** AWS's managed policies CachingDisabled and AllViewer (CloudFront Developer Guide). */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";

describe("everything but the assets", () => {
  const behavior = synthEdge().resource("aws_cloudfront_distribution").default_cache_behavior;

  test("goes to the load balancer", () => expect(behavior.target_origin_id).toBe("loadBalancer"));

  test("is requested with every method", () => {
    expect(behavior.allowed_methods).toEqual(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);
  });

  // CloudFront API Reference, CachedMethods: there are two choices, GET and HEAD, or GET, HEAD and OPTIONS.
  test("would have GET and HEAD cached alone", () => expect(behavior.cached_methods).toEqual(["GET", "HEAD"]));

  test("is compressed where it is text that can be", () => expect(behavior.compress).toBe(true));

  test("is not cached", () => expect(behavior.cache_policy_id).toBe(CACHING_DISABLED));

  test("reaches the load balancer with all that viewers send", () => expect(behavior.origin_request_policy_id).toBe(ALL_VIEWER));

  test("is redirected to HTTPS", () => expect(behavior.viewer_protocol_policy).toBe("redirect-to-https"));
});

describe("assets", () => {
  const result = synthEdge();
  const behaviors = result.resource("aws_cloudfront_distribution").ordered_cache_behavior;
  const [behavior] = behaviors;
  const policy = result.resource("aws_cloudfront_cache_policy");

  test("are what is under /static by default", () => expect(behaviors).toMatchObject([{ path_pattern: "/static/*" }]));

  test("are what matches the path patterns given, in their order", () => {
    const custom = synthEdge({ assetPaths: ["/img/*", "/*.css"] }).resource("aws_cloudfront_distribution");
    expect(custom.ordered_cache_behavior).toMatchObject([{ path_pattern: "/img/*" }, { path_pattern: "/*.css" }]);
  });

  test("are what matches one path pattern alone", () => {
    const { ordered_cache_behavior } = synthEdge({ assetPaths: ["/img/*"] }).resource("aws_cloudfront_distribution");
    expect(ordered_cache_behavior).toMatchObject([{ path_pattern: "/img/*" }]);
  });

  test("have a cache policy that says whose they are", () => expect(policy.comment).toBe("Assets of trading-test/Edge/Distribution"));

  test("come from the bucket", () => expect(behavior.target_origin_id).toBe("assets"));

  test("are read alone, and not cached for OPTIONS, whose answer depends on who asks", () => {
    expect(behavior.allowed_methods).toEqual(["GET", "HEAD", "OPTIONS"]);
    expect(behavior.cached_methods).toEqual(["GET", "HEAD"]);
  });

  test("are compressed, with Brotli as well", () => {
    expect(behavior.compress).toBe(true);
    expect(policy.parameters_in_cache_key_and_forwarded_to_origin).toMatchObject({
      enable_accept_encoding_brotli: true,
      enable_accept_encoding_gzip: true,
    });
  });

  test("are redirected to HTTPS", () => expect(behavior.viewer_protocol_policy).toBe("redirect-to-https"));

  test("are cached for a day, or as long as their own headers say, up to a year", () => {
    expect(behavior.cache_policy_id).toContain("aws_cloudfront_cache_policy.Edge");
    expect(policy).toMatchObject({ min_ttl: 0, default_ttl: 86_400, max_ttl: 31_536_000 });
  });

  test("have their path alone as the cache key", () => {
    expect(policy.parameters_in_cache_key_and_forwarded_to_origin).toMatchObject({
      cookies_config: { cookie_behavior: "none" },
      headers_config: { header_behavior: "none" },
      query_strings_config: { query_string_behavior: "none" },
    });
  });
});

test("a cached API says for how long: a cache has a day otherwise", () => {
  expect(messageOf(() => cachedApi("app", undefined as never))).toBe(
    "cachedApi: invalid input\n  - ttlSeconds: must be a number; received nothing. It is required.",
  );
});
