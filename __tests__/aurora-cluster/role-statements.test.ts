import { fullAuroraCluster } from "../support/full-modules/aurora-cluster";
import { roleResources, roleStatements, roleTrusts } from "../support/role-statements";
import { synth } from "../support/synth";

const stack = synth(fullAuroraCluster());
/** The other clusters have what the first one has. */
const firstOfEach = (lines: readonly string[]) => lines.filter((line) => !/^(Primary_|Serverless_)/.test(line));

// Service Authorization Reference, "Amazon RDS", "Amazon RDS Data API", "AWS Secrets Manager", "AWS KMS", "AWS Backup".
test("each role that the module makes or is granted to may do this, and nothing more", () => {
  expect(firstOfEach(roleStatements(stack))).toEqual([
    "ApiRole DatabaseConnectAsTradingApi: rds-db:connect",
    "Backups_Role Find: kms:DescribeKey, rds:DescribeDBClusterSnapshots, rds:DescribeDBClusters, rds:ListTagsForResource",
    "Backups_Role Keys: kms:CreateGrant if Bool kms:GrantIsForAWSResource",
    "Backups_Role RecoveryPoints: backup:TagResource",
    "Backups_Role Snapshot: rds:AddTagsToResource, rds:CreateDBClusterSnapshot",
    "Backups_Role Snapshots: rds:CopyDBClusterSnapshot, rds:DeleteDBClusterSnapshot, rds:ModifyDBClusterSnapshotAttribute",
    "Database_LambdaRole InvokeFunctions: lambda:InvokeFunction",
    "Database_MonitoringRole EnhancedMonitoring: logs:CreateLogGroup, logs:CreateLogStream, logs:DescribeLogStreams, logs:GetLogEvents, logs:PutLogEvents, logs:PutRetentionPolicy",
    "Database_Users_Role DecryptSecret: kms:Decrypt if StringLike kms:ViaService",
    "Database_Users_Role ReadSecret: secretsmanager:GetSecretValue",
    "Database_Users_Role RunStatements: rds-data:ExecuteStatement",
    "Drill_Role CreateInstance: rds:CreateDBInstance",
    "Drill_Role FindOtherRun: ssm:DescribeAutomationExecutions",
    "Drill_Role MakeSecret: secretsmanager:CreateSecret, secretsmanager:TagResource",
    "Drill_Role ReadSecret: secretsmanager:GetSecretValue if StringEquals secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn",
    "Drill_Role Report: cloudwatch:PutMetricData if StringEquals cloudwatch:namespace",
    "Drill_Role Restore: rds:RestoreDBClusterToPointInTime",
    "Drill_Role ShareKey: kms:CreateGrant if Bool kms:GrantIsForAWSResource, StringLike kms:ViaService",
    "Drill_Role UseCluster: rds-data:ExecuteStatement, rds:DeleteDBCluster, rds:DescribeDBClusters, rds:EnableHttpEndpoint, rds:ModifyDBCluster",
    "Drill_Role UseInstance: rds:DeleteDBInstance, rds:DescribeDBInstances",
    "Drill_Role UseKeyThroughRds: kms:Decrypt, kms:DescribeKey, kms:GenerateDataKey if StringLike kms:ViaService",
    "Drill_Role UseKeyThroughSecretsManager: kms:Decrypt, kms:DescribeKey, kms:GenerateDataKey if StringLike kms:ViaService",
    "Drill_SchedulerRole PassRole: iam:PassRole if StringEquals iam:PassedToService",
    "Drill_SchedulerRole StartDrill: ssm:StartAutomationExecution",
    "Proxy_UsersRole DecryptUserSecrets: kms:Decrypt if StringLike kms:ViaService",
    "Proxy_UsersRole ReadUserSecrets: secretsmanager:GetSecretValue",
    "Restored_MonitoringRole EnhancedMonitoring: logs:CreateLogGroup, logs:CreateLogStream, logs:DescribeLogStreams, logs:GetLogEvents, logs:PutLogEvents, logs:PutRetentionPolicy",
    "Restored_RestoredSettings_Role Modify: rds:DescribeDBClusters, rds:ModifyDBCluster",
    "Restored_RestoredSettings_Role ShareKey: kms:CreateGrant if Bool kms:GrantIsForAWSResource, StringLike kms:ViaService",
    "Restored_RestoredSettings_Role UseKey: kms:Decrypt, kms:DescribeKey, kms:GenerateDataKey if StringLike kms:ViaService",
  ]);
});

