/** Logs that AWS services write to buckets and log groups. */
import { Arguments } from "../../../support/synth";
import { ACCOUNT, OF_ACCOUNT, REGION, allow, encryption, key, policy, role, may, service, serviceCase, testServices } from "./fixture";

const BUCKET = { logs: { bucket: "logs" } };
const OBJECTS = "arn:aws:s3:::logs/";
const OWNER = { "s3:x-amz-acl": "bucket-owner-full-control" };
const DELIVERIES = `arn:aws:logs:${REGION}:${ACCOUNT}:*`;

function bucketPolicy(...statements: readonly Arguments[]): object {
  return { logs: { bucket: "${aws_s3_bucket.logs.id}", policy: policy(...statements) } };
}

/** The statements that vended logs need (CloudWatch Logs User Guide, "Logs sent to Amazon S3"). */
function vended(path: string, account = ACCOUNT): object {
  const context = { StringEquals: { "aws:SourceAccount": account }, ArnLike: { "aws:SourceArn": DELIVERIES } };
  return bucketPolicy(
    allow(service("delivery.logs"), "s3:GetBucketAcl", "arn:aws:s3:::logs", context),
    allow(service("delivery.logs"), "s3:PutObject", `${OBJECTS}${path}`, {
      ...context,
      StringEquals: { ...context.StringEquals, ...OWNER },
    }),
  );
}

const VENDED = ["delivery.logs s3:GetBucketAcl", "delivery.logs s3:PutObject"];

