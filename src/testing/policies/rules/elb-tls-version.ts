import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { isAtLeastTls12 } from "../tls-policies";

export const ELB_TLS_VERSION: PolicyRule = {
  id: "elb-tls-version",
  sentence: "A listener takes TLS 1.2 or newer.",
  severity: "medium",
  fix: "Set ssl_policy to a policy such as ELBSecurityPolicy-TLS13-1-2-Res-2021-06.",
  source: 'User Guide for Application Load Balancers, "Security policies for your Application Load Balancer"',
  fsbp: ["ELB.17"],
  scanners: ["CKV_AWS_103", "CKV2_AWS_74", "AVD-AWS-0047"],
  types: ["aws_lb_listener"],
  check: eachOf(
    ["aws_lb_listener"],
    ({ args }) => ["HTTPS", "TLS"].includes(args.protocol) && !isAtLeastTls12(args.ssl_policy) && says("ssl_policy", args.ssl_policy),
  ),
};
