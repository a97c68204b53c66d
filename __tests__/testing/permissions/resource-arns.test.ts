/** The ARNs of resources, by "Resource types defined by" each service in the Service Authorization Reference; what AWS makes up is `*`. */
import { Arguments } from "../../../src/testing";
import { messageOf } from "../../support/synth";
import { evaluate, merged, roleWith } from "./fixture";

const HERE = "eu-central-1:111122223333";

const ROWS: readonly (readonly [type: string, args: Arguments, action: string, arn: string])[] = [
  ["aws_acm_certificate", {}, "acm:DescribeCertificate", `arn:aws:acm:${HERE}:certificate/*`],
  ["aws_alb", { name: "l" }, "elasticloadbalancing:DeleteLoadBalancer", `arn:aws:elasticloadbalancing:${HERE}:loadbalancer/app/l/*`],
  [
    "aws_autoscaling_group",
    { name: "api" },
    "autoscaling:SetDesiredCapacity",
    `arn:aws:autoscaling:${HERE}:autoScalingGroup:*:autoScalingGroupName/api`,
  ],
  ["aws_backup_plan", {}, "backup:GetBackupPlan", `arn:aws:backup:${HERE}:backup-plan:*`],
  ["aws_backup_vault", { name: "v" }, "backup:DescribeBackupVault", `arn:aws:backup:${HERE}:backup-vault:v`],
  ["aws_budgets_budget", { name: "b" }, "budgets:ViewBudget", "arn:aws:budgets::111122223333:budget/b"],
  ["aws_cloudfront_distribution", {}, "cloudfront:CreateInvalidation", "arn:aws:cloudfront::111122223333:distribution/*"],
  ["aws_cloudtrail", { name: "t" }, "cloudtrail:GetTrail", `arn:aws:cloudtrail:${HERE}:trail/t`],
  ["aws_cloudwatch_composite_alarm", { alarm_name: "a" }, "cloudwatch:SetAlarmState", `arn:aws:cloudwatch:${HERE}:alarm:a`],
  ["aws_cloudwatch_event_bus", { name: "b" }, "events:PutEvents", `arn:aws:events:${HERE}:event-bus/b`],
  ["aws_cloudwatch_event_rule", { name: "r" }, "events:DisableRule", `arn:aws:events:${HERE}:rule/r`],
  ["aws_cloudwatch_log_delivery_source", { name: "s" }, "logs:GetDeliverySource", `arn:aws:logs:${HERE}:delivery-source:s`],
  ["aws_cloudwatch_log_group", { name: "/g" }, "logs:TagResource", `arn:aws:logs:${HERE}:log-group:/g`],
  ["aws_cloudwatch_log_group", { name: "/g" }, "logs:FilterLogEvents", `arn:aws:logs:${HERE}:log-group:/g:*`],
  ["aws_cloudwatch_metric_alarm", { alarm_name: "a" }, "cloudwatch:SetAlarmState", `arn:aws:cloudwatch:${HERE}:alarm:a`],
  [
    "aws_db_cluster_snapshot",
    { db_cluster_snapshot_identifier: "s" },
    "rds:DeleteDBClusterSnapshot",
    `arn:aws:rds:${HERE}:cluster-snapshot:s`,
  ],
  ["aws_db_instance", { identifier: "d" }, "rds:RebootDBInstance", `arn:aws:rds:${HERE}:db:d`],
  ["aws_db_instance", { resource_id: "db-1" }, "rds-db:connect", `arn:aws:rds-db:${HERE}:dbuser:db-1`],
  ["aws_db_proxy", {}, "rds:ModifyDBProxy", `arn:aws:rds:${HERE}:db-proxy:*`],
  ["aws_dynamodb_table", { name: "t" }, "dynamodb:GetItem", `arn:aws:dynamodb:${HERE}:table/t`],
  ["aws_ebs_volume", {}, "ec2:AttachVolume", `arn:aws:ec2:${HERE}:volume/*`],
  ["aws_ecr_repository", { name: "api" }, "ecr:PutImage", `arn:aws:ecr:${HERE}:repository/api`],
  ["aws_ecs_cluster", { name: "c" }, "ecs:ListTasks", `arn:aws:ecs:${HERE}:cluster/c`],
  ["aws_ecs_task_definition", { family: "f" }, "ecs:RunTask", `arn:aws:ecs:${HERE}:task-definition/f:*`],
  ["aws_efs_file_system", {}, "elasticfilesystem:ClientMount", `arn:aws:elasticfilesystem:${HERE}:file-system/*`],
  [
    "aws_elasticache_replication_group",
    { replication_group_id: "c" },
    "elasticache:Connect",
    `arn:aws:elasticache:${HERE}:replicationgroup:c`,
  ],
  ["aws_elasticache_serverless_cache", { name: "c" }, "elasticache:Connect", `arn:aws:elasticache:${HERE}:serverlesscache:c`],
  ["aws_elasticache_user", { user_id: "u" }, "elasticache:Connect", `arn:aws:elasticache:${HERE}:user:u`],
  ["aws_elb", { name: "l" }, "elasticloadbalancing:DeleteLoadBalancer", `arn:aws:elasticloadbalancing:${HERE}:loadbalancer/l`],
  ["aws_flow_log", {}, "ec2:DeleteFlowLogs", `arn:aws:ec2:${HERE}:vpc-flow-log/*`],
  ["aws_iam_group", { name: "g" }, "iam:GetGroup", "arn:aws:iam::111122223333:group/g"],
  [
    "aws_iam_instance_profile",
    { name: "p", path: "/teams/" },
    "iam:GetInstanceProfile",
    "arn:aws:iam::111122223333:instance-profile/teams/p",
  ],
  [
    "aws_iam_openid_connect_provider",
    { url: "https://token.actions.githubusercontent.com" },
    "iam:GetOpenIDConnectProvider",
    "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
  ],
  ["aws_iam_policy", { name: "p" }, "iam:GetPolicy", "arn:aws:iam::111122223333:policy/p"],
  ["aws_iam_role", { name: "r" }, "iam:PassRole", "arn:aws:iam::111122223333:role/r"],
  ["aws_iam_saml_provider", { name: "s" }, "iam:GetSAMLProvider", "arn:aws:iam::111122223333:saml-provider/s"],
  [
    "aws_iam_service_linked_role",
    { aws_service_name: "autoscaling.amazonaws.com", custom_suffix: "x" },
    "iam:DeleteServiceLinkedRole",
    "arn:aws:iam::111122223333:role/aws-service-role/autoscaling.amazonaws.com/*",
  ],
  ["aws_iam_user", { name: "u" }, "iam:GetUser", "arn:aws:iam::111122223333:user/u"],
  ["aws_instance", {}, "ec2:StopInstances", `arn:aws:ec2:${HERE}:instance/*`],
  ["aws_kinesis_firehose_delivery_stream", { name: "s" }, "firehose:PutRecord", `arn:aws:firehose:${HERE}:deliverystream/s`],
  ["aws_kinesis_stream", { name: "s" }, "kinesis:PutRecord", `arn:aws:kinesis:${HERE}:stream/s`],
  ["aws_kms_alias", { name: "alias/a", target_key_id: "1234" }, "kms:DeleteAlias", `arn:aws:kms:${HERE}:alias/a`],
  ["aws_kms_external_key", {}, "kms:Decrypt", `arn:aws:kms:${HERE}:key/*`],
  ["aws_kms_key", {}, "kms:Decrypt", `arn:aws:kms:${HERE}:key/*`],
  ["aws_kms_replica_external_key", {}, "kms:Decrypt", `arn:aws:kms:${HERE}:key/*`],
  ["aws_kms_replica_key", {}, "kms:Decrypt", `arn:aws:kms:${HERE}:key/*`],
  [
    "aws_lambda_alias",
    { name: "live", function_name: `arn:aws:lambda:${HERE}:function:f` },
    "lambda:InvokeFunction",
    `arn:aws:lambda:${HERE}:function:f:live`,
  ],
  ["aws_lambda_function", { function_name: "f" }, "lambda:InvokeFunction", `arn:aws:lambda:${HERE}:function:f`],
  ["aws_launch_template", {}, "ec2:ModifyLaunchTemplate", `arn:aws:ec2:${HERE}:launch-template/*`],
  ["aws_lb", { name: "l" }, "elasticloadbalancing:DeleteLoadBalancer", `arn:aws:elasticloadbalancing:${HERE}:loadbalancer/app/l/*`],
  ["aws_lb_target_group", { name: "t" }, "elasticloadbalancing:RegisterTargets", `arn:aws:elasticloadbalancing:${HERE}:targetgroup/t/*`],
  ["aws_rds_cluster", { cluster_identifier: "c" }, "rds:FailoverDBCluster", `arn:aws:rds:${HERE}:cluster:c`],
  ["aws_rds_cluster", { cluster_resource_id: "cluster-1" }, "rds-db:connect", `arn:aws:rds-db:${HERE}:dbuser:cluster-1`],
  ["aws_rds_cluster_instance", { identifier: "i" }, "rds:RebootDBInstance", `arn:aws:rds:${HERE}:db:i`],
  ["aws_rds_global_cluster", { global_cluster_identifier: "g" }, "rds:FailoverGlobalCluster", "arn:aws:rds::111122223333:global-cluster:g"],
  ["aws_route53_health_check", {}, "route53:GetHealthCheck", "arn:aws:route53:::healthcheck/*"],
  ["aws_route53_zone", {}, "route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/*"],
  ["aws_s3_bucket", { bucket: "b" }, "s3:ListBucket", "arn:aws:s3:::b"],
  ["aws_scheduler_schedule", { name: "s", group_name: "default" }, "scheduler:GetSchedule", `arn:aws:scheduler:${HERE}:schedule/default/s`],
  ["aws_secretsmanager_secret", { name: "s" }, "secretsmanager:GetSecretValue", `arn:aws:secretsmanager:${HERE}:secret:s-??????`],
  ["aws_security_group", {}, "ec2:AuthorizeSecurityGroupIngress", `arn:aws:ec2:${HERE}:security-group/*`],
  ["aws_sfn_state_machine", { name: "m" }, "states:StartExecution", `arn:aws:states:${HERE}:stateMachine:m`],
  ["aws_sns_topic", { name: "t" }, "sns:Publish", `arn:aws:sns:${HERE}:t`],
  ["aws_sqs_queue", { name: "q" }, "sqs:SendMessage", `arn:aws:sqs:${HERE}:q`],
  ["aws_ssm_document", { name: "d" }, "ssm:StartAutomationExecution", `arn:aws:ssm:${HERE}:document/d`],
  ["aws_ssm_parameter", { name: "/a/b" }, "ssm:GetParameter", `arn:aws:ssm:${HERE}:parameter/a/b`],
  ["aws_ssm_parameter", { name: "plain" }, "ssm:GetParameter", `arn:aws:ssm:${HERE}:parameter/plain`],
  ["aws_subnet", {}, "ec2:CreateNetworkInterface", `arn:aws:ec2:${HERE}:subnet/*`],
  ["aws_vpc", {}, "ec2:CreateSubnet", `arn:aws:ec2:${HERE}:vpc/*`],
  ["aws_vpc_endpoint", {}, "ec2:ModifyVpcEndpoint", `arn:aws:ec2:${HERE}:vpc-endpoint/*`],
];

