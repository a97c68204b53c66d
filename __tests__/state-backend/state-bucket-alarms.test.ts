import { AlarmTopic, EncryptionKey } from "../../src/core";
import { messageOf, synth, testStack } from "../support/synth";
import { bucket, secondRegion, withReplica } from "./fixture";

const ALARM = "aws_cloudwatch_metric_alarm";
const DIMENSIONS = {
  SourceBucket: expect.stringMatching(/aws_s3_bucket\.States_[0-9A-F]{8}\./),
  DestinationBucket: expect.stringContaining("aws_s3_bucket.States_Replica_"),
  RuleId: "states",
};

function topic({ stack }: ReturnType<typeof bucket>): AlarmTopic {
  return new AlarmTopic(stack, "Alarms", { encryptionKey: new EncryptionKey(stack, "AlarmKey") });
}

describe("the alarms of a state bucket", () => {
  // S3 User Guide, "Using S3 Replication metrics": OperationsFailedReplication is reported in the source's region.
  test("watch failed replication in the bucket's region", () => {
    const made = withReplica();
    made.states.addAlarms(topic(made));
    const alarm = synth(made.stack).resource(ALARM);
    expect(alarm).toMatchObject({
      alarm_name: "trading-test-States-replicationFailures",
      namespace: "AWS/S3",
      metric_name: "OperationsFailedReplication",
      statistic: "Sum",
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluation_periods: 1,
      treat_missing_data: "notBreaching",
      dimensions: DIMENSIONS,
    });
    expect(alarm.provider).toBeUndefined();
  });

  // The same page: ReplicationLatency is reported in the destination's region; S3 Replication Time Control commits to 15 minutes.
  test("watch the replication's latency in the replica's region, above 15 minutes", () => {
    const stack = testStack();
    const replica = secondRegion(stack);
    const made = bucket({ replica }, stack);
    const { provider } = replica;
    const encryptionKey = made.states.replicaBucket!.encryptionKey;
    made.states.replicaBucket!.addAlarms(new AlarmTopic(made.stack, "Alarms", { encryptionKey, provider }));
    expect(synth(made.stack).resource(ALARM)).toMatchObject({
      metric_name: "ReplicationLatency",
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 900,
      evaluation_periods: 5,
      treat_missing_data: "notBreaching",
      provider: "aws.replica",
      dimensions: DIMENSIONS,
    });
  });

  test("take overrides", () => {
    const made = withReplica();
    made.states.addAlarms(topic(made), { replicationFailures: { threshold: 10 } });
    expect(synth(made.stack).resource(ALARM).threshold).toBe(10);
  });
});

describe("the alarms of a state bucket refuse", () => {
  test("a bucket without a replica", () => {
    const made = bucket();
    expect(messageOf(() => made.states.addAlarms(topic(made)))).toBe(
      "trading-test/States: invalid input\n  - replica: must be given for alarms: of a state bucket without one, S3 reports no metric that could be in " +
        "ALARM; received nothing. Give a replica, or leave the alarms out.",
    );
  });

  test("a second call", () => {
    const made = withReplica();
    const notified = topic(made);
    made.states.addAlarms(notified);
    expect(messageOf(() => made.states.addAlarms(notified))).toBe(
      "trading-test/States: invalid input\n  - addAlarms: must be called once: the alarms have been made; " +
        'received ["replicationFailures"]. Give it all overrides at once; subscribe further receivers to the topic.',
    );
  });
});
