/**
 * What AWS takes each name for once of, where, and whether it tells Db from db: S3 User Guide, "General purpose bucket naming rules"; IAM User Guide, "IAM and
 * AWS STS quotas", "IAM name requirements"; the API references' descriptions of the names in the Create… and Put… operations of each service.
 */
import { TerraformResource, TerraformStack } from "cdktf";
import { messageOf, synth, testStack } from "../support/synth";

type Row = readonly [plural: string, type: string, argument: string];

/** The props by which users fix names. */
const PROPS: Readonly<Record<string, string>> = {
  aws_cloudwatch_dashboard: "dashboardName",
  aws_iam_role: "roleName",
  aws_iam_policy: "policyName",
  aws_sqs_queue: "queueName",
  aws_sns_topic: "topicName",
  aws_cloudtrail: "trailName",
  aws_kms_alias: "aliasName",
  aws_rds_cluster: "clusterIdentifier",
  aws_elasticache_replication_group: "replicationGroupId",
  aws_elasticache_serverless_cache: "cacheName",
};

const OF_AN_ACCOUNT: readonly Row[] = [
  ["dashboards", "aws_cloudwatch_dashboard", "dashboardName"],
  ["cache policies", "aws_cloudfront_cache_policy", "name"],
  ["response headers policies", "aws_cloudfront_response_headers_policy", "name"],
  ["origin access controls", "aws_cloudfront_origin_access_control", "name"],
  ["CloudFront functions", "aws_cloudfront_function", "name"],
  ["key value stores", "aws_cloudfront_key_value_store", "name"],
  ["key groups", "aws_cloudfront_key_group", "name"],
  ["real-time log configurations", "aws_cloudfront_realtime_log_config", "name"],
];
const OF_AN_ACCOUNT_WITHOUT_CASE: readonly Row[] = [
  ["roles", "aws_iam_role", "name"],
  ["managed policies", "aws_iam_policy", "name"],
  ["instance profiles", "aws_iam_instance_profile", "name"],
];
const OF_A_REGION: readonly Row[] = [
  ["backup vaults", "aws_backup_vault", "name"],
  ["data streams", "aws_kinesis_stream", "name"],
  ["schedules", "aws_scheduler_schedule", "name"],
  ["queues", "aws_sqs_queue", "name"],
  ["topics", "aws_sns_topic", "name"],
  ["log groups", "aws_cloudwatch_log_group", "name"],
  ["alarms", "aws_cloudwatch_metric_alarm", "alarmName"],
  ["delivery sources", "aws_cloudwatch_log_delivery_source", "name"],
  ["delivery destinations", "aws_cloudwatch_log_delivery_destination", "name"],
  ["trails", "aws_cloudtrail", "name"],
  ["aliases of keys", "aws_kms_alias", "name"],
  ["load balancers", "aws_lb", "name"],
  ["target groups", "aws_lb_target_group", "name"],
];
const OF_A_REGION_WITHOUT_CASE: readonly Row[] = [
  ["DB clusters", "aws_rds_cluster", "clusterIdentifier"],
  ["DB instances", "aws_rds_cluster_instance", "identifier"],
  ["cluster endpoints", "aws_rds_cluster_endpoint", "clusterEndpointIdentifier"],
  ["DB proxies", "aws_db_proxy", "name"],
  ["DB proxy endpoints", "aws_db_proxy_endpoint", "dbProxyEndpointName"],
  ["RDS event subscriptions", "aws_db_event_subscription", "name"],
  ["DB subnet groups", "aws_db_subnet_group", "name"],
  ["replication groups", "aws_elasticache_replication_group", "replicationGroupId"],
  ["serverless caches", "aws_elasticache_serverless_cache", "name"],
  ["ElastiCache users", "aws_elasticache_user", "userId"],
  ["user groups", "aws_elasticache_user_group", "userGroupId"],
  ["cache subnet groups", "aws_elasticache_subnet_group", "name"],
  ["cache parameter groups", "aws_elasticache_parameter_group", "name"],
];

/** A resource as the bindings make it: what is given as `name` is read as `nameInput`. */
class Named extends TerraformResource {
  constructor(stack: TerraformStack, id: string, [, type, argument]: Row, name: string) {
    super(stack, id, { terraformResourceType: type });
    Object.assign(this, { [`${argument}Input`]: name });
  }
}

/** What synthesis says of two resources with these names. */
function synthesisOf(row: Row, ...[first, second]: readonly [string, string]): () => unknown {
  const stack = testStack();
  new Named(stack, "First", row, first);
  new Named(stack, "Second", row, second);
  return () => synth(stack);
}

/** What is said of a second resource: what a user may change, or else Terraform's argument, and how. */
function refusal([plural, type, argument]: Row, where: string, received: string): string {
  const prop = PROPS[type];
  const other = prop === undefined ? "another id" : `another ${prop}, or another id`;
  const fix = type === "aws_elasticache_user" ? "Grant one of them under another name." : `Give one of them ${other}.`;
  return (
    `trading-test/Second: invalid input\n  - ${prop ?? argument}: must be another name than that of trading-test/First: ` +
    `no two ${plural} of ${where}; received "${received}". ${fix}`
  );
}

test.each(OF_AN_ACCOUNT)("two %s of one name in an account are refused", (...row) => {
  expect(messageOf(synthesisOf(row, "orders", "orders"))).toBe(refusal(row, "an account have one", "orders"));
});

test.each(OF_A_REGION)("two %s of one name in an account and region are refused", (...row) => {
  expect(messageOf(synthesisOf(row, "orders", "orders"))).toBe(refusal(row, "an account and region have one", "orders"));
});

test.each(OF_AN_ACCOUNT_WITHOUT_CASE)("two %s of one name in an account are refused, whatever its capitals", (...row) => {
  expect(messageOf(synthesisOf(row, "orders", "Orders"))).toBe(refusal(row, "an account have one, whatever its capitals", "Orders"));
});

test.each(OF_A_REGION_WITHOUT_CASE)("two %s of one name in an account and region are refused, whatever its capitals", (...row) => {
  expect(messageOf(synthesisOf(row, "orders", "Orders"))).toBe(
    refusal(row, "an account and region have one, whatever its capitals", "Orders"),
  );
});

test.each([...OF_AN_ACCOUNT, ...OF_A_REGION])("two %s whose names differ by case pass", (...row) => {
  expect(synthesisOf(row, "orders", "Orders")).not.toThrow();
});
