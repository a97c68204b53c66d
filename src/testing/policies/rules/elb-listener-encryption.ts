import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_LISTENER_ENCRYPTION: PolicyRule = {
  id: "elb-listener-encryption",
  sentence: "A listener encrypts: by HTTPS, or by TLS at a Network Load Balancer.",
  severity: "medium",
  fix: "Set protocol to HTTPS or TLS, with a certificate_arn. Security Hub reports a listener that only redirects to HTTPS too: make none where nobody comes by HTTP, and except one that browsers need.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.18',
  fsbp: ["ELB.18"],
  types: ["aws_lb_listener"],
  check: eachOf(
    ["aws_lb_listener"],
    ({ args }) => ["HTTP", "TCP", "UDP", "TCP_UDP"].includes(args.protocol) && says("protocol", args.protocol),
  ),
};
