import { block, isOneOf, says } from "../blocks";
import { eachOf, isDynamic } from "../each";
import { PolicyRule } from "../rule";

export const ELB_HEALTH_CHECK_ENCRYPTION: PolicyRule = {
  id: "elb-health-check-encryption",
  sentence: "Health checks of targets are encrypted.",
  severity: "medium",
  fix: "Set health_check.protocol to HTTPS.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.21',
  fsbp: ["ELB.21"],
  types: ["aws_lb_target_group"],
  check: eachOf(["aws_lb_target_group"], ({ args }) => {
    const protocol: unknown = block(args.health_check)?.protocol;
    const isKnown = args.target_type !== "lambda" && !isDynamic(args, "health_check");
    return isKnown && !isOneOf(protocol, ["HTTPS"]) && says("health_check.protocol", protocol);
  }),
};
