import { isSet, says } from "../blocks";
import { behaviorsOf, nameOfBehavior } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_SIGNERS: PolicyRule = {
  id: "cloudfront-signers",
  sentence: "Signed URLs and cookies are checked by key groups.",
  severity: "medium",
  fix: "Use trusted_key_groups in place of trusted_signers. Security Hub reports a cache behavior without either too, which is open to all viewers.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.17',
  fsbp: ["CloudFront.17"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    const behavior = behaviorsOf(distribution).find(({ trusted_signers: signers }) => isSet(signers));
    return behavior && `${nameOfBehavior(behavior)}: ${says("trusted_signers", behavior.trusted_signers)}`;
  }),
};
