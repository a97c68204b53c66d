import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_DESYNC_MITIGATION: PolicyRule = {
  id: "elb-desync-mitigation",
  sentence: "An Application Load Balancer refuses requests that two servers would read differently.",
  severity: "medium",
  fix: "Leave desync_mitigation_mode out, or set it to defensive or strictest.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.12',
  fsbp: ["ELB.12"],
  scanners: ["CKV_AWS_328"],
  types: ["aws_lb"],
  check: eachOf(
    ["aws_lb"],
    ({ args }) => args.desync_mitigation_mode === "monitor" && says("desync_mitigation_mode", args.desync_mitigation_mode),
  ),
};
