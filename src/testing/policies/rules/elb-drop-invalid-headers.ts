import { isFalse, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ELB_DROP_INVALID_HEADERS: PolicyRule = {
  id: "elb-drop-invalid-headers",
  sentence: "An Application Load Balancer drops headers that HTTP doesn't allow.",
  severity: "medium",
  fix: "Set drop_invalid_header_fields.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Elastic Load Balancing", ELB.4',
  fsbp: ["ELB.4"],
  scanners: ["CKV_AWS_131", "AVD-AWS-0052"],
  types: ["aws_lb"],
  check: eachOf(
    ["aws_lb"],
    ({ args }) =>
      (args.load_balancer_type ?? "application") === "application" &&
      isFalse(args.drop_invalid_header_fields) &&
      says("drop_invalid_header_fields", args.drop_invalid_header_fields),
  ),
};
