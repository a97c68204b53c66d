import { PolicyStatement } from "../../../src";
import { DeployedStack, adopted, created, everywhere, global, owned, regional, unregional } from "./deployed-stack";

/** Keys, buckets, log groups, topics, alarms and the dashboard. */
export function platformStatements(stack: DeployedStack): PolicyStatement[] {
  return [...keyStatements(stack), ...bucketStatements(stack), ...logStatements(stack), ...monitoringStatements(stack)];
}

function keyStatements(stack: DeployedStack): PolicyStatement[] {
  const { name, region } = stack;
  const keys = everywhere(stack, "kms", "key/*");
  // What a service's name ends with is the partition's.
  const services = ["elasticache", "rds", "s3", "secretsmanager"].map((service) => `${service}.${region}.*`);
  return [
    { sid: "KeysCreate", actions: ["kms:CreateKey"], resources: ["*"], conditions: created(stack) },
    { sid: "KeysTagsAtCreation", actions: ["kms:TagResource"], resources: keys, conditions: adopted(stack) },
    {
      sid: "KeysChange",
      actions: [
        "kms:CreateAlias",
        "kms:DeleteAlias",
        "kms:EnableKeyRotation",
        "kms:PutKeyPolicy",
        ...(stack.removal === "destroy" ? ["kms:ScheduleKeyDeletion"] : []),
        "kms:TagResource",
        "kms:UntagResource",
        "kms:UpdateAlias",
        "kms:UpdateKeyDescription",
      ],
      resources: keys,
      conditions: owned(stack),
    },
    {
      sid: "KeysAliases",
      actions: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
      resources: everywhere(stack, "kms", `alias/${name}-*`),
    },
    // The database and the cache are created under the key by whoever may use it; the password and the release are written under it.
    {
      sid: "KeysThroughServices",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
      resources: [regional(stack, "kms", "key/*")],
      conditions: { ...owned(stack), StringLike: { "kms:ViaService": services } },
    },
    {
      sid: "KeysGrantsToServices",
      actions: ["kms:CreateGrant"],
      resources: [regional(stack, "kms", "key/*")],
      conditions: {
        ...owned(stack),
        StringLike: { "kms:ViaService": services },
        Bool: { "kms:GrantIsForAWSResource": "true" },
      },
    },
  ];
}

/** Of the objects, only those of the releases are the deployment's; trade records and logs are nobody's to read or delete. */
function bucketStatements({ partition, name, removal }: DeployedStack): PolicyStatement[] {
  const bucket = (suffix: string): string => `arn:${partition}:s3:::${name}-${suffix}`;
  const deletesData = removal === "destroy";
  return [
    {
      sid: "Buckets",
      actions: [
        "s3:CreateBucket",
        ...(deletesData ? ["s3:DeleteBucket"] : []),
        "s3:DeleteBucketPolicy",
        "s3:PutBucketLogging",
        "s3:PutBucketObjectLockConfiguration",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketPolicy",
        "s3:PutBucketPublicAccessBlock",
        "s3:PutBucketTagging",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ],
      resources: [bucket("*")],
    },
    {
      sid: "Releases",
      actions: ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject", "s3:PutObjectTagging"],
      resources: [bucket("releases-*/*")],
    },
    ...(deletesData ? [{ sid: "BucketsEmpty", actions: ["s3:DeleteObject", "s3:DeleteObjectVersion"], resources: [bucket("*/*")] }] : []),
  ];
}

function logStatements(stack: DeployedStack): PolicyStatement[] {
  const { name, removal } = stack;
  const groups = [regional(stack, "logs", `log-group:/aws/*/${name}-*`), global(stack, "logs", `log-group:aws-waf-logs-${name}-*`)];
  const deliveries = ["delivery-destination", "delivery-source"].map((type) => global(stack, "logs", `${type}:${name}-*`));
  return [
    {
      sid: "LogGroups",
      actions: [
        "logs:AssociateKmsKey",
        "logs:CreateLogGroup",
        ...(removal === "destroy" ? ["logs:DeleteLogGroup"] : []),
        "logs:DisassociateKmsKey",
        "logs:PutRetentionPolicy",
        "logs:TagResource",
        "logs:UntagResource",
      ],
      resources: groups,
    },
    // CloudWatch Logs User Guide, "Logging that requires additional permissions [V2]". A delivery's id is made up.
    {
      sid: "LogDeliveries",
      actions: [
        "logs:CreateDelivery",
        "logs:DeleteDelivery",
        "logs:DeleteDeliveryDestination",
        "logs:DeleteDeliverySource",
        "logs:PutDeliveryDestination",
        "logs:PutDeliverySource",
        "logs:TagResource",
        "logs:UntagResource",
        "logs:UpdateDeliveryConfiguration",
      ],
      resources: [...deliveries, global(stack, "logs", "delivery:*")],
    },
    {
      sid: "LogDeliveriesOfServices",
      actions: [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
      ],
      resources: ["*"],
    },
  ];
}

function monitoringStatements(stack: DeployedStack): PolicyStatement[] {
  const { name } = stack;
  return [
    {
      sid: "Topics",
      actions: [
        "sns:CreateTopic",
        "sns:DeleteTopic",
        "sns:SetSubscriptionAttributes",
        "sns:SetTopicAttributes",
        "sns:Subscribe",
        "sns:TagResource",
        "sns:Unsubscribe",
        "sns:UntagResource",
      ],
      resources: everywhere(stack, "sns", `${name}-*`),
    },
    {
      sid: "Alarms",
      actions: ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm", "cloudwatch:TagResource", "cloudwatch:UntagResource"],
      resources: everywhere(stack, "cloudwatch", `alarm:${name}-*`),
    },
    {
      sid: "Dashboards",
      actions: ["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"],
      resources: [unregional(stack, "cloudwatch", `dashboard/${name}-*`)],
    },
  ];
}
