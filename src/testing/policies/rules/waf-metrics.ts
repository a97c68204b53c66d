import { Arguments } from "../../synthesized-stack";
import { block, blocks, isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const WAF_METRICS: PolicyRule = {
  id: "waf-metrics",
  sentence: "Rules of web ACLs and rule groups, and rule groups themselves, have metrics.",
  severity: "medium",
  fix: "Set visibility_config.cloudwatch_metrics_enabled to true.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS WAF", WAF.12',
  fsbp: ["WAF.12"],
  types: ["aws_wafv2_web_acl", "aws_wafv2_rule_group"],
  check: eachOf(["aws_wafv2_web_acl", "aws_wafv2_rule_group"], ({ type, args }) => {
    const silent = blocks(args.rule).find(isSilent);
    if (silent) return `rule ${silent.name}: ${metricsOf(silent)}`;
    return type === "aws_wafv2_rule_group" && isSilent(args) && metricsOf(args);
  }),
};

function isSilent({ visibility_config: visibility }: Arguments): boolean {
  return isFalse(block(visibility)?.cloudwatch_metrics_enabled);
}

function metricsOf({ visibility_config: visibility }: Arguments): string {
  return says("visibility_config.cloudwatch_metrics_enabled", block(visibility)?.cloudwatch_metrics_enabled);
}
