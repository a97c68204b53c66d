import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { isAtLeastTls12, isRecommended } from "../tls-policies";

export const ELB_TLS_POLICY: PolicyRule = {
  id: "elb-tls-policy",
  sentence: "A listener has one of the security policies that AWS recommends, whose ciphers all have forward secrecy and authentication.",
  severity: "medium",
  fix: "Set ssl_policy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06, ELBSecurityPolicy-TLS13-1-3-2021-06, or one of their FIPS or PQ variants.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.17',
  fsbp: ["ELB.17"],
  types: ["aws_lb_listener"],
  check: eachOf(["aws_lb_listener"], ({ args }) => {
    // An older version of TLS breaks a rule of its own.
    const hasTls12 = ["HTTPS", "TLS"].includes(args.protocol) && isAtLeastTls12(args.ssl_policy);
    return hasTls12 && !isRecommended(args.ssl_policy) && says("ssl_policy", args.ssl_policy);
  }),
};
