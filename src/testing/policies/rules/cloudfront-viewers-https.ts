import { says } from "../blocks";
import { behaviorsOf, nameOfBehavior } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_VIEWERS_HTTPS: PolicyRule = {
  id: "cloudfront-viewers-https",
  sentence: "Viewers use HTTPS.",
  severity: "medium",
  fix: 'Set viewer_protocol_policy to "redirect-to-https" or "https-only".',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.3',
  fsbp: ["CloudFront.3"],
  scanners: ["CKV_AWS_34", "AVD-AWS-0012"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    const open = behaviorsOf(distribution).find(({ viewer_protocol_policy: policy }) => policy === "allow-all");
    return open && `${nameOfBehavior(open)}: ${says("viewer_protocol_policy", open.viewer_protocol_policy)}`;
  }),
};
