import { isExpression, says } from "../blocks";
import { eachOf, numberOf } from "../each";
import { PolicyRule } from "../rule";

export const EC2_KEYED_BY_ZONE: PolicyRule = {
  id: "ec2-keyed-by-zone",
  sentence: "Subnets, addresses and gateways have names, and no places in a list: one more would replace those behind it.",
  severity: "medium",
  fix: "Make one construct for each Availability Zone, or use for_each with the zones' names, in place of count.",
  source:
    'Terraform, "The count meta-argument": instances are identified by an index, and one that is taken from the middle changes all after it',
  types: ["aws_subnet", "aws_eip", "aws_nat_gateway", "aws_route_table", "aws_route_table_association", "aws_route"],
  check: eachOf(
    ["aws_subnet", "aws_eip", "aws_nat_gateway", "aws_route_table", "aws_route_table_association", "aws_route"],
    ({ args }) =>
      // Terraform makes one of it, or none, by count as well.
      (isExpression(args.count) ? !/\?/.test(String(args.count)) : (numberOf(args.count) ?? 0) > 1) && says("count", args.count),
  ),
};
