import { block, isOneOf, values } from "../blocks";
import { customOrigins } from "../distributions";
import { PolicyRule, RuleViolation } from "../rule";

export const CLOUDFRONT_ORIGIN_TLS: PolicyRule = {
  id: "cloudfront-origin-tls",
  sentence: "CloudFront connects to origins by TLS 1.2.",
  severity: "medium",
  fix: 'Make origin_ssl_protocols ["TLSv1.2"].',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon CloudFront", CloudFront.10',
  fsbp: ["CloudFront.10"],
  types: ["aws_cloudfront_distribution", "aws_cloudfront_vpc_origin"],
  check: (configuration) =>
    customOrigins(configuration).flatMap(({ resource, settings }): RuleViolation[] => {
      const protocols = values(settings.origin_ssl_protocols).flatMap((one) => values(block(one)?.items ?? one));
      const old = protocols.find((protocol) => !isOneOf(protocol, ["TLSv1.2"]));
      return old === undefined ? [] : [{ resource, detail: `origin_ssl_protocols has ${JSON.stringify(old)}` }];
    }),
};
