import { Configuration, Resource } from "../../configuration";
import { blocks } from "../blocks";
import { waitsFor } from "../dependencies";
import { addressOf, eachOf } from "../each";
import { PolicyRule } from "../rule";

export const AUTOSCALING_REQUEST_COUNT_ORDER: PolicyRule = {
  id: "autoscaling-request-count-order",
  sentence:
    "A policy that counts requests is made after the listener that forwards to its target group: EC2 Auto Scaling refuses it before.",
  severity: "medium",
  fix: "Name the listener or its rule in depends_on of the policy, or of the group.",
  source:
    'Amazon EC2 Auto Scaling API Reference, "PredefinedMetricSpecification", "ResourceLabel": the target group must be attached to the load balancer',
  types: ["aws_autoscaling_policy", "aws_lb_target_group", "aws_lb_listener", "aws_lb_listener_rule", "aws_autoscaling_group"],
  check: eachOf(["aws_autoscaling_policy"], (policy, configuration) => {
    const labels = blocks(policy.args.target_tracking_configuration)
      .flatMap((tracking) => blocks(tracking.predefined_metric_specification))
      .map(({ resource_label: label }) => String(label));
    const groups = configuration
      .all("aws_lb_target_group")
      .filter((group) => group.stack === policy.stack && labels.some((label) => label.includes(`${addressOf(group)}.`)));
    const early = groups.find((group) => {
      const forwarding = forwardingTo(configuration, group);
      return forwarding.length > 0 && !forwarding.some((listener) => waitsFor(configuration, policy, listener));
    });
    return early && `it doesn't wait for a listener that forwards to ${early.name}`;
  }),
};

function forwardingTo(configuration: Configuration, group: Resource): Resource[] {
  return ["aws_lb_listener", "aws_lb_listener_rule"]
    .flatMap((type) => configuration.all(type))
    .filter((listener) => waitsFor(configuration, listener, group));
}
