import { Breakage, because, wrong } from "../breakage";
import { Arguments } from "../stack-editor";

export const WAF: readonly Breakage[] = [
  because(
    "web-acl-log-name",
    "The web ACL's log group has a name that WAF doesn't take.",
    ["aws_wafv2_web_acl_logging_configuration", "Edge_WebAcl_Logging"],
    /WAFInvalidParameterException: Error reason: The ARN isn't valid\..*LOG_DESTINATION/,
    (stack) => {
      stack.resource("aws_cloudwatch_log_group", "Edge_WebAcl_LogGroup").name = "waf-logs-trading";
    },
  ),
  wrong(
    "managed-rules",
    "The web ACL has a managed rule group that there isn't.",
    ["aws_wafv2_web_acl", "Edge_WebAcl"],
    /WAFNonexistentItemException/,
    (r) => {
      const rule = r.rule.find((candidate: Arguments) => candidate.statement.managed_rule_group_statement !== undefined);
      rule.statement.managed_rule_group_statement.name = "AWSManagedRulesEverything";
    },
  ),
];
