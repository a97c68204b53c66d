import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { allowsService, keyOf, keyPolicy } from "../statements";

export const SNS_ALARM_TOPIC_KEY: PolicyRule = {
  id: "sns-alarm-topic-key",
  sentence: "A topic that alarms notify has a key that lets CloudWatch use it.",
  severity: "high",
  fix: "Use a customer-managed key, and allow kms:Decrypt and kms:GenerateDataKey* to cloudwatch.amazonaws.com in its policy.",
  source:
    'Amazon SNS Developer Guide, "Key management", "Enable compatibility between event sources from AWS services and encrypted topics"',
  types: ["aws_sns_topic", "aws_cloudwatch_metric_alarm", "aws_kms_key", "aws_kms_key_policy"],
  check: (configuration) => {
    const notified = new Set(
      configuration
        .all("aws_cloudwatch_metric_alarm")
        .flatMap((alarm) =>
          [alarm.args.alarm_actions, alarm.args.ok_actions, alarm.args.insufficient_data_actions].flatMap((actions) =>
            configuration.keys(alarm, actions),
          ),
        ),
    );
    return eachOf(["aws_sns_topic"], (topic) => {
      if (!notified.has(topic.key)) return undefined;
      if (topic.args.kms_master_key_id === "alias/aws/sns") return says("kms_master_key_id", topic.args.kms_master_key_id);
      const key = keyOf(configuration, topic, topic.args.kms_master_key_id);
      const policy = key && keyPolicy(configuration, key);
      return policy && !allowsService(policy, "cloudwatch.amazonaws.com", "kms:GenerateDataKey")
        ? `the policy of ${key.name} doesn't let cloudwatch.amazonaws.com use it`
        : undefined;
    })(configuration);
  },
};
