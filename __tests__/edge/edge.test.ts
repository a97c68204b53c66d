import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformResource, TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import { Edge, EdgeProps } from "../../modules/edge";
import { Certificate, useRemoval } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { loadBalancer, logBucket, makeEdge, required, synthEdge } from "./fixture";

describe("an edge", () => {
  const result = synthEdge();

  test.each([
    "aws_acm_certificate",
    "aws_acm_certificate_validation",
    "aws_wafv2_web_acl",
    "aws_wafv2_web_acl_logging_configuration",
    "aws_cloudwatch_log_group",
    "aws_cloudwatch_log_delivery_source",
    "aws_cloudwatch_log_delivery_destination",
    "aws_cloudwatch_log_delivery",
    "aws_kms_key",
    "aws_kms_alias",
  ])("creates its %s in us-east-1, where CloudFront looks for it", (type) => {
    expect(result.resource(type).provider).toBe("aws.global");
  });

  test("has the address that viewers use as its URL", () => expect(makeEdge().edge.url).toBe("https://trading.example.com"));

  test("can be read with its defaults", () => {
    expect(makeEdge().edge).toMatchObject({
      alternateDomainNames: [],
      removal: "protect",
      distribution: { priceClass: "PriceClass_100", minimumTlsVersion: "TLSv1.2_2021", errorPages: {} },
    });
  });

  test("hands its distribution the oldest protocol that viewers can connect with", () => {
    const wrong = (): unknown => makeEdge({ minimumTlsVersion: "TLSv1.3_2025" });
    expect(wrong).toThrow("minimumTlsVersion: must be TLSv1.2_2021 with bindings of the AWS provider");
  });

  test("takes the settings of its web ACL as left out where JavaScript says null", () => {
    expect(makeEdge({ webAcl: null as never }).edge.webAclResource!.settings).toEqual(makeEdge().edge.webAclResource!.settings);
  });

  test("has a key of us-east-1, which serves nothing elsewhere, also where the provider's surroundings say the region", () => {
    expect(makeEdge().edge.encryptionKey.region).toBe("us-east-1");
    const stack = testStack();
    const globalProvider = new AwsProvider(stack, "Surroundings", { alias: "surroundings" });
    expect(new Edge(stack, "Edge", { ...required(stack), globalProvider }).encryptionKey.region).toBe("us-east-1");
  });

  test("is deployed after the stacks of what it serves", () => {
    const stack = testStack();
    const elsewhere = new TerraformStack(stack.node.root as Construct, "logs");
    const accessLogs = Object.assign(new Construct(elsewhere, "Logs"), logBucket(elsewhere));
    new Edge(stack, "Edge", { ...required(stack), accessLogs });
    expect(stack.dependsOn(elsewhere)).toBe(true);
  });

  test("is deployed after the stack of its load balancer", () => {
    const stack = testStack();
    const elsewhere = new TerraformStack(stack.node.root as Construct, "services");
    const origin = Object.assign(new Construct(elsewhere, "LoadBalancer"), loadBalancer(stack));
    new Edge(stack, "Edge", { ...required(stack), loadBalancer: origin });
    expect(stack.dependsOn(elsewhere)).toBe(true);
  });

  // The address of a resource is made of the ids on its path: under another one Terraform replaces it.
  test("keeps the ids of its constructs", () => {
    const { edge } = makeEdge({
      webAcl: { blockedCidrBlocks: ["192.0.2.0/24", "2001:db8::/32"] },
      failover: { dnsName: "standby.example.org", hostedZoneId: "Z32O12XQLNTSW2" },
    });
    const resources = edge.node.findAll().filter((child) => TerraformResource.isTerraformResource(child));
    expect(resources.map(({ node }) => node.path.replace("trading-test/Edge/", "")).sort()).toEqual([
      "Certificate/Resource",
      "Certificate/Validation",
      "Distribution/AccessLogs/Destination",
      "Distribution/AccessLogs/Resource",
      "Distribution/AccessLogs/Source",
      "Distribution/CachePolicy-assets/Resource",
      "Distribution/Origin-loadBalancer/VpcOrigin",
      "Distribution/OriginAccessControl",
      "Distribution/Resource",
      "Distribution/ResponseHeadersPolicy",
      "FailoverRecord-trading.example.com-A",
      "FailoverRecord-trading.example.com-AAAA",
      "HealthCheck",
      "Key/Alias",
      "Key/Resource",
      "Record-primary.trading.example.com-A",
      "Record-primary.trading.example.com-AAAA",
      "Record-trading.example.com-A",
      "Record-trading.example.com-AAAA",
      "WebAcl/Blocked-IPV4",
      "WebAcl/Blocked-IPV6",
      "WebAcl/LogGroup",
      "WebAcl/Logging",
      "WebAcl/Resource",
    ]);
  });

  test("protects its logs and their key by default", () => {
    for (const type of ["aws_kms_key", "aws_cloudwatch_log_group"]) {
      expect(result.resource(type).lifecycle).toEqual({ prevent_destroy: true });
    }
  });

  test("destroys its logs and their key where its own removal says so", () => {
    const destroyed = synthEdge({ removal: "destroy" });
    for (const type of ["aws_kms_key", "aws_cloudwatch_log_group"]) expect(destroyed.resource(type).lifecycle).toBeUndefined();
  });

  test("destroys its logs and their key where the stack says so", () => {
    const stack = testStack();
    useRemoval(stack, "destroy");
    new Edge(stack, "Edge", required(stack));
    const destroyed = synth(stack);
    for (const type of ["aws_kms_key", "aws_cloudwatch_log_group"]) expect(destroyed.resource(type).lifecycle).toBeUndefined();
  });
});

