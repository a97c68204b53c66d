import { isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_AUTOMATIC_FAILOVER: PolicyRule = {
  id: "elasticache-automatic-failover",
  sentence: "A replica of a cache takes over where its primary node fails.",
  severity: "medium",
  fix: "Set automatic_failover_enabled, with a replica at least.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for ElastiCache", ElastiCache.3',
  fsbp: ["ElastiCache.3"],
  scanners: ["CKV2_AWS_50"],
  types: ["aws_elasticache_replication_group"],
  check: eachOf(
    ["aws_elasticache_replication_group"],
    ({ args }) => isFalse(args.automatic_failover_enabled) && says("automatic_failover_enabled", args.automatic_failover_enabled),
  ),
};
