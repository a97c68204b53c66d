import { isSet, isTrue, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_CUSTOMER_MANAGED_KEY: PolicyRule = {
  id: "rds-customer-managed-key",
  sentence: "A database is encrypted under a key whose policy is yours.",
  severity: "low",
  fix: "Set kms_key_id.",
  source: 'Amazon Aurora User Guide, "Encrypting Amazon Aurora resources"',
  scanners: ["CKV_AWS_327"],
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: eachOf(
    ["aws_rds_cluster", "aws_db_instance"],
    ({ args }) =>
      isTrue(args.storage_encrypted) && !isSet(args.kms_key_id) && !isSet(args.replicate_source_db) && says("kms_key_id", args.kms_key_id),
  ),
};
