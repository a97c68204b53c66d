import { eachOf } from "../each";
import { hasEndpoint } from "../placement";
import { PolicyRule } from "../rule";

export const EC2_SYSTEMS_MANAGER_ENDPOINT: PolicyRule = {
  id: "ec2-systems-manager-endpoint",
  sentence: "A VPC has an interface endpoint of Systems Manager, by which instances without internet are managed.",
  severity: "medium",
  fix: "Add an aws_vpc_endpoint of com.amazonaws.<region>.ssm.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.57',
  fsbp: ["EC2.57"],
  types: ["aws_vpc", "aws_vpc_endpoint"],
  check: eachOf(
    ["aws_vpc"],
    (vpc, configuration) => !hasEndpoint(configuration, vpc, "ssm") && "it has no interface endpoint of Systems Manager (ssm)",
  ),
};
