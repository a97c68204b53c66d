import { isSet, says } from "../blocks";
import { eachOf, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

export const RDS_PERFORMANCE_INSIGHTS_KEY: PolicyRule = {
  id: "rds-performance-insights-key",
  sentence: "Performance Insights, whose statements may hold data, is encrypted under a key of yours.",
  severity: "low",
  fix: "Set performance_insights_kms_key_id.",
  source: 'Amazon Aurora User Guide, "Configuring access policies for Performance Insights"',
  scanners: ["CKV_AWS_354", "AVD-AWS-0078"],
  types: ["aws_rds_cluster_instance", "aws_db_instance"],
  check: eachOf(
    ["aws_rds_cluster_instance", "aws_db_instance"],
    ({ args }) =>
      isSurelyTrue(args.performance_insights_enabled) &&
      !isSet(args.performance_insights_kms_key_id) &&
      says("performance_insights_kms_key_id", args.performance_insights_kms_key_id),
  ),
};
