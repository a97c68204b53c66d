import { isFalse, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_MANAGED_PASSWORD: PolicyRule = {
  id: "rds-managed-password",
  sentence: "The master password is made, kept and rotated in Secrets Manager by RDS.",
  severity: "high",
  fix: "Set manage_master_user_password, and no password.",
  source: 'Amazon Aurora User Guide, "Password management with Amazon Aurora and AWS Secrets Manager"',
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: eachOf(["aws_rds_cluster", "aws_db_instance"], ({ type, args }) => {
    const [name, password] = type === "aws_rds_cluster" ? ["master_username", "master_password_wo"] : ["username", "password_wo"];
    // What is restored or a replica has the user of where it comes from.
    const isNew = isSet(args[name!]) && !isSet(args[password!]);
    return isNew && isFalse(args.manage_master_user_password) && says("manage_master_user_password", args.manage_master_user_password);
  }),
};
