import { block, isOneOf, isSet, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_SNI: PolicyRule = {
  id: "cloudfront-sni",
  sentence: "A distribution serves by SNI, without addresses of its own.",
  severity: "low",
  fix: 'Set viewer_certificate.ssl_support_method to "sni-only".',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.8',
  fsbp: ["CloudFront.8"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], ({ args }) => {
    const method: unknown = block(args.viewer_certificate)?.ssl_support_method;
    return !isSet(method) || isOneOf(method, ["sni-only"]) ? undefined : says("viewer_certificate.ssl_support_method", method);
  }),
};
