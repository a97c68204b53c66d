import { Bucket } from "../../modules/storage";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";
import { invalid, makeBucket, secondRegion } from "./fixture";

function makeReplicated(replicationTimeControl: boolean) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const replica = { ...secondRegion(stack), replicationTimeControl };
  const bucket = new Bucket(stack, "Assets", { encryptionKey, replica });
  const secondKey = bucket.replicaBucket!.encryptionKey!;
  bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }));
  bucket.replicaBucket!.addAlarms(new AlarmTopic(stack, "SecondAlarms", { encryptionKey: secondKey, provider: replica.provider }));
  const alarms = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
  return (metricName: string) => alarms.find(({ metric_name }) => metric_name === metricName)!;
}

describe("alarms", () => {
  test("watch the share of failed requests, with request metrics", () => {
    const { stack, encryptionKey, bucket } = makeBucket({ requestMetrics: true });
    bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }));
    expect(synth(stack).resource("aws_cloudwatch_metric_alarm")).toMatchObject({
      namespace: "AWS/S3",
      metric_name: "5xxErrors",
      statistic: "Average",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0.01,
      treat_missing_data: "notBreaching",
      dimensions: { BucketName: expect.stringContaining("aws_s3_bucket.Assets"), FilterId: "EntireBucket" },
    });
  });

  const DIMENSIONS = {
    SourceBucket: expect.stringMatching(/aws_s3_bucket\.Assets_[0-9A-F]{8}\./),
    DestinationBucket: expect.stringContaining("aws_s3_bucket.Assets_Replica_"),
    RuleId: "all-objects",
  };

  test("watch failed replication in the bucket's region", () => {
    const alarm = makeReplicated(true)("OperationsFailedReplication");
    expect(alarm).toMatchObject({ statistic: "Sum", threshold: 1, dimensions: DIMENSIONS });
    expect(alarm.provider).toBeUndefined();
  });

  test("watch the replication's latency in the replica's region", () => {
    expect(makeReplicated(true)("ReplicationLatency")).toMatchObject({
      statistic: "Maximum",
      threshold: 900,
      provider: "aws.second",
      dimensions: DIMENSIONS,
    });
  });

  test("allow the replication an hour without replication time control", () => {
    expect(makeReplicated(false)("ReplicationLatency").threshold).toBe(3600);
  });

  test("take overrides", () => {
    const { stack, encryptionKey, bucket } = makeBucket({ requestMetrics: true });
    bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }), { serverErrors: { threshold: 0.05 } });
    expect(synth(stack).resource("aws_cloudwatch_metric_alarm").threshold).toBe(0.05);
  });

  test("are refused where nothing is measured", () => {
    const { stack, encryptionKey, bucket } = makeBucket();
    expect(messageOf(() => bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey })))).toBe(
      invalid(
        "Assets",
        "requestMetrics: must be true for alarms on a bucket that is not replicated: S3 reports no other metric that could be in ALARM; " +
          "received false. Set requestMetrics, or leave the alarms out.",
      ),
    );
  });

  test("are refused for something that is no topic", () => {
    expect(messageOf(() => makeBucket({ requestMetrics: true }).bucket.addAlarms("arn:aws:sns:eu-central-1:111122223333:a" as never))).toBe(
      invalid("Assets", 'topic: must be an AlarmTopic; received "arn:aws:sns:eu-central-1:111122223333:a". Give an AlarmTopic.'),
    );
  });
});
