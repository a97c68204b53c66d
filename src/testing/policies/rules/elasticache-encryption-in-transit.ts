import { isFalse, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_ENCRYPTION_IN_TRANSIT: PolicyRule = {
  id: "elasticache-encryption-in-transit",
  sentence: "A cache takes connections over TLS alone.",
  severity: "medium",
  fix: "Set transit_encryption_enabled, and leave transit_encryption_mode out, or set it to required.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for ElastiCache", ElastiCache.5',
  fsbp: ["ElastiCache.5"],
  scanners: ["CKV_AWS_30", "AVD-AWS-0051"],
  types: ["aws_elasticache_replication_group"],
  check: eachOf(["aws_elasticache_replication_group"], ({ args }) => {
    const { transit_encryption_enabled: enabled, transit_encryption_mode: mode } = args;
    if (isFalse(enabled) && !isSet(args.global_replication_group_id)) return says("transit_encryption_enabled", enabled);
    return mode === "preferred" && says("transit_encryption_mode", mode);
  }),
};
