import { Resource } from "../../configuration";
import { isExpression, values } from "../blocks";
import { PolicyRule, RuleViolation } from "../rule";

export const CLOUDFRONT_ALIAS_ONCE: PolicyRule = {
  id: "cloudfront-alias-once",
  sentence: "A domain name is the alias of one distribution.",
  severity: "high",
  fix: "Take it out of the other one's aliases.",
  source: 'Amazon CloudFront Developer Guide, "Use custom URLs by adding alternate domain names (CNAMEs)"',
  types: ["aws_cloudfront_distribution"],
  check: (configuration) => {
    const first = new Map<unknown, Resource>();
    return configuration.all("aws_cloudfront_distribution").flatMap((distribution): RuleViolation[] =>
      values(distribution.args.aliases)
        .filter((alias) => !isExpression(alias))
        .flatMap((alias): RuleViolation[] => {
          const other = first.get(alias);
          if (!other) first.set(alias, distribution);
          return other ? [{ resource: distribution, detail: `${String(alias)} is an alias of ${other.name} too` }] : [];
        }),
    );
  },
};
