/** Where AWS takes a name once: in a region, in an account, or in the world. Each type has a row, so that a changed scope is noticed. */
import { POLICY_RULES, SynthesizedStack, checkPolicies } from "../../../src/testing";

const rules = POLICY_RULES.filter(({ id }) => id === "names-unique");
const HERE = ["eu-central-1", "111122223333"] as const;
const ELSEWHERE = ["us-east-1", "111122223333"] as const;
const OTHERS = ["eu-central-1", "444455556666"] as const;

/** What the rule says of a name that a resource here has and one of another stack. */
function said(type: string, argument: string, [region, account]: readonly [region: string, account: string]): string[] {
  const stack = (id: string, where: string, whose: string) =>
    new SynthesizedStack({
      provider: { aws: [{ region: where, allowed_account_ids: [whose] }] },
      resource: { [type]: { [id]: { [argument]: "orders" } } },
    });
  return checkPolicies([stack("First", ...HERE), stack("Second", region, account)], { rules }).map(({ detail }) => detail);
}

test.each([
  ["aws_autoscaling_group", "name", "region"],
  ["aws_backup_plan", "name", "region"],
  ["aws_backup_vault", "name", "region"],
  ["aws_cloudfront_cache_policy", "name", "account"],
  ["aws_cloudfront_function", "name", "account"],
  ["aws_cloudfront_key_group", "name", "account"],
  ["aws_cloudfront_key_value_store", "name", "account"],
  ["aws_cloudfront_origin_access_control", "name", "account"],
  ["aws_cloudfront_origin_request_policy", "name", "account"],
  ["aws_cloudfront_public_key", "name", "account"],
  ["aws_cloudfront_realtime_log_config", "name", "account"],
  ["aws_cloudfront_response_headers_policy", "name", "account"],
  ["aws_cloudtrail", "name", "region"],
  ["aws_cloudwatch_dashboard", "dashboard_name", "account"],
  ["aws_cloudwatch_log_delivery_destination", "name", "region"],
  ["aws_cloudwatch_log_delivery_source", "name", "region"],
  ["aws_cloudwatch_log_group", "name", "region"],
  ["aws_cloudwatch_log_resource_policy", "policy_name", "region"],
  ["aws_cloudwatch_metric_alarm", "alarm_name", "region"],
  ["aws_db_event_subscription", "name", "region"],
  ["aws_db_parameter_group", "name", "region"],
  ["aws_db_proxy", "name", "region"],
  ["aws_db_proxy_endpoint", "db_proxy_endpoint_name", "region"],
  ["aws_db_subnet_group", "name", "region"],
  ["aws_elasticache_parameter_group", "name", "region"],
  ["aws_elasticache_replication_group", "replication_group_id", "region"],
  ["aws_elasticache_serverless_cache", "name", "region"],
  ["aws_elasticache_subnet_group", "name", "region"],
  ["aws_elasticache_user", "user_id", "region"],
  ["aws_elasticache_user_group", "user_group_id", "region"],
  ["aws_iam_instance_profile", "name", "account"],
  ["aws_iam_policy", "name", "account"],
  ["aws_iam_role", "name", "account"],
  ["aws_iam_service_linked_role", "custom_suffix", "account"],
  ["aws_iam_user", "name", "account"],
  ["aws_kinesis_stream", "name", "region"],
  ["aws_kms_alias", "name", "region"],
  ["aws_launch_template", "name", "region"],
  ["aws_lb", "name", "region"],
  ["aws_lb_target_group", "name", "region"],
  ["aws_rds_cluster", "cluster_identifier", "region"],
  ["aws_rds_cluster_endpoint", "cluster_endpoint_identifier", "region"],
  ["aws_rds_cluster_instance", "identifier", "region"],
  ["aws_rds_cluster_parameter_group", "name", "region"],
  ["aws_rds_global_cluster", "global_cluster_identifier", "account"],
  ["aws_route53_resolver_query_log_config", "name", "region"],
  ["aws_s3_bucket", "bucket", "world"],
  ["aws_sns_topic", "name", "region"],
  ["aws_sqs_queue", "name", "region"],
  ["aws_ssm_document", "name", "region"],
  ["aws_ssm_parameter", "name", "region"],
  ["aws_wafv2_ip_set", "name", "region"],
  ["aws_wafv2_web_acl", "name", "region"],
] as const)("%s: one %s of each %s", (type, argument, scope) => {
  const twice = [`${argument} "orders" is that of First too`];
  expect(said(type, argument, HERE)).toEqual(twice);
  expect(said(type, argument, ELSEWHERE)).toEqual(scope === "region" ? [] : twice);
  expect(said(type, argument, OTHERS)).toEqual(scope === "world" ? twice : []);
});
