import { Breakage, wrong } from "../breakage";

export const APPLICATION_AUTO_SCALING: readonly Breakage[] = [
  wrong(
    "reader-scaling-of-another-metric",
    "Readers are scaled by a metric of caches.",
    ["aws_appautoscaling_policy", "Database_ReaderAutoScaling_Policy"],
    /ValidationException: Predefined metric type ElastiCachePrimaryEngineCPUUtilization/,
    (r) => {
      r.target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type =
        "ElastiCachePrimaryEngineCPUUtilization";
    },
  ),
  wrong(
    "too-many-readers",
    "Readers may grow past Aurora's fifteen.",
    ["aws_appautoscaling_target", "Database_ReaderAutoScaling_Target"],
    /ValidationException: .*rds:cluster:ReadReplicaCount.* 15/,
    (r) => {
      r.max_capacity = 16;
    },
  ),
];
