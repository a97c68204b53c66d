import { isExpression, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDWATCH_LOG_RETENTION: PolicyRule = {
  id: "cloudwatch-log-retention",
  sentence: "A log group keeps what it holds for a year or more, and not for ever.",
  severity: "medium",
  fix: "Set retention_in_days to 365 or more.",
  source:
    'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudWatch", CloudWatch.16; that it isn\'t for ever is a rule of this kit: AWS Config counts a log group that never expires as compliant',
  scanners: ["CKV_AWS_66", "CKV_AWS_338"],
  types: ["aws_cloudwatch_log_group"],
  check: eachOf(["aws_cloudwatch_log_group"], ({ args }) => {
    const days: unknown = args.retention_in_days;
    return isExpression(days) || Number(days) >= 365 ? undefined : says("retention_in_days", days);
  }),
};
