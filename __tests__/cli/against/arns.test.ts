/** ARNs of resources that nobody has made, in the forms of the Service Authorization Reference's pages, "Resource types defined by …". */
import { Named, arnOf, nameOf } from "../../../src/cli/against/arns";
import { typeMistake } from "../../../src/testing/matchers/provider-types";

function named(type: string, known: Named["known"] = { name: "orders" }, region = "eu-central-1"): Named {
  return { address: `${type}.x`, type, region, accountId: "123456789012", known };
}

/** UUID and HEX stand for what AWS makes up. */
const ARNS: readonly (readonly [type: string, arn: string])[] = [
  ["aws_acm_certificate", "acm:eu-central-1:123456789012:certificate/UUID"],
  ["aws_autoscaling_group", "autoscaling:eu-central-1:123456789012:autoScalingGroup:UUID:autoScalingGroupName/orders"],
  ["aws_cloudfront_distribution", "cloudfront::123456789012:distribution/orders"],
  ["aws_cloudwatch_event_rule", "events:eu-central-1:123456789012:rule/orders"],
  ["aws_cloudwatch_log_group", "logs:eu-central-1:123456789012:log-group:orders"],
  ["aws_cloudwatch_metric_alarm", "cloudwatch:eu-central-1:123456789012:alarm:orders"],
  ["aws_db_instance", "rds:eu-central-1:123456789012:db:orders"],
  ["aws_db_subnet_group", "rds:eu-central-1:123456789012:subgrp:orders"],
  ["aws_dynamodb_table", "dynamodb:eu-central-1:123456789012:table/orders"],
  ["aws_ecr_repository", "ecr:eu-central-1:123456789012:repository/orders"],
  ["aws_ecs_cluster", "ecs:eu-central-1:123456789012:cluster/orders"],
  ["aws_elasticache_replication_group", "elasticache:eu-central-1:123456789012:replicationgroup:orders"],
  ["aws_elasticache_user", "elasticache:eu-central-1:123456789012:user:orders"],
  ["aws_elasticache_user_group", "elasticache:eu-central-1:123456789012:usergroup:orders"],
  ["aws_iam_instance_profile", "iam::123456789012:instance-profile/orders"],
  ["aws_iam_policy", "iam::123456789012:policy/orders"],
  ["aws_iam_role", "iam::123456789012:role/orders"],
  ["aws_iam_user", "iam::123456789012:user/orders"],
  ["aws_kinesis_stream", "kinesis:eu-central-1:123456789012:stream/orders"],
  ["aws_kms_key", "kms:eu-central-1:123456789012:key/UUID"],
  ["aws_lambda_function", "lambda:eu-central-1:123456789012:function:orders"],
  ["aws_lb", "elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/orders/HEX"],
  ["aws_lb_listener", "elasticloadbalancing:eu-central-1:123456789012:listener/app/orders/HEX/HEX"],
  ["aws_lb_listener_rule", "elasticloadbalancing:eu-central-1:123456789012:listener-rule/app/orders/HEX/HEX/HEX"],
  ["aws_lb_target_group", "elasticloadbalancing:eu-central-1:123456789012:targetgroup/orders/HEX"],
  ["aws_rds_cluster", "rds:eu-central-1:123456789012:cluster:orders"],
  ["aws_rds_cluster_instance", "rds:eu-central-1:123456789012:db:orders"],
  ["aws_rds_cluster_parameter_group", "rds:eu-central-1:123456789012:cluster-pg:orders"],
  ["aws_rds_global_cluster", "rds::123456789012:global-cluster:orders"],
  ["aws_route53_zone", "route53:::hostedzone/orders"],
  ["aws_s3_bucket", "s3:::orders"],
  ["aws_secretsmanager_secret", "secretsmanager:eu-central-1:123456789012:secret:orders-AbCdEf"],
  ["aws_sfn_state_machine", "states:eu-central-1:123456789012:stateMachine:orders"],
  ["aws_sns_topic", "sns:eu-central-1:123456789012:orders"],
  ["aws_sns_topic_subscription", "sns:eu-central-1:123456789012:topic:UUID"],
  ["aws_sqs_queue", "sqs:eu-central-1:123456789012:orders"],
  ["aws_wafv2_web_acl", "wafv2:eu-central-1:123456789012:regional/webacl/orders/UUID"],
];

