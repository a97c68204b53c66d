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
      evaluation_periods: 5,
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
    expect(alarm).toMatchObject({
      namespace: "AWS/S3",
      statistic: "Sum",
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluation_periods: 1,
      treat_missing_data: "notBreaching",
      dimensions: DIMENSIONS,
    });
    expect(alarm.provider).toBeUndefined();
  });

  test("watch the replication's latency in the replica's region", () => {
    expect(makeReplicated(true)("ReplicationLatency")).toMatchObject({
      namespace: "AWS/S3",
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 900,
      evaluation_periods: 5,
      treat_missing_data: "notBreaching",
      provider: "aws.second",
      dimensions: DIMENSIONS,
    });
  });

  test("allow the replication an hour without replication time control", () => {
    expect(makeReplicated(false)("ReplicationLatency").threshold).toBe(3600);
  });

  test("say what is wrong, and where to look first", () => {
    const { stack, encryptionKey, bucket } = makeBucket({ requestMetrics: true });
    bucket.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }));
    const descriptions = [synth(stack).resource("aws_cloudwatch_metric_alarm"), makeReplicated(true)("OperationsFailedReplication")];
    expect(descriptions.map(({ alarm_description }) => alarm_description)).toEqual([
      "More than one request in a hundred fails within S3. Look for requests to one prefix that S3 slows down; retry with back-off.",
      "Objects were not copied to the second region. Look at the replication role's permissions and both keys; copy them by S3 Batch Replication.",
    ]);
  });

  test.each([
    [true, 15],
    [false, 60],
  ])("say how far the copy is behind: replication time control %s, %d minutes", (replicationTimeControl, minutes) => {
    expect(makeReplicated(replicationTimeControl)("ReplicationLatency").alarm_description).toBe(
      `The copy is more than ${minutes} minutes behind: what was written since would be lost with the first region. Look at what is written there.`,
    );
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
      invalid(
        "Assets",
        'topic: must be an AlarmTopic; received "arn:aws:sns:eu-central-1:111122223333:a". Give an AlarmTopic; for one that exists, AlarmTopic.fromArn(…).',
      ),
    );
  });
});
