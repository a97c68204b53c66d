import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Edge, EdgeProps, HostedZone } from "../../modules/edge";
import { Bucket, LogBucket } from "../../modules/storage";
import { AlarmTopic, Connections, EncryptionKey, ILoadBalancerOrigin } from "../../src/core";
import { messageOf, statements, synth, testStack } from "../support/synth";

const ZONE = { zoneName: "example.com", zoneId: "Z0123456789ABC" };

function make(props: Partial<EdgeProps> = {}, origin: Partial<ILoadBalancerOrigin> = {}) {
  const stack = testStack();
  const globalProvider = new AwsProvider(stack, "AwsGlobal", { region: "us-east-1", alias: "global" });
  const assets = new Bucket(stack, "Assets", { encryptionKey: new EncryptionKey(stack, "Key") });
  const accessLogs = new LogBucket(stack, "Logs");
  const loadBalancer: ILoadBalancerOrigin = {
    loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/x/1",
    dnsName: "x.eu-central-1.elb.amazonaws.com",
    hostedZoneId: "Z215JYRZR1TBD5",
    originDomainName: "origin.trading.example.com",
    internal: true,
    originDependencies: [],
    connections: new Connections(stack, { securityGroupId: "sg-1" }),
    ...origin,
  };
  const edge = new Edge(stack, "Edge", {
    domainName: "trading.example.com",
    zone: ZONE,
    globalProvider,
    loadBalancer,
    assets,
    accessLogs,
    ...props,
  });
  return { stack, edge, globalProvider, synthesized: () => synth(stack) };
}

const message = (props: Partial<EdgeProps>, origin: Partial<ILoadBalancerOrigin> = {}): string => messageOf(() => make(props, origin));
const invalid = (line: string): string => `trading-test/Edge: invalid input\n  - ${line}`;

describe("an edge by default", () => {
  const result = make().synthesized();
  const distribution = result.resource("aws_cloudfront_distribution");

  test("speaks HTTP/2 and HTTP/3, IPv4 and IPv6, TLS 1.2 and newer", () => {
    expect(distribution).toMatchObject({ http_version: "http2and3", is_ipv6_enabled: true, price_class: "PriceClass_100" });
    expect(distribution.viewer_certificate).toMatchObject({ minimum_protocol_version: "TLSv1.2_2021", ssl_support_method: "sni-only" });
  });

  test("passes everything but assets to the load balancer, uncached, with all that viewers send", () => {
    expect(distribution.default_cache_behavior).toMatchObject({
      target_origin_id: "load-balancer",
      allowed_methods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
      cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
      origin_request_policy_id: "216adef6-5c7f-47e4-b989-5492eafa07d3",
      viewer_protocol_policy: "redirect-to-https",
    });
  });

  test("serves assets from the edge, compressed, told apart by their path alone", () => {
    expect(distribution.ordered_cache_behavior).toMatchObject([
      {
        path_pattern: "/static/*",
        target_origin_id: "assets",
        compress: true,
        cache_policy_id: expect.stringContaining("aws_cloudfront_cache_policy"),
      },
    ]);
    expect(result.resource("aws_cloudfront_cache_policy").parameters_in_cache_key_and_forwarded_to_origin).toMatchObject({
      cookies_config: { cookie_behavior: "none" },
      headers_config: { header_behavior: "none" },
      query_strings_config: { query_string_behavior: "none" },
    });
  });

  test("reaches an internal load balancer through a VPC origin, under the name on its certificate", () => {
    const [origin] = distribution.origin;
    expect(origin).toMatchObject({ domain_name: "origin.trading.example.com", vpc_origin_config: { vpc_origin_id: expect.any(String) } });
    expect(origin.custom_origin_config).toBeUndefined();
    const [endpoint] = result.resource("aws_cloudfront_vpc_origin").vpc_origin_endpoint_config;
    expect(endpoint).toMatchObject({ origin_protocol_policy: "https-only", origin_ssl_protocols: [{ items: ["TLSv1.2"], quantity: 1 }] });
    expect(result.resource("aws_cloudfront_vpc_origin").lifecycle).toMatchObject({ create_before_destroy: true });
  });

  test("reads the bucket as exactly this distribution", () => {
    const policy = statements(result.resource("aws_s3_bucket_policy", "Assets").policy);
    expect(policy.find(({ Sid }) => Sid === "CloudFrontRead")!.Condition).toEqual({
      StringEquals: { "aws:SourceArn": expect.stringContaining("aws_cloudfront_distribution.Edge") },
    });
  });

  test("makes in us-east-1 what CloudFront looks for there", () => {
    for (const type of [
      "aws_acm_certificate",
      "aws_acm_certificate_validation",
      "aws_wafv2_web_acl",
      "aws_wafv2_web_acl_logging_configuration",
      "aws_cloudwatch_log_group",
      "aws_cloudwatch_log_delivery_source",
      "aws_cloudwatch_log_delivery_destination",
      "aws_cloudwatch_log_delivery",
    ]) {
      expect(result.resource(type).provider).toBe("aws.global");
    }
    expect(result.resource("aws_kms_key", "Edge_Key").provider).toBe("aws.global");
  });

  test("delivers access logs once the bucket admits them", () => {
    expect(result.resource("aws_cloudwatch_log_delivery_destination")).toMatchObject({
      output_format: "parquet",
      delivery_destination_configuration: [
        { destination_resource_arn: "arn:aws:s3:::trading-test-logs-111122223333-eu-central-1/cloudfront/Edge" },
      ],
      depends_on: expect.arrayContaining([expect.stringContaining("aws_s3_bucket_policy.Logs")]),
    });
  });

  test("is found by IPv4 and IPv6 aliases", () => {
    const records = Object.values(result.resources("aws_route53_record")).filter(({ alias }) => alias);
    expect(records.map(({ type, name }) => [type, name]).sort()).toEqual([
      ["A", "trading.example.com"],
      ["AAAA", "trading.example.com"],
    ]);
    for (const { alias } of records) expect(alias.evaluate_target_health).toBe(false);
  });

  test("tells browsers what they may do", () => {
    expect(result.resource("aws_cloudfront_response_headers_policy").security_headers_config).toMatchObject({
      strict_transport_security: { access_control_max_age_sec: 31536000, include_subdomains: true, preload: true },
      content_security_policy: {
        content_security_policy: "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; object-src 'none'",
      },
      frame_options: { frame_option: "DENY" },
      content_type_options: { override: true },
      referrer_policy: { referrer_policy: "strict-origin-when-cross-origin" },
    });
  });
});

