import { isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_IAM_AUTHENTICATION: PolicyRule = {
  id: "rds-iam-authentication",
  sentence: "Whoever logs in to a database can do so with IAM credentials, without a password.",
  severity: "medium",
  fix: "Set iam_database_authentication_enabled.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.10 and RDS.12',
  fsbp: ["RDS.10", "RDS.12"],
  scanners: ["CKV_AWS_161", "CKV_AWS_162", "AVD-AWS-0176"],
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: eachOf(
    ["aws_rds_cluster", "aws_db_instance"],
    ({ args }) =>
      isFalse(args.iam_database_authentication_enabled) &&
      says("iam_database_authentication_enabled", args.iam_database_authentication_enabled),
  ),
};
