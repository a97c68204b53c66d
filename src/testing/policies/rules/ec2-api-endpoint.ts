import { eachOf } from "../each";
import { hasEndpoint } from "../placement";
import { PolicyRule } from "../rule";

export const EC2_API_ENDPOINT: PolicyRule = {
  id: "ec2-api-endpoint",
  sentence: "A VPC has an interface endpoint of the EC2 API.",
  severity: "medium",
  fix: "Add an aws_vpc_endpoint of com.amazonaws.<region>.ec2, if anything in the VPC calls it.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.10',
  fsbp: ["EC2.10"],
  types: ["aws_vpc", "aws_vpc_endpoint"],
  check: eachOf(
    ["aws_vpc"],
    (vpc, configuration) => !hasEndpoint(configuration, vpc, "ec2") && "it has no interface endpoint of Amazon EC2 (ec2)",
  ),
};
