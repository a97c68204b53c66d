import { block, blocks, isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const WAF_METRICS: PolicyRule = {
  id: "waf-metrics",
  sentence: "Rules of a web ACL have metrics.",
  severity: "medium",
  fix: "Set visibility_config.cloudwatch_metrics_enabled to true.",
  source: 'AWS Security Hub User Guide, "Security Hub controls for AWS WAF", WAF.12',
  fsbp: ["WAF.12"],
  types: ["aws_wafv2_web_acl"],
  check: eachOf(["aws_wafv2_web_acl"], ({ args }) => {
    const silent = blocks(args.rule).find(({ visibility_config: visibility }) => isFalse(block(visibility)?.cloudwatch_metrics_enabled));
    return (
      silent &&
      `rule ${silent.name}: ${says("visibility_config.cloudwatch_metrics_enabled", block(silent.visibility_config)?.cloudwatch_metrics_enabled)}`
    );
  }),
};
