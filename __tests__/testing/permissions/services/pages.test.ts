/** Where what services ask for comes from: pages by their guide and title, or a managed policy of AWS. */
import { SERVICE_NEEDS } from "../../../../src/testing/permissions/services/services";

const MANAGED_POLICIES = ["AmazonRDSEnhancedMonitoringRole", "AWSBackupServiceRolePolicyForBackup"];

test.each(SERVICE_NEEDS)("$id names the pages that say so", ({ page }) => {
  const [guide, ...rest] = page.split('"');
  expect(guide).toMatch(/^[A-Z][\w ]+(?: guide| Guide|Terraform|Reference)?, $/);
  const between = rest.filter((_, index) => index % 2 === 1);
  const last = between.pop();
  const [, policy] = /^; managed policy (\w+)$/.exec(last ?? "") ?? [];
  expect(policy === undefined ? last : MANAGED_POLICIES.includes(policy)).toBe(policy === undefined ? "" : true);
  expect(between.filter((text) => !/^(?:, | and |, and |; (?:[A-Z][\w ()]+, )?)$/.test(text))).toEqual([]);
});

test("each has an id of its own", () => {
  const ids = SERVICE_NEEDS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

/** A service is found by the types that need it, and whoever checks what it asks for opens these pages. */
test.each<readonly [id: string, types: readonly string[], page: string]>([
  [
    "auto-scaling-notifications",
    ["aws_autoscaling_notification", "aws_autoscaling_lifecycle_hook", "aws_autoscaling_group"],
    'Amazon EC2 Auto Scaling User Guide, "Prepare to add a lifecycle hook", "Configure a notification target for lifecycle notifications" and "Amazon SNS notification options"',
  ],
  [
    "auto-scaling-volumes",
    ["aws_autoscaling_group"],
    'Amazon EC2 Auto Scaling User Guide, "Required AWS KMS key policy for use with encrypted volumes"',
  ],
  [
    "backup",
    ["aws_backup_selection"],
    'AWS Backup Developer Guide, "IAM service roles", "Encryption for backups in AWS Backup"; managed policy AWSBackupServiceRolePolicyForBackup',
  ],
  ["backup-notifications", ["aws_backup_vault_notifications"], 'AWS Backup Developer Guide, "Using Amazon SNS to track AWS Backup events"'],
  [
    "budget-notifications",
    ["aws_budgets_budget"],
    'AWS Cost Management User Guide, "Creating an Amazon SNS topic for budget notifications"',
  ],
  [
    "cloudfront-origins",
    ["aws_cloudfront_distribution"],
    'Amazon CloudFront Developer Guide, "Restrict access to an Amazon S3 origin", "Grant CloudFront permission to access the S3 bucket" and "SSE-KMS"',
  ],
  [
    "cloudfront-realtime-logs",
    ["aws_cloudfront_realtime_log_config"],
    'Amazon CloudFront Developer Guide, "Use real-time access logs", "IAM role"',
  ],
  [
    "cloudtrail",
    ["aws_cloudtrail"],
    'AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", "Configure AWS KMS key policies for CloudTrail" and "Role policy document for CloudTrail to use CloudWatch Logs"',
  ],
  [
    "cloudwatch-alarms",
    ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"],
    'Amazon SNS Developer Guide, "Example cases for Amazon SNS access control" and "Amazon SNS key management", "Enable compatibility between event sources from AWS services and encrypted topics"; CloudWatch User Guide, "Invoke a Lambda function from an alarm"',
  ],
  [
    "dns-query-logs",
    ["aws_route53_query_log"],
    'Amazon Route 53 Developer Guide, "Public DNS query logging", "Configuring logging for DNS queries"',
  ],
  [
    "dnssec",
    ["aws_route53_key_signing_key"],
    'Amazon Route 53 Developer Guide, "Working with customer managed keys for DNSSEC", "Route 53 customer managed key permissions required for DNSSEC signing"',
  ],
  [
    "ecs-tasks",
    ["aws_ecs_task_definition"],
    'Amazon ECS Developer Guide, "Amazon ECS task IAM role", "Amazon ECS task execution IAM role", "Pass Secrets Manager secrets through Amazon ECS environment variables" and "Send Amazon ECS logs to CloudWatch"',
  ],
  [
    "elasticache-logs",
    ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
    'Amazon ElastiCache User Guide, "Log delivery", "Permissions for logging to CloudWatch Logs"',
  ],
  [
    "elasticache-notifications",
    ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
    'Amazon ElastiCache User Guide, "Managing ElastiCache Amazon SNS notifications"',
  ],
  [
    "event-rules",
    ["aws_cloudwatch_event_target"],
    'Amazon EventBridge User Guide, "Using resource-based policies for Amazon EventBridge"; Amazon SNS Developer Guide, "Amazon SNS key management"',
  ],
  [
    "event-schedules",
    ["aws_scheduler_schedule"],
    'Amazon EventBridge Scheduler User Guide, "Setting up the execution role", "Using templated targets", "Using universal targets" and "Confused deputy prevention"',
  ],
  [
    "flow-logs",
    ["aws_flow_log"],
    'Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs", "Amazon S3 bucket permissions for flow logs" and "Flow log files"',
  ],
  [
    "github-actions",
    ["aws_iam_role"],
    'IAM User Guide, "Create a role for OpenID Connect federation (console)", "Configuring a role for GitHub OIDC identity provider"',
  ],
  [
    "instance-profiles",
    ["aws_launch_template", "aws_instance"],
    'IAM User Guide, "Use an IAM role to grant permissions to applications running on Amazon EC2 instances"',
  ],
  [
    "keys-at-rest",
    [
      "aws_backup_vault",
      "aws_db_instance",
      "aws_elasticache_replication_group",
      "aws_elasticache_serverless_cache",
      "aws_rds_cluster",
      "aws_rds_cluster_activity_stream",
      "aws_rds_cluster_instance",
      "aws_secretsmanager_secret",
    ],
    'AWS KMS Developer Guide, "Using grants with AWS services"; Amazon RDS User Guide, "AWS KMS key management"; Amazon ElastiCache User Guide, "Using customer managed keys from AWS KMS"; AWS Secrets Manager User Guide, "Secret encryption and decryption"; AWS Backup Developer Guide, "Encryption for backups"',
  ],
  [
    "lambda-event-sources",
    ["aws_lambda_event_source_mapping"],
    'AWS Lambda Developer Guide, "Using Lambda with Amazon SQS", "Configuring execution role permissions", and "Processing Amazon Kinesis Data Streams records with Lambda"',
  ],
  [
    "lambda-functions",
    ["aws_lambda_function"],
    'AWS Lambda Developer Guide, "Defining Lambda function permissions with an execution role", "Sending Lambda function logs to CloudWatch Logs" and "Giving Lambda functions access to resources in an Amazon VPC"',
  ],
  [
    "load-balancer-logs",
    ["aws_lb", "aws_alb", "aws_elb"],
    'Application Load Balancers guide, "Enable access logs" and "Enable connection logs", "Attach a policy to your S3 bucket"; Network Load Balancers guide, "Access logs"',
  ],
  [
    "log-deliveries",
    ["aws_cloudwatch_log_delivery"],
    'CloudWatch Logs User Guide, "Logging that requires additional permissions [V2]"; CloudFront Developer Guide, "Configure standard logging (v2)"',
  ],
  [
    "log-group-keys",
    ["aws_cloudwatch_log_group"],
    'CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service", "Set permissions on the KMS key"',
  ],
  [
    "rds-event-notifications",
    ["aws_db_event_subscription"],
    'Amazon RDS User Guide, "Granting permissions to publish notifications to an Amazon SNS topic"',
  ],
  [
    "rds-monitoring",
    ["aws_rds_cluster_instance", "aws_db_instance", "aws_rds_cluster"],
    'Amazon RDS User Guide, "Setting up and enabling Enhanced Monitoring", "Creating an IAM role for Enhanced Monitoring"; managed policy AmazonRDSEnhancedMonitoringRole',
  ],
  [
    "rds-proxies",
    ["aws_db_proxy"],
    'Amazon Aurora User Guide, "Configuring IAM authentication for RDS Proxy" and "Setting up database credentials for RDS Proxy"',
  ],
  [
    "rds-roles",
    ["aws_rds_cluster", "aws_rds_cluster_role_association", "aws_db_instance_role_association"],
    'Amazon Aurora User Guide, "Setting up access to an Amazon S3 bucket" and "Creating an IAM role to allow Amazon Aurora to access AWS services"',
  ],
  [
    "resolver-query-logs",
    ["aws_route53_resolver_query_log_config"],
    'Amazon Route 53 Developer Guide, "AWS resources that you can send VPC Resolver query logs to"',
  ],
  [
    "s3-access-logs",
    ["aws_s3_bucket_logging"],
    'Amazon S3 User Guide, "Enabling Amazon S3 server access logging", "Grant permissions to the logging service principal using a bucket policy"',
  ],
  [
    "s3-inventory",
    ["aws_s3_bucket_inventory"],
    'Amazon S3 User Guide, "Configuring Amazon S3 Inventory" and "Bucket policy examples", "Grant permissions for S3 Inventory and S3 analytics"',
  ],
  [
    "s3-notifications",
    ["aws_s3_bucket_notification"],
    'Amazon S3 User Guide, "Granting permissions to publish event notification messages to a destination"',
  ],
  [
    "s3-replication",
    ["aws_s3_bucket_replication_configuration"],
    'Amazon S3 User Guide, "Setting up permissions for live replication" and "Replicating encrypted objects (SSE-S3, SSE-KMS, DSSE-KMS, SSE-C)"',
  ],
  [
    "secret-rotation",
    ["aws_secretsmanager_secret_rotation"],
    'AWS Secrets Manager User Guide, "Lambda rotation function execution role permissions for AWS Secrets Manager" and "Rotate by Lambda function"',
  ],
  [
    "sns-subscriptions",
    ["aws_sns_topic_subscription"],
    'Amazon SNS Developer Guide, "Subscribing an Amazon SQS queue to an Amazon SNS topic", "Amazon SNS key management" and "Message delivery retries"; AWS Lambda Developer Guide, "Invoking Lambda functions with Amazon SNS notifications"',
  ],
  [
    "ssm-automations",
    ["aws_ssm_association"],
    'AWS Systems Manager User Guide, "Setting up Automation", "Create a service role for Automation" and "Cross-service confused deputy prevention"',
  ],
  [
    "terraform-state",
    ["aws_iam_role"],
    'Terraform, "Backend Type: s3", "S3 Bucket Permissions" and "KMS"; Amazon S3 API Reference, "HeadObject" and "GetObject", "Permissions"',
  ],
  [
    "web-acl-logs",
    ["aws_wafv2_web_acl_logging_configuration"],
    'AWS WAF Developer Guide, "Sending web ACL traffic logs to an Amazon S3 bucket" and "… to an Amazon CloudWatch Logs log group"',
  ],
])("%s is what these need, by these pages: %j", (id, types, page) => {
  expect(SERVICE_NEEDS.find((need) => need.id === id)).toMatchObject({ types, page });
});