// The same pages name the resources of each action; Aurora User Guide, "Setting up and enabling Enhanced Monitoring", and AWS Backup Developer Guide, "Managed policies for AWS Backup": the ARNs.
test("and it may do it with these resources alone, under these conditions", () => {
  expect(firstOfEach(roleResources(stack))).toEqual([
    "ApiRole DatabaseConnectAsTradingApi: arn:aws:rds-db:eu-central-1:111122223333:dbuser:{aws_rds_cluster.Database.cluster_resource_id}/trading_api",
    "Backups_Role Find: *",
    "Backups_Role Keys: {aws_kms_key.Key.arn} if kms:GrantIsForAWSResource true",
    "Backups_Role RecoveryPoints: arn:aws:backup:*:111122223333:recovery-point:*, arn:aws:rds:*:111122223333:cluster-snapshot:awsbackup:*",
    "Backups_Role Snapshot: arn:aws:rds:eu-central-1:111122223333:cluster:{aws_rds_cluster.Database.cluster_identifier}, arn:aws:rds:*:111122223333:cluster-snapshot:awsbackup:*",
    "Backups_Role Snapshots: arn:aws:rds:*:111122223333:cluster-snapshot:awsbackup:*",
    "Database_LambdaRole InvokeFunctions: arn:aws:lambda:eu-central-1:111122223333:function:price",
    "Database_MonitoringRole EnhancedMonitoring: arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics, arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:*",
    "Database_Users_Role DecryptSecret: {aws_kms_key.Key.arn} if kms:ViaService secretsmanager.eu-central-1.*",
    "Database_Users_Role ReadSecret: {aws_rds_cluster.Database.master_user_secret[0].secret_arn}",
    "Database_Users_Role RunStatements: {aws_rds_cluster.Database.arn}",
    "Drill_Role CreateInstance: arn:aws:rds:eu-central-1:111122223333:cluster:trading-test-drill, arn:aws:rds:eu-central-1:111122223333:db:trading-test-drill-check, arn:aws:rds:eu-central-1:111122223333:pg:default*, arn:aws:rds:eu-central-1:111122223333:subgrp:database-subnets, arn:aws:rds:eu-central-1:111122223333:og:default*",
    "Drill_Role FindOtherRun: *",
    "Drill_Role MakeSecret: arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-*",
    "Drill_Role ReadSecret: arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!cluster-* if secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn arn:aws:rds:eu-central-1:111122223333:cluster:trading-test-drill",
    "Drill_Role Report: * if cloudwatch:namespace TradingPlatform/RestoreDrill",
    "Drill_Role Restore: {aws_rds_cluster.Database.arn}, arn:aws:rds:eu-central-1:111122223333:cluster:trading-test-drill, arn:aws:rds:eu-central-1:111122223333:cluster-pg:{aws_rds_cluster_parameter_group.Database_ClusterParameterGroup.name}, arn:aws:rds:eu-central-1:111122223333:subgrp:database-subnets, arn:aws:rds:eu-central-1:111122223333:og:default*",
    "Drill_Role ShareKey: {aws_kms_key.Key.arn} if kms:GrantIsForAWSResource true and kms:ViaService rds.eu-central-1.*",
    "Drill_Role UseCluster: arn:aws:rds:eu-central-1:111122223333:cluster:trading-test-drill",
    "Drill_Role UseInstance: arn:aws:rds:eu-central-1:111122223333:db:trading-test-drill-check",
    "Drill_Role UseKeyThroughRds: {aws_kms_key.Key.arn} if kms:ViaService rds.eu-central-1.*",
    "Drill_Role UseKeyThroughSecretsManager: {aws_kms_key.Key.arn} if kms:ViaService secretsmanager.eu-central-1.*",
    "Drill_SchedulerRole PassRole: {aws_iam_role.Drill_Role.arn} if iam:PassedToService ssm.amazonaws.com",
    "Drill_SchedulerRole StartDrill: arn:aws:ssm:eu-central-1:111122223333:automation-definition/{aws_ssm_document.Drill_Document.name}:*, arn:aws:ssm:eu-central-1:111122223333:automation-execution/*, arn:aws:ssm:eu-central-1:111122223333:document/{aws_ssm_document.Drill_Document.name}",
    "Proxy_UsersRole DecryptUserSecrets: {aws_kms_key.Key.arn} if kms:ViaService secretsmanager.eu-central-1.*",
    "Proxy_UsersRole ReadUserSecrets: arn:aws:secretsmanager:eu-central-1:111122223333:secret:reports-AbCdEf",
    "Restored_MonitoringRole EnhancedMonitoring: arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics, arn:aws:logs:eu-central-1:111122223333:log-group:RDSOSMetrics:log-stream:*",
    "Restored_RestoredSettings_Role Modify: {aws_rds_cluster.Restored.arn}",
    "Restored_RestoredSettings_Role ShareKey: {aws_kms_key.Key.arn} if kms:GrantIsForAWSResource true and kms:ViaService rds.eu-central-1.*",
    "Restored_RestoredSettings_Role UseKey: {aws_kms_key.Key.arn} if kms:ViaService rds.eu-central-1.*",
  ]);
});

