import { PolicyStatement } from "../../../src";
import { DeployedStack, regional } from "./deployed-stack";

/** The most that any role of the stack may do, whatever the deployment grants it: what its services do at run time. */
export function boundaryStatements(stack: DeployedStack): PolicyStatement[] {
  const { partition, name } = stack;
  return [
    {
      sid: "Logs",
      actions: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:GetLogEvents",
        "logs:PutLogEvents",
        "logs:PutRetentionPolicy",
      ],
      resources: [regional(stack, "logs", `log-group:/aws/*/${name}-*`), regional(stack, "logs", "log-group:RDSOSMetrics*")],
    },
    {
      sid: "Objects",
      actions: [
        "s3:AbortMultipartUpload",
        "s3:GetBucketLocation",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:ListMultipartUploadParts",
        "s3:PutObject",
      ],
      resources: [`arn:${partition}:s3:::${name}-*`],
    },
    {
      sid: "Keys",
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      resources: [regional(stack, "kms", "key/*")],
    },
    {
      sid: "Connections",
      actions: ["elasticache:Connect", "rds-db:connect"],
      resources: [
        regional(stack, "elasticache", `replicationgroup:${name}-*`),
        regional(stack, "elasticache", "user:*"),
        regional(stack, "rds-db", "dbuser:*/*"),
      ],
    },
    {
      sid: "SessionManager",
      actions: [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
    },
  ];
}
