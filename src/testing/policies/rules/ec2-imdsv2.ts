import { block, isOneOf, says } from "../blocks";
import { eachOf, isDynamic } from "../each";
import { PolicyRule } from "../rule";

export const EC2_IMDSV2: PolicyRule = {
  id: "ec2-imdsv2",
  sentence: "An instance gives its credentials to version 2 of the Instance Metadata Service alone.",
  severity: "high",
  fix: "Set metadata_options.http_tokens to required.",
  source:
    'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.8 and EC2.170, and "Security Hub CSPM controls for Amazon EC2 Auto Scaling", AutoScaling.3',
  fsbp: ["AutoScaling.3", "EC2.8", "EC2.170"],
  cis: ["5.6"],
  scanners: ["CKV_AWS_79", "AVD-AWS-0028", "AVD-AWS-0130"],
  types: ["aws_launch_template", "aws_instance", "aws_launch_configuration"],
  check: eachOf(["aws_launch_template", "aws_instance", "aws_launch_configuration"], ({ args }) => {
    const options = block(args.metadata_options);
    // An instance has the options of its launch template, which is looked at by itself, unless it has its own.
    const isOfTemplate = options === undefined && block(args.launch_template) !== undefined;
    const isServed = options?.http_endpoint !== "disabled" && !isOfTemplate && !isDynamic(args, "metadata_options");
    return isServed && !isOneOf(options?.http_tokens, ["required"]) && says("metadata_options.http_tokens", options?.http_tokens);
  }),
};
