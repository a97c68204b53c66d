import { isSet } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const WAF_RULES: PolicyRule = {
  id: "waf-rules",
  sentence: "A web ACL has rules.",
  severity: "medium",
  fix: "Add a rule, such as the managed group AWSManagedRulesCommonRuleSet.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS WAF", WAF.10',
  fsbp: ["WAF.10"],
  types: ["aws_wafv2_web_acl"],
  check: eachOf(["aws_wafv2_web_acl"], ({ args }) => (isSet(args.rule) ? undefined : "it has no rule")),
};
