import { isSet, says } from "../blocks";
import { behaviorsOf, nameOfBehavior } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const CLOUDFRONT_RESPONSE_HEADERS: PolicyRule = {
  id: "cloudfront-response-headers",
  sentence: "Responses of a distribution have security headers.",
  severity: "low",
  fix: "Set response_headers_policy_id of each behavior.",
  source: 'Amazon CloudFront Developer Guide, "Add or remove HTTP headers in CloudFront responses with a policy"',
  scanners: ["CKV2_AWS_32"],
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    const without = behaviorsOf(distribution).find(({ response_headers_policy_id: policy }) => !isSet(policy));
    return without && `${nameOfBehavior(without)}: ${says("response_headers_policy_id", without.response_headers_policy_id)}`;
  }),
};