// IAM User Guide, "The confused deputy problem": a service acts for this account, and where it says so for this resource.
test("each role says what it is for, and is assumed by one service, for this account where the service tells", () => {
  expect(firstOfEach(roleTrusts(stack))).toEqual([
    "ApiRole: trading-test/ApiRole; ec2.amazonaws.com",
    "Backups_Role: AWS Backup of trading-test/Backups; backup.amazonaws.com",
    "Database_LambdaRole: LambdaRole of trading-test/Database; rds.amazonaws.com if aws:SourceAccount 111122223333 and aws:SourceArn arn:aws:rds:eu-central-1:111122223333:cluster:trading-test-database",
    "Database_MonitoringRole: Enhanced monitoring of trading-test/Database; monitoring.rds.amazonaws.com if aws:SourceAccount 111122223333",
    "Database_S3ExportRole: S3ExportRole of trading-test/Database; rds.amazonaws.com if aws:SourceAccount 111122223333 and aws:SourceArn arn:aws:rds:eu-central-1:111122223333:cluster:trading-test-database",
    "Database_S3ImportRole: S3ImportRole of trading-test/Database; rds.amazonaws.com if aws:SourceAccount 111122223333 and aws:SourceArn arn:aws:rds:eu-central-1:111122223333:cluster:trading-test-database",
    "Database_Users_Role: Database users of trading-test/Database/Users; ssm.amazonaws.com if aws:SourceAccount 111122223333 and aws:SourceArn arn:aws:ssm:eu-central-1:111122223333:automation-execution/*",
    "Drill_Role: Restores of trading-test/Drill; ssm.amazonaws.com if aws:SourceAccount 111122223333 and aws:SourceArn arn:aws:ssm:eu-central-1:111122223333:automation-execution/*",
    "Drill_SchedulerRole: Schedule of trading-test/Drill; scheduler.amazonaws.com if aws:SourceAccount 111122223333 and aws:SourceArn arn:aws:scheduler:eu-central-1:111122223333:schedule-group/default",
    "Proxy_UsersRole: Logs in for the proxy trading-test/Proxy; rds.amazonaws.com if aws:SourceAccount 111122223333",
    "Restored_MonitoringRole: Enhanced monitoring of trading-test/Restored; monitoring.rds.amazonaws.com if aws:SourceAccount 111122223333",
    "Restored_RestoredSettings_Role: Settings of trading-test/Restored/RestoredSettings; ssm.amazonaws.com if aws:SourceAccount 111122223333 and aws:SourceArn arn:aws:ssm:eu-central-1:111122223333:automation-execution/*",
  ]);
});
