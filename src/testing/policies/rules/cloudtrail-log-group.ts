import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDTRAIL_LOG_GROUP: PolicyRule = {
  id: "cloudtrail-log-group",
  sentence: "A trail's events go to CloudWatch Logs too.",
  severity: "low",
  fix: "Set cloud_watch_logs_group_arn and cloud_watch_logs_role_arn.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS CloudTrail", CloudTrail.5',
  fsbp: ["CloudTrail.5"],
  scanners: ["AVD-AWS-0162"],
  types: ["aws_cloudtrail"],
  check: eachOf(["aws_cloudtrail"], ({ args }) =>
    isSet(args.cloud_watch_logs_group_arn) ? undefined : says("cloud_watch_logs_group_arn", args.cloud_watch_logs_group_arn),
  ),
};
