import { AlarmDefinition } from "../../src/core/alarm";
import { MonitoredReplication, replicationFailures, replicationLatency } from "../../src/internal/s3/replication-metrics";
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
    missingData: "notBreaching",
  };
}
