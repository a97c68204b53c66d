import { block, referringTo } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_ACCESS_LOGS: PolicyRule = {
  id: "cloudfront-access-logs",
  sentence: "Requests to a distribution are logged.",
  severity: "medium",
  fix: "Add an aws_cloudwatch_log_delivery_source for it and a delivery, or a logging_config.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.5',
  fsbp: ["CloudFront.5"],
  scanners: ["CKV_AWS_86", "AVD-AWS-0010"],
  types: ["aws_cloudfront_distribution", "aws_cloudwatch_log_delivery_source", "aws_cloudwatch_log_delivery"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution, configuration) => {
    const isDelivered = referringTo(configuration, "aws_cloudwatch_log_delivery_source", "resource_arn", distribution).some(
      (source) => referringTo(configuration, "aws_cloudwatch_log_delivery", "delivery_source_name", source).length > 0,
    );
    return isDelivered || block(distribution.args.logging_config) ? undefined : "it has neither a log delivery nor a logging_config";
  }),
};
