import { isFalse, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_SEVERAL_ZONES: PolicyRule = {
  id: "elasticache-several-zones",
  sentence: "The nodes of a cache are in several Availability Zones.",
  severity: "medium",
  fix: "Set multi_az_enabled, and replicas_per_node_group to 1 or more.",
  source: 'Amazon ElastiCache User Guide, "Minimizing downtime by using multi-AZ with Valkey and Redis OSS"',
  types: ["aws_elasticache_replication_group"],
  check: eachOf(
    ["aws_elasticache_replication_group"],
    ({ args }) =>
      isFalse(args.multi_az_enabled) && !isSet(args.global_replication_group_id) && says("multi_az_enabled", args.multi_az_enabled),
  ),
};
