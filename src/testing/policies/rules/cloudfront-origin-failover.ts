import { blocks } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_ORIGIN_FAILOVER: PolicyRule = {
  id: "cloudfront-origin-failover",
  sentence: "A distribution has an origin to fail over to.",
  severity: "low",
  fix: "Add an origin_group with two members.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.4',
  fsbp: ["CloudFront.4"],
  scanners: ["CKV_AWS_310"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], ({ args }) =>
    blocks(args.origin_group).length > 0 ? undefined : "it has no origin_group",
  ),
};
