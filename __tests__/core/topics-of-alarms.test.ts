import { Construct } from "constructs";
import { RedisEventTopic } from "../../modules/redis-cache";
import { NotificationTopic } from "../../modules/storage";
import { AlarmTopic, EncryptionKey, IAlarmTopic } from "../../src/core";
import { createAlarms } from "../../src/internal/create-alarms";
import { messageOf, testStack } from "../support/synth";

const CPU = {
  metric: { namespace: "AWS/RDS", metricName: "CPUUtilization", dimensions: {}, statistic: "Average" },
  description: "Busy.",
  threshold: 90,
  missingData: "missing",
} as const;

const ARN = "arn:aws:sns:eu-central-1:111122223333:alarms";

/** Something with alarms, in the topic's stack. */
function notify(topic: IAlarmTopic & Construct): void {
  createAlarms(new Construct(topic.node.scope!, "Database"), topic, { cpu: CPU });
}

// SNS Developer Guide, "Example cases for Amazon SNS access control": a topic's policy must allow CloudWatch to publish.
describe("alarms notify no topic that CloudWatch may not publish to", () => {
  test.each<[string, (scope: Construct) => Construct & { readonly topicArn: string }]>([
    ["RedisEventTopic", (scope) => new RedisEventTopic(scope, "Topic")],
    ["NotificationTopic", (scope) => new NotificationTopic(scope, "Topic", { encryptionKey: new EncryptionKey(scope, "Key") })],
    ["ImportedNotificationTopic", (scope) => NotificationTopic.fromAttributes(scope, "Topic", { topicArn: ARN })],
  ])("as a %s", (name, make) => {
    expect(messageOf(() => notify(make(testStack())))).toBe(
      `trading-test/Database: invalid input\n  - topic: must be an AlarmTopic; received the ${name} trading-test/Topic. ` +
        "Give an AlarmTopic: CloudWatch may not publish to this one.",
    );
  });

  test.each<[string, (scope: Construct) => Construct & IAlarmTopic]>([
    ["an AlarmTopic", (scope) => new AlarmTopic(scope, "Topic", { encryptionKey: new EncryptionKey(scope, "Key") })],
    ["one that exists", (scope) => AlarmTopic.fromArn(scope, "Topic", ARN)],
  ])("but %s", (_, make) => {
    expect(() => notify(make(testStack()))).not.toThrow();
  });
});
