import { blocks } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const EC2_ONE_NETWORK_INTERFACE: PolicyRule = {
  id: "ec2-one-network-interface",
  sentence: "An instance has one network interface.",
  severity: "low",
  fix: "Leave one block: a second one is a second way in.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.17',
  fsbp: ["EC2.17"],
  types: ["aws_launch_template", "aws_instance"],
  check: eachOf(["aws_launch_template", "aws_instance"], ({ type, args }) => {
    const count = blocks(type === "aws_instance" ? args.network_interface : args.network_interfaces).length;
    return count > 1 && `it has ${count} network interfaces`;
  }),
};
