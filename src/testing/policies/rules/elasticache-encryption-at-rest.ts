import { isSet, isTrue, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_ENCRYPTION_AT_REST: PolicyRule = {
  id: "elasticache-encryption-at-rest",
  sentence: "A cache encrypts what it writes: backups, and data during a sync.",
  severity: "medium",
  fix: "Set at_rest_encryption_enabled: changing it replaces the cache.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for ElastiCache", ElastiCache.4',
  fsbp: ["ElastiCache.4"],
  scanners: ["CKV_AWS_29", "AVD-AWS-0045"],
  types: ["aws_elasticache_replication_group"],
  check: eachOf(["aws_elasticache_replication_group"], ({ args }) => {
    const { at_rest_encryption_enabled: enabled } = args;
    // Valkey is encrypted unless it is said otherwise; a member of a global datastore has the primary's encryption.
    const isOn = isTrue(enabled) || isSet(args.global_replication_group_id) || (!isSet(enabled) && args.engine === "valkey");
    return !isOn && says("at_rest_encryption_enabled", enabled);
  }),
};
