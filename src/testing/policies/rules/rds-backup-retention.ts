import { isSet, says } from "../blocks";
import { eachOf, isBelow } from "../each";
import { PolicyRule } from "../rule";

export const RDS_BACKUP_RETENTION: PolicyRule = {
  id: "rds-backup-retention",
  sentence: "Backups of a database are kept for 7 days at least.",
  severity: "medium",
  fix: "Set backup_retention_period to 7 or more.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.11 and RDS.50',
  fsbp: ["RDS.11"],
  scanners: ["CKV_AWS_133", "AVD-AWS-0077"],
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: eachOf(
    ["aws_rds_cluster", "aws_db_instance"],
    ({ args }) =>
      // Without it a cluster keeps backups for a day, and a DB instance none (provider, aws_rds_cluster and aws_db_instance): too few days both.
      isBelow(args.backup_retention_period, 7) &&
      !isSet(args.replicate_source_db) &&
      says("backup_retention_period", args.backup_retention_period),
  ),
};
