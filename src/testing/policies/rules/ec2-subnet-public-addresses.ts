import { says } from "../blocks";
import { eachOf, isSurelyTrue } from "../each";
import { PolicyRule } from "../rule";

export const EC2_SUBNET_PUBLIC_ADDRESSES: PolicyRule = {
  id: "ec2-subnet-public-addresses",
  sentence: "A subnet gives instances no public address by itself.",
  severity: "medium",
  fix: "Leave map_public_ip_on_launch out, or set it to false.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.15',
  fsbp: ["EC2.15"],
  scanners: ["CKV_AWS_130", "AVD-AWS-0164"],
  types: ["aws_subnet"],
  check: eachOf(
    ["aws_subnet"],
    ({ args }) => isSurelyTrue(args.map_public_ip_on_launch) && says("map_public_ip_on_launch", args.map_public_ip_on_launch),
  ),
};
