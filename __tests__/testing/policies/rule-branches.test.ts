/**
 * What rules say of values beside the one that their row in the table has: the others that AWS's page names, and those that it lets pass. Expectations are
 * those of the page that stands with each.
 */
import { Arguments, POLICY_RULES, checkPolicies } from "../../../src/testing";
import { documentOf, securePlatform } from "./support/secure-platform";

/** A path in the configuration, and what stands there; nothing: it is taken out. */
type Change = readonly [path: string, value: unknown];

function changedBy(changes: readonly Change[]): Arguments {
  const platform = JSON.parse(JSON.stringify(securePlatform())) as Arguments;
  for (const [path, value] of changes) {
    const names = path.split("/");
    const last = names.pop()!;
    const parent = names.reduce<Arguments>((within, name) => (within[name] ??= {}) as Arguments, platform);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return platform;
}

/** What one rule says of the configuration with some values changed. */
function said(rule: string, ...changes: readonly Change[]): string[] {
  const rules = POLICY_RULES.filter(({ id }) => id === rule);
  return checkPolicies(documentOf(changedBy(changes)), { rules, today: "2026-11-26" }).map(({ detail }) => detail);
}

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
    "%s is no policy that the rule takes (CloudFront Developer Guide, Supported protocols and ciphers)",
    (policy) => {
      expect(said("cloudfront-viewer-tls", [`${CERTIFICATE}/minimum_protocol_version`, policy])).toEqual([
        `viewer_certificate.minimum_protocol_version is "${policy}"`,
      ]);
    },
  );

  test.each(["TLSv1.2_2021", "TLSv1.2_2025", "TLSv1.3_2025"])("%s is one", (policy) => {
    expect(said("cloudfront-viewer-tls", [`${CERTIFICATE}/minimum_protocol_version`, policy])).toEqual([]);
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

describe("trails, alarms and logs", () => {
  test("a trail whose validation is turned off has none (CloudTrail.4)", () => {
    expect(said("cloudtrail-validation", ["resource/aws_cloudtrail/Trail/enable_log_file_validation", false])).toEqual([
      "enable_log_file_validation is false",
    ]);
  });

  test.each([undefined, []])("an alarm with %j for actions tells nobody (CloudWatch.15)", (actions) => {
    expect(said("cloudwatch-alarm-actions", ["resource/aws_cloudwatch_metric_alarm/Cpu/alarm_actions", actions])).toEqual([
      `alarm_actions is ${actions === undefined ? "not set" : "[]"}`,
    ]);
  });

  test("health checks have their metrics in us-east-1 (Route 53 Developer Guide, Monitoring health checks using CloudWatch)", () => {
    expect(said("cloudwatch-alarm-region", ["resource/aws_cloudwatch_metric_alarm/Cpu/namespace", "AWS/Route53"])).toEqual([
      "it is in eu-central-1, where AWS/Route53 has no metrics",
    ]);
  });

  test.each([
    [364, ["retention_in_days is 364"]],
    [180, ["retention_in_days is 180"]],
    [365, []],
    [400, []],
  ])("a log group that keeps %i days (CloudWatch.16)", (days, details) => {
    expect(said("cloudwatch-log-retention", ["resource/aws_cloudwatch_log_group/Service/retention_in_days", days])).toEqual(details);
  });
});

describe("IAM policies", () => {
  const trusting = (subject: string): Change => [
    "resource/aws_iam_role/Deploy/assume_role_policy/Statement/Condition",
    { StringLike: { "token.actions.githubusercontent.com:sub": subject } },
  ];

  test.each(["*", "repo:*"])("trust every repository by %s (IAM User Guide, Create a role for OpenID Connect federation)", (subject) => {
    expect(said("iam-github-trust", trusting(subject))).toEqual([`assume_role_policy accepts ${subject}`]);
  });

  test("trust the branches of one repository", () => {
    expect(said("iam-github-trust", trusting("repo:acme/platform:ref:refs/heads/*"))).toEqual([]);
  });

  const allowing = (Action: string, Resource: string): Change => [
    "resource/aws_iam_role_policy/Deploy/policy/Statement",
    { Effect: "Allow", Action, Resource },
  ];

  test.each([
    ["kms:Decrypt", "arn:aws:kms:*:111122223333:key/*"],
    ["kms:ReEncryptFrom", "*"],
    ["kms:*", "*"],
  ])("allow %s on %s (KMS.2)", (action, resource) => {
    expect(said("iam-no-decryption-of-all-keys", allowing(action, resource))).toEqual([
      `a statement of its policy allows ${action} on every key`,
    ]);
  });

  test("allow kms:Encrypt on every key (KMS.2)", () => {
    expect(said("iam-no-decryption-of-all-keys", allowing("kms:Encrypt", "*"))).toEqual([]);
  });

  test("allow all but a service's actions by NotAction (IAM.21)", () => {
    const policy = { Statement: { Effect: "Allow", NotAction: "iam:*", Resource: "*" } };
    expect(said("iam-no-service-wildcards", ["resource/aws_iam_policy/Publish/policy", policy])).toEqual([
      "a statement of its policy allows by NotAction",
    ]);
  });
});

describe("streams and keys", () => {
  test("a stream keeps its records for a day unless it says otherwise (Kinesis.3)", () => {
    expect(said("kinesis-stream-retention", ["resource/aws_kinesis_stream/Requests/retention_period", undefined])).toEqual([
      "retention_period is not set",
    ]);
  });

  test("KMS rotates no asymmetric key (KMS Developer Guide, Rotate AWS KMS keys)", () => {
    const signing = { customer_master_key_spec: "RSA_2048", key_usage: "SIGN_VERIFY" };
    expect(said("kms-key-rotation", ["resource/aws_kms_key/Signing", signing])).toEqual([]);
  });
});

describe("names", () => {
  const acl = (scope: string) => ({ name: "same", scope, provider: "aws.global" });
  const dashboard = (provider?: string) => ({ dashboard_name: "orders", provider });

  test("of dashboards are an account's (CloudWatch User Guide, Using Amazon CloudWatch dashboards)", () => {
    expect(said("names-unique", ["resource/aws_cloudwatch_dashboard", { A: dashboard(), B: dashboard("aws.global") }])).toEqual([
      'dashboard_name "orders" is that of A too',
    ]);
  });

  test("of queues are a region's (SQS Developer Guide, Queue and message identifiers)", () => {
    const queues = { A: { name: "orders" }, B: { name: "orders", provider: "aws.global" } };
    expect(said("names-unique", ["resource/aws_sqs_queue", queues])).toEqual([]);
  });

  test("of web ACLs are a scope's (WAF API Reference, CreateWebACL)", () => {
    expect(said("names-unique", ["resource/aws_wafv2_web_acl", { A: acl("CLOUDFRONT"), B: acl("REGIONAL") }])).toEqual([]);
    expect(said("names-unique", ["resource/aws_wafv2_web_acl", { A: acl("REGIONAL"), B: acl("REGIONAL") }])).toEqual([
      'name "same" is that of A too',
    ]);
  });

  test("of a stack that doesn't say its account may be those of another", () => {
    const rules = POLICY_RULES.filter(({ id }) => id === "names-unique");
    const queue: Change = ["resource", { aws_sqs_queue: { Arrivals: { name: "arrivals" } } }];
    const first = documentOf(changedBy([queue]));
    const unsaid = documentOf(changedBy([queue, ["provider/aws", [{ region: "eu-central-1" }]]]));
    const other = documentOf(changedBy([queue, ["provider/aws/0/allowed_account_ids", ["444455556666"]]]));
    expect(checkPolicies([first, unsaid], { rules }).map(({ detail }) => detail)).toEqual(['name "arrivals" is that of Arrivals too']);
    expect(checkPolicies([first, other], { rules })).toEqual([]);
  });
});

describe("quotas", () => {
  const several = (count: number, make: (index: number) => unknown) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`R${index}`, make(index)]));
  const targets = (count: number) => ({ action: [{ forward: { target_group: Array.from({ length: count }, () => ({})) } }] });

  test("five target groups for an action, one hundred rules, 25 certificates (User Guide for Application Load Balancers, Quotas)", () => {
    expect(said("quota-load-balancer", ["resource/aws_lb_listener_rule/Api", targets(5)])).toEqual([]);
    const listener: Change = ["resource/aws_lb_listener/L", { load_balancer_arn: "${aws_lb.Api.arn}" }];
    const listenerArn = "${aws_lb_listener.L.arn}";
    const rules = (count: number): Change => ["resource/aws_lb_listener_rule", several(count, () => ({ listener_arn: listenerArn }))];
    expect(said("quota-load-balancer", listener, rules(100))).toEqual([]);
    expect(said("quota-load-balancer", listener, rules(101))).toEqual(["it has 101 rules"]);
    const certificates = (count: number): Change => [
      "resource/aws_lb_listener_certificate",
      several(count, () => ({ listener_arn: listenerArn })),
    ];
    expect(said("quota-load-balancer", listener, certificates(25))).toEqual([]);
    expect(said("quota-load-balancer", listener, certificates(26))).toEqual(["it has 26 further certificates"]);
  });

  test("white space of a policy isn't counted (IAM User Guide, IAM and AWS STS quotas)", () => {
    const policy = JSON.stringify({ Statement: { Effect: "Allow", Action: "sns:Publish", Resource: "*" } });
    expect(said("quota-policy-size", ["resource/aws_iam_policy/Publish/policy", policy.replace(/,/g, `,${" ".repeat(4000)}`)])).toEqual([]);
  });

  test("the trust policy of a role has 2,048 characters (IAM User Guide, IAM and AWS STS quotas)", () => {
    const trust = (length: number): Change => ["resource/aws_iam_role/Deploy/assume_role_policy", `{"Id":"${"x".repeat(length - 9)}"}`];
    expect(said("quota-policy-size", trust(2048))).toEqual([]);
    expect(said("quota-policy-size", trust(2049))).toEqual(["assume_role_policy has 2049 characters of 2048"]);
  });

  test("managed policies of both kinds of attachment count together (IAM User Guide, IAM and AWS STS quotas)", () => {
    const arns = Array.from({ length: 10 }, (_, index) => `arn:aws:iam::aws:policy/P${index}`);
    const attached: Change = ["resource/aws_iam_role/Deploy/managed_policy_arns", arns];
    expect(said("quota-role-policies", attached)).toEqual([]);
    const another = { role: "${aws_iam_role.Deploy.name}", policy_arn: "arn:aws:iam::aws:policy/P10" };
    expect(said("quota-role-policies", attached, ["resource/aws_iam_role_policy_attachment/One", another])).toEqual(["it has 11"]);
  });

  test("sixty rules of a security group each way (VPC User Guide, Amazon VPC quotas)", () => {
    const egress = (count: number): Change => [
      "resource/aws_security_group/Group",
      { egress: [{ description: "All", cidr_blocks: Array.from({ length: count }, (_, index) => `10.0.${index}.0/24`) }] },
    ];
    expect(said("quota-security-group-rules", egress(60))).toEqual([]);
    expect(said("quota-security-group-rules", egress(61))).toEqual(["it has 61 egress rules for IPv4"]);
  });

  test("twenty rules of a network ACL each way (VPC User Guide, Amazon VPC quotas)", () => {
    const egress = (count: number): Change => ["resource/aws_network_acl/Acl", { egress: Array.from({ length: count }, () => ({})) }];
    expect(said("quota-network-acl-rules", egress(20))).toEqual([]);
    expect(said("quota-network-acl-rules", egress(21))).toEqual(["it has 21 egress rules"]);
  });
});
