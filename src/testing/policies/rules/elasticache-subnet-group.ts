import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_SUBNET_GROUP: PolicyRule = {
  id: "elasticache-subnet-group",
  sentence: "A cache is in subnets that were chosen for it.",
  severity: "high",
  fix: "Set subnet_group_name.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for ElastiCache", ElastiCache.7',
  fsbp: ["ElastiCache.7"],
  scanners: ["CKV_AWS_323"],
  types: ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
  check: eachOf(["aws_elasticache_replication_group", "aws_elasticache_cluster"], ({ args }) => {
    const isMember = isSet(args.cluster_id) && isSet(args.replication_group_id);
    const isDefault = !isSet(args.subnet_group_name) || args.subnet_group_name === "default";
    return isDefault && !isMember && says("subnet_group_name", args.subnet_group_name);
  }),
};