test.each(ARNS)("the ARN of %s is arn:aws:%s", (type, arn) => {
  const form = arn
    .replace(/[/]/g, "\\/")
    .replace("UUID", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
    .replaceAll("HEX", "[0-9a-f]{16}");
  expect(arnOf(named(type))).toMatch(new RegExp(`^arn:aws:${form}$`));
});

// Each service's page: the prefix of its actions, which its ARNs have as well.
const SERVICES: readonly (readonly [type: string, service: string])[] = [
  ["aws_alb_listener_certificate", "elasticloadbalancing"],
  ["aws_appautoscaling_policy", "application-autoscaling"],
  ["aws_appautoscaling_target", "application-autoscaling"],
  ["aws_cloudwatch_event_bus", "events"],
  ["aws_cloudwatch_log_destination", "logs"],
  ["aws_cloudwatch_metric_stream", "cloudwatch"],
  ["aws_db_proxy", "rds"],
  ["aws_docdb_cluster", "rds"],
  ["aws_ebs_volume", "ec2"],
  ["aws_efs_file_system", "elasticfilesystem"],
  ["aws_eip", "ec2"],
  ["aws_flow_log", "ec2"],
  ["aws_glue_job", "glue"],
  ["aws_instance", "ec2"],
  ["aws_internet_gateway", "ec2"],
  ["aws_launch_template", "ec2"],
  ["aws_lb_trust_store", "elasticloadbalancing"],
  ["aws_msk_cluster", "kafka"],
  ["aws_nat_gateway", "ec2"],
  ["aws_neptune_cluster", "rds"],
  ["aws_network_acl", "ec2"],
  ["aws_opensearch_domain", "es"],
  ["aws_route_table", "ec2"],
  ["aws_security_group", "ec2"],
  ["aws_subnet", "ec2"],
  ["aws_vpc", "ec2"],
];

test.each(SERVICES)("the ARN of %s, whose form isn't known, is of its service: %s", (type, service) => {
  const resource = type.replace("aws_", "").replaceAll("_", "-");
  expect(arnOf(named(type))).toBe(`arn:aws:${service}:eu-central-1:123456789012:${resource}/orders`);
});

test("a type without a service is of some", () => {
  expect(arnOf(named("thing"))).toBe("arn:aws:service:eu-central-1:123456789012:thing/orders");
});

test("all of these are types of the provider", () => {
  expect([...ARNS, ...SERVICES].flatMap(([type]) => typeMistake(type, []) ?? [])).toEqual([]);
});

// The provider's documentation of each resource: the argument that names it.
test.each([
  ["aws_s3_bucket", "bucket"],
  ["aws_rds_cluster", "cluster_identifier"],
  ["aws_elasticache_replication_group", "replication_group_id"],
  ["aws_db_instance", "identifier"],
  ["aws_lambda_function", "function_name"],
  ["aws_elasticache_user", "user_id"],
  ["aws_elasticache_user_group", "user_group_id"],
  ["aws_rds_global_cluster", "global_cluster_identifier"],
  ["aws_msk_cluster", "cluster_name"],
  ["aws_cloudwatch_metric_alarm", "alarm_name"],
  ["aws_cloudwatch_dashboard", "dashboard_name"],
  ["aws_sqs_queue", "name"],
])("%s is named by %s", (type, attribute) => {
  expect(nameOf(named(type, { [attribute]: "orders", other: "x" }))).toBe("orders");
});

test("of a user of ElastiCache its id is the name, not the name that it logs in with", () => {
  expect(nameOf(named("aws_elasticache_user", { name: "default", user_id: "orders" }))).toBe("orders");
});

test.each([[{}], [{ name: "" }], [{ name: 1 }]])("what isn't named by a text has a name of the provider's: %j", (known) => {
  expect(nameOf(named("aws_sqs_queue", known))).toBeUndefined();
  expect(arnOf(named("aws_sqs_queue", known))).toMatch(/^arn:aws:sqs:eu-central-1:123456789012:[0-9a-f]{12}$/);
});

// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
test.each([
  ["eu-central-1", "aws"],
  ["cn-northwest-1", "aws-cn"],
  ["us-gov-east-1", "aws-us-gov"],
])("an ARN in %s is of the partition %s", (region, partition) => {
  expect(arnOf(named("aws_sqs_queue", { name: "orders" }, region))).toBe(`arn:${partition}:sqs:${region}:123456789012:orders`);
});

test("what AWS makes for a resource has an ARN of its own", () => {
  expect(arnOf(named("aws_sqs_queue"), "dead")).toBe("arn:aws:sqs:eu-central-1:123456789012:sqs-queue/orders-dead");
});

test("what is made anew has another ARN where AWS decides it, and the same where its name does", () => {
  const pair = (type: string): string[] => [named(type), { ...named(type), isRenewed: true }].map((each) => arnOf(each));
  expect(new Set(pair("aws_kms_key")).size).toBe(2);
  expect(new Set(pair("aws_sqs_queue")).size).toBe(1);
});
