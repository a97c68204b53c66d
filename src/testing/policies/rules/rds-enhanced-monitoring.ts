import { says } from "../blocks";
import { eachOf, isBelow } from "../each";
import { PolicyRule } from "../rule";

export const RDS_ENHANCED_MONITORING: PolicyRule = {
  id: "rds-enhanced-monitoring",
  sentence: "An instance of a database sends the metrics of its operating system.",
  severity: "low",
  fix: "Set monitoring_interval to 1, 5, 10, 15, 30 or 60, and monitoring_role_arn.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.6',
  fsbp: ["RDS.6"],
  scanners: ["CKV_AWS_118"],
  types: ["aws_rds_cluster_instance", "aws_db_instance"],
  check: eachOf(
    ["aws_rds_cluster_instance", "aws_db_instance"],
    ({ args }) => isBelow(args.monitoring_interval, 1) && says("monitoring_interval", args.monitoring_interval),
  ),
};
