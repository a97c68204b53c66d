import { isFalse, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_ENCRYPTION_AT_REST: PolicyRule = {
  id: "rds-encryption-at-rest",
  sentence: "A database encrypts its storage, backups, snapshots and replicas.",
  severity: "medium",
  fix: "Set storage_encrypted: it can't be changed later without a new database.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon RDS", RDS.27, RDS.3 and RDS.4',
  fsbp: ["RDS.3", "RDS.4", "RDS.27"],
  cis: ["2.3.1"],
  scanners: ["CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_140", "AVD-AWS-0079", "AVD-AWS-0080"],
  types: ["aws_rds_cluster", "aws_db_instance", "aws_rds_global_cluster"],
  check: eachOf(["aws_rds_cluster", "aws_db_instance", "aws_rds_global_cluster"], ({ args }) => {
    // What is made from another database has its encryption, and Aurora Serverless v1 always is encrypted.
    const inherits = isSet(args.replicate_source_db) || isSet(args.source_db_cluster_identifier) || args.engine_mode === "serverless";
    return isFalse(args.storage_encrypted) && !inherits && says("storage_encrypted", args.storage_encrypted);
  }),
};
