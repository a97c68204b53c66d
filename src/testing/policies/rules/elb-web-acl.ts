import { isFalse } from "../blocks";
import { eachOf, mayHave } from "../each";
import { PolicyRule } from "../rule";

export const ELB_WEB_ACL: PolicyRule = {
  id: "elb-web-acl",
  sentence: "A load balancer that the internet reaches has a web ACL.",
  severity: "medium",
  fix: "Associate a regional web ACL with it, or make it internal.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.16, which the standard doesn\'t have',
  scanners: ["CKV2_AWS_28"],
  types: ["aws_lb", "aws_wafv2_web_acl_association"],
  check: eachOf(["aws_lb"], (balancer, configuration) => {
    const isPublic = (balancer.args.load_balancer_type ?? "application") === "application" && isFalse(balancer.args.internal);
    return (
      isPublic &&
      !mayHave(configuration, "aws_wafv2_web_acl_association", "resource_arn", balancer) &&
      "it has no aws_wafv2_web_acl_association"
    );
  }),
};
