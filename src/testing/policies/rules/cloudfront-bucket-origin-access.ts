import { isSet, says } from "../blocks";
import { isBucketOrigin, originsOf } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_BUCKET_ORIGIN_ACCESS: PolicyRule = {
  id: "cloudfront-bucket-origin-access",
  sentence: "A bucket is reached by an origin access control.",
  severity: "medium",
  fix: "Set the origin's origin_access_control_id.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.13',
  fsbp: ["CloudFront.13"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    const open = originsOf(distribution).find((origin) => isBucketOrigin(origin) && !isSet(origin.origin_access_control_id));
    return open && `origin ${open.origin_id}: ${says("origin_access_control_id", open.origin_access_control_id)}`;
  }),
};
