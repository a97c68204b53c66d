import { says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const EC2_BLOCK_PUBLIC_ACCESS: PolicyRule = {
  id: "ec2-block-public-access",
  sentence: "Where VPC Block Public Access is configured, it blocks internet gateways.",
  severity: "medium",
  fix: "Set internet_gateway_block_mode to block-bidirectional or block-ingress.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon EC2", EC2.172',
  fsbp: ["EC2.172"],
  types: ["aws_vpc_block_public_access_options"],
  check: eachOf(
    ["aws_vpc_block_public_access_options"],
    ({ args }) => args.internet_gateway_block_mode === "off" && says("internet_gateway_block_mode", args.internet_gateway_block_mode),
  ),
};
