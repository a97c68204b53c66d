import { isExpression, isSet, values } from "../blocks";
import { addressOf, eachOf } from "../each";
import { PolicyRule } from "../rule";

export const RDS_LOG_GROUP_FIRST: PolicyRule = {
  id: "rds-log-group-first",
  sentence: "The log groups of a cluster are there before RDS makes them, without encryption and for ever.",
  severity: "low",
  fix: "Give the cluster a cluster_identifier, an aws_cloudwatch_log_group named /aws/rds/cluster/<identifier>/<log> for each log, and depends_on with them.",
  source:
    'Amazon Aurora User Guide, "Publishing Amazon Aurora MySQL logs to Amazon CloudWatch Logs" and "Publishing Aurora PostgreSQL logs to Amazon CloudWatch Logs"',
  types: ["aws_rds_cluster", "aws_cloudwatch_log_group"],
  check: eachOf(["aws_rds_cluster"], (cluster, configuration) => {
    const { cluster_identifier: identifier, enabled_cloudwatch_logs_exports: logs, depends_on: first } = cluster.args;
    if (!isSet(logs) || [...values(logs), identifier].some(isExpression)) return undefined;
    if (!isSet(identifier)) return "cluster_identifier is not set, so that the names of its log groups aren't known";
    for (const log of values(logs)) {
      const name = `/aws/rds/cluster/${identifier}/${String(log)}`;
      const groups = configuration.all("aws_cloudwatch_log_group");
      const group = groups.find(({ args }) => args.name === name);
      if (!group && groups.some(({ args }) => isExpression(args.name))) return undefined;
      if (!group) return `there is no aws_cloudwatch_log_group named ${name}`;
      if (group.stack === cluster.stack && !values(first).includes(addressOf(group))) return `depends_on lacks the log group ${name}`;
    }
    return undefined;
  }),
};
