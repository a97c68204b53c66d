import { Breakage, because, wrong } from "../breakage";

export const ELASTICACHE: readonly Breakage[] = [
  wrong(
    "cache-version",
    "The cache has a version that ElastiCache doesn't have.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameter|version/i,
    (r) => {
      r.engine_version = "8.9";
    },
  ),
  wrong(
    "node-type",
    "The cache has nodes of a type that there isn't.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameterValue|node type/i,
    (r) => {
      r.node_type = "cache.r7z.large";
    },
  ),
  wrong(
    "too-many-replicas",
    "A shard has more replicas than ElastiCache makes.",
    ["aws_elasticache_replication_group", "Cache"],
    /replicas|InvalidParameter/i,
    (r) => {
      r.replicas_per_node_group = 6;
    },
  ),
  wrong(
    "user-without-its-name",
    "A user that logs in by IAM has another id than its name.",
    ["aws_elasticache_user", "Cache_Users_trading-api"],
    /InvalidParameter/,
    (r) => {
      r.user_name = "trading_api_2";
    },
  ),
  wrong(
    "access-string",
    "A user has permissions that no ACL knows.",
    ["aws_elasticache_user", "Cache_Users_trading-api"],
    /InvalidParameter/,
    (r) => {
      r.access_string = "on ~* +@everything";
    },
  ),
  because(
    "cache-parameter-family",
    "The cache's parameters are of another engine.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameter|family/i,
    (stack) => {
      const group = stack.resource("aws_elasticache_parameter_group", "Cache_ParameterGroup");
      group.family = "redis7";
    },
  ),
  wrong(
    "unencrypted-users",
    "A cache with users isn't encrypted in transit.",
    ["aws_elasticache_replication_group", "Cache"],
    /transit|InvalidParameter/i,
    (r) => {
      r.transit_encryption_enabled = false;
      delete r.transit_encryption_mode;
    },
  ),
];
