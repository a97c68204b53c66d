import { block, blocks, isExpression, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** The attributes that have a dimension's value, by the types of resources that it may be of. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  AutoScalingGroupName: { aws_autoscaling_group: ["name", "id"] },
  BucketName: { aws_s3_bucket: ["bucket", "id"] },
  ClusterName: { aws_ecs_cluster: ["name"] },
  DBClusterIdentifier: { aws_rds_cluster: ["cluster_identifier", "id"] },
  DBInstanceIdentifier: { aws_rds_cluster_instance: ["identifier", "id"], aws_db_instance: ["identifier"] },
  DistributionId: { aws_cloudfront_distribution: ["id"] },
  FunctionName: { aws_lambda_function: ["function_name", "id"] },
  LoadBalancer: { aws_lb: ["arn_suffix"] },
  NatGatewayId: { aws_nat_gateway: ["id"] },
  QueueName: { aws_sqs_queue: ["name"] },
  ServiceName: { aws_ecs_service: ["name"] },
  TargetGroup: { aws_lb_target_group: ["arn_suffix"] },
  TopicName: { aws_sns_topic: ["name"] },
};
const FORMS: Readonly<Record<string, RegExp>> = { LoadBalancer: /^(app|net|gwy)\/.+\/.+/, TargetGroup: /^targetgroup\/.+\/.+/ };

/** Whether a value may be one of that dimension. */
function names(dimension: string, value: string): boolean {
  const [, type, attribute] = /^\$\{(aws_\w+)\.[\w-]+\.(\w+)\}$/.exec(value) ?? [];
  if (isExpression(value)) return ATTRIBUTES[dimension]?.[type ?? ""]?.includes(attribute!) ?? true;
  return FORMS[dimension]?.test(value) ?? true;
}

export const CLOUDWATCH_ALARM_DIMENSIONS: PolicyRule = {
  id: "cloudwatch-alarm-dimensions",
  sentence:
    "The dimensions of an alarm name what the metric is of, as its service does: an alarm on a metric that nothing sends never is in ALARM.",
  severity: "high",
  fix: "Name the attribute that the metric has: arn_suffix of load balancers and target groups, identifiers of databases.",
  source:
    'Amazon CloudWatch User Guide, "CloudWatch metrics that are published by other AWS services", and the pages of metrics that it names',
  types: ["aws_cloudwatch_metric_alarm"],
  check: eachOf(["aws_cloudwatch_metric_alarm"], ({ args }) => {
    const given = [
      args.dimensions,
      ...blocks(args.metric_query).flatMap((query) => blocks(query.metric).map(({ dimensions }) => dimensions as unknown)),
    ];
    const all = given.flatMap((dimensions) => Object.entries<unknown>(block(dimensions) ?? {}));
    const [name, value] = all.find(([dimension, text]) => !names(dimension, String(text))) ?? [];
    return name !== undefined && says(`the dimension ${name}`, value);
  }),
};
