/** What services ask for of databases, buckets and logs, in forms of stacks that the tables by page don't have. */
import { Arguments } from "../../../support/synth";
import { ACCOUNT, REGION, accesses, encryption, inFull, key, may, policy } from "./fixture";

type Row = readonly [need: string, what: string, resources: Arguments, asked: readonly string[]];

const ROLE = "arn:aws:iam::111122223333:role/worker";
const arn = (service: string, name: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
const KEY = "${aws_kms_key.key.arn}";
const BUCKETS = { aws_s3_bucket: { logs: { bucket: "logs" }, data: { bucket: "data" } } };
/** The bucket for logs encrypts under a key. */
const ENCRYPTED = { ...BUCKETS, aws_kms_key: key(), aws_s3_bucket_server_side_encryption_configuration: { logs: encryption("logs") } };
const GITHUB = "token.actions.githubusercontent.com";
const trust = (Condition: object, more: object = {}): string =>
  policy({
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition,
    ...more,
  });
const delivery = (destination: string, suffix?: string): Arguments => ({
  aws_cloudwatch_log_delivery: {
    d: {
      delivery_source_name: "s",
      delivery_destination_arn: "${aws_cloudwatch_log_delivery_destination.d.arn}",
      ...(suffix !== undefined && { s3_delivery_configuration: { suffix_path: suffix } }),
    },
  },
  aws_cloudwatch_log_delivery_destination: {
    d: { name: "d", delivery_destination_configuration: { destination_resource_arn: destination } },
  },
  aws_cloudwatch_log_delivery_source: { s: { name: "s", resource_arn: "arn:aws:cloudfront::111122223333:distribution/E1" } },
});

test.each<Row>([
  [
    "flow-logs",
    "of a subnet, by the name of a log group",
    {
      aws_flow_log: { f: { subnet_id: "subnet-1", log_group_name: "g", iam_role_arn: ROLE } },
      aws_cloudwatch_log_group: { g: { name: "g" } },
    },
    [
      "vpc-flow-logs sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/fl-0123456789abcdef0): Amazon VPC publishes the flow logs of subnet-1",
      "worker logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:eni-all: Amazon VPC publishes the flow logs of subnet-1",
      "worker logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:eni-all: Amazon VPC publishes the flow logs of subnet-1",
      "worker logs:DescribeLogStreams on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:: Amazon VPC publishes the flow logs of subnet-1",
    ],
  ],
  [
    "flow-logs",
    "of a transit gateway, to a log group of another stack",
    { aws_flow_log: { f: { transit_gateway_id: "tgw-1", log_destination: arn("logs", "log-group:g"), iam_role_arn: ROLE } } },
    [
      "vpc-flow-logs sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/fl-0123456789abcdef0): Amazon VPC publishes the flow logs of tgw-1",
      "worker logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:eni-all: Amazon VPC publishes the flow logs of tgw-1",
      "worker logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:eni-all: Amazon VPC publishes the flow logs of tgw-1",
      "worker logs:DescribeLogStreams on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:: Amazon VPC publishes the flow logs of tgw-1",
    ],
  ],
  [
    "flow-logs",
    "of a network interface, to a bucket below a prefix",
    { ...ENCRYPTED, aws_flow_log: { f: { eni_id: "eni-1", log_destination_type: "s3", log_destination: "arn:aws:s3:::logs/flows/" } } },
    [
      "delivery.logs s3:GetBucketAcl on arn:aws:s3:::logs (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): Amazon VPC publishes the flow logs of eni-1",
      "delivery.logs s3:PutObject on arn:aws:s3:::logs/flows/AWSLogs/111122223333/vpcflowlogs/eu-central-1/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1, s3:x-amz-acl=bucket-owner-full-control): Amazon VPC publishes the flow logs of eni-1",
      "delivery.logs kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): Amazon VPC publishes the flow logs of eni-1",
      "delivery.logs kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): Amazon VPC publishes the flow logs of eni-1",
    ],
  ],
  [
    "flow-logs",
    "to a log group of another stack by its name",
    { aws_flow_log: { f: { vpc_id: "vpc-1", log_group_name: "far", iam_role_arn: ROLE } } },
    [
      "vpc-flow-logs sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/fl-0123456789abcdef0): Amazon VPC publishes the flow logs of vpc-1",
      "worker logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:far:log-stream:eni-all: Amazon VPC publishes the flow logs of vpc-1",
      "worker logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:far:log-stream:eni-all: Amazon VPC publishes the flow logs of vpc-1",
      "worker logs:DescribeLogStreams on arn:aws:logs:eu-central-1:111122223333:log-group:far:log-stream:: Amazon VPC publishes the flow logs of vpc-1",
    ],
  ],
  [
    "flow-logs",
    "to Firehose, and of nothing that is named",
    {
      aws_flow_log: {
        f: { vpc_id: "vpc-1", log_destination_type: "kinesis-data-firehose", log_destination: arn("firehose", "deliverystream/s") },
        g: { iam_role_arn: ROLE },
      },
    },
    [
      "vpc-flow-logs sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/fl-0123456789abcdef0): Amazon VPC publishes the flow logs of g",
    ],
  ],
  [
    "github-actions",
    "of roles by subjects, with an audience that the provider knows",
    {
      aws_iam_openid_connect_provider: { p: { url: `https://${GITHUB}`, client_id_list: ["https://github.com/acme"] } },
      aws_iam_role: {
        a: { name: "a", assume_role_policy: trust({ StringLike: { [`${GITHUB}:sub`]: "repo:acme/*:ref:refs/heads/?ain" } }) },
        b: {
          name: "b",
          assume_role_policy: trust({ StringEquals: { "Token.Actions.GitHubUserContent.com:Sub": ["repo:acme/a:x", "repo:acme/b:x"] } }),
        },
      },
    },
    [
      "oidc-provider/token.actions.githubusercontent.com sts:AssumeRoleWithWebIdentity on arn:aws:iam::111122223333:role/a (token.actions.githubusercontent.com:aud=https://github.com/acme, token.actions.githubusercontent.com:sub=repo:acme/x:ref:refs/heads/xain): GitHub Actions takes a for repo:acme/*:ref:refs/heads/?ain",
      "oidc-provider/token.actions.githubusercontent.com sts:AssumeRoleWithWebIdentity on arn:aws:iam::111122223333:role/b (token.actions.githubusercontent.com:aud=https://github.com/acme, token.actions.githubusercontent.com:sub=repo:acme/a:x): GitHub Actions takes b for repo:acme/a:x",
    ],
  ],
  [
    "github-actions",
    "of a provider of another stack",
    { aws_iam_role: { a: { name: "a", assume_role_policy: trust({ StringLike: { [`${GITHUB}:sub`]: "repo:acme/a:*" } }) } } },
    [
      "oidc-provider/token.actions.githubusercontent.com sts:AssumeRoleWithWebIdentity on arn:aws:iam::111122223333:role/a (token.actions.githubusercontent.com:aud=sts.amazonaws.com, token.actions.githubusercontent.com:sub=repo:acme/a:x): GitHub Actions takes a for repo:acme/a:*",
    ],
  ],
  [
    "github-actions",
    "of none without a subject, of other providers, and denied",
    {
      aws_iam_role: {
        a: { name: "a", assume_role_policy: trust({ StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" } }) },
        b: { name: "b", assume_role_policy: trust({ StringNotLike: { [`${GITHUB}:sub`]: "repo:acme/a:*" } }) },
        c: {
          name: "c",
          assume_role_policy: trust(
            { StringLike: { [`${GITHUB}:sub`]: "repo:acme/a:*" } },
            { Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/example.com" } },
          ),
        },
        d: { name: "d", assume_role_policy: trust({ StringLike: { [`${GITHUB}:sub`]: "repo:acme/a:*" } }, { Effect: "Deny" }) },
        e: { name: "e", assume_role_policy: trust({ Null: { [`${GITHUB}:sub`]: "false" } }) },
      },
    },
    [],
  ],
  [
    "load-balancer-logs",
    "of each kind of logs",
    {
      aws_lb: {
        l: {
          name: "l",
          access_logs: { bucket: "logs", enabled: true },
          connection_logs: { bucket: "logs", prefix: "c", enabled: true },
          health_check_logs: { bucket: "logs", enabled: true },
        },
      },
    },
    [
      "logdelivery.elasticloadbalancing s3:PutObject on arn:aws:s3:::logs/AWSLogs/111122223333/elasticloadbalancing/eu-central-1/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/l/<l.load_balancer_id>): Elastic Load Balancing writes the access logs of l",
      "logdelivery.elasticloadbalancing s3:PutObject on arn:aws:s3:::logs/c/AWSLogs/111122223333/elasticloadbalancing/eu-central-1/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/l/<l.load_balancer_id>): Elastic Load Balancing writes the connection logs of l",
      "logdelivery.elasticloadbalancing s3:PutObject on arn:aws:s3:::logs/AWSLogs/111122223333/elasticloadbalancing/eu-central-1/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/l/<l.load_balancer_id>): Elastic Load Balancing writes the health check logs of l",
    ],
  ],
  [
    "load-balancer-logs",
    "of an older name, a Classic Load Balancer, and not where they are off",
    {
      aws_alb: { a: { name: "a", access_logs: { bucket: "logs", enabled: true }, connection_logs: { bucket: "logs" } } },
      aws_elb: {
        b: { name: "b", access_logs: { bucket: "logs", bucket_prefix: "b" } },
        c: { name: "c", access_logs: { bucket: "logs", enabled: false } },
      },
    },
    [
      "logdelivery.elasticloadbalancing s3:PutObject on arn:aws:s3:::logs/AWSLogs/111122223333/elasticloadbalancing/eu-central-1/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/a/<a.load_balancer_id>): Elastic Load Balancing writes the access logs of a",
      "logdelivery.elasticloadbalancing s3:PutObject on arn:aws:s3:::logs/b/AWSLogs/111122223333/elasticloadbalancing/eu-central-1/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/b): Elastic Load Balancing writes the access logs of b",
    ],
  ],
  [
    "log-deliveries",
    "to a bucket without a prefix",
    delivery("arn:aws:s3:::logs", "/{accountid}/{DistributionId}/{yyyy}/{MM}/{dd}/{HH}/{other}"),
    [
      "delivery.logs s3:PutObject on arn:aws:s3:::logs/AWSLogs/111122223333/CloudFront/111122223333/E1/2026/01/01/00/x/log.parquet (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery-source:s, s3:x-amz-acl=bucket-owner-full-control): CloudWatch Logs delivers the logs of arn:aws:cloudfront::111122223333:distribution/E1",
    ],
  ],
  [
    "log-deliveries",
    "to a bucket without a suffix, under a key",
    { ...delivery("${aws_s3_bucket.logs.arn}"), ...ENCRYPTED },
    [
      "delivery.logs s3:PutObject on arn:aws:s3:::logs/AWSLogs/111122223333/CloudFront/log.parquet (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery-source:s, s3:x-amz-acl=bucket-owner-full-control): CloudWatch Logs delivers the logs of arn:aws:cloudfront::111122223333:distribution/E1",
      "delivery.logs kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery-source:s): CloudWatch Logs delivers the logs of arn:aws:cloudfront::111122223333:distribution/E1",
      "delivery.logs kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery-source:s): CloudWatch Logs delivers the logs of arn:aws:cloudfront::111122223333:distribution/E1",
    ],
  ],
  [
    "log-deliveries",
    "to a log group of the stack",
    { ...delivery("${aws_cloudwatch_log_group.g.arn}"), aws_cloudwatch_log_group: { g: { name: "g" } } },
    [
      "delivery.logs logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): CloudWatch Logs delivers the logs of arn:aws:cloudfront::111122223333:distribution/E1",
      "delivery.logs logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): CloudWatch Logs delivers the logs of arn:aws:cloudfront::111122223333:distribution/E1",
    ],
  ],
  [
    "log-deliveries",
    "to a log group of another stack",
    delivery(arn("logs", "log-group:g")),
    [
      "delivery.logs logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): CloudWatch Logs delivers the logs of arn:aws:cloudfront::111122223333:distribution/E1",
      "delivery.logs logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): CloudWatch Logs delivers the logs of arn:aws:cloudfront::111122223333:distribution/E1",
    ],
  ],
  [
    "log-deliveries",
    "by a source that isn't in the stacks",
    { ...delivery("arn:aws:s3:::logs"), aws_cloudwatch_log_delivery_source: {} },
    [],
  ],
  [
    "log-group-keys",
    "of groups by a prefix of their names",
    {
      aws_cloudwatch_log_group: { g: { name_prefix: "app-", kms_key_id: KEY }, h: { kms_key_id: arn("kms", "key/1") }, i: {} },
      aws_kms_key: key(),
    },
    [
      "logs.eu-central-1 kms:Encrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:app-): CloudWatch Logs encrypts g",
      "logs.eu-central-1 kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:app-): CloudWatch Logs encrypts g",
      "logs.eu-central-1 kms:ReEncryptFrom on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:app-): CloudWatch Logs encrypts g",
      "logs.eu-central-1 kms:ReEncryptTo on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:app-): CloudWatch Logs encrypts g",
      "logs.eu-central-1 kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:app-): CloudWatch Logs encrypts g",
      "logs.eu-central-1 kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:app-): CloudWatch Logs encrypts g",
      "logs.eu-central-1 kms:Encrypt on arn:aws:kms:eu-central-1:111122223333:key/1 (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:x): CloudWatch Logs encrypts h",
      "logs.eu-central-1 kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/1 (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:x): CloudWatch Logs encrypts h",
      "logs.eu-central-1 kms:ReEncryptFrom on arn:aws:kms:eu-central-1:111122223333:key/1 (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:x): CloudWatch Logs encrypts h",
      "logs.eu-central-1 kms:ReEncryptTo on arn:aws:kms:eu-central-1:111122223333:key/1 (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:x): CloudWatch Logs encrypts h",
      "logs.eu-central-1 kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/1 (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:x): CloudWatch Logs encrypts h",
      "logs.eu-central-1 kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/1 (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:x): CloudWatch Logs encrypts h",
    ],
  ],
  [
    "rds-event-notifications",
    "to a topic by its older argument",
    { aws_db_event_subscription: { e: { sns_topic_arn: arn("sns", "t") } } },
    [
      "events.rds sns:Publish on arn:aws:sns:eu-central-1:111122223333:t (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:rds:eu-central-1:111122223333:es:x): Amazon RDS publishes the events of e",
    ],
  ],
  [
    "rds-monitoring",
    "of an instance, and not where the interval is 0",
    {
      aws_db_instance: {
        a: { identifier: "a", monitoring_interval: 60, monitoring_role_arn: ROLE },
        b: { identifier: "b", monitoring_interval: 0, monitoring_role_arn: ROLE },
        c: { monitoring_role_arn: ROLE },
      },
      aws_rds_cluster: { d: { cluster_identifier: "d", monitoring_interval: 15, monitoring_role_arn: "worker" } },
    },
    [
      "monitoring.rds sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:rds:eu-central-1:111122223333:db:a): Enhanced Monitoring writes the metrics of a",
      "worker logs:CreateLogGroup on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics: Enhanced Monitoring writes the metrics of a",
      "worker logs:PutRetentionPolicy on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics: Enhanced Monitoring writes the metrics of a",
      "worker logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ: Enhanced Monitoring writes the metrics of a",
      "worker logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ: Enhanced Monitoring writes the metrics of a",
      "monitoring.rds sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:rds:eu-central-1:111122223333:cluster:d): Enhanced Monitoring writes the metrics of d",
      "worker logs:CreateLogGroup on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics: Enhanced Monitoring writes the metrics of d",
      "worker logs:PutRetentionPolicy on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics: Enhanced Monitoring writes the metrics of d",
      "worker logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ: Enhanced Monitoring writes the metrics of d",
      "worker logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ: Enhanced Monitoring writes the metrics of d",
    ],
  ],
  [
    "rds-proxies",
    "of a secret of another stack, and of a cluster's own under a key",
    {
      aws_db_proxy: {
        p: {
          role_arn: ROLE,
          auth: [
            { secret_arn: arn("secretsmanager", "secret:s-AbCdEf") },
            { secret_arn: "${aws_rds_cluster.db.master_user_secret[0].secret_arn}" },
            {},
          ],
        },
        q: { auth: [{ secret_arn: arn("secretsmanager", "secret:s-AbCdEf") }] },
      },
      aws_rds_cluster: { db: { cluster_identifier: "db", master_user_secret_kms_key_id: KEY } },
      aws_kms_key: key(),
    },
    [
      "rds sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333): RDS Proxy reads the secrets of p",
      "worker secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:s-AbCdEf: RDS Proxy reads the secrets of p",
      "worker secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-<db>: RDS Proxy reads the secrets of p",
      "worker kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=secretsmanager.eu-central-1.amazonaws.com, kms:EncryptionContext:SecretARN=arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-<db>): RDS Proxy reads the secrets of p",
    ],
  ],
  [
    "rds-roles",
    "of a cluster's list, and of an instance for a feature",
    {
      aws_rds_cluster: { c: { cluster_identifier: "c", iam_roles: [ROLE, "reader"] } },
      aws_db_instance: { i: { identifier: "i" } },
      aws_db_instance_role_association: {
        a: { db_instance_identifier: "${aws_db_instance.i.identifier}", feature_name: "s3Export", role_arn: ROLE },
        b: { db_instance_identifier: "far", role_arn: ROLE },
      },
      aws_rds_cluster_role_association: { d: { db_cluster_identifier: "${aws_rds_cluster.c.id}", feature_name: "", role_arn: ROLE } },
    },
    [
      "rds sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:rds:eu-central-1:111122223333:cluster:c): Amazon RDS takes the role of c",
      "rds sts:AssumeRole on arn:aws:iam::111122223333:role/reader (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:rds:eu-central-1:111122223333:cluster:c): Amazon RDS takes the role of c",
      "rds sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:rds:eu-central-1:111122223333:db:i): Amazon RDS takes the role of i for s3Export",
    ],
  ],
  [
    "resolver-query-logs",
    "to log groups, Firehose and a bucket of another stack",
    {
      aws_cloudwatch_log_group: { g: { name: "g" } },
      aws_route53_resolver_query_log_config: {
        a: { destination_arn: "${aws_cloudwatch_log_group.g.arn}" },
        b: { destination_arn: arn("logs", "log-group:h") },
        c: { destination_arn: arn("firehose", "deliverystream/s") },
        d: { destination_arn: "arn:aws:s3:::far" },
      },
    },
    [
      "delivery.logs logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): VPC Resolver writes the query logs of a",
      "delivery.logs logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): VPC Resolver writes the query logs of a",
      "delivery.logs logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:h:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): VPC Resolver writes the query logs of b",
      "delivery.logs logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:h:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): VPC Resolver writes the query logs of b",
      "delivery.logs s3:GetBucketAcl on arn:aws:s3:::far (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): VPC Resolver writes the query logs of d",
      "delivery.logs s3:PutObject on arn:aws:s3:::far/AWSLogs/111122223333/vpcdnsquerylogs/vpc-0123456789abcdef0/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1, s3:x-amz-acl=bucket-owner-full-control): VPC Resolver writes the query logs of d",
    ],
  ],
  [
    "s3-access-logs",
    "of a bucket of another stack, without a prefix, to a bucket under a key",
    { ...ENCRYPTED, aws_s3_bucket_logging: { l: { bucket: "far", target_bucket: "logs" }, m: { target_bucket: "logs" } } },
    [
      "logging.s3 s3:PutObject on arn:aws:s3:::logs/2026-01-01-00-00-00-0123456789ABCDEF (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::far): Amazon S3 writes the server access logs of far",
    ],
  ],
  [
    "s3-inventory",
    "of a bucket of another stack, without a key, and not where it is off",
    {
      ...ENCRYPTED,
      aws_s3_bucket_inventory: {
        a: { bucket: "far", name: "all", destination: { bucket: { bucket_arn: "arn:aws:s3:::logs" } } },
        b: { bucket: "far", name: "all", enabled: false, destination: { bucket: { bucket_arn: "arn:aws:s3:::logs" } } },
      },
    },
    [
      "s3 s3:PutObject on arn:aws:s3:::logs/far/all/data/1.parquet (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::far, s3:x-amz-acl=bucket-owner-full-control): Amazon S3 writes the inventory of far",
      "s3 kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::far): Amazon S3 writes the inventory of far",
    ],
  ],
  [
    "s3-inventory",
    "under a key of its own into a bucket under another, whose own isn't asked",
    {
      ...ENCRYPTED,
      aws_s3_bucket_inventory: {
        a: {
          bucket: "data",
          name: "all",
          destination: {
            bucket: { bucket_arn: "arn:aws:s3:::logs", prefix: "p", encryption: { sse_kms: { key_id: arn("kms", "key/1") } } },
          },
        },
      },
    },
    [
      "s3 s3:PutObject on arn:aws:s3:::logs/p/data/all/data/1.parquet (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::data, s3:x-amz-acl=bucket-owner-full-control): Amazon S3 writes the inventory of data",
      "s3 kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/1 (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::data): Amazon S3 writes the inventory of data",
    ],
  ],
  [
    "s3-notifications",
    "of each target",
    {
      aws_s3_bucket_notification: {
        n: {
          bucket: "far",
          queue: [{ queue_arn: arn("sqs", "q") }],
          topic: [{ topic_arn: arn("sns", "t") }],
          lambda_function: [{ lambda_function_arn: arn("lambda", "function:f") }],
        },
      },
    },
    [
      "s3 sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:q (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::far): Amazon S3 sends event notifications of far",
      "s3 sns:Publish on arn:aws:sns:eu-central-1:111122223333:t (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::far): Amazon S3 sends event notifications of far",
      "s3 lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:f (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::far): Amazon S3 sends event notifications of far",
    ],
  ],
  [
    "s3-replication",
    "of a bucket with locks, to another account's under its key",
    {
      ...BUCKETS,
      aws_s3_bucket: { data: { bucket: "data", object_lock_enabled: true } },
      aws_s3_bucket_replication_configuration: {
        r: {
          bucket: "data",
          role: ROLE,
          rule: [
            {
              status: "Enabled",
              destination: {
                bucket: "arn:aws:s3:::far",
                access_control_translation: { owner: "Destination" },
                encryption_configuration: { replica_kms_key_id: arn("kms", "key/1") },
              },
            },
            { status: "Disabled", destination: { bucket: "arn:aws:s3:::off" } },
          ],
        },
      },
    },
    [
      "s3 sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::data): Amazon S3 replicates the objects of data",
      "worker s3:GetReplicationConfiguration on arn:aws:s3:::data: Amazon S3 replicates the objects of data",
      "worker s3:ListBucket on arn:aws:s3:::data: Amazon S3 replicates the objects of data",
      "worker s3:GetObjectVersionForReplication on arn:aws:s3:::data/object: Amazon S3 replicates the objects of data",
      "worker s3:GetObjectVersionAcl on arn:aws:s3:::data/object: Amazon S3 replicates the objects of data",
      "worker s3:GetObjectVersionTagging on arn:aws:s3:::data/object: Amazon S3 replicates the objects of data",
      "worker s3:GetObjectRetention on arn:aws:s3:::data/object: Amazon S3 replicates the objects of data",
      "worker s3:GetObjectLegalHold on arn:aws:s3:::data/object: Amazon S3 replicates the objects of data",
      "worker s3:ReplicateObject on arn:aws:s3:::far/object: Amazon S3 replicates the objects of data",
      "worker s3:ReplicateDelete on arn:aws:s3:::far/object: Amazon S3 replicates the objects of data",
      "worker s3:ReplicateTags on arn:aws:s3:::far/object: Amazon S3 replicates the objects of data",
      "worker s3:ObjectOwnerOverrideToBucketOwner on arn:aws:s3:::far/object: Amazon S3 replicates the objects of data",
      "worker kms:Encrypt on arn:aws:kms:eu-central-1:111122223333:key/1 (kms:ViaService=s3.eu-central-1.amazonaws.com, kms:EncryptionContext:aws:s3:arn=arn:aws:s3:::far/object): Amazon S3 replicates the objects of data",
    ],
  ],
  [
    "s3-replication",
    "of a bucket under a key without a bucket key",
    {
      ...ENCRYPTED,
      aws_s3_bucket_server_side_encryption_configuration: {
        logs: { bucket: "logs", rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: KEY } }] },
      },
      aws_s3_bucket_replication_configuration: {
        r: {
          bucket: "logs",
          role: ROLE,
          rule: [
            { status: "Enabled", destination: { bucket: "arn:aws:s3:::logs" } },
            { status: "Enabled", destination: {} },
          ],
        },
      },
    },
    [
      "s3 sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::logs): Amazon S3 replicates the objects of logs",
      "worker s3:GetReplicationConfiguration on arn:aws:s3:::logs: Amazon S3 replicates the objects of logs",
      "worker s3:ListBucket on arn:aws:s3:::logs: Amazon S3 replicates the objects of logs",
      "worker s3:GetObjectVersionForReplication on arn:aws:s3:::logs/object: Amazon S3 replicates the objects of logs",
      "worker s3:GetObjectVersionAcl on arn:aws:s3:::logs/object: Amazon S3 replicates the objects of logs",
      "worker s3:GetObjectVersionTagging on arn:aws:s3:::logs/object: Amazon S3 replicates the objects of logs",
      "worker kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com, kms:EncryptionContext:aws:s3:arn=arn:aws:s3:::logs/object): Amazon S3 replicates the objects of logs",
      "worker s3:ReplicateObject on arn:aws:s3:::logs/object: Amazon S3 replicates the objects of logs",
      "worker s3:ReplicateDelete on arn:aws:s3:::logs/object: Amazon S3 replicates the objects of logs",
      "worker s3:ReplicateTags on arn:aws:s3:::logs/object: Amazon S3 replicates the objects of logs",
      "worker kms:Encrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com, kms:EncryptionContext:aws:s3:arn=arn:aws:s3:::logs/object): Amazon S3 replicates the objects of logs",
    ],
  ],
  [
    "secret-rotation",
    "of a secret of another stack, by a function of another stack",
    {
      aws_secretsmanager_secret_rotation: {
        r: { rotation_lambda_arn: arn("lambda", "function:f"), secret_id: arn("secretsmanager", "secret:s-AbCdEf") },
      },
    },
    [
      "secretsmanager lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:f (aws:SourceAccount=111122223333): AWS Secrets Manager rotates arn:aws:secretsmanager:eu-central-1:111122223333:secret:s-AbCdEf",
    ],
  ],
  [
    "sns-subscriptions",
    "of a topic of another stack, for each protocol",
    {
      aws_sns_topic_subscription: {
        a: {
          topic_arn: arn("sns", "t"),
          protocol: "sqs",
          endpoint: arn("sqs", "q"),
          redrive_policy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead") }),
        },
        b: { topic_arn: arn("sns", "t"), protocol: "lambda", endpoint: arn("lambda", "function:f") },
        c: { topic_arn: arn("sns", "t"), protocol: "email", endpoint: arn("sqs", "q") },
        d: { topic_arn: arn("sns", "t"), protocol: "firehose", endpoint: arn("firehose", "deliverystream/s"), subscription_role_arn: ROLE },
        e: { protocol: "sqs", endpoint: arn("sqs", "q") },
      },
    },
    [
      "sns sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:q (aws:SourceArn=arn:aws:sns:eu-central-1:111122223333:t): Amazon SNS delivers the messages of arn:aws:sns:eu-central-1:111122223333:t",
      "sns sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:dead (aws:SourceArn=arn:aws:sns:eu-central-1:111122223333:t): Amazon SNS delivers the messages of arn:aws:sns:eu-central-1:111122223333:t",
      "sns lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:f (aws:SourceArn=arn:aws:sns:eu-central-1:111122223333:t): Amazon SNS delivers the messages of arn:aws:sns:eu-central-1:111122223333:t",
      "sns sts:AssumeRole on arn:aws:iam::111122223333:role/worker: Amazon SNS delivers the messages of arn:aws:sns:eu-central-1:111122223333:t",
      "worker firehose:DescribeDeliveryStream on arn:aws:firehose:eu-central-1:111122223333:deliverystream/s: Amazon SNS delivers the messages of arn:aws:sns:eu-central-1:111122223333:t",
      "worker firehose:ListDeliveryStreams on arn:aws:firehose:eu-central-1:111122223333:deliverystream/s: Amazon SNS delivers the messages of arn:aws:sns:eu-central-1:111122223333:t",
      "worker firehose:ListTagsForDeliveryStream on arn:aws:firehose:eu-central-1:111122223333:deliverystream/s: Amazon SNS delivers the messages of arn:aws:sns:eu-central-1:111122223333:t",
      "worker firehose:PutRecord on arn:aws:firehose:eu-central-1:111122223333:deliverystream/s: Amazon SNS delivers the messages of arn:aws:sns:eu-central-1:111122223333:t",
      "worker firehose:PutRecordBatch on arn:aws:firehose:eu-central-1:111122223333:deliverystream/s: Amazon SNS delivers the messages of arn:aws:sns:eu-central-1:111122223333:t",
    ],
  ],
  [
    "ssm-automations",
    "of an association with a role, and of one without",
    { aws_ssm_association: { a: { parameters: { AutomationAssumeRole: ROLE } }, b: { parameters: {} }, c: {} } },
    [
      "ssm sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ssm:eu-central-1:111122223333:automation-execution/00000000-0000-4000-8000-000000000000): Systems Manager runs the runbook of a",
    ],
  ],
  [
    "web-acl-logs",
    "of CloudFront's web ACL, and of one of another stack",
    {
      aws_wafv2_web_acl: { w: { name: "w", scope: "CLOUDFRONT" } },
      aws_wafv2_web_acl_logging_configuration: {
        a: { resource_arn: "${aws_wafv2_web_acl.w.arn}", log_destination_configs: ["arn:aws:s3:::aws-waf-logs-a"] },
        b: {
          resource_arn: arn("wafv2", "regional/webacl/x/1"),
          log_destination_configs: [arn("logs", "log-group:aws-waf-logs-g"), arn("firehose", "deliverystream/aws-waf-logs-s")],
        },
        c: { log_destination_configs: ["arn:aws:s3:::aws-waf-logs-c"] },
      },
    },
    [
      "delivery.logs s3:GetBucketAcl on arn:aws:s3:::aws-waf-logs-a (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): AWS WAF logs the requests of w",
      "delivery.logs s3:PutObject on arn:aws:s3:::aws-waf-logs-a/AWSLogs/111122223333/WAFLogs/cloudfront/web-acl/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1, s3:x-amz-acl=bucket-owner-full-control): AWS WAF logs the requests of w",
      "delivery.logs logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:aws-waf-logs-g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): AWS WAF logs the requests of arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/x/1",
      "delivery.logs logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:aws-waf-logs-g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): AWS WAF logs the requests of arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/x/1",
      "delivery.logs s3:GetBucketAcl on arn:aws:s3:::aws-waf-logs-c (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): AWS WAF logs the requests of c",
      "delivery.logs s3:PutObject on arn:aws:s3:::aws-waf-logs-c/AWSLogs/111122223333/WAFLogs/eu-central-1/web-acl/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1, s3:x-amz-acl=bucket-owner-full-control): AWS WAF logs the requests of c",
    ],
  ],
])("%s ask for what they need %s", (need, _, resources, expected) => {
  expect(accesses(need, resources).map(inFull)).toEqual(expected);
});

describe("Terraform's backend asks for what it needs", () => {
  const state = (backend: Arguments, statements: readonly Arguments[], more: Arguments = {}): readonly string[] => {
    const resources = {
      ...ENCRYPTED,
      aws_iam_role: { deploy: { name: "deploy", assume_role_policy: policy() } },
      aws_iam_role_policy: { P: { role: "${aws_iam_role.deploy.name}", policy: policy(...statements) } },
      ...more,
    };
    return accesses("terraform-state", resources, { backend: { s3: { bucket: "logs", key: "prod/state", ...backend } } }).map(inFull);
  };
  const all = [may("s3:*", "arn:aws:s3:::logs/prod/state*")];

  test("to deploy, with a lock file and encryption under a key", () => {
    expect(state({ use_lockfile: true, encrypt: true, kms_key_id: "alias/state" }, all)).toEqual([
      "deploy s3:ListBucket on arn:aws:s3:::logs (s3:prefix=env:/): Terraform deploys a stack as deploy",
      "deploy s3:ListBucket on arn:aws:s3:::logs (s3:prefix=prod/state): Terraform deploys a stack as deploy",
      "deploy s3:GetObject on arn:aws:s3:::logs/prod/state: Terraform deploys a stack as deploy",
      "deploy kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com): Terraform deploys a stack as deploy",
      "deploy s3:PutObject on arn:aws:s3:::logs/prod/state (s3:x-amz-server-side-encryption=aws:kms): Terraform deploys a stack as deploy",
      "deploy s3:PutObject on arn:aws:s3:::logs/prod/state.tflock (s3:x-amz-server-side-encryption=aws:kms, s3:if-none-match=*): Terraform deploys a stack as deploy",
      "deploy s3:GetObject on arn:aws:s3:::logs/prod/state.tflock: Terraform deploys a stack as deploy",
      "deploy s3:DeleteObject on arn:aws:s3:::logs/prod/state.tflock: Terraform deploys a stack as deploy",
      "deploy kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com): Terraform deploys a stack as deploy",
    ]);
  });

  test("to deploy, encrypted by S3", () => {
    expect(state({ encrypt: true }, [may(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::logs/prod/state")])).toEqual([
      "deploy s3:ListBucket on arn:aws:s3:::logs (s3:prefix=env:/): Terraform deploys a stack as deploy",
      "deploy s3:ListBucket on arn:aws:s3:::logs (s3:prefix=prod/state): Terraform deploys a stack as deploy",
      "deploy s3:GetObject on arn:aws:s3:::logs/prod/state: Terraform deploys a stack as deploy",
      "deploy kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com): Terraform deploys a stack as deploy",
      "deploy s3:PutObject on arn:aws:s3:::logs/prod/state (s3:x-amz-server-side-encryption=AES256): Terraform deploys a stack as deploy",
      "deploy kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com): Terraform deploys a stack as deploy",
    ]);
  });

  test("to plan", () => {
    expect(state({}, [may(["s3:GetObject"], "arn:aws:s3:::logs/prod/state")])).toEqual([
      "deploy s3:ListBucket on arn:aws:s3:::logs (s3:prefix=env:/): Terraform plans a stack as deploy",
      "deploy s3:ListBucket on arn:aws:s3:::logs (s3:prefix=prod/state): Terraform plans a stack as deploy",
      "deploy s3:GetObject on arn:aws:s3:::logs/prod/state: Terraform plans a stack as deploy",
      "deploy kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com): Terraform plans a stack as deploy",
    ]);
  });

  test("by a policy that is attached", () => {
    const attached = {
      aws_iam_policy: { M: { name: "m", policy: policy(...all) } },
      aws_iam_role_policy_attachment: { A: { role: "${aws_iam_role.deploy.name}", policy_arn: "${aws_iam_policy.M.arn}" } },
    };
    expect(state({}, [], attached)).toEqual([
      "deploy s3:ListBucket on arn:aws:s3:::logs (s3:prefix=env:/): Terraform deploys a stack as deploy",
      "deploy s3:ListBucket on arn:aws:s3:::logs (s3:prefix=prod/state): Terraform deploys a stack as deploy",
      "deploy s3:GetObject on arn:aws:s3:::logs/prod/state: Terraform deploys a stack as deploy",
      "deploy kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com): Terraform deploys a stack as deploy",
      "deploy s3:PutObject on arn:aws:s3:::logs/prod/state: Terraform deploys a stack as deploy",
      "deploy kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com): Terraform deploys a stack as deploy",
    ]);
  });

  test.each<readonly [what: string, backend: Arguments, statements: readonly Arguments[]]>([
    ["another state", {}, [may("s3:*", "arn:aws:s3:::logs/dev/state")]],
    ["nothing that it may", {}, [{ ...may("s3:*", "arn:aws:s3:::logs/prod/state"), Effect: "Deny" }]],
    ["a bucket of another stack", { bucket: "far" }, [may("s3:*", "arn:aws:s3:::far/prod/state")]],
    ["a key that nobody has written", { key: undefined }, all],
  ])("of no role whose policies name %s", (_, backend, statements) => {
    expect(state(backend, statements)).toEqual([]);
  });
});
