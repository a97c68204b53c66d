import { blocks, isOneOf, isSet } from "../blocks";
import { eachOf } from "../each";
import { regionOf } from "../places";
import { PolicyRule } from "../rule";

const GLOBAL = ["AWS/CloudFront", "AWS/Route53"];

export const CLOUDWATCH_ALARM_REGION: PolicyRule = {
  id: "cloudwatch-alarm-region",
  sentence: "Alarms on metrics of CloudFront and Route 53 are made in us-east-1, with the topics that they notify.",
  severity: "high",
  fix: "Make them with a provider whose region is us-east-1.",
  source:
    'Amazon CloudFront Developer Guide, "View CloudFront and edge function metrics"; Amazon Route 53 Developer Guide, "Monitoring health checks using CloudWatch"',
  types: ["aws_cloudwatch_metric_alarm", "aws_sns_topic"],
  check: eachOf(["aws_cloudwatch_metric_alarm"], (alarm, configuration) => {
    const region = regionOf(alarm);
    const metrics = [alarm.args, ...blocks(alarm.args.metric_query).flatMap(({ metric }) => blocks(metric))];
    const global = metrics.find(
      ({ namespace, dimensions }) =>
        isOneOf(namespace, GLOBAL) || (namespace === "AWS/WAFV2" && isSet(dimensions) && !isSet(dimensions.Region)),
    );
    if (global && isSet(global.namespace) && region !== undefined && region !== "us-east-1") {
      return `it is in ${region}, where ${global.namespace} has no metrics`;
    }
    const topic = configuration
      .keys(alarm, alarm.args.alarm_actions)
      .map((key) => configuration.find(key))
      .find((target) => target && region !== undefined && regionOf(target) !== region);
    return topic && regionOf(topic) !== undefined ? `it is in ${region}, and notifies ${topic.name} in ${regionOf(topic)}` : undefined;
  }),
};
