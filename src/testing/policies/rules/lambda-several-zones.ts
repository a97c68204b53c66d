import { block, isSet } from "../blocks";
import { eachOf } from "../each";
import { zonesOf } from "../placement";
import { PolicyRule } from "../rule";

export const LAMBDA_SEVERAL_ZONES: PolicyRule = {
  id: "lambda-several-zones",
  sentence: "A function in a VPC has subnets in two Availability Zones at least.",
  severity: "medium",
  fix: "Name subnets of two Availability Zones or more in vpc_config.subnet_ids.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for AWS Lambda", Lambda.5',
  fsbp: ["Lambda.5"],
  types: ["aws_lambda_function", "aws_subnet"],
  check: eachOf(["aws_lambda_function"], (lambda, configuration) => {
    const subnets: unknown = block(lambda.args.vpc_config)?.subnet_ids;
    return isSet(subnets) && zonesOf(configuration, lambda, subnets) === 1 && "its subnets are in one Availability Zone";
  }),
};
