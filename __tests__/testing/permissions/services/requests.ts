/**
 * The requests of each case in full, by its name: `principal action on resource (condition keys): what for`. Compare them with the page that the case's need names: whom the
 * service says that it acts for, where it writes, and through which service a key is reached.
 */
export const REQUESTS: Readonly<Record<string, readonly string[]>> = {
  "an alarm notifies an encrypted topic, whose key must admit CloudWatch": [
    "cloudwatch sns:Publish on arn:aws:sns:eu-central-1:111122223333:topic (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:cpu, aws:SourceOwner=111122223333): CloudWatch notifies of the alarm cpu",
    "cloudwatch kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:cpu, aws:SourceOwner=111122223333): CloudWatch notifies of the alarm cpu",
    "cloudwatch kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:cpu, aws:SourceOwner=111122223333): CloudWatch notifies of the alarm cpu",
  ],
  "an alarm runs a function as lambda.alarms.cloudwatch.amazonaws.com": [
    "lambda.alarms.cloudwatch lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:heal (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudwatch:eu-central-1:111122223333:alarm:cpu, aws:SourceOwner=111122223333): CloudWatch notifies of the alarm cpu",
  ],
  "Amazon S3 sends event notifications to a queue, on behalf of the bucket": [
    "s3 sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:queue (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::uploads): Amazon S3 sends event notifications of uploads",
    "s3 kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::uploads): Amazon S3 sends event notifications of uploads",
    "s3 kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::uploads): Amazon S3 sends event notifications of uploads",
  ],
  "Amazon S3 invokes a function that the bucket's account may": [
    "s3 lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:resize (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::uploads): Amazon S3 sends event notifications of uploads",
  ],
  "Amazon SNS sends a topic's messages to an encrypted queue": [
    "sns sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:queue (aws:SourceArn=arn:aws:sns:eu-central-1:111122223333:topic): Amazon SNS delivers the messages of topic",
    "sns kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceArn=arn:aws:sns:eu-central-1:111122223333:topic): Amazon SNS delivers the messages of topic",
    "sns kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceArn=arn:aws:sns:eu-central-1:111122223333:topic): Amazon SNS delivers the messages of topic",
  ],
  "an EventBridge rule's events reach a topic whose policy has no condition": [
    "events sns:Publish on arn:aws:sns:eu-central-1:111122223333:topic (aws:SourceAccount=, aws:SourceArn=): EventBridge sends the events of the rule changes",
    "events kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=, aws:SourceArn=): EventBridge sends the events of the rule changes",
    "events kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=, aws:SourceArn=): EventBridge sends the events of the rule changes",
  ],
  "an EventBridge rule's events reach an encrypted queue whose key has no condition": [
    "events sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:queue (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:events:eu-central-1:111122223333:rule/changes): EventBridge sends the events of the rule changes",
    "events kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=, aws:SourceArn=): EventBridge sends the events of the rule changes",
    "events kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=, aws:SourceArn=): EventBridge sends the events of the rule changes",
  ],
  "AWS Budgets publishes to an encrypted topic": [
    "budgets sns:Publish on arn:aws:sns:eu-central-1:111122223333:topic (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:budgets::111122223333:budget/x): AWS Budgets notifies of monthly",
    "budgets kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:budgets::111122223333:budget/x): AWS Budgets notifies of monthly",
    "budgets kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:budgets::111122223333:budget/x): AWS Budgets notifies of monthly",
  ],
  "Amazon RDS publishes events to an encrypted topic": [
    "events.rds sns:Publish on arn:aws:sns:eu-central-1:111122223333:topic (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:rds:eu-central-1:111122223333:es:x): Amazon RDS publishes the events of events",
    "events.rds kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: Amazon RDS publishes the events of events",
    "events.rds kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: Amazon RDS publishes the events of events",
  ],
  "ElastiCache publishes to a topic of the account, which isn't encrypted": [
    "elasticache sns:Publish on arn:aws:sns:eu-central-1:111122223333:topic (aws:SourceOwner=111122223333): ElastiCache publishes the events of cache",
  ],
  "AWS Backup publishes a vault's events": [
    "backup sns:Publish on arn:aws:sns:eu-central-1:111122223333:topic (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:backup:eu-central-1:111122223333:backup-vault:vault): AWS Backup notifies of vault",
    "backup kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:backup:eu-central-1:111122223333:backup-vault:vault): AWS Backup notifies of vault",
    "backup kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:backup:eu-central-1:111122223333:backup-vault:vault): AWS Backup notifies of vault",
  ],
  "a lifecycle hook notifies a queue by a role": [
    "autoscaling sts:AssumeRole on arn:aws:iam::111122223333:role/hook: EC2 Auto Scaling notifies queue of drain",
    "hook sqs:SendMessage on arn:aws:sqs:eu-central-1:111122223333:queue: EC2 Auto Scaling notifies queue of drain",
  ],
  "notifications of a group to an encrypted topic need the key's policy to name the service-linked role": [
    "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_api kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts what it sends to topic",
    "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_api kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts what it sends to topic",
  ],
  "a load balancer writes its access logs below AWSLogs, the account and its prefix": [
    "logdelivery.elasticloadbalancing s3:PutObject on arn:aws:s3:::logs/alb/AWSLogs/111122223333/elasticloadbalancing/eu-central-1/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/main/<main.load_balancer_id>): Elastic Load Balancing writes the access logs of main",
  ],
  "a Network Load Balancer's are delivered by CloudWatch's delivery service": [
    "delivery.logs s3:GetBucketAcl on arn:aws:s3:::logs (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): Elastic Load Balancing writes the access logs of main",
    "delivery.logs s3:PutObject on arn:aws:s3:::logs/AWSLogs/111122223333/elasticloadbalancing/eu-central-1/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1, s3:x-amz-acl=bucket-owner-full-control): Elastic Load Balancing writes the access logs of main",
  ],
  "Amazon S3 writes server access logs on behalf of the source bucket": [
    "logging.s3 s3:PutObject on arn:aws:s3:::logs/s3/assets/2026-01-01-00-00-00-0123456789ABCDEF (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::assets): Amazon S3 writes the server access logs of assets",
  ],
  "Amazon S3 writes an inventory, and encrypts it under the key that the inventory names": [
    "s3 s3:PutObject on arn:aws:s3:::logs/lists/assets/all/data/1.parquet (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::assets, s3:x-amz-acl=bucket-owner-full-control): Amazon S3 writes the inventory of assets",
    "s3 kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::assets): Amazon S3 writes the inventory of assets",
  ],
  "CloudFront's standard logs (v2) come on behalf of their delivery source, to the destination's prefix": [
    "delivery.logs s3:PutObject on arn:aws:s3:::logs/cdn/E1/2026/log.parquet (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery-source:cloudfront, s3:x-amz-acl=bucket-owner-full-control): CloudWatch Logs delivers the logs of site",
  ],
  "flow logs with Hive-compatible prefixes are not below AWSLogs and the account's number": [
    "delivery.logs s3:GetBucketAcl on arn:aws:s3:::logs (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): Amazon VPC publishes the flow logs of main",
    "delivery.logs s3:PutObject on arn:aws:s3:::logs/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-central-1/year=2026/month=01/day=01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1, s3:x-amz-acl=bucket-owner-full-control): Amazon VPC publishes the flow logs of main",
  ],
  "flow logs go to a bucket under a key that the delivery service may use": [
    "delivery.logs s3:GetBucketAcl on arn:aws:s3:::logs (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): Amazon VPC publishes the flow logs of main",
    "delivery.logs s3:PutObject on arn:aws:s3:::logs/vpc/AWSLogs/111122223333/vpcflowlogs/eu-central-1/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1, s3:x-amz-acl=bucket-owner-full-control): Amazon VPC publishes the flow logs of main",
    "delivery.logs kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): Amazon VPC publishes the flow logs of main",
    "delivery.logs kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): Amazon VPC publishes the flow logs of main",
  ],
  "flow logs go to a log group by a role": [
    "vpc-flow-logs sts:AssumeRole on arn:aws:iam::111122223333:role/flow (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/fl-0123456789abcdef0): Amazon VPC publishes the flow logs of main",
    "flow logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:vpc:log-stream:eni-all: Amazon VPC publishes the flow logs of main",
    "flow logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:vpc:log-stream:eni-all: Amazon VPC publishes the flow logs of main",
    "flow logs:DescribeLogStreams on arn:aws:logs:eu-central-1:111122223333:log-group:vpc:log-stream:: Amazon VPC publishes the flow logs of main",
  ],
  "VPC Resolver writes query logs below vpcdnsquerylogs": [
    "delivery.logs s3:GetBucketAcl on arn:aws:s3:::logs (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): VPC Resolver writes the query logs of dns",
    "delivery.logs s3:PutObject on arn:aws:s3:::logs/dns/AWSLogs/111122223333/vpcdnsquerylogs/vpc-0123456789abcdef0/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1, s3:x-amz-acl=bucket-owner-full-control): VPC Resolver writes the query logs of dns",
  ],
  "AWS WAF logs below WAFLogs, and gives the bucket's owner full control": [
    "delivery.logs s3:GetBucketAcl on arn:aws:s3:::aws-waf-logs-main (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1): AWS WAF logs the requests of main",
    "delivery.logs s3:PutObject on arn:aws:s3:::aws-waf-logs-main/AWSLogs/111122223333/WAFLogs/eu-central-1/web-acl/2026/01/01/log.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:delivery/1, s3:x-amz-acl=bucket-owner-full-control): AWS WAF logs the requests of main",
  ],
  "Route 53 writes to a log group that a resource policy allows it to write to": [
    "route53 logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/route53/example.com:log-stream:Z0123456789ABCDEFGHIJ/FRA2-C1 (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/<zone.zone_id>): Route 53 logs the queries of zone",
    "route53 logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/route53/example.com:log-stream:Z0123456789ABCDEFGHIJ/FRA2-C1 (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/<zone.zone_id>): Route 53 logs the queries of zone",
  ],
  "CloudTrail reads the bucket's ACL, puts logs, and encrypts them with its trail as the encryption context": [
    "cloudtrail s3:GetBucketAcl on arn:aws:s3:::logs (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/main): CloudTrail delivers the logs of main",
    "cloudtrail s3:PutObject on arn:aws:s3:::logs/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/01/01/log.json.gz (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/main, s3:x-amz-acl=bucket-owner-full-control): CloudTrail delivers the logs of main",
    "cloudtrail kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/main, kms:EncryptionContext:aws:cloudtrail:arn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/main): CloudTrail delivers the logs of main",
    "cloudtrail kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceArn=arn:aws:cloudtrail:eu-central-1:111122223333:trail/main): CloudTrail delivers the logs of main",
  ],
  "CloudWatch Logs of the region encrypts a log group, with its ARN as the encryption context": [
    "logs.eu-central-1 kms:Encrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:/trading/api): CloudWatch Logs encrypts api",
    "logs.eu-central-1 kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:/trading/api): CloudWatch Logs encrypts api",
    "logs.eu-central-1 kms:ReEncryptFrom on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:/trading/api): CloudWatch Logs encrypts api",
    "logs.eu-central-1 kms:ReEncryptTo on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:/trading/api): CloudWatch Logs encrypts api",
    "logs.eu-central-1 kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:/trading/api): CloudWatch Logs encrypts api",
    "logs.eu-central-1 kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:EncryptionContext:aws:logs:arn=arn:aws:logs:eu-central-1:111122223333:log-group:/trading/api): CloudWatch Logs encrypts api",
  ],
  "Enhanced Monitoring writes to the log group RDSOSMetrics": [
    "monitoring.rds sts:AssumeRole on arn:aws:iam::111122223333:role/monitoring (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:rds:eu-central-1:111122223333:db:a): Enhanced Monitoring writes the metrics of a",
    "monitoring logs:CreateLogGroup on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics: Enhanced Monitoring writes the metrics of a",
    "monitoring logs:PutRetentionPolicy on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics: Enhanced Monitoring writes the metrics of a",
    "monitoring logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ: Enhanced Monitoring writes the metrics of a",
    "monitoring logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ: Enhanced Monitoring writes the metrics of a",
  ],
  "Amazon RDS takes a role for imports from Amazon S3, on behalf of the cluster": [
    "rds sts:AssumeRole on arn:aws:iam::111122223333:role/import (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:rds:eu-central-1:111122223333:cluster:db): Amazon RDS takes the role of db for s3Import",
  ],
  "RDS Proxy reads a user's secret, and decrypts it through Secrets Manager": [
    "rds sts:AssumeRole on arn:aws:iam::111122223333:role/proxy (aws:SourceAccount=111122223333): RDS Proxy reads the secrets of proxy",
    "proxy secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:user-<rand>: RDS Proxy reads the secrets of proxy",
    "proxy kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=secretsmanager.eu-central-1.amazonaws.com, kms:EncryptionContext:SecretARN=arn:aws:secretsmanager:eu-central-1:111122223333:secret:user-<rand>): RDS Proxy reads the secrets of proxy",
  ],
  "whoever creates a cluster grants its key to Amazon RDS, and a key may be limited to services": [
    "root kms:CreateGrant on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=rds.eu-central-1.amazonaws.com, kms:GrantIsForAWSResource=true): whoever creates db lets Amazon RDS use the key",
    "root kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=rds.eu-central-1.amazonaws.com): whoever creates db lets Amazon RDS use the key",
  ],
  "AWS Backup snapshots a cluster under its key": [
    "backup sts:AssumeRole on arn:aws:iam::111122223333:role/backup (aws:SourceAccount=111122223333): AWS Backup backs up db",
    "backup rds:DescribeDBClusters on arn:aws:rds:eu-central-1:111122223333:cluster:db: AWS Backup backs up db",
    "backup rds:ListTagsForResource on arn:aws:rds:eu-central-1:111122223333:cluster:db: AWS Backup backs up db",
    "backup rds:CreateDBClusterSnapshot on arn:aws:rds:eu-central-1:111122223333:cluster:db: AWS Backup backs up db",
    "backup rds:CreateDBClusterSnapshot on arn:aws:rds:eu-central-1:111122223333:cluster-snapshot:awsbackup:job-1: AWS Backup backs up db",
    "backup rds:AddTagsToResource on arn:aws:rds:eu-central-1:111122223333:cluster-snapshot:awsbackup:job-1: AWS Backup backs up db",
    "backup rds:DescribeDBClusterSnapshots on arn:aws:rds:eu-central-1:111122223333:cluster-snapshot:awsbackup:job-1: AWS Backup backs up db",
    "backup rds:DeleteDBClusterSnapshot on arn:aws:rds:eu-central-1:111122223333:cluster-snapshot:awsbackup:job-1: AWS Backup backs up db",
    "backup kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: AWS Backup backs up db",
    "backup kms:CreateGrant on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:GrantIsForAWSResource=true): AWS Backup backs up db",
  ],
  "Amazon S3 replicates under both keys, with the bucket as the encryption context of an S3 Bucket Key": [
    "s3 sts:AssumeRole on arn:aws:iam::111122223333:role/copy (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:s3:::assets): Amazon S3 replicates the objects of assets",
    "copy s3:GetReplicationConfiguration on arn:aws:s3:::assets: Amazon S3 replicates the objects of assets",
    "copy s3:ListBucket on arn:aws:s3:::assets: Amazon S3 replicates the objects of assets",
    "copy s3:GetObjectVersionForReplication on arn:aws:s3:::assets/object: Amazon S3 replicates the objects of assets",
    "copy s3:GetObjectVersionAcl on arn:aws:s3:::assets/object: Amazon S3 replicates the objects of assets",
    "copy s3:GetObjectVersionTagging on arn:aws:s3:::assets/object: Amazon S3 replicates the objects of assets",
    "copy kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com, kms:EncryptionContext:aws:s3:arn=arn:aws:s3:::assets): Amazon S3 replicates the objects of assets",
    "copy s3:ReplicateObject on arn:aws:s3:::copies/object: Amazon S3 replicates the objects of assets",
    "copy s3:ReplicateDelete on arn:aws:s3:::copies/object: Amazon S3 replicates the objects of assets",
    "copy s3:ReplicateTags on arn:aws:s3:::copies/object: Amazon S3 replicates the objects of assets",
    "copy kms:Encrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=s3.eu-central-1.amazonaws.com, kms:EncryptionContext:aws:s3:arn=arn:aws:s3:::copies): Amazon S3 replicates the objects of assets",
  ],
  "CloudFront reads objects of the paths that it serves, and decrypts them": [
    "cloudfront s3:GetObject on arn:aws:s3:::assets/static/x (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<site.distribution_id>): CloudFront sends GET /static/x to assets",
    "cloudfront kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<site.distribution_id>, kms:EncryptionContext:aws:s3:arn=arn:aws:s3:::assets): CloudFront sends GET /static/x to assets",
  ],
  "CloudFront puts real-time logs into a stream by a role": [
    "cloudfront sts:AssumeRole on arn:aws:iam::111122223333:role/logs (aws:SourceAccount=111122223333): CloudFront sends the real-time logs of logs",
    "logs kinesis:DescribeStreamSummary on arn:aws:kinesis:eu-central-1:111122223333:stream/logs: CloudFront sends the real-time logs of logs",
    "logs kinesis:DescribeStream on arn:aws:kinesis:eu-central-1:111122223333:stream/logs: CloudFront sends the real-time logs of logs",
    "logs kinesis:PutRecord on arn:aws:kinesis:eu-central-1:111122223333:stream/logs: CloudFront sends the real-time logs of logs",
    "logs kinesis:PutRecords on arn:aws:kinesis:eu-central-1:111122223333:stream/logs: CloudFront sends the real-time logs of logs",
  ],
  "Route 53 signs a zone with a key whose policy is for that zone": [
    "dnssec-route53 kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/<zone.zone_id>): Route 53 signs the zone zone",
    "dnssec-route53 kms:GetPublicKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/<zone.zone_id>): Route 53 signs the zone zone",
    "dnssec-route53 kms:Sign on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/<zone.zone_id>): Route 53 signs the zone zone",
    "dnssec-route53 kms:CreateGrant on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:route53:::hostedzone/<zone.zone_id>, kms:GrantIsForAWSResource=true): Route 53 signs the zone zone",
  ],
  "a workflow's token has the audience that its provider knows": [
    "oidc-provider/token.actions.githubusercontent.com sts:AssumeRoleWithWebIdentity on arn:aws:iam::111122223333:role/deploy (token.actions.githubusercontent.com:aud=sts.amazonaws.com, token.actions.githubusercontent.com:sub=repo:acme/platform:x): GitHub Actions takes deploy for repo:acme/platform:*",
  ],
  "the service-linked role creates a grant for EC2, and uses the key": [
    "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:Encrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
    "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
    "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:ReEncryptFrom on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
    "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:ReEncryptTo on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
    "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:GenerateDataKeyWithoutPlaintext on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
    "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:DescribeKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id>: EC2 Auto Scaling encrypts the volumes of api",
    "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling kms:CreateGrant on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:GrantIsForAWSResource=true): EC2 Auto Scaling encrypts the volumes of api",
  ],
  "instances get the role of their instance profile": [
    "ec2 sts:AssumeRole on arn:aws:iam::111122223333:role/api: Amazon EC2 gives the instances of api their role",
  ],
  "a function in a VPC writes its logs, and makes its network interfaces": [
    "lambda sts:AssumeRole on arn:aws:iam::111122223333:role/fn: AWS Lambda runs quote",
    "fn logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/quote:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of quote",
    "fn logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/quote:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of quote",
    "fn ec2:CreateNetworkInterface on *: AWS Lambda connects quote to its VPC",
    "fn ec2:DescribeNetworkInterfaces on *: AWS Lambda connects quote to its VPC",
    "fn ec2:DescribeSubnets on *: AWS Lambda connects quote to its VPC",
    "fn ec2:DeleteNetworkInterface on *: AWS Lambda connects quote to its VPC",
  ],
  "a function's log group has the name that it is given": [
    "lambda sts:AssumeRole on arn:aws:iam::111122223333:role/fn: AWS Lambda runs quote",
    "fn logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:/trading/quote:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of quote",
    "fn logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:/trading/quote:log-stream:2026/01/01/[$LATEST]0123456789abcdef0123456789abcdef: AWS Lambda writes the logs of quote",
  ],
  "a function receives an encrypted queue's messages, through Amazon SQS": [
    "fn sqs:ReceiveMessage on arn:aws:sqs:eu-central-1:111122223333:orders: AWS Lambda has book process orders",
    "fn sqs:DeleteMessage on arn:aws:sqs:eu-central-1:111122223333:orders: AWS Lambda has book process orders",
    "fn sqs:GetQueueAttributes on arn:aws:sqs:eu-central-1:111122223333:orders: AWS Lambda has book process orders",
    "fn kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=sqs.eu-central-1.amazonaws.com): AWS Lambda has book process orders",
  ],
  "the agent of Amazon ECS writes a task's logs, and reads its secrets": [
    "ecs-tasks sts:AssumeRole on arn:aws:iam::111122223333:role/task (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ecs:eu-central-1:111122223333:task/x): Amazon ECS gives the containers of api their role",
    "ecs-tasks sts:AssumeRole on arn:aws:iam::111122223333:role/start (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ecs:eu-central-1:111122223333:task/x): Amazon ECS starts api",
    "start logs:CreateLogStream on arn:aws:logs:eu-central-1:111122223333:log-group:api:log-stream:x: Amazon ECS writes the logs of api",
    "start logs:PutLogEvents on arn:aws:logs:eu-central-1:111122223333:log-group:api:log-stream:x: Amazon ECS writes the logs of api",
    "start secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:password-<rand>: Amazon ECS reads the secrets of api",
  ],
  "Systems Manager takes a runbook's role for an automation of the account": [
    "ssm sts:AssumeRole on arn:aws:iam::111122223333:role/release (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:ssm:eu-central-1:111122223333:automation-execution/00000000-0000-4000-8000-000000000000): Systems Manager runs the runbook of release",
  ],
  "EventBridge Scheduler says the schedule group, never the schedule": [
    "scheduler sts:AssumeRole on arn:aws:iam::111122223333:role/schedule (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default): EventBridge Scheduler runs drill",
    "schedule ssm:StartAutomationExecution on arn:aws:ssm:eu-central-1:111122223333:automation-definition/Drill:$DEFAULT: EventBridge Scheduler runs drill",
  ],
  "Secrets Manager invokes the function that rotates a secret, and the function writes the new one": [
    "secretsmanager lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:rotate (aws:SourceAccount=111122223333): AWS Secrets Manager rotates password",
    "rotate secretsmanager:DescribeSecret on arn:aws:secretsmanager:eu-central-1:111122223333:secret:password-<rand>: AWS Secrets Manager rotates password",
    "rotate secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:password-<rand>: AWS Secrets Manager rotates password",
    "rotate secretsmanager:PutSecretValue on arn:aws:secretsmanager:eu-central-1:111122223333:secret:password-<rand>: AWS Secrets Manager rotates password",
    "rotate secretsmanager:UpdateSecretVersionStage on arn:aws:secretsmanager:eu-central-1:111122223333:secret:password-<rand>: AWS Secrets Manager rotates password",
    "rotate kms:Decrypt on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=secretsmanager.eu-central-1.amazonaws.com, kms:EncryptionContext:SecretARN=arn:aws:secretsmanager:eu-central-1:111122223333:secret:password-<rand>): AWS Secrets Manager rotates password",
    "rotate kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=secretsmanager.eu-central-1.amazonaws.com, kms:EncryptionContext:SecretARN=arn:aws:secretsmanager:eu-central-1:111122223333:secret:password-<rand>): AWS Secrets Manager rotates password",
  ],
  "a load balancer invokes the alias that is a target, for the target group": [
    "elasticloadbalancing lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:api:live (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/orders/<orders.target_group_id>): Elastic Load Balancing invokes the target of orders",
  ],
  "a subscription filter invokes a function for the log group's streams": [
    "logs lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:api (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:log-group:/orders:*): CloudWatch Logs sends the log events that the filter errors selects",
  ],
  "a subscription filter puts records into an encrypted stream, with a role": [
    "logs sts:AssumeRole on arn:aws:iam::111122223333:role/audit (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:log-group:/orders:*): CloudWatch Logs sends the log events that the filter audit selects",
    "audit kinesis:PutRecord on arn:aws:kinesis:eu-central-1:111122223333:stream/audit: CloudWatch Logs sends the log events that the filter audit selects",
    "audit kms:GenerateDataKey on arn:aws:kms:eu-central-1:111122223333:key/<key.key_id> (kms:ViaService=kinesis.eu-central-1.amazonaws.com): CloudWatch Logs sends the log events that the filter audit selects",
  ],
  "a destination for other accounts puts records into a delivery stream, with a role": [
    "logs sts:AssumeRole on arn:aws:iam::111122223333:role/archive (aws:SourceAccount=111122223333, aws:SourceArn=arn:aws:logs:eu-central-1:111122223333:destination:archive): CloudWatch Logs sends what the destination archive receives",
    "archive firehose:PutRecord on arn:aws:firehose:eu-central-1:111122223333:deliverystream/a: CloudWatch Logs sends what the destination archive receives",
  ],
  "everybody invokes a function by its URL, which needs two permissions of which the provider adds one": [
    "anonymous lambda:InvokeFunctionUrl on arn:aws:lambda:eu-central-1:111122223333:function:api (lambda:FunctionUrlAuthType=NONE): everybody invokes the function of api",
    "anonymous lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:api (lambda:InvokedViaFunctionUrl=true): everybody invokes the function of api",
  ],
  "CloudFront invokes a function by its URL, which needs two permissions": [
    "cloudfront lambda:InvokeFunctionUrl on arn:aws:lambda:eu-central-1:111122223333:function:api (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<site.distribution_id>, lambda:FunctionUrlAuthType=AWS_IAM): CloudFront invokes the function of api",
    "cloudfront lambda:InvokeFunction on arn:aws:lambda:eu-central-1:111122223333:function:api (aws:SourceArn=arn:aws:cloudfront::111122223333:distribution/<site.distribution_id>, lambda:InvokedViaFunctionUrl=true): CloudFront invokes the function of api",
  ],
};
