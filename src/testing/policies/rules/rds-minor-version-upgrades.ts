import { says } from "../blocks";
import { eachOf, isSurelyFalse } from "../each";
import { PolicyRule } from "../rule";

export const RDS_MINOR_VERSION_UPGRADES: PolicyRule = {
  id: "rds-minor-version-upgrades",
  sentence: "A database gets minor versions, with their security fixes, by itself.",
  severity: "high",
  fix: "Leave auto_minor_version_upgrade out, or set it to true.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.13',
  fsbp: ["RDS.13"],
  cis: ["2.3.2"],
  scanners: ["CKV_AWS_226"],
  types: ["aws_rds_cluster_instance", "aws_db_instance"],
  check: eachOf(
    ["aws_rds_cluster_instance", "aws_db_instance"],
    ({ args }) => isSurelyFalse(args.auto_minor_version_upgrade) && says("auto_minor_version_upgrade", args.auto_minor_version_upgrade),
  ),
};
