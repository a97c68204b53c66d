import { block, isSet } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_CERTIFICATE: PolicyRule = {
  id: "cloudfront-certificate",
  sentence: "A distribution has a certificate of yours.",
  severity: "medium",
  fix: "Set viewer_certificate.acm_certificate_arn.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.7',
  fsbp: ["CloudFront.7"],
  scanners: ["CKV2_AWS_42"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], ({ args }) => {
    const certificate = block(args.viewer_certificate);
    const isOwn = isSet(certificate?.acm_certificate_arn) || isSet(certificate?.iam_certificate_id);
    return isOwn ? undefined : "viewer_certificate has no certificate of yours";
  }),
};
