import { Configuration, Resource } from "../../configuration";
import { isExpression } from "../blocks";
import { accountOf, regionOf } from "../places";
import { PolicyRule, RuleViolation } from "../rule";

/** Where a name must be the only one. */
type Scope = "region" | "account" | "world";

/** The argument that holds a type's physical name, and where no other resource of the type may have it. */
const NAMES: Readonly<Record<string, readonly [argument: string, scope: Scope]>> = {
  aws_autoscaling_group: ["name", "region"],
  aws_backup_plan: ["name", "region"],
  aws_backup_vault: ["name", "region"],
  aws_cloudfront_cache_policy: ["name", "account"],
  aws_cloudfront_function: ["name", "account"],
  aws_cloudfront_key_group: ["name", "account"],
  aws_cloudfront_key_value_store: ["name", "account"],
  aws_cloudfront_origin_access_control: ["name", "account"],
  aws_cloudfront_origin_request_policy: ["name", "account"],
  aws_cloudfront_public_key: ["name", "account"],
  aws_cloudfront_realtime_log_config: ["name", "account"],
  aws_cloudfront_response_headers_policy: ["name", "account"],
  aws_cloudtrail: ["name", "region"],
  aws_cloudwatch_dashboard: ["dashboard_name", "account"],
  aws_cloudwatch_log_delivery_destination: ["name", "region"],
  aws_cloudwatch_log_delivery_source: ["name", "region"],
  aws_cloudwatch_log_group: ["name", "region"],
  aws_cloudwatch_log_resource_policy: ["policy_name", "region"],
  aws_cloudwatch_metric_alarm: ["alarm_name", "region"],
  aws_db_event_subscription: ["name", "region"],
  aws_db_parameter_group: ["name", "region"],
  aws_db_proxy: ["name", "region"],
  aws_db_proxy_endpoint: ["db_proxy_endpoint_name", "region"],
  aws_db_subnet_group: ["name", "region"],
  aws_elasticache_parameter_group: ["name", "region"],
  aws_elasticache_replication_group: ["replication_group_id", "region"],
  aws_elasticache_serverless_cache: ["name", "region"],
  aws_elasticache_subnet_group: ["name", "region"],
  aws_elasticache_user: ["user_id", "region"],
  aws_elasticache_user_group: ["user_group_id", "region"],
  aws_iam_instance_profile: ["name", "account"],
  aws_iam_policy: ["name", "account"],
  aws_iam_role: ["name", "account"],
  aws_iam_service_linked_role: ["custom_suffix", "account"],
  aws_iam_user: ["name", "account"],
  aws_kinesis_stream: ["name", "region"],
  aws_kms_alias: ["name", "region"],
  aws_launch_template: ["name", "region"],
  aws_lb: ["name", "region"],
  aws_lb_target_group: ["name", "region"],
  aws_rds_cluster: ["cluster_identifier", "region"],
  aws_rds_cluster_endpoint: ["cluster_endpoint_identifier", "region"],
  aws_rds_cluster_instance: ["identifier", "region"],
  aws_rds_cluster_parameter_group: ["name", "region"],
  aws_rds_global_cluster: ["global_cluster_identifier", "account"],
  aws_route53_resolver_query_log_config: ["name", "region"],
  aws_s3_bucket: ["bucket", "world"],
  aws_sns_topic: ["name", "region"],
  aws_sqs_queue: ["name", "region"],
  aws_ssm_document: ["name", "region"],
  aws_ssm_parameter: ["name", "region"],
  aws_wafv2_ip_set: ["name", "region"],
  aws_wafv2_web_acl: ["name", "region"],
};

/** Resources that might be in one account stand together: an account that isn't known may be each. */
export const NAMES_UNIQUE: PolicyRule = {
  id: "names-unique",
  sentence: "No two resources have one physical name where AWS wants it once: in a region, in an account, or of all buckets.",
  severity: "high",
  fix: "Leave the name out, or put the stack's id into it, and the region where it is unique in the account.",
  source: 'AWS General Reference, "Amazon Resource Names"; each service\'s API Reference at its Create action',
  types: Object.keys(NAMES),
  check: (configuration) => Object.keys(NAMES).flatMap((type) => ofType(configuration, type)),
};

function ofType(configuration: Configuration, type: string): RuleViolation[] {
  const [argument, scope] = NAMES[type]!;
  const named = new Map<string, Resource[]>();
  for (const resource of configuration.all(type)) {
    const name: unknown = resource.args[argument];
    if (typeof name !== "string" || name === "" || isExpression(name)) continue;
    named.set(keyOf(resource, name), [...(named.get(keyOf(resource, name)) ?? []), resource]);
  }
  return [...named.values()].flatMap((resources) =>
    resources.flatMap((resource, index) => {
      const other = resources.slice(0, index).find((earlier) => meets(earlier, resource, scope));
      return other ? [{ resource, detail: `${argument} ${JSON.stringify(resource.args[argument])} is that of ${other.name} too` }] : [];
    }),
  );
}

/** Names of web ACLs and IP sets are apart by scope, those of service-linked roles by service. */
function keyOf({ args }: Resource, name: string): string {
  return [args.scope, args.aws_service_name, name].join(" ");
}

function meets(one: Resource, other: Resource, scope: Scope): boolean {
  const areSame = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;
  const inOneAccount = areSame(accountOf(one), accountOf(other));
  return scope === "world" || (inOneAccount && (scope === "account" || areSame(regionOf(one), regionOf(other))));
}
