import { AlarmDefinition, Metric } from "../../core/alarm";

const SECONDS_PER_MINUTE = 60;

/** A replication as its metrics name it. */
export interface MonitoredReplication {
  readonly sourceBucketName: string;
  readonly destinationBucketName: string;
  /** The region of the destination, where its latency is reported. */
  readonly destinationRegion: string;
  readonly replication: { readonly ruleId: string; readonly replicationTimeControl: boolean };
}

/** A metric of a replication: of the source's region where it counts failures, else of the destination's (S3 User Guide, "Using S3 Replication metrics"). Pure. */
export function replicationMetric(monitored: MonitoredReplication, metricName: string, statistic: string): Metric {
  const { sourceBucketName: SourceBucket, destinationBucketName: DestinationBucket, replication } = monitored;
  return { namespace: "AWS/S3", metricName, statistic, dimensions: { SourceBucket, DestinationBucket, RuleId: replication.ruleId } };
}

/** An object was not replicated. Pure. */
export function replicationFailures(replication: MonitoredReplication): AlarmDefinition {
  return {
    metric: replicationMetric(replication, "OperationsFailedReplication", "Sum"),
    description:
      "Objects were not copied to the second region. Look at the replication role's permissions and both keys; copy them by S3 Batch Replication.",
    threshold: 1,
    evaluationPeriods: 1,
    missingData: "notBreaching",
  };
}

/** The destination is behind. Reported in the destination's region, unlike the failures (S3 User Guide, "Using S3 Replication metrics"). Pure. */
export function replicationLatency(monitored: MonitoredReplication): AlarmDefinition {
  const minutes = monitored.replication.replicationTimeControl ? 15 : 60;
  return {
    metric: replicationMetric(monitored, "ReplicationLatency", "Maximum"),
    description: `The copy is more than ${minutes} minutes behind: what was written since would be lost with the first region. Look at what is written there.`,
    threshold: minutes * SECONDS_PER_MINUTE,
    comparison: ">",
    missingData: "notBreaching",
  };
}
