import { Breakage, because, wrong } from "../breakage";

export const ELASTICACHE: readonly Breakage[] = [
  wrong(
    "cache-version",
    "The cache has a version that ElastiCache doesn't have.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameterCombination: Cannot find version 8\.9 for valkey/,
    (r) => {
      r.engine_version = "8.9";
    },
  ),
  wrong(
    "node-type",
    "The cache has nodes of a type that there isn't.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameterValue: Invalid cache node type: cache\.r7z\.large/,
    (r) => {
      r.node_type = "cache.r7z.large";
    },
  ),
  wrong(
    "too-many-replicas",
    "A shard has more replicas than ElastiCache makes.",
    ["aws_elasticache_replication_group", "Cache"],
    /expected replicas_per_node_group to be in the range \(0 - 5\)/,
    (r) => {
      r.replicas_per_node_group = 6;
    },
  ),
  wrong(
    "user-without-its-name",
    "A user that logs in by IAM has another id than its name.",
    ["aws_elasticache_user", "Cache_Users_trading-api"],
    /InvalidParameterCombination: User Id and User name must be same for authentication type: iam/,
    (r) => {
      r.user_name = "trading_api_2";
    },
  ),
  wrong(
    "access-string",
    "A user's access string has a password, which ElastiCache takes elsewhere.",
    ["aws_elasticache_user", "Cache_Users_trading-api"],
    /InvalidParameterValue: Invalid access string/,
    (r) => {
      r.access_string = "on >a-password-of-its-own ~* +@all";
    },
  ),
  because(
    "cache-parameter-family",
    "The cache's parameters are of another engine.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameterCombination: redis parameter group is not applicable to engine valkey/,
    (stack) => {
      const group = stack.resource("aws_elasticache_parameter_group", "Cache_ParameterGroup");
      group.family = "redis7";
    },
  ),
  wrong(
    "unencrypted-users",
    "A cache with users isn't encrypted in transit.",
    ["aws_elasticache_replication_group", "Cache"],
    /InvalidParameterCombination: User group based access control requires encryption-in-transit to be enabled/,
    (r) => {
      r.transit_encryption_enabled = false;
      delete r.transit_encryption_mode;
    },
  ),
];
