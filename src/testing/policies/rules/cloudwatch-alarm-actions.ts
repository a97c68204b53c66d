import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDWATCH_ALARM_ACTIONS: PolicyRule = {
  id: "cloudwatch-alarm-actions",
  sentence: "An alarm tells somebody.",
  severity: "high",
  fix: "Give it alarm_actions, and leave actions_enabled true.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudWatch", CloudWatch.15 and CloudWatch.17',
  scanners: ["CKV_AWS_319"],
  types: ["aws_cloudwatch_metric_alarm"],
  check: eachOf(["aws_cloudwatch_metric_alarm"], ({ args }) => {
    if (!isSet(args.alarm_actions)) return says("alarm_actions", args.alarm_actions);
    return args.actions_enabled === false ? says("actions_enabled", false) : undefined;
  }),
};
