import { says } from "../blocks";
import { numberOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_LISTENER_PRIORITIES: PolicyRule = {
  id: "elb-listener-priorities",
  sentence: "No two rules of a listener have one priority.",
  severity: "high",
  fix: "Give each rule a priority of its own: the second one is refused.",
  source: 'User Guide for Application Load Balancers, "Listener rules for your Application Load Balancer", "Rule priority"',
  types: ["aws_lb_listener_rule"],
  check: (configuration) => {
    const seen = new Set<string>();
    return configuration.all("aws_lb_listener_rule").flatMap((rule) => {
      const { listener_arn: listener, priority } = rule.args;
      if (numberOf(priority) === undefined) return [];
      const place = `${configuration.key(rule, listener)} ${priority}`;
      const isFirst = !seen.has(place);
      seen.add(place);
      return isFirst ? [] : [{ resource: rule, detail: `${says("priority", priority)}, as of a rule before it` }];
    });
  },
};
