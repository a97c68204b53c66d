import { AlarmDefinition } from "../../src/core/alarm";
import { MonitoredReplication, replicationMetric } from "../../src/internal/s3/bucket-widgets";
import { Validator } from "../../src/internal/validator";
import { ENTIRE_BUCKET } from "./request-metrics";

/**
 * The recommended alarms of a bucket.
 *
 * - `serverErrors`: requests fail within S3; with request metrics
 * - `replicationFailures`: an object was not replicated; of a bucket with a replica
 * - `replicationLatency`: the replica is behind; of the replica
 */
export type BucketAlarm = "serverErrors" | "replicationFailures" | "replicationLatency";

/** What of a bucket is measured, and by which dimensions. */
export interface MonitoredBucket {
  readonly bucketName: string;
  readonly requestMetrics: boolean;
  /** The replication to its replica. */
  readonly outgoing?: MonitoredReplication;
  /** The replication that makes it a replica. */
  readonly incoming?: MonitoredReplication;
}

const SECONDS_PER_MINUTE = 60;

/** Records a bucket of which S3 measures nothing. */
export function checkBucketAlarms(validator: Validator, bucket: MonitoredBucket): void {
  validator.check(
    "requestMetrics",
    bucket.requestMetrics,
    Object.keys(bucketAlarms(bucket)).length > 0,
    "must be true for alarms on a bucket that is not replicated: S3 reports no other metric that could be in ALARM",
    "Set requestMetrics, or leave the alarms out.",
  );
}

/** The recommended alarms of what is measured. Pure. */
export function bucketAlarms(bucket: MonitoredBucket): Partial<Record<BucketAlarm, AlarmDefinition>> {
  return {
    ...(bucket.requestMetrics && { serverErrors: serverErrors(bucket.bucketName) }),
    ...(bucket.outgoing && { replicationFailures: replicationFailures(bucket.outgoing) }),
    ...(bucket.incoming && { replicationLatency: replicationLatency(bucket.incoming) }),
  };
}

function serverErrors(bucketName: string): AlarmDefinition {
  return {
    // The average of this metric is the share of requests that failed.
    metric: {
      namespace: "AWS/S3",
      metricName: "5xxErrors",
      statistic: "Average",
      dimensions: { BucketName: bucketName, FilterId: ENTIRE_BUCKET },
    },
    description:
      "More than one request in a hundred fails within S3. Look for requests to one prefix that S3 slows down; retry with back-off.",
    threshold: 0.01,
    comparison: ">",
    evaluationPeriods: 5,
    missingData: "notBreaching",
  };
}

function replicationFailures(replication: MonitoredReplication): AlarmDefinition {
  return {
    metric: replicationMetric(replication, "OperationsFailedReplication", "Sum"),
    description:
      "Objects were not copied to the second region. Look at the replication role's permissions and both keys; copy them by S3 Batch Replication.",
    threshold: 1,
    evaluationPeriods: 1,
    missingData: "notBreaching",
  };
}

/** Reported in the destination's region, unlike the failures (S3 User Guide, "Using S3 Replication metrics"). */
function replicationLatency(monitored: MonitoredReplication): AlarmDefinition {
  const minutes = monitored.replication.replicationTimeControl ? 15 : 60;
  return {
    metric: replicationMetric(monitored, "ReplicationLatency", "Maximum"),
    description: `The copy is more than ${minutes} minutes behind: what was written since would be lost with the first region. Look at what is written there.`,
    threshold: minutes * SECONDS_PER_MINUTE,
    comparison: ">",
    evaluationPeriods: 5,
    missingData: "notBreaching",
  };
}
