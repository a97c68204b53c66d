import { isExpression, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** Those that begin with TLS 1.2 or 1.3; without one the provider takes ELBSecurityPolicy-2016-08, which has TLS 1.0. */
const AT_LEAST_TLS_12 = /^ELBSecurityPolicy-(TLS13-1-[23]-|TLS-1-2-|FS-1-2-)/;

export const ELB_TLS_VERSION: PolicyRule = {
  id: "elb-tls-version",
  sentence: "A listener takes TLS 1.2 or newer.",
  severity: "high",
  fix: "Set ssl_policy to a policy such as ELBSecurityPolicy-TLS13-1-2-Res-2021-06.",
  source: 'User Guide for Application Load Balancers, "Security policies for your Application Load Balancer"',
  scanners: ["CKV_AWS_103", "CKV2_AWS_74", "AVD-AWS-0047"],
  types: ["aws_lb_listener"],
  check: eachOf(["aws_lb_listener"], ({ args }) => {
    if (!["HTTPS", "TLS"].includes(args.protocol) || isExpression(args.ssl_policy)) return undefined;
    return !AT_LEAST_TLS_12.test(String(args.ssl_policy)) && says("ssl_policy", args.ssl_policy);
  }),
};
