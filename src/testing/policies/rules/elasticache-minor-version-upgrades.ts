import { says } from "../blocks";
import { eachOf, isSurelyFalse } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_MINOR_VERSION_UPGRADES: PolicyRule = {
  id: "elasticache-minor-version-upgrades",
  sentence: "A cache gets minor versions, with their security fixes, by itself.",
  severity: "high",
  fix: "Leave auto_minor_version_upgrade out, or set it to true.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for ElastiCache", ElastiCache.2',
  fsbp: ["ElastiCache.2"],
  scanners: ["CKV_AWS_322"],
  types: ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
  check: eachOf(
    ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
    ({ args }) =>
      args.engine !== "memcached" &&
      isSurelyFalse(args.auto_minor_version_upgrade) &&
      says("auto_minor_version_upgrade", args.auto_minor_version_upgrade),
  ),
};
