import { block, isSet, says } from "../blocks";
import { eachOf, isDynamic } from "../each";
import { PolicyRule } from "../rule";

export const ELB_HEALTH_CHECK: PolicyRule = {
  id: "elb-health-check",
  sentence: "A target group asks a path of its targets whether they are healthy.",
  severity: "low",
  fix: "Add health_check with a path.",
  source: 'User Guide for Application Load Balancers, "Health checks for Application Load Balancer target groups"',
  scanners: ["CKV_AWS_261"],
  types: ["aws_lb_target_group"],
  check: eachOf(["aws_lb_target_group"], ({ args }) => {
    const path: unknown = block(args.health_check)?.path;
    return ["HTTP", "HTTPS"].includes(args.protocol) && !isSet(path) && !isDynamic(args, "health_check") && says("health_check.path", path);
  }),
};
