import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_MASTER_USER_NAME: PolicyRule = {
  id: "rds-master-user-name",
  sentence: "The name of a database's master user isn't the one that everybody tries first.",
  severity: "medium",
  fix: "Give master_username, or username of a DB instance, a name of your own: it can't be changed later.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.24 and RDS.25',
  fsbp: ["RDS.24", "RDS.25"],
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: eachOf(["aws_rds_cluster", "aws_db_instance"], ({ type, args }) => {
    const argument = type === "aws_rds_cluster" ? "master_username" : "username";
    return ["admin", "postgres"].includes(args[argument]) && says(argument, args[argument]);
  }),
};
