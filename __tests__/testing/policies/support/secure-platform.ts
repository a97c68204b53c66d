/** A configuration that keeps every rule, as small as it can be: tests change one value of it. Policies are objects until it is a document. */
import { Arguments, SynthesizedStack } from "../../../../src/testing";

const ACCOUNT = "111122223333";
const root = { AWS: `arn:aws:iam::${ACCOUNT}:root` };
const ofAccount = { StringEquals: { "aws:SourceAccount": ACCOUNT } };
const lifecycle = { prevent_destroy: true };

const keyPolicy = (region: string): Arguments => ({
  Statement: [
    { Effect: "Allow", Principal: root, Action: "kms:*", Resource: "*" },
    {
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    },
    { Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" }, Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" },
    { Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" }, Action: "kms:Decrypt", Resource: "*", Condition: ofAccount },
  ],
});

const bucketParts = (id: string): Record<string, Arguments> => {
  const bucket = `\${aws_s3_bucket.${id}.bucket}`;
  return {
    aws_s3_bucket_public_access_block: {
      bucket,
      ...{ block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true },
    },
    aws_s3_bucket_versioning: { bucket, versioning_configuration: { status: "Enabled" } },
    aws_s3_bucket_ownership_controls: { bucket, rule: { object_ownership: "BucketOwnerEnforced" } },
    aws_s3_bucket_lifecycle_configuration: {
      bucket,
      rule: [{ status: "Enabled", abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] }],
    },
  };
};

const encryption = (id: string, by: Arguments): Arguments => ({
  bucket: `\${aws_s3_bucket.${id}.bucket}`,
  rule: [{ apply_server_side_encryption_by_default: by }],
});

const bucketPolicy = (id: string, allowed: Arguments): Arguments => ({
  bucket: `\${aws_s3_bucket.${id}.bucket}`,
  policy: {
    Statement: [
      { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Effect: "Allow", Resource: `arn:aws:s3:::${id.toLowerCase()}/*`, ...allowed },
    ],
  },
});

/** Of each bucket the parts, by their types. */
function parts(...ids: readonly string[]): Record<string, Record<string, Arguments>> {
  const byType: Record<string, Record<string, Arguments>> = {};
  for (const id of ids) for (const [type, args] of Object.entries(bucketParts(id))) (byType[type] ??= {})[id] = args;
  return byType;
}

