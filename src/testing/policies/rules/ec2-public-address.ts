import { blocks, says } from "../blocks";
import { eachOf, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

export const EC2_PUBLIC_ADDRESS: PolicyRule = {
  id: "ec2-public-address",
  sentence: "An instance has no public address.",
  severity: "high",
  fix: "Leave associate_public_ip_address out, or set it to false.",
  source:
    'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.9 and EC2.25, and "Security Hub CSPM controls for Amazon EC2 Auto Scaling", Autoscaling.5',
  fsbp: ["Autoscaling.5", "EC2.9", "EC2.25"],
  scanners: ["CKV_AWS_88", "CKV_AWS_389", "AVD-AWS-0009"],
  types: ["aws_launch_template", "aws_instance", "aws_launch_configuration"],
  check: eachOf(["aws_launch_template", "aws_instance", "aws_launch_configuration"], ({ args }) => {
    const given = [args, ...blocks(args.network_interfaces)].map(({ associate_public_ip_address: address }) => address as unknown);
    return given.some(isSurelyTrue) && says("associate_public_ip_address", given.find(isSurelyTrue));
  }),
};