describe("the web ACL", () => {
  const rules = (props: Partial<EdgeProps> = {}): Record<string, any>[] => make(props).synthesized().resource("aws_wafv2_web_acl").rule;

  test("limits each address, and blocks by AWS's groups but for anonymous addresses, which it counts", () => {
    expect(
      rules().map(({ name, priority, override_action }) => [name, priority, override_action && Object.keys(override_action)[0]]),
    ).toEqual([
      ["RateLimit", 20, undefined],
      ["AWSManagedRulesAmazonIpReputationList", 30, "none"],
      ["AWSManagedRulesAnonymousIpList", 40, "count"],
      ["AWSManagedRulesCommonRuleSet", 50, "none"],
      ["AWSManagedRulesKnownBadInputsRuleSet", 60, "none"],
      ["AWSManagedRulesSQLiRuleSet", 70, "none"],
    ]);
  });

  test("keeps each rule's priority whatever else is turned on or off", () => {
    const changed = rules({
      webAcl: { blockedCountries: ["KP"], blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32"], managedRuleGroups: { common: "off" } },
    });
    expect(changed.map(({ name, priority }) => [name, priority])).toEqual([
      ["BlockedIPV4", 0],
      ["BlockedIPV6", 1],
      ["BlockedCountries", 10],
      ["RateLimit", 20],
      ["AWSManagedRulesAmazonIpReputationList", 30],
      ["AWSManagedRulesAnonymousIpList", 40],
      ["AWSManagedRulesKnownBadInputsRuleSet", 60],
      ["AWSManagedRulesSQLiRuleSet", 70],
    ]);
  });

  test("logs to a group of the name that WAF demands, without credentials", () => {
    const result = make().synthesized();
    expect(result.resource("aws_cloudwatch_log_group").name).toMatch(/^aws-waf-logs-/);
    expect(result.resource("aws_wafv2_web_acl_logging_configuration").redacted_fields).toEqual([
      { single_header: { name: "authorization" } },
      { single_header: { name: "cookie" } },
    ]);
  });

  test("refuses a rate below WAF's least, a code that is no country's, and a range that is everybody", () => {
    const webAcl = { requestsPerFiveMinutes: 5, blockedCountries: ["Germany"], blockedCidrBlocks: ["0.0.0.0/0"] };
    expect(message({ webAcl })).toBe(
      [
        "trading-test/Edge/WebAcl: 3 invalid inputs",
        "  - requestsPerFiveMinutes: must be a whole number from 10 to 2000000000 requests; received 5. Give a value from 10 to 2000000000.",
        '  - blockedCountries: must be two capital letters each; received ["Germany"]. Write them as ["KP"].',
        '  - blockedCidrBlocks: must be ranges, none of them everybody; received ["0.0.0.0/0"]. Write them as ["192.0.2.0/24"].',
      ].join("\n"),
    );
  });
});

describe("an edge's choices", () => {
  test("a public load balancer is reached by its name, with the secret header", () => {
    const header = { name: "x-origin-verify", value: "${var.secret}" };
    const { synthesized } = make({}, { internal: false, originSecretHeader: header });
    const [origin] = synthesized().resource("aws_cloudfront_distribution").origin;
    expect(origin).toMatchObject({ custom_header: [header], custom_origin_config: { origin_protocol_policy: "https-only" } });
    expect(synthesized().resources("aws_cloudfront_vpc_origin")).toEqual({});
  });

  test("failover points DNS elsewhere while the health check fails", () => {
    const result = make({ failover: { dnsName: "standby.example.org", hostedZoneId: "Z9" } }).synthesized();
    const records = Object.values(result.resources("aws_route53_record")).filter(({ type, alias }) => alias && type === "A");
    const [secondary, primary] = records;
    expect([primary, secondary]).toMatchObject([
      { set_identifier: "primary", failover_routing_policy: { type: "PRIMARY" }, health_check_id: expect.any(String) },
      { set_identifier: "secondary", failover_routing_policy: { type: "SECONDARY" }, alias: { name: "standby.example.org" } },
    ]);
  });

  test("geography, origin shield, error pages and more edge locations", () => {
    const distribution = make({
      geoRestriction: { type: "allow", countries: ["DE"] },
      originShieldRegion: "eu-central-1",
      errorPages: { 404: "/static/404.html" },
      priceClass: "PriceClass_All",
    })
      .synthesized()
      .resource("aws_cloudfront_distribution");
    expect(distribution).toMatchObject({
      restrictions: { geo_restriction: { restriction_type: "whitelist", locations: ["DE"] } },
      custom_error_response: [{ error_code: 404, response_code: 404, response_page_path: "/static/404.html" }],
      price_class: "PriceClass_All",
    });
    expect(distribution.origin[1].origin_shield).toEqual({ enabled: true, origin_shield_region: "eu-central-1" });
  });

  test("alarms are made in us-east-1, where the metrics are", () => {
    const { edge, globalProvider, synthesized } = make();
    edge.addAlarms(AlarmTopic.fromArn(edge, "Topic", "arn:aws:sns:us-east-1:111122223333:alarms"), { errors4xx: false });
    const alarms = Object.values(synthesized().resources("aws_cloudwatch_metric_alarm"));
    expect(alarms.map(({ metric_name, provider }) => [metric_name, provider]).sort()).toEqual([
      ["5xxErrorRate", "aws.global"],
      ["BlockedRequests", "aws.global"],
      ["HealthCheckStatus", "aws.global"],
    ]);
    expect(globalProvider.alias).toBe("global");
    for (const widget of edge.dashboardWidgets()) expect(widget.region).toBe("us-east-1");
  });
});

describe("an edge refuses", () => {
  test("a name outside its zone, naming both", () => {
    expect(message({ domainName: "trading.example.org" })).toBe(
      invalid(
        'domainName: must be in the zone example.com; received "trading.example.org". Write it as "trading.example.com", or give the zone that it is in.',
      ),
    );
  });

  test("a load balancer without a name on its certificate", () => {
    expect(message({}, { originDomainName: undefined })).toBe(
      invalid(
        "loadBalancer: must have a name on its certificate: CloudFront accepts no load balancer's own; received nothing. Give originDomainName, a name of the zone.",
      ),
    );
  });

  test("wrong paths, countries, classes, times and regions, all in one error", () => {
    const text = message({
      assetPaths: ["static"],
      priceClass: "PriceClass_300" as "PriceClass_All",
      originReadTimeoutSeconds: 90,
      originShieldRegion: "Frankfurt",
      healthCheckPath: "health",
      geoRestriction: { type: "deny", countries: [] },
      errorPages: { 404: "404.html" },
    });
    expect(text.split("\n").map((line) => line.trim().split(":")[0])).toEqual([
      "trading-test/Edge",
      "- assetPaths",
      "- priceClass",
      "- originReadTimeoutSeconds",
      "- originShieldRegion",
      "- healthCheckPath",
      "- geoRestriction.countries",
      "- errorPages.404",
    ]);
  });
});

describe("a hosted zone", () => {
  test("that exists is taken by its id", () => {
    const stack = testStack();
    expect(new HostedZone(stack, "Zone", ZONE).zoneId).toBe(ZONE.zoneId);
    expect(synth(stack).types).toEqual([]);
  });

  test("without an id is made, and protected", () => {
    const stack = testStack();
    new HostedZone(stack, "Zone", { zoneName: "example.com" });
    expect(synth(stack).resource("aws_route53_zone")).toMatchObject({
      name: "example.com",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("refuses names and ids of another form", () => {
    expect(messageOf(() => new HostedZone(testStack(), "Zone", { zoneName: "Example.com.", zoneId: "example" }))).toBe(
      [
        "trading-test/Zone: 2 invalid inputs",
        '  - zoneName: must be a lower-case domain name without a dot at its end; received "Example.com.". Write it as "example.com".',
        '  - zoneId: must be a hosted zone\'s id; received "example". Copy the one that begins with "Z".',
      ].join("\n"),
    );
  });
});
