import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_LISTENER_CERTIFICATE: PolicyRule = {
  id: "elb-listener-certificate",
  sentence: "A listener that encrypts has a certificate.",
  severity: "high",
  fix: "Set certificate_arn: the listener is refused otherwise.",
  source: 'User Guide for Application Load Balancers, "Create an HTTPS listener for your Application Load Balancer"',
  types: ["aws_lb_listener"],
  check: eachOf(
    ["aws_lb_listener"],
    ({ args }) => ["HTTPS", "TLS"].includes(args.protocol) && !isSet(args.certificate_arn) && says("certificate_arn", args.certificate_arn),
  ),
};
