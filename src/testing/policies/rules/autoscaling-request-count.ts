import { blocks, isExpression, says } from "../blocks";
import { addressOf, eachOf } from "../each";
import { PolicyRule } from "../rule";

/** Whether a label is of the form that the metric's dimensions have. What only Terraform knows may be. */
function isLabel(label: string): boolean {
  const parts = /^\$\{aws_lb\.[\w-]+\.(\w+)\}\/\$\{aws_lb_target_group\.[\w-]+\.(\w+)\}$/.exec(label);
  if (parts) return parts[1] === "arn_suffix" && parts[2] === "arn_suffix";
  return isExpression(label) || /^app\/[^/]+\/\w+\/targetgroup\/[^/]+\/\w+$/.test(label);
}

export const AUTOSCALING_REQUEST_COUNT: PolicyRule = {
  id: "autoscaling-request-count",
  sentence: "A policy that counts requests names a load balancer and one of its target groups as CloudWatch does.",
  severity: "high",
  fix: "Set resource_label to <arn_suffix of the load balancer>/<arn_suffix of the target group>, and forward to that target group by a listener.",
  source:
    'Application Auto Scaling API Reference and Amazon EC2 Auto Scaling API Reference, "PredefinedMetricSpecification", "ResourceLabel"',
  types: ["aws_autoscaling_policy", "aws_lb_target_group", "aws_lb_listener", "aws_lb_listener_rule"],
  check: eachOf(["aws_autoscaling_policy"], (policy, configuration) => {
    const metric = blocks(policy.args.target_tracking_configuration)
      .flatMap((tracking) => blocks(tracking.predefined_metric_specification))
      .find(({ predefined_metric_type: type }) => type === "ALBRequestCountPerTarget");
    if (!metric) return undefined;
    const label = String(metric.resource_label);
    const groups = configuration
      .all("aws_lb_target_group")
      .filter((group) => group.stack === policy.stack && label.includes(`${addressOf(group)}.`));
    const forwarded = JSON.stringify(
      ["aws_lb_listener", "aws_lb_listener_rule"].flatMap((type) => configuration.all(type)).map(({ args }) => args),
    );
    if (!isLabel(label)) return says("resource_label", metric.resource_label);
    const unused = groups.find((group) => !forwarded.includes(`${addressOf(group)}.`));
    return unused && `no listener forwards to ${unused.name}`;
  }),
};
