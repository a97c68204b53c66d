import { block, says } from "../blocks";
import { eachOf, numberOf } from "../each";
import { PolicyRule } from "../rule";

export const EC2_METADATA_HOP_LIMIT: PolicyRule = {
  id: "ec2-metadata-hop-limit",
  sentence: "An instance's credentials go no further than the instance.",
  severity: "medium",
  fix: "Set metadata_options.http_put_response_hop_limit to 1; containers need 2.",
  source: 'Amazon EC2 User Guide, "Configure the Instance Metadata Service options"',
  scanners: ["CKV_AWS_341"],
  types: ["aws_launch_template", "aws_launch_configuration"],
  check: eachOf(["aws_launch_template", "aws_launch_configuration"], ({ args }) => {
    const limit: unknown = block(args.metadata_options)?.http_put_response_hop_limit;
    return (numberOf(limit) ?? 1) > 1 && says("metadata_options.http_put_response_hop_limit", limit);
  }),
};
