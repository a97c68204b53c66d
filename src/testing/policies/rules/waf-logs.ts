import { referringTo } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const WAF_LOGS: PolicyRule = {
  id: "waf-logs",
  sentence: "What a web ACL decides is logged.",
  severity: "low",
  fix: "Add an aws_wafv2_web_acl_logging_configuration.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS WAF", WAF.11',
  scanners: ["CKV2_AWS_31"],
  types: ["aws_wafv2_web_acl", "aws_wafv2_web_acl_logging_configuration"],
  check: eachOf(["aws_wafv2_web_acl"], (acl, configuration) =>
    referringTo(configuration, "aws_wafv2_web_acl_logging_configuration", "resource_arn", acl).length > 0
      ? undefined
      : "it has no aws_wafv2_web_acl_logging_configuration",
  ),
};