test.each(ROWS)("%s with %j is what %s is asked of as %s", (type, args, action, arn) => {
  const asked = (pattern: string): string => {
    const resources = merged(roleWith("app", [{ Effect: "Allow", Action: action, Resource: pattern }]), { [type]: { Asked: args } });
    return evaluate(resources, { principal: "app", action, resource: "Asked" }).verdict;
  };
  expect(asked(arn)).toBe("allowed");
  // Nothing follows an id that AWS makes up; of a service-linked role it makes up a part of the name.
  if (/\/\*$/.test(arn) && !arn.includes("aws-service-role")) expect(asked(arn.replace(/\*$/, "<*>"))).toBe("allowed");
  expect(asked(arn.replace(/^(arn:aws:[\w-]+:.*?)(\w)/, "$1x$2"))).not.toBe("allowed");
});

describe("an ARN of another service than the action's, which no policy could allow,", () => {
  const asked = (action: string, resource: string) => () =>
    evaluate(roleWith("app", [{ Effect: "Allow", Action: "*", Resource: "*" }]), { principal: "app", action, resource });

  test.each([
    ["s3:GetObject", `arn:aws:sqs:${HERE}:orders`],
    ["sqs:SendMessage", "arn:aws:s3:::data"],
    ["kms:Decrypt", `arn:aws:secretsmanager:${HERE}:secret:s`],
    ["sts:AssumeRole", "arn:aws:s3:::data"],
    ["rds-db:connect", `arn:aws:elasticache:${HERE}:user:u`],
  ])("is refused: %s of %s", (action, arn) => {
    expect(messageOf(asked(action, arn))).toBe(
      `${arn} is of another service than ${action}, which can't be asked of it: no policy could allow that`,
    );
  });

  test.each([
    ["sts:AssumeRole", "arn:aws:iam::111122223333:role/r"],
    ["rds-db:connect", `arn:aws:rds-db:${HERE}:dbuser:cluster-1/orders`],
    ["ssm:SendCommand", `arn:aws:ec2:${HERE}:instance/i-1`],
    ["backup:StartBackupJob", `arn:aws:rds:${HERE}:cluster:c`],
    ["execute-api:Invoke", `arn:aws:execute-api:${HERE}:a1/prod/GET/orders`],
    ["kafka-cluster:Connect", `arn:aws:kafka:${HERE}:cluster/c/1`],
  ])("is not %s of %s", (action, arn) => {
    expect(asked(action, arn)).not.toThrow();
  });
});
