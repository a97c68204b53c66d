import { isOneOf, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_ORIGIN_SIGNING: PolicyRule = {
  id: "cloudfront-origin-signing",
  sentence: "CloudFront signs every request to an origin by its origin access control.",
  severity: "high",
  fix: 'Set signing_behavior to "always".',
  source: 'Amazon CloudFront Developer Guide, "Restrict access to an Amazon S3 origin", Advanced settings for origin access control',
  types: ["aws_cloudfront_origin_access_control"],
  check: eachOf(["aws_cloudfront_origin_access_control"], ({ args }) =>
    isOneOf(args.signing_behavior, ["always"]) ? undefined : says("signing_behavior", args.signing_behavior),
  ),
};
