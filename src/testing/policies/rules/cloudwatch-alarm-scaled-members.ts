import { block } from "../blocks";
import { eachOf, mentions, referred } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDWATCH_ALARM_SCALED_MEMBERS: PolicyRule = {
  id: "cloudwatch-alarm-scaled-members",
  sentence: "Where auto scaling makes readers or nodes, alarms see those as well.",
  severity: "medium",
  fix: "Alarm on the cluster's or the role's metrics, or on a query over all members: what auto scaling makes has no alarm of its own.",
  source: 'Amazon Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora": dimensions DBClusterIdentifier and Role',
  types: ["aws_cloudwatch_metric_alarm", "aws_rds_cluster_instance", "aws_rds_cluster", "aws_appautoscaling_target"],
  check: eachOf(["aws_cloudwatch_metric_alarm"], (alarm, configuration) => {
    const value: unknown = block(alarm.args.dimensions)?.DBInstanceIdentifier;
    const instance = referred(configuration, alarm, value, "aws_rds_cluster_instance", "identifier");
    if (instance?.type !== "aws_rds_cluster_instance") return undefined;
    const cluster = referred(configuration, instance, instance.args.cluster_identifier, "aws_rds_cluster", "cluster_identifier");
    const isScaled = configuration
      .all("aws_appautoscaling_target")
      .some((target) => cluster && mentions(configuration, target, target.args.resource_id, cluster, cluster.args.cluster_identifier));
    return isScaled && `it is on ${instance.name}, and not on the readers that auto scaling adds to ${cluster!.name}`;
  }),
};
