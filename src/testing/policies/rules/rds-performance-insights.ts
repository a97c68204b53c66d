import { isTrue, says } from "../blocks";
import { eachOf, referred } from "../each";
import { PolicyRule } from "../rule";

export const RDS_PERFORMANCE_INSIGHTS: PolicyRule = {
  id: "rds-performance-insights",
  sentence: "An instance of a database keeps what its load consists of.",
  severity: "low",
  fix: "Set performance_insights_enabled.",
  source: 'Amazon Aurora User Guide, "Monitoring DB load with Performance Insights"',
  scanners: ["CKV_AWS_353", "AVD-AWS-0133"],
  types: ["aws_rds_cluster_instance", "aws_db_instance", "aws_rds_cluster"],
  check: eachOf(["aws_rds_cluster_instance", "aws_db_instance"], (instance, configuration) => {
    const { args } = instance;
    const cluster = referred(configuration, instance, args.cluster_identifier, "aws_rds_cluster", "cluster_identifier");
    const isOn = isTrue(args.performance_insights_enabled) || isTrue(cluster?.args.performance_insights_enabled);
    return !isOn && says("performance_insights_enabled", args.performance_insights_enabled);
  }),
};
