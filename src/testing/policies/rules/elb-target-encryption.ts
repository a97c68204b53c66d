import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_TARGET_ENCRYPTION: PolicyRule = {
  id: "elb-target-encryption",
  sentence: "What a load balancer sends to its targets is encrypted.",
  severity: "medium",
  fix: "Set protocol to HTTPS, or TLS at a Network Load Balancer.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.22',
  fsbp: ["ELB.22"],
  scanners: ["CKV_AWS_378"],
  types: ["aws_lb_target_group"],
  check: eachOf(
    ["aws_lb_target_group"],
    ({ args }) =>
      !["lambda", "alb"].includes(args.target_type) &&
      ["HTTP", "TCP", "UDP", "TCP_UDP"].includes(args.protocol) &&
      says("protocol", args.protocol),
  ),
};
