import { isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_COPY_TAGS_TO_SNAPSHOTS: PolicyRule = {
  id: "rds-copy-tags-to-snapshots",
  sentence: "Snapshots of a database carry its tags.",
  severity: "low",
  fix: "Set copy_tags_to_snapshot.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.16, RDS.17, RDS.47 and RDS.48',
  fsbp: ["RDS.16", "RDS.17", "RDS.47", "RDS.48"],
  scanners: ["CKV_AWS_313", "CKV2_AWS_60"],
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: eachOf(
    ["aws_rds_cluster", "aws_db_instance"],
    ({ args }) => isFalse(args.copy_tags_to_snapshot) && says("copy_tags_to_snapshot", args.copy_tags_to_snapshot),
  ),
};
