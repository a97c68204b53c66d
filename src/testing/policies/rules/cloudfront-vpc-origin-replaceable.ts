import { block, isTrue, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_VPC_ORIGIN_REPLACEABLE: PolicyRule = {
  id: "cloudfront-vpc-origin-replaceable",
  sentence: "A VPC origin is replaced before the old one is deleted, which is in use until then.",
  severity: "medium",
  fix: "Set lifecycle.create_before_destroy to true.",
  source: 'Amazon CloudFront Developer Guide, "Restrict access with VPC origins"',
  types: ["aws_cloudfront_vpc_origin"],
  check: eachOf(["aws_cloudfront_vpc_origin"], ({ args }) =>
    isTrue(block(args.lifecycle)?.create_before_destroy)
      ? undefined
      : says("lifecycle.create_before_destroy", block(args.lifecycle)?.create_before_destroy),
  ),
};
