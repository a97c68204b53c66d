import { blocks, referringTo, values } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const MOST_RULES = 100;
const MOST_CERTIFICATES = 25;
const MOST_TARGET_GROUPS = 5;

export const QUOTA_LOAD_BALANCER: PolicyRule = {
  id: "quota-load-balancer",
  sentence: "A load balancer has no more than 100 rules and 25 further certificates, and an action of a rule no more than 5 target groups.",
  severity: "medium",
  fix: "Merge rules by their conditions, or have the quota raised and except this.",
  source: 'Elastic Load Balancing, Application Load Balancers, "Quotas for your Application Load Balancers"',
  types: ["aws_lb", "aws_lb_listener", "aws_lb_listener_rule", "aws_lb_listener_certificate"],
  check: (configuration) => [
    ...eachOf(["aws_lb"], (loadBalancer) => {
      const listeners = referringTo(configuration, "aws_lb_listener", "load_balancer_arn", loadBalancer);
      const count = (type: string): number =>
        listeners.reduce((sum, listener) => sum + referringTo(configuration, type, "listener_arn", listener).length, 0);
      const [rules, certificates] = [count("aws_lb_listener_rule"), count("aws_lb_listener_certificate")];
      if (rules > MOST_RULES) return `it has ${rules} rules`;
      return certificates > MOST_CERTIFICATES ? `it has ${certificates} further certificates` : undefined;
    })(configuration),
    ...eachOf(["aws_lb_listener_rule"], ({ args }) => {
      const forwards = blocks(args.action).flatMap(({ forward }) => blocks(forward));
      const groups = forwards.flatMap(({ target_group: group }) => values(group));
      return groups.length > MOST_TARGET_GROUPS ? `an action of it has ${groups.length} target groups` : undefined;
    })(configuration),
  ],
};
