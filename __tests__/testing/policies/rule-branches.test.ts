/**
 * What rules say of values beside the one that their row in the table has: the others that AWS's page names, and those that it lets pass. Expectations are
 * those of the page that stands with each.
 */
import { POLICY_RULES, SynthesizedStack, checkPolicies } from "../../../src/testing";
import { Change, changedBy, said } from "./support/branches";
import { documentOf } from "./support/secure-platform";

test.each([
  [{ "//": { metadata: { stackName: "prod" } } }, "prod/terraform"],
  [{ "//": { metadata: {} } }, "terraform"],
  [{}, "terraform"],
])("a finding about Terraform's settings is at its stack's: %j", (metadata, path) => {
  const stack = new SynthesizedStack({ ...metadata, terraform: { backend: { s3: { bucket: "state", key: "prod" } } } });
  const rules = POLICY_RULES.filter(({ id }) => id === "terraform-state-lock");
  expect(checkPolicies([stack], { rules }).map((finding) => finding.path)).toEqual([path]);
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
    ["eu-west-1", "it is in eu-central-1, and notifies Ireland in eu-west-1"],
    ["eu-central-1", undefined],
    ["${var.region}", undefined],
  ])("an alarm notifies a topic of its own region (Amazon CloudWatch API Reference, PutMetricAlarm): one in %s", (region, detail) => {
    const stack = new SynthesizedStack({
      provider: { aws: [{ region: "eu-central-1" }, { alias: "ireland", region }] },
      resource: {
        aws_cloudwatch_metric_alarm: { Cpu: { namespace: "AWS/EC2", alarm_actions: ["${aws_sns_topic.Ireland.arn}"] } },
        aws_sns_topic: { Ireland: { provider: "aws.ireland" } },
      },
    });
    const rules = POLICY_RULES.filter(({ id }) => id === "cloudwatch-alarm-region");
    expect(checkPolicies([stack], { rules }).map((finding) => finding.detail)).toEqual(detail === undefined ? [] : [detail]);
  });

  test.each([
    [364, ["retention_in_days is 364"]],
    [180, ["retention_in_days is 180"]],
    [365, []],
    [400, []],
  ])("a log group that keeps %i days (CloudWatch.16)", (days, details) => {
    expect(said("cloudwatch-log-retention", ["resource/aws_cloudwatch_log_group/Service/retention_in_days", days])).toEqual(details);
  });

  test.each([
    [undefined, "retention_in_days is not set"],
    [0, "retention_in_days is 0"],
  ])("a log group never expires by %j: a rule of this kit (AWS Config, cw-loggroup-retention-period-check takes it)", (days, detail) => {
    expect(said("cloudwatch-log-retention", ["resource/aws_cloudwatch_log_group/Service/retention_in_days", days])).toEqual([detail]);
    expect(POLICY_RULES.find(({ id }) => id === "cloudwatch-log-retention")!.source).toMatch(/is a rule of this kit: AWS Config/);
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

  test.each(["", "${var.name}", undefined])("of %j may be each another", (name) => {
    expect(said("names-unique", ["resource/aws_sqs_queue", { A: { name }, B: { name } }])).toEqual([]);
  });

  // IAM User Guide, "Create a service-linked role": one of each service, or one for each suffix.
  test("of service-linked roles are a service's, those of buckets everybody's", () => {
    const linked = (aws_service_name: string) => ({ aws_service_name, custom_suffix: "api" });
    const roles = (first: string, second: string) => ({ A: linked(first), B: linked(second) });
    expect(said("names-unique", ["resource/aws_iam_service_linked_role", roles("a.amazonaws.com", "b.amazonaws.com")])).toEqual([]);
    expect(said("names-unique", ["resource/aws_iam_service_linked_role", roles("a.amazonaws.com", "a.amazonaws.com")])).toEqual([
      'custom_suffix "api" is that of A too',
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

describe("records", () => {
  test("a secondary record has the type of its primary (Route 53 Developer Guide, Failover routing)", () => {
    expect(said("route53-failover", ["resource/aws_route53_record/Secondary/type", "AAAA"])).toEqual([
      "there is no SECONDARY record of its name and type",
    ]);
  });

  test("an alias of a load balancer may evaluate its health (Route 53 API Reference, AliasTarget)", () => {
    const balancer = { zone_id: "${aws_lb.Api.zone_id}", evaluate_target_health: true };
    expect(said("route53-alias-health", ["resource/aws_route53_record/Primary/alias", balancer])).toEqual([]);
  });
});

describe("buckets", () => {
  test.each(["aws:kms", "aws:kms:dsse"])("are encrypted under a key by %s (S3.17)", (algorithm) => {
    const path = "resource/aws_s3_bucket_server_side_encryption_configuration/Assets/rule/0/apply_server_side_encryption_by_default";
    expect(said("s3-bucket-encryption-key", [`${path}/sse_algorithm`, algorithm])).toEqual([]);
  });

  const granting = (account: string, Action: string): Change => [
    "resource/aws_s3_bucket_policy/Assets/policy/Statement/2",
    { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${account}:root` }, Action, Resource: "*" },
  ];

  test.each(["s3:DeleteBucketPolicy", "s3:PutBucketAcl", "s3:PutBucketPolicy", "s3:PutEncryptionConfiguration", "s3:PutObjectAcl"])(
    "let another account call %s (S3.6)",
    (action) => {
      expect(said("s3-bucket-policy-of-own-account", granting("444455556666", action))).toEqual([
        `account 444455556666 may call ${action}`,
      ]);
      expect(said("s3-bucket-policy-of-own-account", granting("111122223333", action))).toEqual([]);
    },
  );

  test("let another account read (S3.6)", () => {
    expect(said("s3-bucket-policy-of-own-account", granting("444455556666", "s3:GetObject"))).toEqual([]);
  });

  test.each(["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"])(
    "have %s on (S3.8)",
    (setting) => {
      expect(said("s3-bucket-public-access-block", [`resource/aws_s3_bucket_public_access_block/Assets/${setting}`, undefined])).toEqual([
        `${setting} is not set`,
      ]);
    },
  );

  test("deny plain HTTP to everybody, and not to one role (S3.5)", () => {
    const role = { AWS: "arn:aws:iam::111122223333:role/deploy" };
    const path = "resource/aws_s3_bucket_policy/Assets/policy/Statement/0/Principal";
    expect(said("s3-bucket-tls", [path, role])).toEqual(["no statement of its policy denies requests without TLS"]);
    expect(said("s3-bucket-tls", [path, { AWS: "*" }])).toEqual([]);
  });

  const DENIAL = "resource/aws_s3_bucket_policy/Assets/policy/Statement/0";

  test.each([
    { BoolIfExists: { "aws:SecureTransport": "false" } },
    { Bool: { "aws:securetransport": "false" } },
    { Bool: { "aws:SecureTransport": false } },
  ])("deny plain HTTP by %j (IAM User Guide, Condition: names of keys have no case)", (condition) => {
    expect(said("s3-bucket-tls", [`${DENIAL}/Condition`, condition])).toEqual([]);
  });

  test.each([
    "arn:aws:s3:::logs/*",
    "${aws_s3_bucket.Logs.arn}/*",
    "arn:aws:s3:::${aws_s3_bucket.Logs.bucket}/*",
    // The bucket alone is none of its objects (Amazon S3 User Guide, Policy resources for Amazon S3).
    "arn:aws:s3:::assets",
    "${aws_s3_bucket.Assets.arn}",
  ])("deny plain HTTP on %s, which isn't the bucket's objects (S3.5)", (resource) => {
    expect(said("s3-bucket-tls", [`${DENIAL}/Resource`, resource])).toEqual(["no statement of its policy denies requests without TLS"]);
  });

  test.each([
    "arn:aws:s3:::assets/*",
    "arn:aws-cn:s3:::assets*",
    "${aws_s3_bucket.Assets.arn}/*",
    "arn:aws:s3:::${aws_s3_bucket.Assets.bucket}/*",
    "arn:${data.aws_partition.current.partition}:s3:::assets/*",
    "${local.arn}/*",
  ])("deny plain HTTP on %s, which is the bucket's objects or may be (S3.5)", (resource) => {
    expect(said("s3-bucket-tls", [`${DENIAL}/Resource`, ["arn:aws:s3:::logs/*", resource]])).toEqual([]);
  });

  test("deny plain HTTP on all but another bucket (IAM User Guide, IAM JSON policy elements: NotResource)", () => {
    const others = { NotResource: "arn:aws:s3:::logs/*" };
    const condition = { Bool: { "aws:SecureTransport": "false" } };
    expect(said("s3-bucket-tls", [DENIAL, { Effect: "Deny", Principal: "*", Action: "s3:*", ...others, Condition: condition }])).toEqual(
      [],
    );
  });

  test("deny plain HTTP on what may be a bucket whose name only Terraform knows", () => {
    const name: Change = ["resource/aws_s3_bucket/Assets/bucket", "${var.name}"];
    expect(said("s3-bucket-tls", name, [`${DENIAL}/Resource`, "arn:aws:s3:::trading-assets/*"])).toEqual([]);
    expect(said("s3-bucket-tls", name, [`${DENIAL}/Resource`, "${aws_s3_bucket.Assets.arn}/*"])).toEqual([]);
    expect(said("s3-bucket-tls", name, [`${DENIAL}/Resource`, "${aws_s3_bucket.Logs.arn}/*"])).toHaveLength(1);
  });
});

describe("topics", () => {
  test.each(["alarm_actions", "ok_actions", "insufficient_data_actions"])(
    "of %s need a key of one's own (SNS Developer Guide, Amazon SNS key management)",
    (actions) => {
      const alarm = { alarm_name: "one", [actions]: ["${aws_sns_topic.Own.arn}"] };
      const changes: readonly Change[] = [
        ["resource/aws_cloudwatch_metric_alarm", { One: alarm }],
        ["resource/aws_sns_topic/Own", { name: "own", kms_master_key_id: "alias/aws/sns" }],
      ];
      expect(said("sns-alarm-topic-key", ...changes)).toEqual(['kms_master_key_id is "alias/aws/sns"']);
    },
  );

  test("are encrypted under the key of an alias (KMS Developer Guide, Aliases in AWS KMS)", () => {
    const alias = (key: string): readonly Change[] => [
      ["resource/aws_kms_alias/Orders", { name: "alias/orders", target_key_id: `\${aws_kms_key.${key}.key_id}` }],
      ["resource/aws_sns_topic/Alarms/kms_master_key_id", "alias/orders"],
    ];
    expect(said("kms-key-region", ...alias("Key"))).toEqual([]);
    expect(said("kms-key-region", ...alias("Global"))).toEqual(["it is in eu-central-1, and its key Global in us-east-1"]);
  });
});

describe("stacks", () => {
  test("that forbid accounts are guarded too (provider, forbidden_account_ids)", () => {
    const provider = [{ region: "eu-central-1", forbidden_account_ids: ["444455556666"] }];
    expect(said("terraform-account-guard", ["provider/aws", provider])).toEqual([]);
  });

  test("lock their state by a table as well (Terraform, Backend Type: s3, State Locking)", () => {
    const backend = { bucket: "states", encrypt: true, dynamodb_table: "locks" };
    expect(said("terraform-state-lock", ["terraform/backend/s3", backend])).toEqual([]);
  });

  test.each([
    ["aws_db_instance", "password"],
    ["aws_elasticache_replication_group", "auth_token"],
    ["aws_elasticache_user", "passwords"],
    ["aws_rds_cluster", "master_password"],
    ["aws_secretsmanager_secret_version", "secret_string"],
    ["aws_secretsmanager_secret_version", "secret_binary"],
  ])("hold %s.%s in their state (provider: the argument is stored in the state), which no message shows", (type, argument) => {
    expect(said("terraform-no-secrets", [`resource/${type}/Secret`, { [argument]: "correct-horse" }])).toEqual([`${argument} is set`]);
  });

  test.each([
    "aws_backup_vault",
    "aws_elasticache_replication_group",
    "aws_elasticache_serverless_cache",
    "aws_kms_key",
    "aws_rds_cluster",
    "aws_s3_bucket",
  ])("lose data with %s", (type) => {
    expect(said("terraform-prevent-destroy", [`resource/${type}`, { One: {} }])).toContain("lifecycle.prevent_destroy is not set");
  });
});

test("a bucket of AWS WAF's logs begins with aws-waf-logs- (WAF Developer Guide, Sending web ACL traffic logs to an Amazon S3 bucket)", () => {
  const path = "resource/aws_wafv2_web_acl_logging_configuration/Site/log_destination_configs";
  expect(said("waf-log-name", [path, ["${aws_s3_bucket.Logs.arn}"]])).toEqual(["it logs to logs"]);
});

test.each(["vpc_id", "subnet_id", "eni_id"])(
  "flow logs by %s say which traffic they have (EC2 API Reference, CreateFlowLogs)",
  (argument) => {
    const log = { [argument]: "x-1", traffic_type: "REJECT" };
    expect(said("vpc-flow-logs-of-all-traffic", ["resource/aws_flow_log/Vpc", log])).toEqual(['traffic_type is "REJECT"']);
  },
);

test("all rules are asked where none are named", () => {
  const weak = documentOf(changedBy([["resource/aws_acm_certificate/Site/key_algorithm", "RSA_1024"]]));
  const asked = checkPolicies(weak, { rules: POLICY_RULES });
  expect(asked.map(({ rule }) => rule)).toContain(POLICY_RULES[0]!.id);
  expect(checkPolicies(weak)).toEqual(asked);
});

describe("a policy for everybody", () => {
  const condition = (key: string, value: string): Change => [
    "resource/aws_sqs_queue_policy/Arrivals/policy/Statement/Condition",
    { StringEquals: { [key]: value } },
  ];

  test.each([
    ["aws:SourceArn", "arn:aws:sns:eu-central-1:111122223333:orders"],
    ["aws:SourceVpc", "vpc-1"],
    ["aws:SourceVpce", "vpce-1"],
    ["aws:SourceOwner", "111122223333"],
    ["aws:SourceAccount", "111122223333"],
    ["aws:SourceIp", "203.0.113.9/32"],
    ["aws:userid", "AROAEXAMPLE:api"],
    ["aws:PrincipalOrgID", "o-1"],
  ])('is for some by %s (Amazon S3 User Guide, Blocking public access, The meaning of "public")', (key, value) => {
    expect(said("sqs-queue-not-public", condition(key, value))).toEqual([]);
  });

  test.each([
    ["aws:SecureTransport", "true"],
    ["aws:PrincipalType", "AssumedRole"],
  ])("is for everybody though it has a condition on %s", (key, value) => {
    expect(said("sqs-queue-not-public", condition(key, value))).toEqual(["a statement of its policy allows everybody"]);
  });
});
