/** What services ask for in forms of stacks that the tables by page don't have: by ARNs of what isn't in the stacks, by names, and where something is turned off. */
import { Arguments } from "../../../support/synth";
import { ACCOUNT, REGION, accesses, encryption, inFull, key } from "./fixture";

type Row = readonly [need: string, what: string, resources: Arguments, asked: readonly string[]];

const ROLE = "arn:aws:iam::111122223333:role/worker";
const arn = (service: string, name: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
const KEY = "${aws_kms_key.key.arn}";
const BUCKETS = { aws_s3_bucket: { logs: { bucket: "logs" }, data: { bucket: "data" } } };
/** The bucket for logs encrypts under a key. */
const ENCRYPTED = { ...BUCKETS, aws_kms_key: key(), aws_s3_bucket_server_side_encryption_configuration: { logs: encryption("logs") } };

test.each<Row>([
  [
    "auto-scaling-notifications",
    "of a group's own hook, to a topic under a key",
    {
      aws_autoscaling_group: { api: { initial_lifecycle_hook: [{ notification_target_arn: "${aws_sns_topic.t.arn}", role_arn: ROLE }] } },
      aws_sns_topic: { t: { name: "t", kms_master_key_id: KEY } },
      aws_kms_key: key(),
    },
    [
      "autoscaling sts:AssumeRole on arn:aws:iam::111122223333:role/worker: EC2 Auto Scaling notifies t of api",
      "worker sns:Publish on arn:aws:sns:eu-central-1:111122223333:t: EC2 Auto Scaling notifies t of api",
      "worker kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling notifies t of api",
      "worker kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling notifies t of api",
    ],
  ],
  [
    "auto-scaling-notifications",
    "of a hook, to a topic of another stack",
    {
      aws_autoscaling_lifecycle_hook: {
        drain: { autoscaling_group_name: "api", notification_target_arn: arn("sns", "t"), role_arn: ROLE },
      },
    },
    [
      "autoscaling sts:AssumeRole on arn:aws:iam::111122223333:role/worker: EC2 Auto Scaling notifies arn:aws:sns:eu-central-1:111122223333:t of drain",
      "worker sns:Publish on arn:aws:sns:eu-central-1:111122223333:t: EC2 Auto Scaling notifies arn:aws:sns:eu-central-1:111122223333:t of drain",
    ],
  ],
  [
    "auto-scaling-notifications",
    "of a hook without a role, to a queue under a key",
    {
      aws_autoscaling_group: { api: { name: "api" } },
      aws_autoscaling_lifecycle_hook: { drain: { autoscaling_group_name: "api", notification_target_arn: "${aws_sqs_queue.q.arn}" } },
      aws_sqs_queue: { q: { name: "q", kms_master_key_id: KEY } },
      aws_kms_key: key(),
    },
    [
      "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts what it sends to q",
      "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts what it sends to q",
    ],
  ],
  [
    "auto-scaling-notifications",
    "of a hook without a target",
    { aws_autoscaling_lifecycle_hook: { drain: { autoscaling_group_name: "api", role_arn: ROLE } } },
    [],
  ],
  [
    "auto-scaling-notifications",
    "to a topic without a key",
    {
      aws_autoscaling_group: { api: { name: "api" } },
      aws_autoscaling_notification: { n: { group_names: ["${aws_autoscaling_group.api.name}"], topic_arn: "${aws_sns_topic.t.arn}" } },
      aws_sns_topic: { t: { name: "t" } },
    },
    [],
  ],
  [
    "auto-scaling-volumes",
    "of volumes under a key by its name, of a template by its name, once",
    {
      aws_autoscaling_group: {
        api: {
          mixed_instances_policy: {
            launch_template: {
              launch_template_specification: { launch_template_name: "t" },
              override: [{ launch_template_specification: { launch_template_name: "t" } }],
            },
          },
        },
      },
      aws_launch_template: {
        t: { name: "t", block_device_mappings: [{ ebs: { kms_key_id: KEY } }, { ebs: { kms_key_id: KEY } }, { ebs: {} }, {}] },
      },
      aws_kms_key: key(),
    },
    [
      "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:Encrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
      "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
      "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:ReEncryptFrom on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
      "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:ReEncryptTo on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
      "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:GenerateDataKeyWithoutPlaintext on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
      "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
      "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:CreateGrant on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:GrantIsForAWSResource=true): EC2 Auto Scaling encrypts the volumes of api",
    ],
  ],
  [
    "backup",
    "of an instance under a key, with a copy into a vault under another",
    {
      aws_backup_selection: {
        s: { iam_role_arn: ROLE, plan_id: "${aws_backup_plan.p.id}", resources: ["${aws_db_instance.db.arn}", "arn:aws:ec2:*:*:volume/*"] },
      },
      aws_backup_plan: {
        p: {
          rule: [
            {
              copy_action: [
                { destination_vault_arn: "${aws_backup_vault.v.arn}" },
                { destination_vault_arn: arn("backup", "backup-vault:far") },
              ],
            },
          ],
        },
      },
      aws_backup_vault: { v: { name: "v", kms_key_arn: KEY } },
      aws_db_instance: { db: { identifier: "db", kms_key_id: KEY } },
      aws_kms_key: key(),
    },
    [
      "backup sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333): AWS Backup backs up s",
      "worker rds:DescribeDBInstances on arn:aws:rds:eu-central-1:111122223333:db:db: AWS Backup backs up s",
      "worker rds:ListTagsForResource on arn:aws:rds:eu-central-1:111122223333:db:db: AWS Backup backs up s",
      "worker rds:CreateDBSnapshot on arn:aws:rds:eu-central-1:111122223333:db:db: AWS Backup backs up s",
      "worker rds:CreateDBSnapshot on arn:aws:rds:eu-central-1:111122223333:snapshot:awsbackup:job-1: AWS Backup backs up s",
      "worker rds:AddTagsToResource on arn:aws:rds:eu-central-1:111122223333:snapshot:awsbackup:job-1: AWS Backup backs up s",
      "worker rds:DescribeDBSnapshots on arn:aws:rds:eu-central-1:111122223333:snapshot:awsbackup:job-1: AWS Backup backs up s",
      "worker rds:DeleteDBSnapshot on arn:aws:rds:eu-central-1:111122223333:snapshot:awsbackup:job-1: AWS Backup backs up s",
      "worker kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: AWS Backup backs up s",
      "worker kms:CreateGrant on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:GrantIsForAWSResource=true): AWS Backup backs up s",
      "worker backup:CopyIntoBackupVault on arn:aws:backup:eu-central-1:111122223333:backup-vault:v: AWS Backup backs up s, with a copy",
      "worker kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: AWS Backup backs up s, with a copy",
      "worker kms:CreateGrant on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:GrantIsForAWSResource=true): AWS Backup backs up s, with a copy",
      "worker backup:CopyIntoBackupVault on arn:aws:backup:eu-central-1:111122223333:backup-vault:far: AWS Backup backs up s, with a copy",
    ],
  ],
  ["backup", "of a selection without a role", { aws_backup_selection: { s: { resources: ["*"] } } }, []],
  [
    "backup-notifications",
    "of a vault of another stack, to a topic of another stack",
    { aws_backup_vault_notifications: { n: { backup_vault_name: "far", sns_topic_arn: arn("sns", "t") } } },
    ["backup sns:Publish on arn:aws:sns:eu-central-1:111122223333:t (aws:SourceAccount=111122223333): AWS Backup notifies of n"],
  ],
  [
    "budget-notifications",
    "once for a topic of two notifications",
    {
      aws_budgets_budget: {
        b: {
          notification: [
            { subscriber_sns_topic_arns: [arn("sns", "t")] },
            { subscriber_sns_topic_arns: [arn("sns", "t"), arn("sns", "u")] },
          ],
        },
      },
    },
    [
      "budgets sns:Publish on arn:aws:sns:eu-central-1:111122223333:t (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:budgets::111122223333:budget/x): AWS Budgets notifies of b",
      "budgets sns:Publish on arn:aws:sns:eu-central-1:111122223333:u (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:budgets::111122223333:budget/x): AWS Budgets notifies of b",
    ],
  ],
  [
    "cloudfront-origins",
    "of a bucket of another stack, by each method of each behavior",
    {
      aws_cloudfront_distribution: {
        d: {
          origin: [
            { origin_id: "far", domain_name: "far.s3.eu-central-1.amazonaws.com", origin_path: "/site", origin_access_control_id: "E1" },
          ],
          ordered_cache_behavior: [
            { target_origin_id: "far", path_pattern: "up/*", allowed_methods: ["GET", "HEAD", "PUT", "DELETE"] },
            { target_origin_id: "other", path_pattern: "/x", allowed_methods: ["GET"] },
          ],
          default_cache_behavior: { target_origin_id: "far", allowed_methods: ["GET"] },
        },
      },
    },
    [
      "cloudfront s3:GetObject on arn:aws:s3:::far/site/up/x (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<d.distribution_id>): CloudFront sends GET /up/x to far",
      "cloudfront s3:PutObject on arn:aws:s3:::far/site/up/x (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<d.distribution_id>): CloudFront sends PUT /up/x to far",
      "cloudfront s3:DeleteObject on arn:aws:s3:::far/site/up/x (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<d.distribution_id>): CloudFront sends DELETE /up/x to far",
      "cloudfront s3:GetObject on arn:aws:s3:::far/site/index.html (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<d.distribution_id>): CloudFront sends GET /index.html to far",
    ],
  ],
  [
    "cloudfront-origins",
    "of a bucket under a key, with its root object",
    {
      ...ENCRYPTED,
      aws_s3_bucket_server_side_encryption_configuration: {
        logs: { bucket: "logs", rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: KEY } }] },
      },
      aws_cloudfront_origin_access_control: { c: { origin_access_control_origin_type: "s3" } },
      aws_cloudfront_distribution: {
        d: {
          default_root_object: "home.html",
          origin: [
            {
              origin_id: "o",
              domain_name: "${aws_s3_bucket.logs.bucket_regional_domain_name}",
              origin_access_control_id: "${aws_cloudfront_origin_access_control.c.id}",
            },
          ],
          default_cache_behavior: { target_origin_id: "o", allowed_methods: ["GET", "PUT", "DELETE"] },
        },
      },
    },
    [
      "cloudfront s3:GetObject on arn:aws:s3:::logs/home.html (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<d.distribution_id>): CloudFront sends GET /home.html to logs",
      "cloudfront kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<d.distribution_id>, kms:EncryptionContext:aws:s3:arn=arn:aws:s3:::logs/home.html): CloudFront sends GET /home.html to logs",
      "cloudfront s3:PutObject on arn:aws:s3:::logs/home.html (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<d.distribution_id>): CloudFront sends PUT /home.html to logs",
      "cloudfront kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<d.distribution_id>, kms:EncryptionContext:aws:s3:arn=arn:aws:s3:::logs/home.html): CloudFront sends PUT /home.html to logs",
      "cloudfront s3:DeleteObject on arn:aws:s3:::logs/home.html (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<d.distribution_id>): CloudFront sends DELETE /home.html to logs",
    ],
  ],
  [
    "cloudfront-origins",
    "of a server, and of a bucket that nothing signs for",
    {
      ...BUCKETS,
      aws_cloudfront_origin_access_control: { c: { origin_access_control_origin_type: "lambda" } },
      aws_cloudfront_distribution: {
        d: {
          origin: [
            { origin_id: "o", domain_name: "example.com", origin_access_control_id: "E1" },
            { origin_id: "p", domain_name: "logs.s3.amazonaws.com" },
            {
              origin_id: "q",
              domain_name: "logs.s3.amazonaws.com",
              origin_access_control_id: "${aws_cloudfront_origin_access_control.c.id}",
            },
          ],
          ordered_cache_behavior: [
            { target_origin_id: "p", path_pattern: "/p", allowed_methods: ["GET"] },
            { target_origin_id: "q", path_pattern: "/q", allowed_methods: ["GET"] },
          ],
          default_cache_behavior: { target_origin_id: "o", allowed_methods: ["GET"] },
        },
      },
    },
    [],
  ],
  [
    "cloudfront-realtime-logs",
    "of a stream under a key",
    {
      aws_cloudfront_realtime_log_config: {
        r: { endpoint: [{ kinesis_stream_config: { role_arn: ROLE, stream_arn: "${aws_kinesis_stream.s.arn}" } }] },
      },
      aws_kinesis_stream: { s: { name: "s", kms_key_id: KEY } },
      aws_kms_key: key(),
    },
    [
      "cloudfront sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333): CloudFront sends the real-time logs of r",
      "worker kinesis:DescribeStreamSummary on arn:aws:kinesis:eu-central-1:111122223333:stream/s: CloudFront sends the real-time logs of r",
      "worker kinesis:DescribeStream on arn:aws:kinesis:eu-central-1:111122223333:stream/s: CloudFront sends the real-time logs of r",
      "worker kinesis:PutRecord on arn:aws:kinesis:eu-central-1:111122223333:stream/s: CloudFront sends the real-time logs of r",
      "worker kinesis:PutRecords on arn:aws:kinesis:eu-central-1:111122223333:stream/s: CloudFront sends the real-time logs of r",
      "worker kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: CloudFront sends the real-time logs of r",
    ],
  ],
  [
    "cloudfront-realtime-logs",
    "of a stream of another stack",
    {
      aws_cloudfront_realtime_log_config: {
        r: { endpoint: [{ kinesis_stream_config: { role_arn: ROLE, stream_arn: arn("kinesis", "stream/s") } }] },
      },
    },
    [
      "cloudfront sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333): CloudFront sends the real-time logs of r",
      "worker kinesis:DescribeStreamSummary on arn:aws:kinesis:eu-central-1:111122223333:stream/s: CloudFront sends the real-time logs of r",
      "worker kinesis:DescribeStream on arn:aws:kinesis:eu-central-1:111122223333:stream/s: CloudFront sends the real-time logs of r",
      "worker kinesis:PutRecord on arn:aws:kinesis:eu-central-1:111122223333:stream/s: CloudFront sends the real-time logs of r",
      "worker kinesis:PutRecords on arn:aws:kinesis:eu-central-1:111122223333:stream/s: CloudFront sends the real-time logs of r",
    ],
  ],
  [
    "cloudtrail",
    "of a trail with everything",
    {
      ...ENCRYPTED,
      aws_cloudtrail: {
        t: {
          name: "t",
          s3_bucket_name: "logs",
          s3_key_prefix: "trail",
          sns_topic_name: "${aws_sns_topic.t.arn}",
          kms_key_id: KEY,
          cloud_watch_logs_group_arn: `${arn("logs", "log-group:t")}:*`,
          cloud_watch_logs_role_arn: ROLE,
        },
      },
      aws_sns_topic: { t: { name: "t" } },
    },
    [
      "cloudtrail s3:GetBucketAcl on arn:aws:s3:::logs (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/t): CloudTrail delivers the logs of t",
      "cloudtrail s3:PutObject on arn:aws:s3:::logs/trail/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/01/01/log.json.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/t, s3:x-amz-acl=bucket-owner-full-control): CloudTrail delivers the logs of t",
      "cloudtrail kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/t, kms:EncryptionContext:aws:cloudtrail:arn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/t): CloudTrail delivers the logs of t",
      "cloudtrail kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/t): CloudTrail delivers the logs of t",
      "cloudtrail sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/t): CloudTrail delivers the logs of t",
      "worker logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:t:log-stream:111122223333_CloudTrail_eu-central-1: CloudTrail delivers the logs of t",
      "worker logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:t:log-stream:111122223333_CloudTrail_eu-central-1: CloudTrail delivers the logs of t",
      "cloudtrail sns:Publish on arn:aws:sns:eu-central-1:111122223333:t (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/t): CloudTrail delivers the logs of t",
    ],
  ],
  [
    "cloudtrail",
    "of a trail to a bucket of another stack",
    { aws_cloudtrail: { t: { name: "t", s3_bucket_name: "far" } } },
    [
      "cloudtrail s3:GetBucketAcl on arn:aws:s3:::far (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/t): CloudTrail delivers the logs of t",
      "cloudtrail s3:PutObject on arn:aws:s3:::far/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/01/01/log.json.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/t, s3:x-amz-acl=bucket-owner-full-control): CloudTrail delivers the logs of t",
    ],
  ],
  [
    "cloudwatch-alarms",
    "of each list of actions, once each",
    {
      aws_cloudwatch_metric_alarm: {
        m: {
          alarm_name: "m",
          alarm_actions: [arn("sns", "t"), arn("lambda", "function:f")],
          ok_actions: [arn("sns", "t")],
          insufficient_data_actions: [arn("sns", "u")],
        },
      },
      aws_cloudwatch_composite_alarm: {
        c: { alarm_name: "c", alarm_actions: [arn("sns", "t"), "arn:aws:automate:eu-central-1:ec2:reboot"] },
      },
    },
    [
      "cloudwatch sns:Publish on arn:aws:sns:eu-central-1:111122223333:t (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:m, aws:SourceOwner=111122223333): CloudWatch notifies of the alarm m",
      "lambda.alarms.cloudwatch lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:f (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:m, aws:SourceOwner=111122223333): CloudWatch notifies of the alarm m",
      "cloudwatch sns:Publish on arn:aws:sns:eu-central-1:111122223333:u (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:m, aws:SourceOwner=111122223333): CloudWatch notifies of the alarm m",
      "cloudwatch sns:Publish on arn:aws:sns:eu-central-1:111122223333:t (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:c, aws:SourceOwner=111122223333): CloudWatch notifies of the alarm c",
    ],
  ],
  [
    "dns-query-logs",
    "of a zone of another stack",
    { aws_route53_query_log: { q: { cloudwatch_log_group_arn: arn("logs", "log-group:/aws/route53/x"), zone_id: "Z1" } } },
    [
      "route53 logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/route53/x:log-stream:Z0123456789ABCDEFGHIJ/FRA2-C1 (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/Z1): Route 53 logs the queries of Z1",
      "route53 logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/route53/x:log-stream:Z0123456789ABCDEFGHIJ/FRA2-C1 (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/Z1): Route 53 logs the queries of Z1",
    ],
  ],
  ["dns-query-logs", "of no log group", { aws_route53_query_log: { q: { zone_id: "Z1" } } }, []],
  [
    "dnssec",
    "of a zone of another stack",
    { aws_route53_key_signing_key: { k: { hosted_zone_id: "Z1", key_management_service_arn: KEY } }, aws_kms_key: key() },
    [
      "dnssec-route53 kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/Z1): Route 53 signs the zone Z1",
      "dnssec-route53 kms:GetPublicKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/Z1): Route 53 signs the zone Z1",
      "dnssec-route53 kms:Sign on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/Z1): Route 53 signs the zone Z1",
      "dnssec-route53 kms:CreateGrant on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/Z1, kms:GrantIsForAWSResource=true): Route 53 signs the zone Z1",
    ],
  ],
  [
    "dnssec",
    "of a zone that nobody names",
    { aws_route53_key_signing_key: { k: { key_management_service_arn: KEY } }, aws_kms_key: key() },
    [
      "dnssec-route53 kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/x): Route 53 signs the zone k",
      "dnssec-route53 kms:GetPublicKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/x): Route 53 signs the zone k",
      "dnssec-route53 kms:Sign on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/x): Route 53 signs the zone k",
      "dnssec-route53 kms:CreateGrant on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/x, kms:GrantIsForAWSResource=true): Route 53 signs the zone k",
    ],
  ],
  [
    "ecs-tasks",
    "of both roles, with logs and parameters",
    {
      aws_ecs_task_definition: {
        t: {
          task_role_arn: ROLE,
          execution_role_arn: "arn:aws:iam::111122223333:role/starter",
          container_definitions: JSON.stringify([
            {
              name: "a",
              logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/a" } },
              secrets: [{ valueFrom: "plain" }, { valueFrom: "/a/b" }, { valueFrom: arn("ssm", "parameter/c") }, {}],
            },
            { name: "b", logConfiguration: { logDriver: "splunk", options: { "awslogs-group": "/ecs/b" } } },
          ]),
        },
      },
    },
    [
      "ecs-tasks sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ecs:eu-central-1:111122223333:task/x): Amazon ECS gives the containers of t their role",
      "ecs-tasks sts:AssumeRole on arn:aws:iam::111122223333:role/starter (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ecs:eu-central-1:111122223333:task/x): Amazon ECS starts t",
      "starter logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/a:log-stream:x: Amazon ECS writes the logs of t",
      "starter logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/a:log-stream:x: Amazon ECS writes the logs of t",
      "starter ssm:GetParameters on arn:aws:ssm:eu-central-1:111122223333:parameter/plain: Amazon ECS reads the secrets of t",
      "starter ssm:GetParameters on arn:aws:ssm:eu-central-1:111122223333:parameter/a/b: Amazon ECS reads the secrets of t",
      "starter ssm:GetParameters on arn:aws:ssm:eu-central-1:111122223333:parameter/c: Amazon ECS reads the secrets of t",
    ],
  ],
  [
    "ecs-tasks",
    "of containers that only Terraform knows",
    {
      aws_ecs_task_definition: {
        t: { execution_role_arn: ROLE, container_definitions: "[${var.containers}]" },
        u: { execution_role_arn: ROLE, container_definitions: "{}" },
      },
    },
    [
      "ecs-tasks sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ecs:eu-central-1:111122223333:task/x): Amazon ECS starts t",
      "ecs-tasks sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ecs:eu-central-1:111122223333:task/x): Amazon ECS starts u",
    ],
  ],
  [
    "elasticache-logs",
    "of a cluster to a log group, and to Firehose",
    {
      aws_cloudwatch_log_group: { g: { name: "g" } },
      aws_elasticache_cluster: {
        c: {
          log_delivery_configuration: [
            { destination: "g", destination_type: "cloudwatch-logs", log_type: "engine-log" },
            { destination: "g", destination_type: "kinesis-firehose", log_type: "slow-log" },
            { destination: "far", destination_type: "cloudwatch-logs", log_type: "slow-log" },
          ],
        },
      },
    },
    [
      "delivery.logs logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): ElastiCache delivers the engine-log of c",
      "delivery.logs logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): ElastiCache delivers the engine-log of c",
    ],
  ],
  [
    "elasticache-notifications",
    "of a cluster to a topic of another stack",
    { aws_elasticache_cluster: { c: { notification_topic_arn: arn("sns", "t") }, d: {} } },
    [
      "elasticache sns:Publish on arn:aws:sns:eu-central-1:111122223333:t (aws:SourceOwner=111122223333): ElastiCache publishes the events of c",
    ],
  ],
  [
    "event-rules",
    "of a target with a role and a dead-letter queue",
    {
      aws_cloudwatch_event_rule: { r: { name: "r" } },
      aws_cloudwatch_event_target: {
        t: { rule: "r", arn: arn("states", "stateMachine:m"), role_arn: ROLE, dead_letter_config: [{ arn: arn("sqs", "dead") }] },
      },
    },
    [
      "events sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:events:eu-central-1:111122223333:rule/r): EventBridge sends the events of the rule r",
      "events sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:dead (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:events:eu-central-1:111122223333:rule/r): EventBridge sends the events of the rule r",
    ],
  ],
  [
    "event-rules",
    "of topics, queues, functions and log groups of another stack",
    {
      aws_cloudwatch_event_rule: { r: { name: "r" } },
      aws_cloudwatch_event_target: {
        a: { rule: "r", arn: arn("sns", "t") },
        b: { rule: "r", arn: arn("sqs", "q") },
        c: { rule: "r", arn: arn("lambda", "function:f") },
        d: { rule: "r", arn: arn("logs", "log-group:/aws/events/g") },
        e: { rule: "r", arn: arn("kinesis", "stream/s") },
      },
    },
    [
      "events sns:Publish on arn:aws:sns:eu-central-1:111122223333:t (aws:SourceAccount=, aws:SourceArn=): EventBridge sends the events of the rule r",
      "events sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:q (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:events:eu-central-1:111122223333:rule/r): EventBridge sends the events of the rule r",
      "events lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:f (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:events:eu-central-1:111122223333:rule/r): EventBridge sends the events of the rule r",
      "events logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/events/g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:events:eu-central-1:111122223333:rule/r): EventBridge sends the events of the rule r",
      "events logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/events/g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:events:eu-central-1:111122223333:rule/r): EventBridge sends the events of the rule r",
    ],
  ],
  [
    "event-rules",
    "of a log group of the stack",
    {
      aws_cloudwatch_event_rule: { r: { name: "r" } },
      aws_cloudwatch_log_group: { g: { name: "/aws/events/g" } },
      aws_cloudwatch_event_target: { d: { rule: "r", arn: "${aws_cloudwatch_log_group.g.arn}" } },
    },
    [
      "events logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/events/g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:events:eu-central-1:111122223333:rule/r): EventBridge sends the events of the rule r",
      "events logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/events/g:log-stream:x (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:events:eu-central-1:111122223333:rule/r): EventBridge sends the events of the rule r",
    ],
  ],
  ["event-rules", "of a rule of another stack", { aws_cloudwatch_event_target: { a: { rule: "far", arn: arn("sns", "t") } } }, []],
  [
    "event-schedules",
    "of a templated target, in its group, with a key and a dead-letter queue",
    {
      aws_scheduler_schedule: {
        s: {
          group_name: "nightly",
          kms_key_arn: KEY,
          target: { arn: arn("kinesis", "stream/s"), role_arn: ROLE, dead_letter_config: { arn: arn("sqs", "dead") } },
        },
      },
      aws_kms_key: key(),
    },
    [
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/nightly): EventBridge Scheduler runs s",
      "worker kinesis:PutRecord on arn:aws:kinesis:eu-central-1:111122223333:stream/s: EventBridge Scheduler runs s",
      "worker sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:dead: EventBridge Scheduler runs s",
      "worker kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=scheduler.eu-central-1.amazonaws.com): EventBridge Scheduler runs s",
    ],
  ],
  [
    "event-schedules",
    "of each templated target",
    {
      aws_scheduler_schedule: Object.fromEntries(
        ["events:event-bus/b", "lambda:function:f", "sns:t", "sqs:q", "states:stateMachine:m", "ecs:cluster/c"].map((name, index) => [
          `s${index}`,
          { target: { arn: arn(name.split(":")[0]!, name.slice(name.indexOf(":") + 1)), role_arn: ROLE } },
        ]),
      ),
    },
    [
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs s0",
      "worker events:PutEvents on arn:aws:events:eu-central-1:111122223333:event-bus/b: EventBridge Scheduler runs s0",
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs s1",
      "worker lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:f: EventBridge Scheduler runs s1",
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs s2",
      "worker sns:Publish on arn:aws:sns:eu-central-1:111122223333:t: EventBridge Scheduler runs s2",
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs s3",
      "worker sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:q: EventBridge Scheduler runs s3",
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs s4",
      "worker states:StartExecution on arn:aws:states:eu-central-1:111122223333:stateMachine:m: EventBridge Scheduler runs s4",
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs s5",
    ],
  ],
  [
    "event-schedules",
    "of universal targets",
    {
      aws_scheduler_schedule: {
        a: {
          target: { arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution", role_arn: ROLE, input: '{"DocumentName":"Drill"}' },
        },
        b: { target: { arn: "arn:aws:scheduler:::aws-sdk:ssm:startAutomationExecution", role_arn: ROLE } },
        c: { target: { arn: "arn:aws:scheduler:::aws-sdk:rds:stopDBCluster", role_arn: ROLE, input: '{"DocumentName":"Drill"}' } },
        d: { target: { arn: arn("sqs", "q") } },
        e: { target: { role_arn: ROLE } },
      },
    },
    [
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs a",
      "worker ssm:StartAutomationExecution on arn:aws:ssm:eu-central-1:111122223333:automation-definition/Drill:$DEFAULT: EventBridge Scheduler runs a",
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs b",
      "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/worker (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs c",
    ],
  ],
  [
    "instance-profiles",
    "of profiles by name",
    {
      aws_iam_instance_profile: { p: { name: "p", role: "worker" } },
      aws_launch_template: { t: { iam_instance_profile: { name: "p" } }, u: { iam_instance_profile: { name: "far" } }, v: {} },
      aws_instance: { i: { iam_instance_profile: "p" } },
    },
    [
      "ec2 sts:AssumeRole on arn:aws:iam::111122223333:role/worker: Amazon EC2 gives the instances of t their role",
      "ec2 sts:AssumeRole on arn:aws:iam::111122223333:role/worker: Amazon EC2 gives the instances of i their role",
    ],
  ],
  [
    "lambda-event-sources",
    "of a function by its name, and a stream under a key",
    {
      aws_kinesis_stream: { s: { name: "s", kms_key_id: KEY } },
      aws_kms_key: key(),
      aws_lambda_function: { f: { function_name: "f", role: ROLE }, g: { function_name: "g", role: ROLE } },
      aws_lambda_event_source_mapping: {
        m: { event_source_arn: "${aws_kinesis_stream.s.arn}", function_name: "g" },
        n: { event_source_arn: arn("sqs", "far"), function_name: "g" },
        o: { event_source_arn: "${aws_kinesis_stream.s.arn}", function_name: "far" },
      },
    },
    [
      "worker kinesis:DescribeStream on arn:aws:kinesis:eu-central-1:111122223333:stream/s: AWS Lambda has g process s",
      "worker kinesis:DescribeStreamSummary on arn:aws:kinesis:eu-central-1:111122223333:stream/s: AWS Lambda has g process s",
      "worker kinesis:GetRecords on arn:aws:kinesis:eu-central-1:111122223333:stream/s: AWS Lambda has g process s",
      "worker kinesis:GetShardIterator on arn:aws:kinesis:eu-central-1:111122223333:stream/s: AWS Lambda has g process s",
      "worker kinesis:ListShards on arn:aws:kinesis:eu-central-1:111122223333:stream/s: AWS Lambda has g process s",
      "worker kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=kinesis.eu-central-1.amazonaws.com): AWS Lambda has g process s",
    ],
  ],
  [
    "lambda-functions",
    "of a function with a key, a log group by its name and a dead-letter topic",
    {
      aws_lambda_function: {
        f: {
          function_name: "f",
          role: ROLE,
          kms_key_arn: KEY,
          logging_config: { log_group: "/own" },
          dead_letter_config: { target_arn: arn("sns", "t") },
        },
      },
      aws_kms_key: key(),
    },
    [
      "lambda sts:AssumeRole on arn:aws:iam::111122223333:role/worker: AWS Lambda runs f",
      "worker logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/own:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of f",
      "worker logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/own:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of f",
      "worker kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=lambda.eu-central-1.amazonaws.com): AWS Lambda decrypts the environment variables of f",
      "worker sns:Publish on arn:aws:sns:eu-central-1:111122223333:t: AWS Lambda sends the events that f failed to process",
    ],
  ],
  [
    "lambda-functions",
    "of a function whose dead letters go to a queue, and to a topic of the stack",
    {
      aws_lambda_function: {
        f: { function_name: "f", role: "worker", dead_letter_config: { target_arn: arn("sqs", "q") } },
        g: { role: ROLE, dead_letter_config: { target_arn: "${aws_sns_topic.t.arn}" } },
        h: {},
      },
      aws_sns_topic: { t: { name: "t" } },
    },
    [
      "lambda sts:AssumeRole on arn:aws:iam::111122223333:role/worker: AWS Lambda runs f",
      "worker logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/f:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of f",
      "worker logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/f:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of f",
      "worker sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:q: AWS Lambda sends the events that f failed to process",
      "lambda sts:AssumeRole on arn:aws:iam::111122223333:role/worker: AWS Lambda runs g",
      "worker logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/x:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of g",
      "worker logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/x:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of g",
      "worker sns:Publish on arn:aws:sns:eu-central-1:111122223333:t: AWS Lambda sends the events that g failed to process",
    ],
  ],
])("%s ask for what they need %s", (need, _, resources, expected) => {
  expect(accesses(need, resources).map(inFull)).toEqual(expected);
});
