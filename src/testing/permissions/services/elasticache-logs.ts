import { blocks } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { vendedToLogGroup } from "./vended-logs";

/** Slow logs and engine logs of caches. */
export const ELASTICACHE_LOGS: ServiceNeed = {
  id: "elasticache-logs",
  page: 'Amazon ElastiCache User Guide, "Log delivery", "Permissions for logging to CloudWatch Logs"',
  types: ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
  requests: (view, cache) =>
    blocks(cache.args, "log_delivery_configuration").flatMap(({ destination, destination_type: type, log_type: logs }) => {
      const group = view.configuration.named(cache, "aws_cloudwatch_log_group", destination);
      if (type !== "cloudwatch-logs" || group?.type !== "aws_cloudwatch_log_group") return [];
      const target = { arn: view.arnOf(group), resource: group };
      return vendedToLogGroup(target, view.place(cache), `ElastiCache delivers the ${String(logs)} of ${cache.name}`);
    }),
};
