import { eachOf } from "../each";
import { regionOf } from "../places";
import { PolicyRule } from "../rule";
import { allowsService, keyOf, keyPolicy } from "../statements";

export const KMS_LOG_GROUP_KEY: PolicyRule = {
  id: "kms-log-group-key",
  sentence: "The key of a log group lets CloudWatch Logs of its region use it.",
  severity: "high",
  fix: "Allow kms:Encrypt*, kms:Decrypt*, kms:ReEncrypt*, kms:GenerateDataKey* and kms:Describe* to logs.<region>.amazonaws.com in the key policy.",
  source: 'Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service"',
  types: ["aws_cloudwatch_log_group", "aws_kms_key", "aws_kms_alias", "aws_kms_key_policy"],
  check: eachOf(["aws_cloudwatch_log_group"], (group, configuration) => {
    const key = keyOf(configuration, group, group.args.kms_key_id);
    const policy = key && keyPolicy(configuration, key);
    const region = regionOf(group);
    if (!policy || region === undefined) return undefined;
    const service = `logs.${region}.amazonaws.com`;
    const allows = [service, "logs.amazonaws.com"].some((name) => allowsService(policy, name, "kms:GenerateDataKey"));
    return allows ? undefined : `the policy of ${key.name} doesn't let ${service} use it`;
  }),
};
