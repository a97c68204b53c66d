import { fullAuroraCluster } from "../support/full-modules/aurora-cluster";
import { roleStatements } from "../support/role-statements";
import { synth } from "../support/synth";

// Service Authorization Reference, "Amazon RDS", "Amazon RDS Data API", "AWS Secrets Manager", "AWS KMS", "AWS Backup".
test("each role that the module makes or is granted to may do this, and nothing more", () => {
  expect(roleStatements(synth(fullAuroraCluster())).filter((line) => !/^(Primary_|Serverless_)/.test(line))).toEqual([
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
