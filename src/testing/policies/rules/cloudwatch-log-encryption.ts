import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDWATCH_LOG_ENCRYPTION: PolicyRule = {
  id: "cloudwatch-log-encryption",
  sentence: "A log group is encrypted under your key.",
  severity: "low",
  fix: "Set kms_key_id.",
  source: 'Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service"',
  scanners: ["CKV_AWS_158", "AVD-AWS-0017"],
  types: ["aws_cloudwatch_log_group"],
  check: eachOf(["aws_cloudwatch_log_group"], ({ args }) => (isSet(args.kms_key_id) ? undefined : says("kms_key_id", args.kms_key_id))),
};
