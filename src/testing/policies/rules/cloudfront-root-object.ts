import { block, isSet, says } from "../blocks";
import { isBucketOrigin, originsOf } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_ROOT_OBJECT: PolicyRule = {
  id: "cloudfront-root-object",
  sentence: "A distribution with a bucket behind / has a default root object.",
  severity: "high",
  fix: 'Set default_root_object, such as "index.html". Security Hub asks for one where / has no bucket behind it too.',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.1',
  fsbp: ["CloudFront.1"],
  scanners: ["CKV_AWS_305"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    const target: unknown = block(distribution.args.default_cache_behavior)?.target_origin_id;
    const atRoot = originsOf(distribution).filter(({ origin_id: id }) => id === target);
    return atRoot.some(isBucketOrigin) && !isSet(distribution.args.default_root_object)
      ? says("default_root_object", distribution.args.default_root_object)
      : undefined;
  }),
};
