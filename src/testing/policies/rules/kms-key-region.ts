import { eachOf } from "../each";
import { regionOf } from "../places";
import { PolicyRule } from "../rule";
import { keyOf } from "../statements";

const KEY_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: "kms_key_id",
  aws_kinesis_stream: "kms_key_id",
  aws_sns_topic: "kms_master_key_id",
  aws_sqs_queue: "kms_master_key_id",
};

export const KMS_KEY_REGION: PolicyRule = {
  id: "kms-key-region",
  sentence: "What is encrypted and its key are in the same region.",
  severity: "high",
  fix: "Give it a key that is made with the same provider.",
  source: 'AWS Key Management Service Developer Guide, "Multi-Region keys in AWS KMS"',
  types: ["aws_kms_key", "aws_cloudwatch_log_group", "aws_sns_topic", "aws_sqs_queue", "aws_kinesis_stream", "aws_kms_alias"],
  check: eachOf(Object.keys(KEY_ARGUMENTS), (resource, configuration) => {
    const key = keyOf(configuration, resource, resource.args[KEY_ARGUMENTS[resource.type]!]);
    const [own, other] = [regionOf(resource), key && regionOf(key)];
    return own === undefined || other === undefined || own === other ? undefined : `it is in ${own}, and its key ${key!.name} in ${other}`;
  }),
};
