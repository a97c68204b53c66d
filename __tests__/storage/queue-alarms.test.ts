import { NotificationQueue } from "../../modules/storage";
import { AlarmTopic, EncryptionKey } from "../../src/core";
import { synth, testStack } from "../support/synth";

describe("a notification queue's alarms", () => {
  const stack = testStack();
  const encryptionKey = new EncryptionKey(stack, "Key");
  const queue = new NotificationQueue(stack, "Arrivals", { encryptionKey });
  queue.addAlarms(new AlarmTopic(stack, "Alarms", { encryptionKey }), { oldestMessage: { threshold: 60 } });
  const alarms = Object.values(synth(stack).resources("aws_cloudwatch_metric_alarm"));
  const alarm = (metricName: string) => alarms.find(({ metric_name }) => metric_name === metricName)!;

  test("watch the dead-letter queue for messages that can't be processed", () => {
    expect(alarm("ApproximateNumberOfMessagesVisible")).toMatchObject({
      namespace: "AWS/SQS",
      dimensions: { QueueName: "trading-test-Arrivals-dead-letters" },
      threshold: 1,
      evaluation_periods: 1,
    });
  });

  test("watch the age of the oldest message, and take overrides", () => {
    expect(alarm("ApproximateAgeOfOldestMessage")).toMatchObject({
      namespace: "AWS/SQS",
      dimensions: { QueueName: "trading-test-Arrivals" },
      threshold: 60,
    });
  });
});
