import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_AUTHENTICATION: PolicyRule = {
  id: "elasticache-authentication",
  sentence: "Whoever connects to a cache says who they are.",
  severity: "medium",
  fix: "Name a user group in user_group_ids.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for ElastiCache", ElastiCache.6',
  fsbp: ["ElastiCache.6"],
  scanners: ["CKV_AWS_31"],
  types: ["aws_elasticache_replication_group", "aws_elasticache_serverless_cache"],
  check: eachOf(["aws_elasticache_replication_group", "aws_elasticache_serverless_cache"], ({ type, args }) => {
    if (args.engine === "memcached" || isSet(args.global_replication_group_id)) return undefined;
    const argument = type === "aws_elasticache_serverless_cache" ? "user_group_id" : "user_group_ids";
    const isAsked = [args[argument], args.auth_token].some(isSet);
    return !isAsked && says(argument, args[argument]);
  }),
};