testServices([
  serviceCase({
    name: "a load balancer writes its access logs below AWSLogs, the account and its prefix",
    need: "load-balancer-logs",
    values: { resource: `${OBJECTS}alb/AWSLogs/${ACCOUNT}/*` },
    resources: ({ resource }) => ({
      aws_lb: { main: { name: "main", access_logs: { bucket: "${aws_s3_bucket.logs.id}", prefix: "alb", enabled: true } } },
      aws_s3_bucket: BUCKET,
      aws_s3_bucket_policy: bucketPolicy(
        allow(service("logdelivery.elasticloadbalancing"), "s3:PutObject", resource, {
          ArnLike: { "aws:SourceArn": `arn:aws:elasticloadbalancing:${REGION}:${ACCOUNT}:loadbalancer/*` },
        }),
      ),
    }),
    asks: ["logdelivery.elasticloadbalancing s3:PutObject"],
    change: { resource: `${OBJECTS}AWSLogs/${ACCOUNT}/*` },
    denied: ["logdelivery.elasticloadbalancing s3:PutObject"],
    because:
      "Elastic Load Balancing writes the access logs of main: logdelivery.elasticloadbalancing.amazonaws.com is not authorized to perform s3:PutObject on logs/alb/AWSLogs/111122223333/elasticloadbalancing/",
  }),
  serviceCase({
    name: "a Network Load Balancer's are delivered by CloudWatch's delivery service",
    need: "load-balancer-logs",
    values: { account: ACCOUNT },
    resources: ({ account }) => ({
      aws_lb: { main: { name: "main", load_balancer_type: "network", access_logs: { bucket: "logs", enabled: true } } },
      aws_s3_bucket: BUCKET,
      aws_s3_bucket_policy: vended(`AWSLogs/${ACCOUNT}/*`, account),
    }),
    asks: VENDED,
    change: { account: "444455556666" },
    denied: VENDED,
    because: "delivery.logs.amazonaws.com is not authorized to perform s3:GetBucketAcl on logs",
  }),
  serviceCase({
    name: "Amazon S3 writes server access logs on behalf of the source bucket",
    need: "s3-access-logs",
    values: { source: "arn:aws:s3:::assets" },
    resources: ({ source }) => ({
      aws_s3_bucket: { ...BUCKET, assets: { bucket: "assets" } },
      aws_s3_bucket_logging: {
        assets: { bucket: "${aws_s3_bucket.assets.id}", target_bucket: "${aws_s3_bucket.logs.id}", target_prefix: "s3/assets/" },
      },
      aws_s3_bucket_policy: bucketPolicy(
        allow(service("logging.s3"), "s3:PutObject", `${OBJECTS}s3/assets/*`, {
          ArnLike: { "aws:SourceArn": source },
          StringEquals: OF_ACCOUNT,
        }),
      ),
    }),
    asks: ["logging.s3 s3:PutObject"],
    change: { source: "arn:aws:s3:::other" },
    denied: ["logging.s3 s3:PutObject"],
    because:
      "Amazon S3 writes the server access logs of assets: logging.s3.amazonaws.com is not authorized to perform s3:PutObject on logs/s3/assets/",
  }),
  serviceCase({
    name: "Amazon S3 writes an inventory, and encrypts it under the key that the inventory names",
    need: "s3-inventory",
    values: { principal: "s3" },
    resources: ({ principal }) => ({
      aws_kms_key: key(
        allow(service(principal), "kms:GenerateDataKey", "*", {
          StringEquals: OF_ACCOUNT,
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::assets" },
        }),
      ),
      aws_s3_bucket: { ...BUCKET, assets: { bucket: "assets" } },
      aws_s3_bucket_inventory: {
        assets: {
          bucket: "${aws_s3_bucket.assets.id}",
          name: "all",
          destination: {
            bucket: {
              bucket_arn: "${aws_s3_bucket.logs.arn}",
              prefix: "lists",
              encryption: { sse_kms: { key_id: "${aws_kms_key.key.arn}" } },
            },
          },
        },
      },
      aws_s3_bucket_policy: bucketPolicy(
        allow(service("s3"), "s3:PutObject", `${OBJECTS}lists/*`, {
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::assets" },
          StringEquals: { ...OF_ACCOUNT, ...OWNER },
        }),
      ),
    }),
    asks: ["s3 s3:PutObject", "s3 kms:GenerateDataKey"],
    change: { principal: "logging.s3" },
    denied: ["s3 kms:GenerateDataKey"],
    because: "Amazon S3 writes the inventory of assets: s3.amazonaws.com is not authorized to perform kms:GenerateDataKey on key",
  }),
  serviceCase({
    name: "CloudFront's standard logs (v2) come on behalf of their delivery source, to the destination's prefix",
    need: "log-deliveries",
    values: { source: "cloudfront" },
    resources: ({ source }) => ({
      aws_cloudfront_distribution: { site: { origin: [] } },
      aws_cloudwatch_log_delivery: {
        site: {
          delivery_source_name: "${aws_cloudwatch_log_delivery_source.site.name}",
          delivery_destination_arn: "${aws_cloudwatch_log_delivery_destination.site.arn}",
          s3_delivery_configuration: [{ suffix_path: "/{DistributionId}/{yyyy}" }],
        },
      },
      aws_cloudwatch_log_delivery_destination: {
        site: { name: "site", delivery_destination_configuration: [{ destination_resource_arn: "${aws_s3_bucket.logs.arn}/cdn" }] },
      },
      aws_cloudwatch_log_delivery_source: { site: { name: "cloudfront", resource_arn: "${aws_cloudfront_distribution.site.arn}" } },
      aws_s3_bucket: BUCKET,
      aws_s3_bucket_policy: bucketPolicy(
        allow(service("delivery.logs"), "s3:PutObject", `${OBJECTS}cdn/*`, {
          StringEquals: { ...OF_ACCOUNT, ...OWNER },
          ArnLike: { "aws:SourceArn": `arn:aws:logs:${REGION}:${ACCOUNT}:delivery-source:${source}` },
        }),
      ),
    }),
    asks: ["delivery.logs s3:PutObject"],
    change: { source: "other" },
    denied: ["delivery.logs s3:PutObject"],
    because:
      "CloudWatch Logs delivers the logs of site: delivery.logs.amazonaws.com is not authorized to perform s3:PutObject on logs/cdn/E1/2026/",
  }),
  serviceCase({
    name: "flow logs with Hive-compatible prefixes are not below AWSLogs and the account's number",
    need: "flow-logs",
    values: { path: `AWSLogs/aws-account-id=${ACCOUNT}/*` },
    resources: ({ path }) => ({
      aws_flow_log: {
        vpc: {
          vpc_id: "${aws_vpc.main.id}",
          log_destination: "${aws_s3_bucket.logs.arn}",
          log_destination_type: "s3",
          destination_options: { hive_compatible_partitions: true, file_format: "parquet" },
        },
      },
      aws_s3_bucket: BUCKET,
      aws_s3_bucket_policy: vended(path),
      aws_vpc: { main: {} },
    }),
    asks: VENDED,
    change: { path: `AWSLogs/${ACCOUNT}/*` },
    denied: ["delivery.logs s3:PutObject"],
    because:
      "Amazon VPC publishes the flow logs of main: delivery.logs.amazonaws.com is not authorized to perform s3:PutObject on logs/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/",
  }),
  serviceCase({
    name: "flow logs go to a bucket under a key that the delivery service may use",
    need: "flow-logs",
    values: { actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"] },
    resources: ({ actions }) => ({
      aws_flow_log: {
        vpc: { vpc_id: "${aws_vpc.main.id}", log_destination: "${aws_s3_bucket.logs.arn}/vpc/", log_destination_type: "s3" },
      },
      aws_kms_key: key(
        allow(service("delivery.logs"), actions, "*", { StringEquals: OF_ACCOUNT, ArnLike: { "aws:SourceArn": DELIVERIES } }),
      ),
      aws_s3_bucket: BUCKET,
      aws_s3_bucket_policy: vended(`vpc/AWSLogs/${ACCOUNT}/*`),
      aws_s3_bucket_server_side_encryption_configuration: { logs: encryption("logs") },
      aws_vpc: { main: {} },
    }),
    asks: [...VENDED, "delivery.logs kms:GenerateDataKey", "delivery.logs kms:Decrypt"],
    change: { actions: ["kms:Decrypt"] },
    denied: ["delivery.logs kms:GenerateDataKey"],
    because: "delivery.logs.amazonaws.com is not authorized to perform kms:GenerateDataKey on key",
  }),
  serviceCase({
    name: "flow logs go to a log group by a role",
    need: "flow-logs",
    values: { flowLogs: `arn:aws:ec2:${REGION}:${ACCOUNT}:vpc-flow-log/*` },
    resources: ({ flowLogs }) => ({
      aws_cloudwatch_log_group: { vpc: { name: "vpc" } },
      aws_flow_log: {
        vpc: {
          vpc_id: "${aws_vpc.main.id}",
          iam_role_arn: "${aws_iam_role.flow.arn}",
          log_destination: "${aws_cloudwatch_log_group.vpc.arn}",
        },
      },
      aws_iam_role: {
        flow: role(
          "flow",
          "vpc-flow-logs",
          [may(["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], "${aws_cloudwatch_log_group.vpc.arn}:*")],
          { StringEquals: OF_ACCOUNT, ArnLike: { "aws:SourceArn": flowLogs } },
        ),
      },
      aws_vpc: { main: {} },
    }),
    asks: ["vpc-flow-logs sts:AssumeRole", "flow logs:CreateLogStream", "flow logs:PutLogEvents", "flow logs:DescribeLogStreams"],
    change: { flowLogs: `arn:aws:ec2:us-east-1:${ACCOUNT}:vpc-flow-log/*` },
    denied: ["vpc-flow-logs sts:AssumeRole"],
    because: "vpc-flow-logs.amazonaws.com is not authorized to perform sts:AssumeRole on flow",
  }),
  serviceCase({
    name: "VPC Resolver writes query logs below vpcdnsquerylogs",
    need: "resolver-query-logs",
    values: { path: `AWSLogs/${ACCOUNT}/*` },
    resources: ({ path }) => ({
      aws_route53_resolver_query_log_config: { dns: { name: "dns", destination_arn: "${aws_s3_bucket.logs.arn}/dns" } },
      aws_s3_bucket: BUCKET,
      aws_s3_bucket_policy: vended(`dns/${path}`),
    }),
    asks: VENDED,
    change: { path: `AWSLogs/${ACCOUNT}/vpcflowlogs/*` },
    denied: ["delivery.logs s3:PutObject"],
    because:
      "VPC Resolver writes the query logs of dns: delivery.logs.amazonaws.com is not authorized to perform s3:PutObject on logs/dns/AWSLogs/111122223333/vpcdnsquerylogs/",
  }),
  serviceCase({
    name: "AWS WAF logs below WAFLogs, and gives the bucket's owner full control",
    need: "web-acl-logs",
    values: { acl: "bucket-owner-full-control" },
    resources: ({ acl }) => {
      const context = { StringEquals: OF_ACCOUNT, ArnLike: { "aws:SourceArn": DELIVERIES } };
      return {
        aws_s3_bucket: { logs: { bucket: "aws-waf-logs-main" } },
        aws_s3_bucket_policy: bucketPolicy(
          allow(service("delivery.logs"), "s3:GetBucketAcl", "arn:aws:s3:::aws-waf-logs-main", context),
          allow(service("delivery.logs"), "s3:PutObject", `arn:aws:s3:::aws-waf-logs-main/AWSLogs/${ACCOUNT}/*`, {
            ...context,
            StringEquals: { ...OF_ACCOUNT, "s3:x-amz-acl": acl },
          }),
        ),
        aws_wafv2_web_acl: { main: { name: "main", scope: "REGIONAL" } },
        aws_wafv2_web_acl_logging_configuration: {
          main: { resource_arn: "${aws_wafv2_web_acl.main.arn}", log_destination_configs: ["${aws_s3_bucket.logs.arn}"] },
        },
      };
    },
    asks: VENDED,
    change: { acl: "private" },
    denied: ["delivery.logs s3:PutObject"],
    because:
      "AWS WAF logs the requests of main: delivery.logs.amazonaws.com is not authorized to perform s3:PutObject on logs/AWSLogs/111122223333/WAFLogs/eu-central-1/",
  }),
  serviceCase({
    name: "Route 53 writes to a log group that a resource policy allows it to write to",
    need: "dns-query-logs",
    values: { group: "/aws/route53/*" },
    resources: ({ group }) => ({
      aws_cloudwatch_log_group: { zone: { name: "/aws/route53/example.com" } },
      aws_cloudwatch_log_resource_policy: {
        route53: {
          policy_document: policy(
            allow(service("route53"), ["logs:CreateLogStream", "logs:PutLogEvents"], `arn:aws:logs:*:*:log-group:${group}`, {
              StringEquals: OF_ACCOUNT,
              ArnLike: { "aws:SourceArn": "arn:aws:route53:::hostedzone/*" },
            }),
          ),
        },
      },
      aws_route53_query_log: {
        zone: { cloudwatch_log_group_arn: "${aws_cloudwatch_log_group.zone.arn}", zone_id: "${aws_route53_zone.zone.zone_id}" },
      },
      aws_route53_zone: { zone: { name: "example.com" } },
    }),
    asks: ["route53 logs:CreateLogStream", "route53 logs:PutLogEvents"],
    change: { group: "/aws/rds/*" },
    denied: ["route53 logs:CreateLogStream", "route53 logs:PutLogEvents"],
    because: "Route 53 logs the queries of zone: route53.amazonaws.com is not authorized to perform logs:CreateLogStream on zone",
  }),
  serviceCase({
    name: "CloudTrail reads the bucket's ACL, puts logs, and encrypts them with its trail as the encryption context",
    need: "cloudtrail",
    values: { context: `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` },
    resources: ({ context }) => {
      const ofTrail = { StringEquals: { "aws:SourceArn": `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/main` } };
      return {
        aws_cloudtrail: { main: { name: "main", s3_bucket_name: "${aws_s3_bucket.logs.id}", kms_key_id: "${aws_kms_key.key.arn}" } },
        aws_kms_key: key(
          allow(service("cloudtrail"), "kms:GenerateDataKey*", "*", {
            ...ofTrail,
            StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": context },
          }),
          allow(service("cloudtrail"), "kms:DescribeKey", "*", ofTrail),
        ),
        aws_s3_bucket: BUCKET,
        aws_s3_bucket_policy: bucketPolicy(
          allow(service("cloudtrail"), "s3:GetBucketAcl", "arn:aws:s3:::logs", ofTrail),
          allow(service("cloudtrail"), "s3:PutObject", `${OBJECTS}AWSLogs/${ACCOUNT}/*`, {
            StringEquals: { ...ofTrail.StringEquals, ...OWNER },
          }),
        ),
      };
    },
    asks: ["cloudtrail s3:GetBucketAcl", "cloudtrail s3:PutObject", "cloudtrail kms:GenerateDataKey", "cloudtrail kms:DescribeKey"],
    change: { context: "arn:aws:cloudtrail:*:444455556666:trail/*" },
    denied: ["cloudtrail kms:GenerateDataKey"],
    because: "CloudTrail delivers the logs of main: cloudtrail.amazonaws.com is not authorized to perform kms:GenerateDataKey on key",
  }),
  serviceCase({
    name: "CloudWatch Logs of the region encrypts a log group, with its ARN as the encryption context",
    need: "log-group-keys",
    values: { group: "/trading/*" },
    resources: ({ group }) => ({
      aws_cloudwatch_log_group: { api: { name: "/trading/api", kms_key_id: "${aws_kms_key.key.arn}" } },
      aws_kms_key: key(
        allow(service(`logs.${REGION}`), ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"], "*", {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${group}` },
        }),
      ),
    }),
    asks: ["Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKey", "DescribeKey"].map(
      (action) => `logs.${REGION} kms:${action}`,
    ),
    change: { group: "/other/*" },
    denied: ["Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GenerateDataKey", "DescribeKey"].map(
      (action) => `logs.${REGION} kms:${action}`,
    ),
    because: "CloudWatch Logs encrypts api: logs.eu-central-1.amazonaws.com is not authorized to perform kms:Encrypt on key",
  }),
]);
