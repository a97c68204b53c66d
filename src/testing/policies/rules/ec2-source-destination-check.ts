import { says } from "../blocks";
import { eachOf, isSurelyFalse } from "../each";
import { PolicyRule } from "../rule";

export const EC2_SOURCE_DESTINATION_CHECK: PolicyRule = {
  id: "ec2-source-destination-check",
  sentence: "A network interface takes packets that are for itself alone.",
  severity: "medium",
  fix: "Leave source_dest_check out, or set it to true.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.180',
  fsbp: ["EC2.180"],
  types: ["aws_network_interface"],
  check: eachOf(
    ["aws_network_interface"],
    ({ args }) => isSurelyFalse(args.source_dest_check) && says("source_dest_check", args.source_dest_check),
  ),
};
