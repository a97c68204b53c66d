import { isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_DELETION_PROTECTION: PolicyRule = {
  id: "elb-deletion-protection",
  sentence: "A load balancer can't be deleted before its protection is taken away.",
  severity: "medium",
  fix: "Set enable_deletion_protection.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.6',
  fsbp: ["ELB.6"],
  scanners: ["CKV_AWS_150"],
  types: ["aws_lb"],
  check: eachOf(
    ["aws_lb"],
    ({ args }) => isFalse(args.enable_deletion_protection) && says("enable_deletion_protection", args.enable_deletion_protection),
  ),
};
