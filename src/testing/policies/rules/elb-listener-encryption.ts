import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_LISTENER_ENCRYPTION: PolicyRule = {
  id: "elb-listener-encryption",
  sentence: "A listener of a Network Load Balancer encrypts by TLS.",
  severity: "medium",
  fix: "Set protocol to TLS, with a certificate_arn, where clients speak it.",
  source:
    'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.18, which reports redirects of HTTP too: elb-http-redirect asks for them',
  fsbp: ["ELB.18"],
  types: ["aws_lb_listener"],
  check: eachOf(["aws_lb_listener"], ({ args }) => ["TCP", "UDP", "TCP_UDP"].includes(args.protocol) && says("protocol", args.protocol)),
};
