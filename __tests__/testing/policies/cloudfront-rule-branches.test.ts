/**
 * What rules of distributions and certificates say of values beside the one that their row in the table has: the others that AWS's page names, and those that it lets pass. Expectations are
 * those of the page that stands with each.
 */
import { POLICY_RULES, checkPolicies } from "../../../src/testing";
import { Change, changedBy, said } from "./support/branches";
import { documentOf } from "./support/secure-platform";

const SITE = "resource/aws_cloudfront_distribution/Site";
const CERTIFICATE = `${SITE}/viewer_certificate`;

describe("certificates", () => {
  test("of a private authority are renewed without validation (ACM User Guide, Renewal for certificates from AWS Private CA)", () => {
    const authority = { certificate_authority_arn: "arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/1" };
    expect(said("acm-renewal", ["resource/aws_acm_certificate/Site", { domain_name: "a.example.com", ...authority }])).toEqual([]);
  });

  test("that are imported have no validation (ACM User Guide, Importing certificates)", () => {
    expect(said("acm-renewal", ["resource/aws_acm_certificate/Site", { certificate_body: "${file(var.body)}" }])).toEqual([]);
  });

  test("of IAM's store are one's own (CloudFront.7)", () => {
    expect(said("cloudfront-certificate", [CERTIFICATE, { iam_certificate_id: "ASCAEXAMPLE" }])).toEqual([]);
  });
});

describe("viewers' and origins' TLS", () => {
  test.each(["TLSv1", "TLSv1_2016", "TLSv1.1_2016", "TLSv1.2_2018", "TLSv1.2_2019"])(
    "%s is no recommended policy (CloudFront.15, securityPolicies)",
    (policy) => {
      expect(said("cloudfront-viewer-tls", [`${CERTIFICATE}/minimum_protocol_version`, policy])).toEqual([
        `viewer_certificate.minimum_protocol_version is "${policy}"`,
      ]);
    },
  );

  test.each(["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"])("%s is one (CloudFront.15, securityPolicies)", (policy) => {
    expect(said("cloudfront-viewer-tls", [`${CERTIFICATE}/minimum_protocol_version`, policy])).toEqual([]);
  });

  test.each([
    ["CloudFront's own certificate", { cloudfront_default_certificate: "true" }],
    ["legacy clients", { acm_certificate_arn: "${aws_acm_certificate.Site.arn}", ssl_support_method: "vip" }],
  ])("the control leaves out %s (CloudFront.15, note)", (_, certificate) => {
    expect(said("cloudfront-viewer-tls", [CERTIFICATE, { minimum_protocol_version: "TLSv1", ...certificate }])).toEqual([]);
  });

  test.each(["SSLv3", "TLSv1", "TLSv1.1"])("an origin isn't reached by %s (RFC 7568 and RFC 8996 deprecate it)", (protocol) => {
    expect(said("cloudfront-origin-tls", [`${SITE}/origin/2/custom_origin_config/origin_ssl_protocols`, ["TLSv1.2", protocol]])).toEqual([
      `origin_ssl_protocols has "${protocol}"`,
    ]);
  });

  test("an origin without TLS shows no certificate whose name must match (CloudFront Developer Guide, Requiring HTTPS to the origin)", () => {
    const origin: Change = [`${SITE}/origin/2/domain_name`, "api-1.eu-central-1.elb.amazonaws.com"];
    expect(said("cloudfront-origin-name", origin)).toEqual(['origin api: domain_name is "api-1.eu-central-1.elb.amazonaws.com"']);
    const plain: Change = [`${SITE}/origin/2/custom_origin_config/origin_protocol_policy`, "http-only"];
    expect(said("cloudfront-origin-name", origin, plain)).toEqual([]);
  });
});

describe("distributions", () => {
  test("whose logs go by standard logging (legacy) are logged (CloudFront.5)", () => {
    const legacy: Change = [`${SITE}/logging_config`, { bucket: "logs.s3.amazonaws.com" }];
    expect(said("cloudfront-access-logs", ["resource/aws_cloudwatch_log_delivery/Site", undefined], legacy)).toEqual([]);
  });

  test("of two stacks may have aliases that variables of their own give", () => {
    const rules = POLICY_RULES.filter(({ id }) => id === "cloudfront-alias-once");
    const one = documentOf(changedBy([[`${SITE}/aliases`, ["${var.alias}"]]]));
    const other = documentOf(changedBy([[`${SITE}/aliases`, ["${var.alias}"]]]));
    expect(checkPolicies([one, other], { rules })).toEqual([]);
  });

  test("share a bucket of their account by aws:SourceAccount (IAM User Guide, The confused deputy problem)", () => {
    const condition = { StringEquals: { "aws:SourceAccount": "111122223333" } };
    expect(said("cloudfront-bucket-policy", ["resource/aws_s3_bucket_policy/Assets/policy/Statement/1/Condition", condition])).toEqual([]);
  });

  test.each(['${file("policy.json")}', undefined])("say nothing of a bucket whose policy only Terraform reads: %s", (policy) => {
    expect(said("cloudfront-bucket-policy", ["resource/aws_s3_bucket_policy/Assets/policy", policy])).toEqual([]);
  });

  test.each([500, 502, 503, 504])(
    "cache %i for ten seconds (CloudFront Developer Guide, Control how long CloudFront caches errors)",
    (code) => {
      const responses = [500, 502, 503, 504].filter((one) => one !== code).map((one) => ({ error_code: one, error_caching_min_ttl: 0 }));
      expect(said("cloudfront-error-caching", [`${SITE}/custom_error_response`, responses])).toEqual([
        `responses with ${code} are cached for 10 seconds or more`,
      ]);
    },
  );

  const failover = (...methods: string[]): readonly Change[] => [
    [`${SITE}/default_cache_behavior/target_origin_id`, "failover"],
    [`${SITE}/default_cache_behavior/allowed_methods`, methods],
  ];

  test.each(["DELETE", "PATCH", "POST", "PUT"])("don't fail over for %s (CloudFront Developer Guide, Origin failover)", (method) => {
    expect(said("cloudfront-failover-methods", ...failover("GET", "HEAD", method))).toEqual([
      `behavior *: allowed_methods is ["GET","HEAD","${method}"]`,
    ]);
  });

  test("fail over for GET, HEAD and OPTIONS", () => {
    expect(said("cloudfront-failover-methods", ...failover("GET", "HEAD", "OPTIONS"))).toEqual([]);
  });

  test("have their web ACL in us-east-1 (WAF Developer Guide, How AWS WAF works with Amazon CloudFront features)", () => {
    expect(said("cloudfront-global-region", ["resource/aws_wafv2_web_acl/Site/provider", undefined])).toEqual(["Site is in eu-central-1"]);
  });

  test("need a default root object where the root is a bucket's, and not another path (CloudFront.1)", () => {
    const none: Change = [`${SITE}/default_root_object`, undefined];
    expect(said("cloudfront-root-object", none, [`${SITE}/default_cache_behavior/target_origin_id`, "api"])).toEqual([]);
  });

  test.each([
    ["content_type_options", undefined, "content_type_options is not set"],
    ["strict_transport_security", { access_control_max_age_sec: 300 }, "strict_transport_security.access_control_max_age_sec is 300"],
  ])("send %s (CloudFront Developer Guide, Security headers)", (header, value, detail) => {
    const path = `resource/aws_cloudfront_response_headers_policy/Site/security_headers_config/${header}`;
    expect(said("cloudfront-security-headers", [path, value])).toEqual([detail]);
  });
});
