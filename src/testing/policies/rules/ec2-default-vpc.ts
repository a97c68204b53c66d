import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const EC2_DEFAULT_VPC: PolicyRule = {
  id: "ec2-default-vpc",
  sentence: "Nothing is in the default VPC, whose subnets are all public.",
  severity: "high",
  fix: "Make a VPC of your own.",
  source: 'Amazon VPC User Guide, "Default VPCs"',
  scanners: ["CKV_AWS_148", "AVD-AWS-0101"],
  types: ["aws_default_vpc"],
  check: eachOf(["aws_default_vpc"], () => "it is the default VPC"),
};
