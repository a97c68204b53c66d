import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_CUSTOMER_MANAGED_KEY: PolicyRule = {
  id: "elasticache-customer-managed-key",
  sentence: "A cache is encrypted under a key whose policy is yours.",
  severity: "low",
  fix: "Set kms_key_id.",
  source: 'Amazon ElastiCache User Guide, "At-Rest Encryption in ElastiCache"',
  scanners: ["CKV_AWS_191"],
  types: ["aws_elasticache_replication_group", "aws_elasticache_serverless_cache"],
  check: eachOf(
    ["aws_elasticache_replication_group", "aws_elasticache_serverless_cache"],
    ({ args }) => !isSet(args.kms_key_id) && says("kms_key_id", args.kms_key_id),
  ),
};
