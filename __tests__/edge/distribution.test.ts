import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Testing } from "cdktf";
import { AlarmTopic, EncryptionKey, HttpOrigin, cachedApi, passThrough, singlePageApp, staticAssets } from "../../src";
import { synth, testStack } from "../support/synth";
import { bucket, loadBalancer, logBucket, makeDistribution, synthDistribution, synthEdge } from "./fixture";

const CERTIFICATE = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";

describe("a distribution of an edge", () => {
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

describe("a distribution alone", () => {
  test("answers under CloudFront's own name and certificate", () => {
    const distribution = synthDistribution().resource("aws_cloudfront_distribution");
    expect(distribution.aliases).toBeUndefined();
    expect(distribution.viewer_certificate).toEqual({ cloudfront_default_certificate: true });
  });

  test("answers under names of one's own with their certificate", () => {
    const props = { domainNames: ["trading.example.com"], certificate: { certificateArn: CERTIFICATE, domainNames: ["*.example.com"] } };
    const distribution = synthDistribution(props).resource("aws_cloudfront_distribution");
    expect(distribution.aliases).toEqual(["trading.example.com"]);
    expect(distribution.viewer_certificate.acm_certificate_arn).toBe(CERTIFICATE);
  });

  test("has no web ACL, writes no access logs and reads no bucket unless it is told to", () => {
    const result = synthDistribution();
    expect(result.resource("aws_cloudfront_distribution").web_acl_id).toBeUndefined();
    for (const type of ["aws_cloudwatch_log_delivery", "aws_cloudfront_origin_access_control"]) expect(result.resources(type)).toEqual({});
  });

  test("delivers access logs where it is told to", () => {
    const stack = testStack();
    const accessLogs = logBucket(stack);
    expect(makeDistribution({ accessLogs }).distribution.accessLogDelivery).toBeDefined();
    expect(Object.keys(accessLogs.sources)).toEqual(["cloudfront/Site"]);
  });

  test("has its alarms in us-east-1, where its metrics are", () => {
    const { distribution, stack } = makeDistribution();
    const provider = new AwsProvider(stack, "AwsTopic", { region: "us-east-1", alias: "topic" });
    const encryptionKey = new EncryptionKey(stack, "TopicKey", { provider, region: "us-east-1" });
    const alarms = distribution.addAlarms(new AlarmTopic(stack, "Topic", { encryptionKey, provider }));
    expect(Object.keys(alarms)).toEqual(["errors5xx", "errors4xx"]);
    const alarm = synth(stack).resource("aws_cloudwatch_metric_alarm", "Site_Alarms_errors5xx");
    expect(alarm).toMatchObject({ namespace: "AWS/CloudFront", threshold: 1, provider: "aws.global" });
  });

  test("can be read on the dashboard by its first name, or by its path", () => {
    const certificate = { certificateArn: CERTIFICATE };
    expect(makeDistribution({ domainNames: ["a.example.com"], certificate }).distribution.dashboardTitle).toBe(
      "Distribution a.example.com",
    );
    expect(makeDistribution().distribution.dashboardTitle).toBe("Distribution Site");
  });
});

describe("origins", () => {
  const stack = testStack();
  const assets = bucket();
  const { distribution, stack: made } = makeDistribution({
    origins: {
      app: { loadBalancer: loadBalancer(stack), responseTimeoutSeconds: 45 },
      files: { bucket: assets, path: "/site", originShieldRegion: "eu-central-1" },
      news: { domainName: "news.example.net", path: "/v1", headers: { "x-tenant": "trading" }, responseTimeoutSeconds: 5 },
      reads: { primary: "news", secondary: "files", failoverStatusCodes: [404, 503] },
    },
    defaultBehavior: { origin: "app" },
    behaviors: { "/news/*": staticAssets("reads") },
  });
  const block = synth(made).resource("aws_cloudfront_distribution");

  test("are known by the names that they were given", () => {
    expect(block.origin.map(({ origin_id }: { origin_id: string }) => origin_id)).toEqual(["app", "files", "news"]);
    expect(Object.keys(distribution.vpcOrigins)).toEqual(["app"]);
  });

  test("that are buckets are read below the path given, with Origin Shield", () => {
    expect(block.origin[1]).toMatchObject({
      domain_name: "assets.s3.eu-central-1.amazonaws.com",
      origin_path: "/site",
      origin_shield: { enabled: true, origin_shield_region: "eu-central-1" },
    });
  });

  test("of others are reached by HTTPS alone, with the headers given", () => {
    expect(block.origin[2]).toEqual({
      origin_id: "news",
      domain_name: "news.example.net",
      origin_path: "/v1",
      custom_header: [{ name: "x-tenant", value: "trading" }],
      custom_origin_config: {
        http_port: 80,
        https_port: 443,
        origin_protocol_policy: "https-only",
        origin_ssl_protocols: ["TLSv1.2"],
        origin_keepalive_timeout: 60,
        origin_read_timeout: 5,
      },
    });
  });

  test("have CloudFront's response timeout where it is null in JavaScript", () => {
    const origins = (responseTimeoutSeconds: unknown) => {
      const origin = { domainName: "news.example.net", responseTimeoutSeconds } as HttpOrigin;
      const site = makeDistribution({ origins: { news: origin }, defaultBehavior: { origin: "news" } });
      return synth(site.stack).resource("aws_cloudfront_distribution").origin;
    };
    expect(origins(null)).toEqual(origins(undefined));
  });

  test("in a group fail over for the status codes given, first to second", () => {
    expect(block.origin_group).toEqual([
      { origin_id: "reads", member: [{ origin_id: "news" }, { origin_id: "files" }], failover_criteria: { status_codes: [404, 503] } },
    ]);
  });

  test("in a group fail over for errors of servers by default", () => {
    const origins = { a: { domainName: "a.example.net" }, b: { domainName: "b.example.net" }, both: { primary: "a", secondary: "b" } };
    const { origin_group } = synthDistribution({ origins, defaultBehavior: { origin: "both" } }).resource("aws_cloudfront_distribution");
    expect(origin_group[0].failover_criteria.status_codes).toEqual([500, 502, 503, 504]);
  });

  test("that are one bucket twice have its policy written once", () => {
    const shared = bucket();
    makeDistribution({ origins: { one: { bucket: shared }, two: { bucket: shared, path: "/two" } }, defaultBehavior: { origin: "one" } });
    expect(shared.statements.map(({ sid }) => sid)).toEqual(["CloudFrontRead", "CloudFrontMissing"]);
  });
});

describe("behaviors", () => {
  const stack = testStack();
  const origins = { app: { loadBalancer: loadBalancer(stack) }, files: { bucket: bucket() } };
  const distributionOf = (props: Parameters<typeof synthDistribution>[0]) => synthDistribution({ origins, ...props });

  test("are looked at in the order in which they stand", () => {
    const behaviors = { "/z/*": staticAssets("files"), "/a/*": staticAssets("files") };
    const { ordered_cache_behavior } = distributionOf({ defaultBehavior: { origin: "app" }, behaviors }).resource(
      "aws_cloudfront_distribution",
    );
    expect(ordered_cache_behavior).toMatchObject([{ path_pattern: "/z/*" }, { path_pattern: "/a/*" }]);
  });

  test("of assets share one cache policy", () => {
    const behaviors = { "/z/*": staticAssets("files"), "/a/*": staticAssets("files") };
    const result = distributionOf({ defaultBehavior: { origin: "app" }, behaviors });
    expect(Object.keys(result.resources("aws_cloudfront_cache_policy"))).toHaveLength(1);
  });

  // CloudFront Developer Guide, "Control the cache key": what is in the key reaches the origin as well.
  test("of a cached API have the query strings in the cache key, and nothing of who asks", () => {
    const result = distributionOf({ defaultBehavior: cachedApi("app", 30) });
    expect(result.resource("aws_cloudfront_cache_policy")).toMatchObject({
      default_ttl: 30,
      min_ttl: 0,
      max_ttl: 31_536_000,
      parameters_in_cache_key_and_forwarded_to_origin: {
        cookies_config: { cookie_behavior: "none" },
        headers_config: { header_behavior: "none" },
        query_strings_config: { query_string_behavior: "all" },
      },
    });
    const { default_cache_behavior } = result.resource("aws_cloudfront_distribution");
    expect(default_cache_behavior.origin_request_policy_id).toBeUndefined();
    expect(default_cache_behavior.allowed_methods).toEqual(["GET", "HEAD", "OPTIONS"]);
  });

  // CloudFront API Reference, CachePolicyConfig, DefaultTTL: with a minimum above the default of a day, it is the minimum.
  test("are cached for the minimum where that is above a day", () => {
    const result = distributionOf({ defaultBehavior: { origin: "app", cache: { minTtlSeconds: 172_800 } } });
    expect(result.resource("aws_cloudfront_cache_policy")).toMatchObject({ min_ttl: 172_800, default_ttl: 172_800, max_ttl: 31_536_000 });
  });

  test("can name what is in the cache key", () => {
    const cache = { headers: ["accept-language"], cookies: ["currency"], queryStrings: ["v"], minTtlSeconds: 5, maxTtlSeconds: 60 };
    const policy = distributionOf({ defaultBehavior: { origin: "app", cache } }).resource("aws_cloudfront_cache_policy");
    expect(policy).toMatchObject({
      min_ttl: 5,
      default_ttl: 60,
      max_ttl: 60,
      parameters_in_cache_key_and_forwarded_to_origin: {
        cookies_config: { cookie_behavior: "whitelist", cookies: { items: ["currency"] } },
        headers_config: { header_behavior: "whitelist", headers: { items: ["accept-language"] } },
        query_strings_config: { query_string_behavior: "whitelist", query_strings: { items: ["v"] } },
      },
    });
  });

  /** CloudFront Developer Guide, "Use managed origin request policies". */
  test.each([
    ["everythingButHost", "app", "b689b0a8-53d0-40ab-baf2-68738e2966ac"],
    ["cors", "app", "59781a5b-3903-41f3-afcb-af62929ccde1"],
    ["cors", "files", "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"],
    ["nothing", "app", undefined],
  ] as const)("that forward %s to %s use the managed policy for it", (forward, origin, policyId) => {
    const { default_cache_behavior } = distributionOf({ defaultBehavior: { origin, forward } }).resource("aws_cloudfront_distribution");
    expect(default_cache_behavior.origin_request_policy_id).toBe(policyId);
  });

  test("of a single-page app have a function that reads the document, for each document one", () => {
    const behaviors = { "/admin/*": singlePageApp("files", { indexDocument: "/admin/index.html" }), "/old/*": singlePageApp("files") };
    const result = distributionOf({ defaultBehavior: singlePageApp("files"), behaviors });
    expect(Object.keys(result.resources("aws_cloudfront_function"))).toHaveLength(2);
    const { default_cache_behavior } = result.resource("aws_cloudfront_distribution");
    expect(default_cache_behavior.function_association).toMatchObject([{ event_type: "viewer-request" }]);
  });

  // Amazon S3 answers a request for the root of a bucket with the list of its objects (API Reference, ListObjectsV2).
  test("that read a bucket at the root read a document there, never the list of the bucket", () => {
    const root = (props: Parameters<typeof synthDistribution>[0]) =>
      distributionOf(props).resource("aws_cloudfront_distribution").default_root_object;
    expect(root({ defaultBehavior: staticAssets("files") })).toBe("index.html");
    expect(root({ defaultBehavior: singlePageApp("files", { indexDocument: "/app.html" }) })).toBe("app.html");
    expect(root({ defaultBehavior: { origin: "app" }, behaviors: { "/*": staticAssets("files") } })).toBe("index.html");
    expect(root({ defaultBehavior: { origin: "app" }, behaviors: { "/static/*": staticAssets("files") } })).toBeUndefined();
  });

  test("can have headers, key groups, functions and rules for plain HTTP of their own", () => {
    const result = distributionOf({
      defaultBehavior: { origin: "app" },
      behaviors: {
        "/private/*": staticAssets("files", {
          compress: false,
          viewerProtocol: "https-only",
          responseHeaders: { frameOptions: "SAMEORIGIN" },
          keyGroups: [{ keyGroupId: "k-1" }],
          functions: { viewerResponse: { functionArn: "arn:aws:cloudfront::111122223333:function/f" } },
        }),
      },
    });
    expect(result.resource("aws_cloudfront_distribution").ordered_cache_behavior[0]).toMatchObject({
      compress: false,
      viewer_protocol_policy: "https-only",
      trusted_key_groups: ["k-1"],
      function_association: [{ event_type: "viewer-response", function_arn: "arn:aws:cloudfront::111122223333:function/f" }],
      response_headers_policy_id: expect.stringContaining("ResponseHeadersPolicy-"),
    });
    expect(Object.keys(result.resources("aws_cloudfront_response_headers_policy"))).toHaveLength(2);
  });

  // Two paths whose names differ in what a physical name leaves out.
  test("of paths that differ in slashes and asterisks alone have policies and functions of different names", () => {
    const behaviors = {
      "/prices": cachedApi("app", 5, { responseHeaders: {} }),
      "/prices/*": cachedApi("app", 5, { responseHeaders: {} }),
      "/app/*": singlePageApp("files", { indexDocument: "/app/index.html" }),
      "/app-x/*": singlePageApp("files", { indexDocument: "/app-index.html" }),
    };
    const result = distributionOf({ defaultBehavior: { origin: "app" }, behaviors });
    for (const type of ["aws_cloudfront_cache_policy", "aws_cloudfront_response_headers_policy", "aws_cloudfront_function"]) {
      const names = Object.values(result.resources(type)).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test("keep what is left out, or undefined, as their preset has it", () => {
    expect(staticAssets("files", { cache: undefined }).cache).toEqual({});
    expect(cachedApi("app", 30, { cache: { headers: ["accept-language"] } }).cache).toEqual({
      defaultTtlSeconds: 30,
      queryStrings: "all",
      headers: ["accept-language"],
    });
    expect(cachedApi("app", 30, { cache: "disabled" }).cache).toBe("disabled");
    const functions = { viewerRequest: undefined, viewerResponse: { functionArn: "arn:aws:cloudfront::111122223333:function/f" } };
    const result = distributionOf({ defaultBehavior: singlePageApp("files", { functions }) });
    const { function_association } = result.resource("aws_cloudfront_distribution").default_cache_behavior;
    expect(function_association).toMatchObject([{ event_type: "viewer-request" }, { event_type: "viewer-response" }]);
  });

  // What an argument that the provider computes held before stays where a configuration leaves it out (hashicorp/terraform-provider-aws#35528, #20807).
  test("say that there are no key groups and no countries any more", () => {
    const block = distributionOf({ defaultBehavior: { origin: "app" } }).resource("aws_cloudfront_distribution");
    expect(block.default_cache_behavior.trusted_key_groups).toEqual([]);
    expect(block.restrictions.geo_restriction).toEqual({ restriction_type: "none", locations: [] });
  });

  // CloudFront API Reference, DeleteCachePolicy, DeleteOriginAccessControl: what a distribution uses can't be deleted.
  test("have policies and access controls that go after the distribution has let go of them", () => {
    const result = distributionOf({ defaultBehavior: staticAssets("files") });
    for (const type of ["aws_cloudfront_cache_policy", "aws_cloudfront_origin_access_control"]) {
      expect(result.resource(type).lifecycle).toEqual({ create_before_destroy: true });
    }
  });

  test("that cache what cookies may have shaped are warned of", () => {
    const { stack: made } = makeDistribution({ origins, defaultBehavior: passThrough("app", { cache: {}, forward: "everythingButHost" }) });
    expect(JSON.stringify(made.node.findAll().flatMap(({ node }) => node.metadata))).toContain("one viewer gets what was made for another");
    const { stack: fine } = makeDistribution({ origins, defaultBehavior: cachedApi("app", 30) });
    expect(JSON.stringify(fine.node.findAll().flatMap(({ node }) => node.metadata))).not.toContain("one viewer gets");
  });
});

test("two syntheses of one distribution are the same", () => {
  const once = () =>
    Testing.synth(makeDistribution({ origins: { files: { bucket: bucket() } }, defaultBehavior: singlePageApp("files") }).stack);
  expect(once()).toBe(once());
});
