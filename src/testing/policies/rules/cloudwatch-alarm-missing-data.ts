import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDWATCH_ALARM_MISSING_DATA: PolicyRule = {
  id: "cloudwatch-alarm-missing-data",
  sentence: "An alarm says what missing data means.",
  severity: "low",
  fix: 'Set treat_missing_data: a metric that stops with its resource is "breaching", one of events "notBreaching".',
  source: 'Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data"',
  types: ["aws_cloudwatch_metric_alarm"],
  check: eachOf(["aws_cloudwatch_metric_alarm"], ({ args }) =>
    isSet(args.treat_missing_data) ? undefined : says("treat_missing_data", args.treat_missing_data),
  ),
};
