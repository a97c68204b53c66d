import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { ArchiveBucket, Bucket, LogBucket } from "../../modules/storage";
import { EncryptionKey, IDashboardSource, PlatformDashboard } from "../../src/core";
import { synth, testStack } from "../support/synth";
import { KEY, secondRegion } from "./fixture";

interface Properties {
  readonly markdown?: string;
  readonly title: string;
  readonly region: string;
  readonly start?: string;
  readonly metrics: readonly unknown[][];
}

/** The heading and the charts of a bucket. */
function shown(make: (stack: TerraformStack, encryptionKey: EncryptionKey) => IDashboardSource): Properties[] {
  const stack = testStack();
  new PlatformDashboard(stack, "Dashboard", { sources: [make(stack, new EncryptionKey(stack, "Key"))] });
  const { widgets } = JSON.parse(synth(stack).resource("aws_cloudwatch_dashboard").dashboard_body);
  return widgets.map(({ properties }: { properties: Properties }) => properties);
}

/** The values of StorageType that a chart of sizes has lines for. */
function storageTypes(charts: readonly Properties[]): unknown[] {
  const { metrics } = charts.find(({ title }) => title === "Size in bytes")!;
  return metrics.map((line) => line[line.indexOf("StorageType") + 1]);
}

const titles = (charts: readonly Properties[]): string[] => charts.slice(1).map(({ title }) => title);

