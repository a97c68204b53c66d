/** Each rule catches one changed value of a configuration that keeps all, and no other rule does. Expectations are those of the page that the rule names as its source. */
import { POLICY_RULES, checkPolicies } from "../../../src/testing";
import { changed, documentOf, securePlatform } from "./support/secure-platform";

const everybody = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const allow = (Action: unknown, Resource: unknown = "*") => ({ Statement: { Effect: "Allow", Action, Resource } });
const DISTRIBUTION = "resource/aws_cloudfront_distribution/Site";

/** By rule: where a value is changed, to what (nothing: it is taken out), and what the finding says. */
const ROWS: readonly (readonly [rule: string, path: string, value: unknown, detail: string])[] = [
  ["acm-key-size", "resource/aws_acm_certificate/Site/key_algorithm", "RSA_1024", 'key_algorithm is "RSA_1024"'],
  ["acm-renewal", "resource/aws_acm_certificate/Site/validation_method", "EMAIL", 'validation_method is "EMAIL"'],
  [
    "acm-replaceable",
    "resource/aws_acm_certificate/Site/lifecycle/create_before_destroy",
    undefined,
    "lifecycle.create_before_destroy is not set",
  ],
  ["backup-vault-encryption", "resource/aws_backup_vault/Vault/kms_key_arn", undefined, "kms_key_arn is not set"],
  ["cloudfront-access-logs", "resource/aws_cloudwatch_log_delivery/Site", undefined, "it has neither a log delivery nor a logging_config"],
  [
    "cloudfront-alias-once",
    "resource/aws_cloudfront_distribution/Other",
    { ...securePlatform().resource.aws_cloudfront_distribution.Site, logging_config: { bucket: "b" } },
    "trading.example.com is an alias of Site too",
  ],
  [
    "cloudfront-bucket-key",
    "resource/aws_kms_key/Key/policy/Statement/3/Action",
    "kms:DescribeKey",
    "the policy of Key doesn't let cloudfront.amazonaws.com decrypt",
  ],
  [
    "cloudfront-bucket-origin-access",
    `${DISTRIBUTION}/origin/0/origin_access_control_id`,
    undefined,
    "origin assets: origin_access_control_id is not set",
  ],
  [
    "cloudfront-bucket-policy",
    "resource/aws_s3_bucket_policy/Assets/policy/Statement/1/Condition",
    undefined,
    "the policy of Assets lets every distribution read",
  ],
  [
    "cloudfront-certificate",
    `${DISTRIBUTION}/viewer_certificate`,
    { cloudfront_default_certificate: true },
    "viewer_certificate has no certificate of yours",
  ],
  [
    "cloudfront-error-caching",
    `${DISTRIBUTION}/custom_error_response/1/error_caching_min_ttl`,
    10,
    "responses with 502 are cached for 10 seconds or more",
  ],
  [
    "cloudfront-failover-methods",
    `${DISTRIBUTION}/ordered_cache_behavior/0/target_origin_id`,
    "failover",
    'behavior /api/*: allowed_methods is ["GET","HEAD","POST"]',
  ],
  [
    "cloudfront-function-url-access",
    `${DISTRIBUTION}/origin/1/origin_access_control_id`,
    undefined,
    "origin function: origin_access_control_id is not set",
  ],
  ["cloudfront-global-region", "resource/aws_acm_certificate/Site/provider", undefined, "Site is in eu-central-1"],
  ["cloudfront-origin-failover", `${DISTRIBUTION}/origin_group`, [], "it has no origin_group"],
  [
    "cloudfront-origin-https",
    `${DISTRIBUTION}/origin/2/custom_origin_config/origin_protocol_policy`,
    "match-viewer",
    'origin_protocol_policy is "match-viewer"',
  ],
  [
    "cloudfront-origin-name",
    `${DISTRIBUTION}/origin/2/domain_name`,
    "${aws_lb.Api.dns_name}",
    'origin api: domain_name is "${aws_lb.Api.dns_name}"',
  ],
  [
    "cloudfront-origin-signing",
    "resource/aws_cloudfront_origin_access_control/Assets/signing_behavior",
    "no-override",
    'signing_behavior is "no-override"',
  ],
  [
    "cloudfront-origin-tls",
    `${DISTRIBUTION}/origin/2/custom_origin_config/origin_ssl_protocols/1`,
    "SSLv3",
    'origin_ssl_protocols has "SSLv3"',
  ],
  [
    "cloudfront-response-headers",
    `${DISTRIBUTION}/default_cache_behavior/response_headers_policy_id`,
    undefined,
    "behavior *: response_headers_policy_id is not set",
  ],
  ["cloudfront-root-object", `${DISTRIBUTION}/default_root_object`, undefined, "default_root_object is not set"],
  [
    "cloudfront-security-headers",
    "resource/aws_cloudfront_response_headers_policy/Site/security_headers_config/frame_options",
    undefined,
    "frame_options is not set",
  ],
  ["cloudfront-signers", `${DISTRIBUTION}/default_cache_behavior/trusted_signers`, ["self"], 'behavior *: trusted_signers is ["self"]'],
  ["cloudfront-sni", `${DISTRIBUTION}/viewer_certificate/ssl_support_method`, "vip", 'viewer_certificate.ssl_support_method is "vip"'],
  [
    "cloudfront-viewer-tls",
    `${DISTRIBUTION}/viewer_certificate/minimum_protocol_version`,
    "TLSv1.1_2016",
    'viewer_certificate.minimum_protocol_version is "TLSv1.1_2016"',
  ],
  [
    "cloudfront-viewers-https",
    `${DISTRIBUTION}/default_cache_behavior/viewer_protocol_policy`,
    "allow-all",
    'behavior *: viewer_protocol_policy is "allow-all"',
  ],
  ["cloudfront-vpc-origin-gateway", "resource/aws_internet_gateway/Gateway", undefined, "Vpc has no internet gateway"],
  [
    "cloudfront-vpc-origin-replaceable",
    "resource/aws_cloudfront_vpc_origin/Api/lifecycle",
    undefined,
    "lifecycle.create_before_destroy is not set",
  ],
  ["cloudfront-web-acl", `${DISTRIBUTION}/web_acl_id`, undefined, "web_acl_id is not set"],
  ["cloudtrail-encryption", "resource/aws_cloudtrail/Trail/kms_key_id", undefined, "kms_key_id is not set"],
  ["cloudtrail-log-group", "resource/aws_cloudtrail/Trail/cloud_watch_logs_group_arn", undefined, "cloud_watch_logs_group_arn is not set"],
  ["cloudtrail-validation", "resource/aws_cloudtrail/Trail/enable_log_file_validation", undefined, "enable_log_file_validation is not set"],
  ["cloudwatch-alarm-actions", "resource/aws_cloudwatch_metric_alarm/Cpu/actions_enabled", false, "actions_enabled is false"],
  [
    "cloudwatch-alarm-missing-data",
    "resource/aws_cloudwatch_metric_alarm/Cpu/treat_missing_data",
    undefined,
    "treat_missing_data is not set",
  ],
  [
    "cloudwatch-alarm-region",
    "resource/aws_cloudwatch_metric_alarm/Errors/provider",
    undefined,
    "it is in eu-central-1, where AWS/CloudFront has no metrics",
  ],
  ["cloudwatch-log-encryption", "resource/aws_cloudwatch_log_group/Service/kms_key_id", undefined, "kms_key_id is not set"],
  ["cloudwatch-log-retention", "resource/aws_cloudwatch_log_group/Service/retention_in_days", 30, "retention_in_days is 30"],
  [
    "iam-github-trust",
    "resource/aws_iam_role/Deploy/assume_role_policy/Statement/Condition",
    undefined,
    "assume_role_policy has no condition on token.actions.githubusercontent.com:sub",
  ],
  [
    "iam-known-actions",
    "resource/aws_iam_policy/Publish/policy/Statement/Action",
    "sns:Publishh",
    "a policy has sns:Publishh: write sns:Publish",
  ],
  [
    "iam-known-condition-keys",
    "resource/aws_iam_policy/Publish/policy/Statement/Condition",
    { StringEquals: { "aws:SourceAcount": "111122223333" } },
    "a policy has aws:SourceAcount: write aws:SourceAccount",
  ],
  [
    "iam-no-decryption-of-all-keys",
    "resource/aws_iam_role_policy/Deploy/policy/Statement/Resource",
    "*",
    "a statement of its policy allows kms:Decrypt on every key",
  ],
  ["iam-no-full-administration", "resource/aws_iam_policy/Publish/policy", allow("*"), "a statement of its policy allows * on *"],
  [
    "iam-no-policies-of-users",
    "resource/aws_iam_user_policy/Somebody",
    { user: "somebody", policy: allow("sns:Publish") },
    'user is "somebody"',
  ],
  [
    "iam-no-service-wildcards",
    "resource/aws_iam_policy/Publish/policy/Statement/Action",
    "sns:*",
    "a statement of its policy allows sns:*",
  ],
  [
    "iam-principals-first",
    "resource/aws_kms_key/Key/policy/Statement/4",
    { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:role/deploy" }, Action: "kms:Decrypt", Resource: "*" },
    "its policy names deploy and doesn't wait for Deploy",
  ],
  [
    "iam-role-trust",
    "resource/aws_iam_role/Deploy/assume_role_policy/Statement/Principal",
    { AWS: "*" },
    "a statement of assume_role_policy allows everybody",
  ],
  ["kinesis-stream-encryption", "resource/aws_kinesis_stream/Requests/encryption_type", "NONE", 'encryption_type is "NONE"'],
  ["kinesis-stream-retention", "resource/aws_kinesis_stream/Requests/retention_period", 24, "retention_period is 24"],
  ["kms-key-deletion-window", "resource/aws_kms_key/Key/deletion_window_in_days", 7, "deletion_window_in_days is 7"],
  ["kms-key-not-public", "resource/aws_kms_key/Key/policy/Statement/4", everybody, "a statement of its policy allows everybody"],
  [
    "kms-key-region",
    "resource/aws_sqs_queue/Arrivals/kms_master_key_id",
    "${aws_kms_key.Global.arn}",
    "it is in eu-central-1, and its key Global in us-east-1",
  ],
  ["kms-key-rotation", "resource/aws_kms_key/Key/enable_key_rotation", undefined, "enable_key_rotation is not set"],
  [
    "kms-log-group-key",
    "resource/aws_kms_key/Key/policy/Statement/1/Principal/Service",
    "logs.us-east-1.amazonaws.com",
    "the policy of Key doesn't let logs.eu-central-1.amazonaws.com use it",
  ],
  ["names-unique", "resource/aws_sqs_queue/Managed/name", "arrivals", 'name "arrivals" is that of Arrivals too'],
  [
    "route53-alias-health",
    "resource/aws_route53_record/Primary/alias/evaluate_target_health",
    true,
    "alias.evaluate_target_health is true",
  ],
  ["route53-failover", "resource/aws_route53_record/Primary/health_check_id", undefined, "health_check_id is not set"],
  [
    "route53-health-check-name",
    "resource/aws_route53_health_check/Site/fqdn",
    "trading.example.com",
    'fqdn is "trading.example.com", and so is a record that it decides on',
  ],
  ["route53-query-log-group", "resource/aws_cloudwatch_log_group/Queries/name", "queries", "it logs to queries"],
  ["route53-query-logs", "resource/aws_route53_query_log/Zone", undefined, "it has no aws_route53_query_log"],
  [
    "s3-bucket-aborts-uploads",
    "resource/aws_s3_bucket_lifecycle_configuration/Assets/rule/0/abort_incomplete_multipart_upload",
    undefined,
    "none of its rules has an abort_incomplete_multipart_upload",
  ],
  ["s3-bucket-access-logs", "resource/aws_s3_bucket_logging/Assets", undefined, "it has no aws_s3_bucket_logging"],
  [
    "s3-bucket-acls-disabled",
    "resource/aws_s3_bucket_ownership_controls/Assets/rule/object_ownership",
    "ObjectWriter",
    'rule.object_ownership is "ObjectWriter"',
  ],
  [
    "s3-bucket-encryption-key",
    "resource/aws_s3_bucket_server_side_encryption_configuration/Assets/rule/0/apply_server_side_encryption_by_default",
    { sse_algorithm: "AES256" },
    'sse_algorithm is "AES256"',
  ],
  [
    "s3-bucket-lifecycle",
    "resource/aws_s3_bucket_lifecycle_configuration/Assets/rule/0/status",
    "Disabled",
    "none of its lifecycle rules is enabled",
  ],
  [
    "s3-bucket-policy-of-own-account",
    "resource/aws_s3_bucket_policy/Assets/policy/Statement/2",
    { Effect: "Allow", Principal: { AWS: "444455556666" }, Action: "s3:Put*", Resource: "*" },
    "account 444455556666 may call s3:PutBucketAcl",
  ],
  [
    "s3-bucket-public-access-block",
    "resource/aws_s3_bucket_public_access_block/Assets/ignore_public_acls",
    false,
    "ignore_public_acls is false",
  ],
  [
    "s3-bucket-tls",
    "resource/aws_s3_bucket_policy/Assets/policy/Statement/0/Condition/Bool",
    { "aws:ViaAWSService": "false" },
    "no statement of its policy denies requests without TLS",
  ],
  [
    "s3-bucket-versioning",
    "resource/aws_s3_bucket_versioning/Assets/versioning_configuration/status",
    "Suspended",
    'versioning_configuration.status is "Suspended"',
  ],
  ["s3-log-delivery-policy", "resource/aws_lb/Api/depends_on", [], "depends_on doesn't have aws_s3_bucket_policy.Logs"],
  [
    "s3-log-target-encryption",
    "resource/aws_s3_bucket_server_side_encryption_configuration/Logs/rule/0/apply_server_side_encryption_by_default",
    { sse_algorithm: "aws:kms", kms_master_key_id: "${aws_kms_key.Key.arn}" },
    'sse_algorithm is "aws:kms"',
  ],
  [
    "s3-log-target-region",
    "resource/aws_s3_bucket_logging/Assets/provider",
    "aws.global",
    "it is in us-east-1, and its logs go to Logs in eu-central-1",
  ],
  ["s3-object-lock-retention", "resource/aws_s3_bucket/Assets/object_lock_enabled", true, "it has no default_retention"],
  [
    "secretsmanager-rotation",
    "resource/aws_secretsmanager_secret_rotation/Secret/rotation_rules/automatically_after_days",
    365,
    "rotation_rules.automatically_after_days is 365",
  ],
  ["sns-alarm-topic-key", "resource/aws_sns_topic/Alarms/kms_master_key_id", "alias/aws/sns", 'kms_master_key_id is "alias/aws/sns"'],
  ["sns-topic-encryption", "resource/aws_sns_topic/Alarms/kms_master_key_id", undefined, "kms_master_key_id is not set"],
  [
    "sns-topic-not-public",
    "resource/aws_sns_topic_policy/Alarms/policy/Statement/Condition",
    undefined,
    "a statement of its policy allows everybody",
  ],
  ["sqs-queue-encryption", "resource/aws_sqs_queue/Managed/sqs_managed_sse_enabled", false, "sqs_managed_sse_enabled is false"],
  [
    "sqs-queue-not-public",
    "resource/aws_sqs_queue_policy/Arrivals/policy/Statement/Condition",
    undefined,
    "a statement of its policy allows everybody",
  ],
  ["ssm-document-not-public", "resource/aws_ssm_document/Run/permissions/account_ids", "All", 'permissions.account_ids is "All"'],
  ["terraform-account-guard", "provider/aws/0/allowed_account_ids", undefined, "the provider aws has no allowed_account_ids"],
  ["terraform-no-force-destroy", "resource/aws_s3_bucket/Assets/force_destroy", true, "force_destroy is true"],
  ["terraform-no-secrets", "resource/aws_secretsmanager_secret_version/Secret", { secret_string: "s3cret" }, "secret_string is set"],
  ["terraform-prevent-destroy", "resource/aws_kms_key/Key/lifecycle/prevent_destroy", false, "lifecycle.prevent_destroy is false"],
  ["terraform-state-encryption", "terraform/backend/s3/encrypt", undefined, "backend.s3.encrypt is not set"],
  ["terraform-state-lock", "terraform/backend/s3/use_lockfile", false, "backend.s3.use_lockfile is false"],
  ["vpc-flow-logs-of-all-traffic", "resource/aws_flow_log/Vpc/traffic_type", "REJECT", 'traffic_type is "REJECT"'],
  ["waf-log-name", "resource/aws_cloudwatch_log_group/WebAcl/name", "web-acl", "it logs to web-acl"],
  ["waf-logs", "resource/aws_wafv2_web_acl_logging_configuration/Site", undefined, "it has no aws_wafv2_web_acl_logging_configuration"],
  [
    "waf-metrics",
    "resource/aws_wafv2_web_acl/Site/rule/0/visibility_config/cloudwatch_metrics_enabled",
    false,
    "rule limit: visibility_config.cloudwatch_metrics_enabled is false",
  ],
  ["waf-rules", "resource/aws_wafv2_web_acl/Site/rule", [], "it has no rule"],
];

/** Services whose rules have a table of their own beside this one. */
const OTHER_TABLES = ["autoscaling", "ec2", "ecs", "elasticache", "elb", "lambda", "quota", "rds"];
/** Of CloudWatch's, but proved with the resources that it looks for. */
const PROVED_ELSEWHERE = ["cloudwatch-alarm-dimensions", "cloudwatch-alarm-scaled-members"];
const isHere = (id: string): boolean => !OTHER_TABLES.includes(id.split("-", 1)[0]!) && !PROVED_ELSEWHERE.includes(id);
const rules = POLICY_RULES.filter(({ id }) => isHere(id));

test("every rule has a row", () => {
  expect(ROWS.map(([rule]) => rule)).toEqual(rules.map(({ id }) => id));
});

test("rules are in the order of their ids, each once", () => {
  const ids = POLICY_RULES.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

test.each(POLICY_RULES)("$id says what must hold, what to write, where AWS says so, and what it looks at", (rule) => {
  for (const text of [rule.sentence, rule.fix]) expect(text).toMatch(/^[A-Z].*\.$/);
  expect(rule.source).not.toBe("");
  expect(rule.types.length).toBeGreaterThan(0);
});
const found = (platform: ReturnType<typeof securePlatform>) =>
  checkPolicies(documentOf(platform), { rules, today: "2026-11-26" }).map(({ rule, detail }) => `${rule}: ${detail}`);

test("the configuration keeps every rule", () => {
  expect(found(securePlatform())).toEqual([]);
});

test.each(ROWS)("%s catches %s", (rule, path, value, detail) => {
  expect(found(changed(path, value))).toEqual([`${rule}: ${detail}`]);
});
