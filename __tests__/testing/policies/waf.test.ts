/** Rules for AWS WAF beside the table of rules.test.ts: a control such as WAF.12 is one of the page "Security Hub CSPM controls for AWS WAF". */
import { said } from "./support/branches";

const metrics = (enabled: boolean) => ({ cloudwatch_metrics_enabled: enabled, metric_name: "m", sampled_requests_enabled: true });
const group = (own: boolean, rule: boolean) => ({
  name: "g",
  rule: [{ name: "limit", visibility_config: metrics(rule) }],
  visibility_config: metrics(own),
});

test.each([
  ["a rule group has metrics", group(true, true), []],
  ["a rule group has none", group(false, true), ["visibility_config.cloudwatch_metrics_enabled is false"]],
  ["a rule of a rule group has none", group(true, false), ["rule limit: visibility_config.cloudwatch_metrics_enabled is false"]],
])("%s (WAF.12)", (_, resource, expected) => {
  expect(said("waf-metrics", ["resource/aws_wafv2_rule_group/G", resource])).toEqual(expected);
});
