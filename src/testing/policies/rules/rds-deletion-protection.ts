import { isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_DELETION_PROTECTION: PolicyRule = {
  id: "rds-deletion-protection",
  sentence: "A database can't be deleted before its protection is taken away.",
  severity: "medium",
  fix: "Set deletion_protection.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.7 and RDS.8',
  fsbp: ["RDS.7", "RDS.8"],
  scanners: ["CKV_AWS_139", "CKV_AWS_293", "AVD-AWS-0177", "AVD-AWS-0343"],
  types: ["aws_rds_cluster", "aws_db_instance", "aws_rds_global_cluster"],
  check: eachOf(
    ["aws_rds_cluster", "aws_db_instance", "aws_rds_global_cluster"],
    ({ args }) => isFalse(args.deletion_protection) && says("deletion_protection", args.deletion_protection),
  ),
};