describe("on a dashboard, a bucket", () => {
  const plain = shown((stack, encryptionKey) => new Bucket(stack, "Assets", { encryptionKey }));

  test("has its own heading", () => {
    expect(plain[0]!.markdown).toBe("## Bucket Assets");
  });

  // S3 User Guide, "Metrics and dimensions": daily storage metrics, each with the statistic Average. No other metric is there by default.
  test("has the charts that every bucket has metrics for, over days: the metrics come once a day", () => {
    expect(plain.slice(1)).toEqual([
      {
        title: "Size in bytes",
        view: "timeSeries",
        region: "eu-central-1",
        start: "-P14D",
        metrics: [
          [
            "AWS/S3",
            "BucketSizeBytes",
            "BucketName",
            expect.stringContaining("aws_s3_bucket.Assets"),
            "StorageType",
            "StandardStorage",
            { stat: "Average", period: 86_400, label: "StandardStorage" },
          ],
        ],
      },
      {
        title: "Objects, noncurrent versions included",
        view: "timeSeries",
        region: "eu-central-1",
        start: "-P14D",
        metrics: [
          [
            "AWS/S3",
            "NumberOfObjects",
            "BucketName",
            expect.stringContaining("aws_s3_bucket.Assets"),
            "StorageType",
            "AllStorageTypes",
            { stat: "Average", period: 86_400 },
          ],
        ],
      },
    ]);
  });

  // The same page, the dimension StorageType.
  test("has a line for each storage class that its lifecycle moves objects to", () => {
    expect(storageTypes(shown((stack) => new LogBucket(stack, "Logs")))).toEqual([
      "StandardStorage",
      "StandardIAStorage",
      "GlacierInstantRetrievalStorage",
    ]);
    expect(
      storageTypes(shown((stack, encryptionKey) => new ArchiveBucket(stack, "Records", { encryptionKey, retentionYears: 7 }))),
    ).toEqual(["StandardStorage", "GlacierInstantRetrievalStorage", "DeepArchiveStorage"]);
  });

  test("has a line for each storage class of its further rules, and of noncurrent versions", () => {
    const charts = shown(
      (stack, encryptionKey) =>
        new Bucket(stack, "Assets", {
          encryptionKey,
          transitionNoncurrentAfterDays: { GLACIER: 30 },
          lifecycleRules: {
            incoming: {
              keyPrefix: "incoming/",
              transitionAfterDays: { ONEZONE_IA: 30 },
              transitionNoncurrentAfterDays: { DEEP_ARCHIVE: 90 },
            },
          },
        }),
    );
    expect(storageTypes(charts)).toEqual(["StandardStorage", "OneZoneIAStorage", "GlacierStorage", "DeepArchiveStorage"]);
  });

  test("has a line for each tier of S3 Intelligent-Tiering", () => {
    const charts = shown(
      (stack, encryptionKey) => new Bucket(stack, "Assets", { encryptionKey, transitionAfterDays: { INTELLIGENT_TIERING: 0 } }),
    );
    expect(storageTypes(charts)).toEqual([
      "StandardStorage",
      "IntelligentTieringFAStorage",
      "IntelligentTieringIAStorage",
      "IntelligentTieringAIAStorage",
      "IntelligentTieringAAStorage",
      "IntelligentTieringDAAStorage",
    ]);
  });

  // The same page, request metrics and their valid statistics; the dimension FilterId is the configuration's id.
  test("has charts of its requests, where they are measured", () => {
    const charts = shown((stack, encryptionKey) => new Bucket(stack, "Assets", { encryptionKey, requestMetrics: true }));
    expect(titles(charts).slice(2)).toEqual(["Requests", "Failed requests", "First byte latency in milliseconds, p99"]);
    const lines = charts.slice(3).flatMap(({ metrics }) => metrics);
    const bucket = ["BucketName", expect.stringContaining("aws_s3_bucket.Assets"), "FilterId", "EntireBucket"];
    expect(lines).toEqual([
      ["AWS/S3", "AllRequests", ...bucket, { stat: "Sum", period: 60 }],
      ["AWS/S3", "4xxErrors", ...bucket, { stat: "Sum", period: 60 }],
      ["AWS/S3", "5xxErrors", ...bucket, { stat: "Sum", period: 60 }],
      ["AWS/S3", "FirstByteLatency", ...bucket, { stat: "p99", period: 60 }],
    ]);
  });

  // The same page, S3 Replication metrics; "Using S3 Replication metrics": failures are reported in the source's region, the others in the destination's.
  test("has charts of its replication, each from the region that reports it", () => {
    const charts = shown((stack, encryptionKey) => new Bucket(stack, "Assets", { encryptionKey, replica: secondRegion(stack) }));
    const dimensions = [
      "SourceBucket",
      expect.stringMatching(/aws_s3_bucket\.Assets_[0-9A-F]{8}\./),
      "DestinationBucket",
      expect.stringContaining("aws_s3_bucket.Assets_Replica_"),
      "RuleId",
      "all-objects",
    ];
    expect(charts.slice(3).map(({ title, region, metrics }) => [title, region, metrics])).toEqual([
      ["Replication latency in seconds", "eu-west-1", [["AWS/S3", "ReplicationLatency", ...dimensions, { stat: "Maximum", period: 60 }]]],
      ["Bytes pending replication", "eu-west-1", [["AWS/S3", "BytesPendingReplication", ...dimensions, { stat: "Maximum", period: 60 }]]],
      ["Failed replications", "eu-central-1", [["AWS/S3", "OperationsFailedReplication", ...dimensions, { stat: "Sum", period: 60 }]]],
    ]);
  });

  test("has charts of its replication to another account", () => {
    const charts = shown((stack, encryptionKey) => {
      const attributes = { bucketName: "acme-copies", region: "eu-west-1", encryptionKey: { ...KEY, region: "eu-west-1" } };
      const bucket = Bucket.fromAttributes(stack, "Copies", attributes);
      return new Bucket(stack, "Assets", { encryptionKey, replica: { bucket, accountId: "999999999999" } });
    });
    expect(charts.slice(3).map(({ title, region }) => [title, region])).toEqual([
      ["Replication latency in seconds", "eu-west-1"],
      ["Bytes pending replication", "eu-west-1"],
      ["Failed replications", "eu-central-1"],
    ]);
  });

  test("of another region has its charts from there", () => {
    const charts = shown((stack) => {
      const provider = new AwsProvider(stack, "Second", { alias: "second", region: "eu-west-1" });
      return new LogBucket(stack, "Logs", { provider });
    });
    expect(charts.slice(1).map(({ region }) => region)).toEqual(["eu-west-1", "eu-west-1"]);
  });
});
