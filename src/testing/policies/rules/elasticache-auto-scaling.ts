import { shown } from "../blocks";
import { eachOf, mentions } from "../each";
import { PolicyRule } from "../rule";

export const ELASTICACHE_AUTO_SCALING: PolicyRule = {
  id: "elasticache-auto-scaling",
  sentence: "Auto scaling of a cache is of node types that allow it.",
  severity: "high",
  fix: "Choose a node type of a family such as r7g or m7g, large or larger: Application Auto Scaling refuses burstable ones.",
  source: 'Amazon ElastiCache User Guide, "Auto Scaling Valkey and Redis OSS clusters"',
  types: ["aws_appautoscaling_target", "aws_elasticache_replication_group"],
  check: eachOf(["aws_appautoscaling_target"], (target, configuration) => {
    if (target.args.service_namespace !== "elasticache") return undefined;
    const cache = configuration
      .all("aws_elasticache_replication_group")
      .find((one) => mentions(configuration, target, target.args.resource_id, one, one.args.replication_group_id));
    const type: unknown = cache?.args.node_type;
    return /^cache\.t\d/.test(String(type)) && `${cache!.name} has nodes of ${shown(type)}`;
  }),
};
