import { isOneOf, says } from "../blocks";
import { customOrigins } from "../distributions";
import { PolicyRule, RuleViolation } from "../rule";

export const CLOUDFRONT_ORIGIN_HTTPS: PolicyRule = {
  id: "cloudfront-origin-https",
  sentence: "CloudFront connects to origins by HTTPS.",
  severity: "medium",
  fix: 'Set origin_protocol_policy to "https-only".',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.9',
  fsbp: ["CloudFront.9"],
  types: ["aws_cloudfront_distribution", "aws_cloudfront_vpc_origin"],
  check: (configuration) =>
    customOrigins(configuration).flatMap(({ resource, settings }): RuleViolation[] => {
      const policy: unknown = settings.origin_protocol_policy;
      return isOneOf(policy, ["https-only"]) ? [] : [{ resource, detail: says("origin_protocol_policy", policy) }];
    }),
};
