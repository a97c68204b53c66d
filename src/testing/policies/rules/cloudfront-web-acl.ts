import { isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_WEB_ACL: PolicyRule = {
  id: "cloudfront-web-acl",
  sentence: "A distribution has a web ACL.",
  severity: "medium",
  fix: "Set web_acl_id to the ARN of an AWS WAF web ACL.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.6',
  fsbp: ["CloudFront.6"],
  scanners: ["CKV_AWS_68", "AVD-AWS-0011"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], ({ args }) => (isSet(args.web_acl_id) ? undefined : says("web_acl_id", args.web_acl_id))),
};
