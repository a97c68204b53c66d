import { isOneOf, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const RECOMMENDED = [
  "3-2021-06",
  "3-FIPS-2023-04",
  "2-Res-2021-06",
  "2-Res-FIPS-2023-04",
  "2-Res-PQ-2025-09",
  "3-PQ-2025-09",
  "2-Res-FIPS-PQ-2025-09",
  "3-FIPS-PQ-2025-09",
].map((name) => `ELBSecurityPolicy-TLS13-1-${name}`);

export const ELB_TLS_POLICY: PolicyRule = {
  id: "elb-tls-policy",
  sentence: "A listener has one of the security policies that AWS recommends: forward secrecy, and no cipher without authentication.",
  severity: "medium",
  fix: "Set ssl_policy to ELBSecurityPolicy-TLS13-1-2-Res-2021-06, ELBSecurityPolicy-TLS13-1-3-2021-06, or one of their FIPS or PQ variants.",
  source: 'AWS Security Hub User Guide, "Security Hub controls for Elastic Load Balancing", ELB.17',
  fsbp: ["ELB.17"],
  types: ["aws_lb_listener"],
  check: eachOf(
    ["aws_lb_listener"],
    ({ args }) => ["HTTPS", "TLS"].includes(args.protocol) && !isOneOf(args.ssl_policy, RECOMMENDED) && says("ssl_policy", args.ssl_policy),
  ),
};
