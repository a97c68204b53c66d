import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_FINAL_SNAPSHOT: PolicyRule = {
  id: "elasticache-final-snapshot",
  sentence: "A cache leaves a snapshot behind where it is destroyed.",
  severity: "medium",
  fix: "Set final_snapshot_identifier.",
  source: 'Amazon ElastiCache User Guide, "Creating a final backup"',
  types: ["aws_elasticache_replication_group"],
  check: eachOf(
    ["aws_elasticache_replication_group"],
    ({ args }) =>
      !isSet(args.final_snapshot_identifier) &&
      !isSet(args.global_replication_group_id) &&
      says("final_snapshot_identifier", args.final_snapshot_identifier),
  ),
};
