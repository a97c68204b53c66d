import { Metric } from "../../core/alarm";
import { DashboardWidget } from "../../core/dashboard";
import { MonitoredReplication, replicationMetric } from "./replication-metrics";

/** What S3 calls the storage of a class in its metrics (S3 User Guide, "Metrics and dimensions": "Amazon S3 CloudWatch dimensions", StorageType). */
const STORAGE_TYPES: Readonly<Record<string, readonly string[]>> = {
  STANDARD: ["StandardStorage"],
  STANDARD_IA: ["StandardIAStorage"],
  // Of its tiers, from the one read most to the one read least.
  INTELLIGENT_TIERING: [
    "IntelligentTieringFAStorage",
    "IntelligentTieringIAStorage",
    "IntelligentTieringAIAStorage",
    "IntelligentTieringAAStorage",
    "IntelligentTieringDAAStorage",
  ],
  ONEZONE_IA: ["OneZoneIAStorage"],
  GLACIER_IR: ["GlacierInstantRetrievalStorage"],
  GLACIER: ["GlacierStorage"],
  DEEP_ARCHIVE: ["DeepArchiveStorage"],
};

/** S3 reports storage once a day. */
const DAY_SECONDS = 86_400;
const STORAGE_RANGE_DAYS = 14;

/**
 * The charts of what a bucket stores, by storage class: every bucket has these metrics, free of charge (S3 User Guide, "Monitoring metrics with Amazon
 * CloudWatch"). Pure.
 *
 * @param storageClasses those that objects are written to or transition to
 */
export function storageWidgets(bucketName: string, region: string, storageClasses: readonly string[]): DashboardWidget[] {
  const daily = (metricName: string, storageType: string): Metric => ({
    namespace: "AWS/S3",
    metricName,
    statistic: "Average",
    periodSeconds: DAY_SECONDS,
    dimensions: { BucketName: bucketName, StorageType: storageType },
  });
  const storageTypes = Object.keys(STORAGE_TYPES).filter((storageClass) => storageClasses.includes(storageClass));
  return [
    {
      title: "Size in bytes",
      metrics: storageTypes
        .flatMap((storageClass) => STORAGE_TYPES[storageClass]!)
        .map((storageType) => ({ ...daily("BucketSizeBytes", storageType), label: storageType })),
      region,
      rangeDays: STORAGE_RANGE_DAYS,
    },
    {
      title: "Objects, noncurrent versions included",
      metrics: [daily("NumberOfObjects", "AllStorageTypes")],
      region,
      rangeDays: STORAGE_RANGE_DAYS,
    },
  ];
}

/** The charts of a replication (S3 User Guide, "Metrics and dimensions": "S3 Replication metrics in CloudWatch"). Pure. */
export function replicationWidgets(monitored: MonitoredReplication, region: string): DashboardWidget[] {
  const { destinationRegion } = monitored;
  return [
    {
      title: "Replication latency in seconds",
      metrics: [replicationMetric(monitored, "ReplicationLatency", "Maximum")],
      region: destinationRegion,
    },
    {
      title: "Bytes pending replication",
      metrics: [replicationMetric(monitored, "BytesPendingReplication", "Maximum")],
      region: destinationRegion,
    },
    { title: "Failed replications", metrics: [replicationMetric(monitored, "OperationsFailedReplication", "Sum")], region },
  ];
}
