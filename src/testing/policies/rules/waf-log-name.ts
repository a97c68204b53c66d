import { isExpression } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const WAF_LOG_NAME: PolicyRule = {
  id: "waf-log-name",
  sentence: "Where AWS WAF logs to has a name that begins with aws-waf-logs-.",
  severity: "high",
  fix: "Rename it: AWS WAF refuses another.",
  source: 'AWS WAF Developer Guide, "Sending web ACL traffic logs to a CloudWatch Logs log group"',
  types: ["aws_wafv2_web_acl_logging_configuration", "aws_cloudwatch_log_group", "aws_s3_bucket", "aws_kinesis_firehose_delivery_stream"],
  check: eachOf(["aws_wafv2_web_acl_logging_configuration"], (logging, configuration) => {
    for (const key of configuration.keys(logging, logging.args.log_destination_configs)) {
      const target = configuration.find(key);
      const name: unknown = target?.args.name ?? target?.args.bucket;
      if (typeof name === "string" && !isExpression(name) && !name.startsWith("aws-waf-logs-")) return `it logs to ${name}`;
    }
    return undefined;
  }),
};
