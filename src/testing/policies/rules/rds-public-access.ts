import { says } from "../blocks";
import { eachOf, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

export const RDS_PUBLIC_ACCESS: PolicyRule = {
  id: "rds-public-access",
  sentence: "An instance of a database has no address on the internet.",
  severity: "critical",
  fix: "Leave publicly_accessible out, or set it to false.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.2',
  fsbp: ["RDS.2"],
  cis: ["2.3.3"],
  scanners: ["CKV_AWS_17", "AVD-AWS-0180"],
  types: ["aws_rds_cluster_instance", "aws_db_instance"],
  check: eachOf(
    ["aws_rds_cluster_instance", "aws_db_instance"],
    ({ args }) => isSurelyTrue(args.publicly_accessible) && says("publicly_accessible", args.publicly_accessible),
  ),
};
