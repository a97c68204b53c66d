import { DashboardWidget, Metric } from "../../src/core";
import { replicationWidgets, storageWidgets } from "../../src/internal/s3/bucket-widgets";
import { MonitoredReplication } from "../../src/internal/s3/replication-metrics";
import { LifecycleRule } from "./lifecycle-rule";
import { ENTIRE_BUCKET } from "./request-metrics";
import { StorageClass, Transitions } from "./transitions";

/** What of a bucket is shown, and by which dimensions. */
interface ShownBucket {
  readonly bucketName: string;
  readonly region: string;
  /** The storage classes that objects transition to. */
  readonly storageClasses: readonly StorageClass[];
  readonly requestMetrics: boolean;
  /** The replication to its replica. */
  readonly outgoing?: MonitoredReplication;
}

/** What decides which storage classes a bucket's objects have. */
interface BucketTransitions {
  readonly transitionAfterDays: Transitions;
  readonly transitionNoncurrentAfterDays: Transitions;
  readonly lifecycleRules: Readonly<Record<string, LifecycleRule>>;
}

/** The storage classes that a bucket's lifecycle moves objects to. Pure. */
export function storageClassesOf({
  transitionAfterDays,
  transitionNoncurrentAfterDays,
  lifecycleRules,
}: BucketTransitions): StorageClass[] {
  const transitions = Object.values(lifecycleRules).flatMap((rule) => [rule.transitionAfterDays, rule.transitionNoncurrentAfterDays]);
  const all = [transitionAfterDays, transitionNoncurrentAfterDays, ...transitions].flatMap((given) => Object.keys(given ?? {}));
  return [...new Set(all)] as StorageClass[];
}

/** The charts of a bucket: what it stores, its requests where they are measured, its replication where there is one. Pure. */
export function bucketWidgets({ bucketName, region, storageClasses, requestMetrics, outgoing }: ShownBucket): readonly DashboardWidget[] {
  return [
    ...storageWidgets(bucketName, region, ["STANDARD", ...storageClasses]),
    ...(requestMetrics ? requestWidgets(bucketName, region) : []),
    ...(outgoing ? replicationWidgets(outgoing, region) : []),
  ];
}

/** S3 User Guide, "Metrics and dimensions": "Amazon S3 request metrics in CloudWatch". */
function requestWidgets(bucketName: string, region: string): DashboardWidget[] {
  const metric = (metricName: string, statistic: string): Metric => ({
    namespace: "AWS/S3",
    metricName,
    statistic,
    dimensions: { BucketName: bucketName, FilterId: ENTIRE_BUCKET },
  });
  return [
    { title: "Requests", metrics: [metric("AllRequests", "Sum")], region },
    { title: "Failed requests", metrics: [metric("4xxErrors", "Sum"), metric("5xxErrors", "Sum")], region },
    { title: "First byte latency in milliseconds, p99", metrics: [metric("FirstByteLatency", "p99")], region },
  ];
}