/** A new one each time, to be changed. */
export function securePlatform(): Arguments {
  return {
    terraform: { backend: { s3: { bucket: "states", encrypt: true, use_lockfile: true } } },
    provider: {
      aws: [
        { region: "eu-central-1", allowed_account_ids: [ACCOUNT] },
        { region: "us-east-1", alias: "global", allowed_account_ids: [ACCOUNT] },
      ],
    },
    resource: {
      ...parts("Assets", "Logs"),
      aws_s3_bucket: { Assets: { bucket: "assets", lifecycle }, Logs: { bucket: "logs", lifecycle } },
      aws_s3_bucket_server_side_encryption_configuration: {
        Assets: encryption("Assets", { sse_algorithm: "aws:kms", kms_master_key_id: "${aws_kms_key.Key.arn}" }),
        Logs: encryption("Logs", { sse_algorithm: "AES256" }),
      },
      aws_s3_bucket_policy: {
        Assets: bucketPolicy("Assets", {
          Principal: { Service: "cloudfront.amazonaws.com" },
          Action: "s3:GetObject",
          Condition: { StringEquals: { "aws:SourceArn": "${aws_cloudfront_distribution.Site.arn}" } },
        }),
        Logs: bucketPolicy("Logs", { Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" }, Action: "s3:PutObject" }),
      },
      aws_s3_bucket_logging: { Assets: { bucket: "${aws_s3_bucket.Assets.bucket}", target_bucket: "${aws_s3_bucket.Logs.bucket}" } },
      aws_kms_key: {
        Key: { enable_key_rotation: true, policy: keyPolicy("eu-central-1"), lifecycle },
        Global: { enable_key_rotation: true, policy: keyPolicy("us-east-1"), lifecycle, provider: "aws.global" },
      },
      aws_iam_policy: {
        Publish: {
          name: "publish",
          policy: { Statement: { Effect: "Allow", Action: "sns:Publish", Resource: "${aws_sns_topic.Alarms.arn}" } },
        },
      },
      aws_iam_role: {
        Deploy: {
          name: "deploy",
          assume_role_policy: {
            Statement: {
              Effect: "Allow",
              Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com` },
              Action: "sts:AssumeRoleWithWebIdentity",
              Condition: { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:acme/platform:environment:prod" } },
            },
          },
        },
      },
      aws_iam_role_policy: {
        Deploy: {
          role: "${aws_iam_role.Deploy.id}",
          policy: { Statement: { Effect: "Allow", Action: "kms:Decrypt", Resource: "${aws_kms_key.Key.arn}" } },
        },
      },
      aws_cloudfront_distribution: {
        Site: {
          aliases: ["trading.example.com"],
          custom_error_response: [500, 502, 503, 504].map((code) => ({ error_code: code, error_caching_min_ttl: 0 })),
          default_root_object: "index.html",
          default_cache_behavior: {
            response_headers_policy_id: "${aws_cloudfront_response_headers_policy.Site.id}",
            target_origin_id: "assets",
            viewer_protocol_policy: "redirect-to-https",
            allowed_methods: ["GET", "HEAD"],
          },
          ordered_cache_behavior: [
            {
              response_headers_policy_id: "${aws_cloudfront_response_headers_policy.Site.id}",
              ...{ path_pattern: "/api/*", target_origin_id: "api", viewer_protocol_policy: "https-only" },
              ...{ allowed_methods: ["GET", "HEAD", "POST"], cache_policy_id: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad" },
            },
          ],
          origin: [
            {
              ...{ origin_id: "assets", domain_name: "${aws_s3_bucket.Assets.bucket_regional_domain_name}" },
              origin_access_control_id: "${aws_cloudfront_origin_access_control.Assets.id}",
            },
            {
              origin_id: "function",
              domain_name: "abc.lambda-url.eu-central-1.on.aws",
              origin_access_control_id: "E1",
              custom_origin_config: httpsOnly(),
            },
            { origin_id: "api", domain_name: "origin.trading.example.com", custom_origin_config: httpsOnly() },
          ],
          origin_group: [{ origin_id: "failover", member: [{ origin_id: "assets" }, { origin_id: "function" }] }],
          viewer_certificate: {
            acm_certificate_arn: "${aws_acm_certificate.Site.arn}",
            ...{ ssl_support_method: "sni-only", minimum_protocol_version: "TLSv1.2_2021" },
          },
          web_acl_id: "${aws_wafv2_web_acl.Site.arn}",
        },
      },
      aws_cloudfront_response_headers_policy: {
        Site: {
          name: "site",
          security_headers_config: {
            strict_transport_security: { access_control_max_age_sec: 31536000, override: true },
            frame_options: { frame_option: "DENY", override: true },
            content_type_options: { override: true },
          },
        },
      },
      aws_cloudfront_vpc_origin: {
        Api: {
          lifecycle: { create_before_destroy: true },
          vpc_origin_endpoint_config: [{ arn: "${aws_lb.Api.arn}", ...httpsOnly() }],
        },
      },
      aws_cloudwatch_log_delivery_source: {
        Site: { name: "site", resource_arn: "${aws_cloudfront_distribution.Site.arn}", provider: "aws.global" },
      },
      aws_cloudwatch_log_delivery: {
        Site: { delivery_source_name: "${aws_cloudwatch_log_delivery_source.Site.name}", provider: "aws.global" },
      },
      aws_acm_certificate: {
        Site: {
          domain_name: "trading.example.com",
          validation_method: "DNS",
          lifecycle: { create_before_destroy: true },
          provider: "aws.global",
        },
      },
      aws_wafv2_web_acl: {
        Site: { name: "site", provider: "aws.global", rule: [{ name: "limit", visibility_config: { cloudwatch_metrics_enabled: true } }] },
      },
      aws_wafv2_web_acl_logging_configuration: {
        Site: {
          resource_arn: "${aws_wafv2_web_acl.Site.arn}",
          log_destination_configs: ["${aws_cloudwatch_log_group.WebAcl.arn}"],
          provider: "aws.global",
        },
      },
      aws_route53_zone: { Zone: { name: "example.com" } },
      aws_route53_query_log: {
        Zone: { zone_id: "${aws_route53_zone.Zone.zone_id}", cloudwatch_log_group_arn: "${aws_cloudwatch_log_group.Queries.arn}" },
      },
      aws_route53_health_check: { Site: { fqdn: "origin.trading.example.com" } },
      aws_route53_record: {
        Primary: {
          ...{ name: "trading.example.com", type: "A", health_check_id: "${aws_route53_health_check.Site.id}" },
          alias: { zone_id: "Z2FDTNDATAQYW2", evaluate_target_health: false },
          failover_routing_policy: { type: "PRIMARY" },
        },
        Secondary: { name: "trading.example.com", type: "A", failover_routing_policy: { type: "SECONDARY" } },
      },
      aws_cloudwatch_log_group: {
        Queries: {
          name: "/aws/route53/example.com",
          retention_in_days: 365,
          kms_key_id: "${aws_kms_key.Global.arn}",
          provider: "aws.global",
        },
        WebAcl: { name: "aws-waf-logs-site", retention_in_days: 365, kms_key_id: "${aws_kms_key.Global.arn}", provider: "aws.global" },
        Service: { name: "service", retention_in_days: 365, kms_key_id: "${aws_kms_key.Key.arn}" },
      },
      aws_cloudwatch_metric_alarm: {
        Errors: {
          ...{ alarm_name: "errors", namespace: "AWS/CloudFront", treat_missing_data: "notBreaching", provider: "aws.global" },
          alarm_actions: ["${aws_sns_topic.Global.arn}"],
          dimensions: { DistributionId: "${aws_cloudfront_distribution.Site.id}", Region: "Global" },
        },
        Cpu: {
          ...{ alarm_name: "messages", namespace: "AWS/SQS", treat_missing_data: "missing", actions_enabled: true },
          alarm_actions: ["${aws_sns_topic.Alarms.arn}"],
          dimensions: { QueueName: "${aws_sqs_queue.Arrivals.name}" },
        },
      },
      aws_sns_topic: {
        Alarms: { name: "alarms", kms_master_key_id: "${aws_kms_key.Key.arn}" },
        Global: { name: "alarms", kms_master_key_id: "${aws_kms_key.Global.arn}", provider: "aws.global" },
      },
      aws_sns_topic_policy: {
        Alarms: {
          arn: "${aws_sns_topic.Alarms.arn}",
          policy: { Statement: { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*", Condition: ofAccount } },
        },
      },
      aws_sqs_queue: {
        Arrivals: { name: "arrivals", kms_master_key_id: "${aws_kms_key.Key.arn}" },
        Managed: { name: "managed", sqs_managed_sse_enabled: true },
      },
      aws_sqs_queue_policy: {
        Arrivals: {
          queue_url: "${aws_sqs_queue.Arrivals.url}",
          policy: {
            Statement: { Effect: "Allow", Principal: { AWS: "*" }, Action: "sqs:SendMessage", Resource: "*", Condition: ofAccount },
          },
        },
      },
      aws_secretsmanager_secret: { Secret: { name: "secret" } },
      aws_secretsmanager_secret_rotation: {
        Secret: { secret_id: "${aws_secretsmanager_secret.Secret.id}", rotation_rules: { automatically_after_days: 90 } },
      },
      aws_backup_vault: { Vault: { name: "vault", kms_key_arn: "${aws_kms_key.Key.arn}", lifecycle } },
      aws_kinesis_stream: {
        Requests: { name: "requests", encryption_type: "KMS", kms_key_id: "${aws_kms_key.Key.arn}", retention_period: 168 },
      },
      aws_cloudtrail: {
        Trail: {
          ...{ name: "trail", kms_key_id: "${aws_kms_key.Key.arn}", enable_log_file_validation: true },
          cloud_watch_logs_group_arn: "${aws_cloudwatch_log_group.Service.arn}:*",
        },
      },
      aws_ssm_document: { Run: { name: "run", permissions: { type: "Share", account_ids: ACCOUNT } } },
      aws_lb: {
        Api: {
          ...{
            name: "api",
            internal: true,
            drop_invalid_header_fields: true,
            desync_mitigation_mode: "strictest",
            enable_deletion_protection: true,
          },
          access_logs: { bucket: "${aws_s3_bucket.Logs.bucket}", enabled: true },
          depends_on: ["aws_s3_bucket_policy.Logs"],
          subnets: ["${aws_subnet.A.id}", "${aws_subnet.B.id}"],
        },
      },
      aws_subnet: {
        A: { vpc_id: "${aws_vpc.Vpc.id}", availability_zone: "eu-central-1a", cidr_block: "10.0.0.0/20" },
        B: { vpc_id: "${aws_vpc.Vpc.id}", availability_zone: "eu-central-1b", cidr_block: "10.0.16.0/20" },
      },
      aws_vpc: { Vpc: { cidr_block: "10.0.0.0/16" } },
      aws_internet_gateway: { Gateway: { vpc_id: "${aws_vpc.Vpc.id}" } },
    },
  };
}

function httpsOnly(): Arguments {
  return { origin_protocol_policy: "https-only", origin_ssl_protocols: ["TLSv1.2"] };
}

/** One value of it changed, by its path: taken out where it is undefined. */
export function changed(path: string, value: unknown): Arguments {
  // Parts are shared within it.
  const platform = JSON.parse(JSON.stringify(securePlatform())) as Arguments;
  const names = path.split("/");
  const last = names.pop()!;
  const parent = names.reduce<Arguments>((within, name) => (within[name] ??= {}) as Arguments, platform);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return platform;
}

/** As Terraform gets it: with policies as JSON. */
export function documentOf(platform: Arguments): SynthesizedStack {
  const text = (name: string, value: unknown): unknown =>
    ["policy", "assume_role_policy"].includes(name) && typeof value === "object" ? JSON.stringify(value) : value;
  return new SynthesizedStack(JSON.parse(JSON.stringify(platform, text)) as Arguments);
}
