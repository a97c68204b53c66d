import { NotificationQueue, NotificationQueueAlarm } from "../../modules/storage";
import { AlarmOverrides, AlarmTopic, EncryptionKey } from "../../src/core";
import { synth, testStack } from "../support/synth";

/** The alarms of a queue, by their metrics' names. */
function alarms(overrides?: AlarmOverrides<NotificationQueueAlarm>) {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const queue = new NotificationQueue(stack, "Arrivals", { encryptionKey });
  queue.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }), overrides);
  const all = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
  return (metricName: string) => all.find(({ metric_name }) => metric_name === metricName)!;
}

// SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS": no data points come from a queue that is idle for six hours.
describe("a notification queue's alarms", () => {
  test("watch the dead-letter queue for a single message that can't be processed", () => {
    expect(alarms()("ApproximateNumberOfMessagesVisible")).toMatchObject({
      namespace: "AWS/SQS",
      statistic: "Maximum",
      dimensions: { QueueName: "trading-test-Arrivals-dead-letters" },
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      evaluation_periods: 1,
      treat_missing_data: "notBreaching",
      alarm_description:
        "Notifications could not be processed. Look at one in the dead-letter queue and at the consumer's log; then redrive them.",
    });
  });

  test("watch the age of the oldest message for a quarter of an hour, in seconds", () => {
    expect(alarms()("ApproximateAgeOfOldestMessage")).toMatchObject({
      namespace: "AWS/SQS",
      statistic: "Maximum",
      dimensions: { QueueName: "trading-test-Arrivals" },
      comparison_operator: "GreaterThanOrEqualToThreshold",
      threshold: 900,
      evaluation_periods: 5,
      treat_missing_data: "notBreaching",
      alarm_description: "A notification has waited for fifteen minutes. Look whether the consumer runs, and whether it keeps up.",
    });
  });

  test("take overrides", () => {
    expect(alarms({ oldestMessage: { threshold: 60 } })("ApproximateAgeOfOldestMessage").threshold).toBe(60);
  });
});
