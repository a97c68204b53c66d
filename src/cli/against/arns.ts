import { Place, digest, placeOf, uuidOf } from "./digests";

/** The resource that an ARN is made up for. */
export interface Named extends Place {
  readonly type: string;
  readonly region: string;
  readonly accountId: string;
  readonly known: Readonly<Record<string, unknown>>;
}

/** Attributes that name a resource, the most telling first. */
const NAMES = [
  "bucket",
  "cluster_identifier",
  "replication_group_id",
  "identifier",
  "function_name",
  "user_id",
  "user_group_id",
  "global_cluster_identifier",
  "cluster_name",
  "alarm_name",
  "dashboard_name",
  "name",
];

/** The name that a resource has by its configuration; undefined where AWS or the provider makes one up. */
export function nameOf({ known }: Named): string | undefined {
  const attribute = NAMES.find((name) => typeof known[name] === "string" && known[name] !== "");
  return attribute === undefined ? undefined : (known[attribute] as string);
}

/**
 * Type → service and resource of its ARN; `*` stands for its name. Without a region where AWS has none, without an account for a bucket.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const ARNS: Readonly<Record<string, string>> = {
  aws_acm_certificate: "acm:R:A:certificate/#",
  aws_autoscaling_group: "autoscaling:R:A:autoScalingGroup:#:autoScalingGroupName/*",
  aws_cloudfront_distribution: "cloudfront::A:distribution/*",
  aws_cloudwatch_event_rule: "events:R:A:rule/*",
  aws_cloudwatch_log_group: "logs:R:A:log-group:*",
  aws_cloudwatch_metric_alarm: "cloudwatch:R:A:alarm:*",
  aws_db_instance: "rds:R:A:db:*",
  aws_db_subnet_group: "rds:R:A:subgrp:*",
  aws_dynamodb_table: "dynamodb:R:A:table/*",
  aws_ecr_repository: "ecr:R:A:repository/*",
  aws_ecs_cluster: "ecs:R:A:cluster/*",
  aws_elasticache_replication_group: "elasticache:R:A:replicationgroup:*",
  aws_elasticache_user: "elasticache:R:A:user:*",
  aws_elasticache_user_group: "elasticache:R:A:usergroup:*",
  aws_iam_instance_profile: "iam::A:instance-profile/*",
  aws_iam_policy: "iam::A:policy/*",
  aws_iam_role: "iam::A:role/*",
  aws_iam_user: "iam::A:user/*",
  aws_kinesis_stream: "kinesis:R:A:stream/*",
  aws_kms_key: "kms:R:A:key/#",
  aws_lambda_function: "lambda:R:A:function:*",
  aws_lb: "elasticloadbalancing:R:A:loadbalancer/app/*/h",
  aws_lb_listener: "elasticloadbalancing:R:A:listener/app/*/h/h",
  aws_lb_listener_rule: "elasticloadbalancing:R:A:listener-rule/app/*/h/h/h",
  aws_lb_target_group: "elasticloadbalancing:R:A:targetgroup/*/h",
  aws_rds_cluster: "rds:R:A:cluster:*",
  aws_rds_cluster_instance: "rds:R:A:db:*",
  aws_rds_cluster_parameter_group: "rds:R:A:cluster-pg:*",
  aws_rds_global_cluster: "rds::A:global-cluster:*",
  aws_route53_zone: "route53:::hostedzone/*",
  aws_s3_bucket: "s3:::*",
  aws_secretsmanager_secret: "secretsmanager:R:A:secret:*-AbCdEf",
  aws_sfn_state_machine: "states:R:A:stateMachine:*",
  aws_sns_topic: "sns:R:A:*",
  aws_sns_topic_subscription: "sns:R:A:topic:#",
  aws_sqs_queue: "sqs:R:A:*",
  aws_wafv2_web_acl: "wafv2:R:A:regional/webacl/*/#",
};

/** The service of a type that isn't above, by what its type begins with; otherwise the word after `aws_`. */
const SERVICES: readonly (readonly [prefix: string, service: string])[] = [
  ["aws_alb", "elasticloadbalancing"],
  ["aws_appautoscaling", "application-autoscaling"],
  ["aws_cloudwatch_event", "events"],
  ["aws_cloudwatch_log", "logs"],
  ["aws_db_", "rds"],
  ["aws_docdb", "rds"],
  ["aws_ebs_", "ec2"],
  ["aws_efs_", "elasticfilesystem"],
  ["aws_eip", "ec2"],
  ["aws_flow_log", "ec2"],
  ["aws_instance", "ec2"],
  ["aws_internet_gateway", "ec2"],
  ["aws_launch_template", "ec2"],
  ["aws_lb", "elasticloadbalancing"],
  ["aws_msk", "kafka"],
  ["aws_nat_gateway", "ec2"],
  ["aws_neptune", "rds"],
  ["aws_network_", "ec2"],
  ["aws_opensearch", "es"],
  ["aws_route_table", "ec2"],
  ["aws_security_group", "ec2"],
  ["aws_subnet", "ec2"],
  ["aws_vpc", "ec2"],
];

/** @param salt tells apart further ARNs of the same resource, which are of something that AWS makes for it */
export function arnOf(named: Named, salt = ""): string {
  const { type, region, accountId } = named;
  const place = `${placeOf(named)}${salt}`;
  const hexadecimal = digest(place);
  const name = nameOf(named) ?? hexadecimal.slice(0, 12);
  const template =
    (salt === "" && ARNS[type]) || `${serviceOf(type)}:R:A:${type.replace(/^aws_/, "").replaceAll("_", "-")}/*${salt && `-${salt}`}`;
  const [service, where, account, ...resource] = template.split(":");
  const filled = resource
    .join(":")
    .replace(/#|\bh\b/g, (mark) => (mark === "#" ? uuidOf(place) : hexadecimal.slice(0, 16)))
    .replace("*", () => name);
  return ["arn", partitionOf(region), service, where && region, account && accountId, filled].join(":");
}

function serviceOf(type: string): string {
  return SERVICES.find(([prefix]) => type.startsWith(prefix))?.[1] ?? type.split("_")[1] ?? "service";
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
