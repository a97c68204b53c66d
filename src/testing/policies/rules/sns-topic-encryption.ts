import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const SNS_TOPIC_ENCRYPTION: PolicyRule = {
  id: "sns-topic-encryption",
  sentence: "A topic is encrypted under a key.",
  severity: "medium",
  fix: "Set kms_master_key_id to a key of yours.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon SNS", SNS.1',
  scanners: ["CKV_AWS_26", "AVD-AWS-0095"],
  types: ["aws_sns_topic"],
  check: eachOf(["aws_sns_topic"], ({ args }) =>
    isSet(args.kms_master_key_id) ? undefined : says("kms_master_key_id", args.kms_master_key_id),
  ),
};
