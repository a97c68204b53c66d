import { says } from "../blocks";
import { eachOf, isBelow } from "../each";
import { PolicyRule } from "../rule";

export const RDS_BACKTRACK: PolicyRule = {
  id: "rds-backtrack",
  sentence: "An Aurora MySQL cluster can be rewound in place.",
  severity: "medium",
  fix: "Set backtrack_window to seconds, up to 259200.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.14',
  fsbp: ["RDS.14"],
  scanners: ["CKV_AWS_326"],
  types: ["aws_rds_cluster"],
  check: eachOf(
    ["aws_rds_cluster"],
    ({ args }) => args.engine === "aurora-mysql" && isBelow(args.backtrack_window, 1) && says("backtrack_window", args.backtrack_window),
  ),
};
