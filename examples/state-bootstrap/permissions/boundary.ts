import { PolicyStatement } from "../../../src";
import { DeployedStack, named, regional, unregional } from "./deployed-stack";

/** The most that any role of the stack may do, whatever the deployment grants it: what its services do at run time. */
export function boundaryStatements(stack: DeployedStack): PolicyStatement[] {
  const { partition } = stack;
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
      resources: [
        ...named(stack, (id) => regional(stack, "logs", `log-group:/aws/*/${id}-*`)),
        ...named(stack, (id) => regional(stack, "logs", `log-group:/${id}/*`)),
        regional(stack, "logs", "log-group:RDSOSMetrics*"),
      ],
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
      resources: named(stack, (id) => `arn:${partition}:s3:::${id}-*`),
    },
    {
      sid: "Keys",
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      resources: [regional(stack, "kms", "key/*")],
    },
    // The runbook of a database's users runs SQL by the Data API as the master user (Aurora User Guide, "Authorizing access to the Amazon RDS Data API"); which cluster, its own policy says.
    {
      sid: "Connections",
      actions: ["elasticache:Connect", "rds-data:ExecuteStatement", "rds-db:connect", "secretsmanager:GetSecretValue"],
      resources: [
        ...named(stack, (id) => regional(stack, "elasticache", `replicationgroup:${id}-*`)),
        regional(stack, "elasticache", "user:*"),
        regional(stack, "rds", "cluster:*"),
        regional(stack, "rds-db", "dbuser:*/*"),
        regional(stack, "secretsmanager", "secret:rds!cluster-*"),
      ],
    },
    {
      sid: "RealTimeLogs",
      actions: ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:PutRecord", "kinesis:PutRecords"],
      resources: named(stack, (id) => regional(stack, "kinesis", `stream/${id}-*`)),
    },
    // An instance that drains says so to its group, which it has to look for.
    {
      sid: "Draining",
      actions: ["autoscaling:CompleteLifecycleAction"],
      resources: named(stack, (id) => regional(stack, "autoscaling", `autoScalingGroup:*:autoScalingGroupName/${id}-*`)),
    },
    { sid: "DrainingInstances", actions: ["autoscaling:DescribeAutoScalingInstances"], resources: ["*"] },
    ...releaseStatements(stack),
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

/** What a release needs that replaces instances: those of the stack's launch templates, with the stack's roles. */
function releaseStatements(stack: DeployedStack): PolicyStatement[] {
  const ec2 = (type: string): string => regional(stack, "ec2", `${type}/*`);
  const made = ["instance", "network-interface", "volume"].map(ec2);
  return [
    {
      sid: "Releases",
      actions: ["autoscaling:StartInstanceRefresh"],
      resources: named(stack, (id) => regional(stack, "autoscaling", `autoScalingGroup:*:autoScalingGroupName/${id}-*`)),
    },
    { sid: "ReleasesInProgress", actions: ["autoscaling:DescribeInstanceRefreshes"], resources: ["*"] },
    {
      sid: "ReleasedInstances",
      actions: ["ec2:RunInstances"],
      resources: [
        `arn:${stack.partition}:ec2:${stack.region}::image/*`,
        ...made,
        ...["launch-template", "security-group", "subnet"].map(ec2),
      ],
      conditions: { ArnLike: { "ec2:LaunchTemplate": ec2("launch-template") } },
    },
    {
      sid: "ReleasedInstanceTags",
      actions: ["ec2:CreateTags"],
      resources: made,
      conditions: { StringEquals: { "ec2:CreateAction": "RunInstances" } },
    },
    {
      sid: "ReleasedInstanceRoles",
      actions: ["iam:PassRole"],
      resources: named(stack, (id) => unregional(stack, "iam", `role/${id}-*`)),
      conditions: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    },
  ];
}
