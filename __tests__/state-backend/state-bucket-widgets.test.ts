import { StateBucket } from "../../modules/state-backend";
import { PlatformDashboard } from "../../src/core";
import { synth } from "../support/synth";
import { bucket, withReplica } from "./fixture";

interface Properties {
  readonly markdown?: string;
  readonly title: string;
  readonly region: string;
  readonly metrics: readonly unknown[][];
}

function shown({ stack, states }: ReturnType<typeof bucket>): Properties[] {
  new PlatformDashboard(stack, "Dashboard", { sources: [states] });
  const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
  return widgets.map(({ properties }: { properties: Properties }) => properties);
}

describe("on a dashboard, a state bucket", () => {
  // S3 User Guide, "Metrics and dimensions": daily storage metrics, each with the statistic Average.
  test("has its own heading, and the charts that every bucket has metrics for", () => {
    const [heading, ...charts] = shown(bucket());
    expect(heading!.markdown).toBe("## State bucket States");
    const name = ["BucketName", expect.stringContaining("aws_s3_bucket.States")];
    expect(charts.map(({ title, region, metrics }) => [title, region, metrics])).toEqual([
      [
        "Size in bytes",
        "eu-central-1",
        [
          [
            "AWS/S3",
            "BucketSizeBytes",
            ...name,
            "StorageType",
            "StandardStorage",
            { stat: "Average", period: 86_400, label: "StandardStorage" },
          ],
        ],
      ],
      [
        "Objects, noncurrent versions included",
        "eu-central-1",
        [["AWS/S3", "NumberOfObjects", ...name, "StorageType", "AllStorageTypes", { stat: "Average", period: 86_400 }]],
      ],
    ]);
  });

  // S3 User Guide, "Using S3 Replication metrics": failures are reported in the source's region, the others in the destination's.
  test("has charts of its replication, each from the region that reports it", () => {
    const charts = shown(withReplica()).slice(3);
    const dimensions = [
      "SourceBucket",
      expect.stringMatching(/aws_s3_bucket\.States_[0-9A-F]{8}\./),
      "DestinationBucket",
      expect.stringContaining("aws_s3_bucket.States_Replica_"),
      "RuleId",
      "states",
    ];
    expect(charts.map(({ title, region, metrics }) => [title, region, metrics[0]!.slice(0, -1)])).toEqual([
      ["Replication latency in seconds", "eu-west-1", ["AWS/S3", "ReplicationLatency", ...dimensions]],
      ["Bytes pending replication", "eu-west-1", ["AWS/S3", "BytesPendingReplication", ...dimensions]],
      ["Failed replications", "eu-central-1", ["AWS/S3", "OperationsFailedReplication", ...dimensions]],
    ]);
  });

  test("is shown below everything that stands on it", () => {
    expect(new StateBucket(bucket().stack, "More", { bucketName: "trading-more-states" }).dashboardLayer).toBe("state");
  });
});
