import { isSet, says } from "../blocks";
import { eachOf, isBelow } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_BACKUPS: PolicyRule = {
  id: "elasticache-backups",
  sentence: "A cache is backed up every day.",
  severity: "high",
  fix: "Set snapshot_retention_limit to 1 or more.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for ElastiCache", ElastiCache.1',
  fsbp: ["ElastiCache.1"],
  scanners: ["CKV_AWS_134", "AVD-AWS-0050"],
  types: ["aws_elasticache_replication_group", "aws_elasticache_cluster", "aws_elasticache_serverless_cache"],
  check: eachOf(
    ["aws_elasticache_replication_group", "aws_elasticache_cluster", "aws_elasticache_serverless_cache"],
    ({ args }) =>
      args.engine !== "memcached" &&
      !isSet(args.replication_group_id && args.cluster_id) &&
      isBelow(args.snapshot_retention_limit, 1) &&
      says("snapshot_retention_limit", args.snapshot_retention_limit),
  ),
};
