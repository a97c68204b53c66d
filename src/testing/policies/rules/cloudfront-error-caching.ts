import { blocks } from "../blocks";
import { behaviorsOf } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

/** The managed cache policy CachingDisabled. */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ERRORS = [500, 502, 503, 504];

export const CLOUDFRONT_ERROR_CACHING: PolicyRule = {
  id: "cloudfront-error-caching",
  sentence: "Errors of what isn't cached aren't cached either.",
  severity: "low",
  fix: "Add a custom_error_response with error_caching_min_ttl 0 for 500, 502, 503 and 504.",
  source: 'Amazon CloudFront Developer Guide, "Control how long CloudFront caches errors"',
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    if (!behaviorsOf(distribution).some(({ cache_policy_id: policy }) => policy === CACHING_DISABLED)) return undefined;
    const responses = blocks(distribution.args.custom_error_response);
    const cached = ERRORS.find((code) => !responses.some(({ error_code: own, error_caching_min_ttl: ttl }) => own === code && ttl === 0));
    return cached === undefined ? undefined : `responses with ${cached} are cached for 10 seconds or more`;
  }),
};