test("an edge without a health check has no alarm of it, and no chart", () => {
  const { edge, stack } = makeEdge({ healthCheck: false });
  expect(edge.healthCheck).toBeUndefined();
  const alarms = edge.addAlarms({ topicArn: "arn:aws:sns:us-east-1:111122223333:alarms", region: "us-east-1" });
  expect(Object.keys(alarms)).toEqual(["errors5xx", "errors4xx", "certificateExpiring", "blockedRequests"]);
  expect(JSON.stringify(edge.dashboardWidgets())).not.toContain("HealthCheck");
  expect(synth(stack).resources("aws_route53_health_check")).toEqual({});
});

test.each(["loadBalancer", "assets"] as const)("an edge can do without its %s", (prop) => {
  const synthesized = synthEdge({ [prop]: undefined });
  const { origin, default_cache_behavior } = synthesized.resource("aws_cloudfront_distribution");
  const other = prop === "assets" ? "loadBalancer" : "assets";
  expect(origin).toMatchObject([{ origin_id: other }]);
  expect(default_cache_behavior.target_origin_id).toBe(other);
});

test("an edge without a load balancer is found healthy by its first page", () => {
  expect(synthEdge({ loadBalancer: undefined }).resource("aws_route53_health_check").resource_path).toBe("/");
});

test("an edge with a web ACL that exists makes none", () => {
  const webAclArn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/shared/11111111-2222-3333-4444-555555555555";
  const { edge, stack } = makeEdge({ webAcl: { webAclArn, webAclName: "shared" } });
  const synthesized = synth(stack);
  expect(synthesized.resources("aws_wafv2_web_acl")).toEqual({});
  expect(synthesized.resource("aws_cloudfront_distribution").web_acl_id).toBe(webAclArn);
  expect(edge.webAclResource).toBeUndefined();
});

test("an edge has further origins, and behaviors that come before those of its assets", () => {
  const synthesized = synthEdge({
    origins: { news: { domainName: "news.example.net" } },
    behaviors: { "/static/news/*": { origin: "news" } },
    defaultBehavior: { origin: "loadBalancer", forward: "everythingButHost" },
  });
  const { origin, ordered_cache_behavior } = synthesized.resource("aws_cloudfront_distribution");
  expect(origin.map(({ origin_id }: { origin_id: string }) => origin_id)).toEqual(["loadBalancer", "assets", "news"]);
  expect(ordered_cache_behavior).toMatchObject([{ path_pattern: "/static/news/*" }, { path_pattern: "/static/*" }]);
});

test("an edge's own behavior of its asset path is what counts", () => {
  const keyGroups = [{ keyGroupId: "k-1" }];
  const synthesized = synthEdge({ behaviors: { "/static/*": { origin: "assets", cache: {}, keyGroups } } });
  const { ordered_cache_behavior } = synthesized.resource("aws_cloudfront_distribution");
  expect(ordered_cache_behavior).toMatchObject([{ path_pattern: "/static/*", trusted_key_groups: ["k-1"] }]);
});

describe("the certificate", () => {
  test("is created for every name", () => {
    const certificate = synthEdge({ alternateDomainNames: ["www.example.com"] }).resource("aws_acm_certificate");
    expect(certificate).toMatchObject({ domain_name: "trading.example.com", subject_alternative_names: ["www.example.com"] });
  });

  test("is validated before the distribution uses it", () => {
    const { acm_certificate_arn } = synthEdge().resource("aws_cloudfront_distribution").viewer_certificate;
    expect(acm_certificate_arn).toContain("aws_acm_certificate_validation.Edge");
  });

  test("that is given is used, and none is created", () => {
    const stack = testStack();
    const arn = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";
    const certificate = Certificate.fromArn(stack, "Certificate", arn);
    const edge = new Edge(stack, "Edge", { ...required(stack), certificate });
    const given = synth(stack);
    expect(given.resource("aws_cloudfront_distribution").viewer_certificate.acm_certificate_arn).toBe(arn);
    expect(given.resources("aws_acm_certificate")).toEqual({});
    expect([edge.certificate, edge.certificateResource]).toEqual([certificate, undefined]);
  });
});

test("an edge takes values that only Terraform knows, where they don't decide what is created", () => {
  const stack = testStack();
  const { stringValue, numberValue, listValue } = new TerraformVariable(stack, "later", {});
  const props: Partial<EdgeProps> = {
    zone: { zoneId: stringValue, zoneName: stringValue },
    assetPaths: [stringValue],
    priceClass: stringValue as "PriceClass_All",
    originResponseTimeoutSeconds: numberValue,
    originShieldRegion: stringValue,
    healthCheck: { path: stringValue },
    failover: { dnsName: stringValue, hostedZoneId: stringValue },
    geoRestriction: { type: "allow", countries: listValue },
    webAcl: {
      rateLimits: { perIp: { requests: numberValue } },
      blockedCountries: listValue,
      redactedHeaders: [stringValue],
      logRetentionDays: numberValue,
    },
  };
  new Edge(stack, "Edge", { ...required(stack), ...props });
  const result = synth(stack);
  expect(result.resource("aws_cloudfront_distribution")).toMatchObject({
    price_class: "${var.later}",
    ordered_cache_behavior: [{ path_pattern: "${var.later}" }],
    restrictions: { geo_restriction: { locations: "${var.later}" } },
  });
  expect(result.resource("aws_wafv2_web_acl").rule).toMatchObject([
    { name: "BlockedCountries", statement: { geo_match_statement: { country_codes: "${var.later}" } } },
    { name: "RateLimit-perIp", statement: { rate_based_statement: { limit: "${var.later}" } } },
    ...Array(5).fill({}),
  ]);
});
