import { blocks, values } from "../blocks";
import { behaviorsOf, originsOf } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const QUOTA_DISTRIBUTION: PolicyRule = {
  id: "quota-distribution",
  sentence:
    "A distribution has no more than 100 aliases, 75 cache behaviors, 100 origins and 10 origin groups, which AWS raises on request.",
  severity: "medium",
  fix: "Merge behaviors by their path patterns, or have the quota raised and except this.",
  source: 'Amazon CloudFront Developer Guide, "Quotas", General quotas on distributions',
  types: ["aws_cloudfront_distribution"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution) => {
    const counted: readonly (readonly [what: string, count: number, most: number])[] = [
      ["aliases", values(distribution.args.aliases).length, 100],
      ["cache behaviors", behaviorsOf(distribution).length, 75],
      ["origins", originsOf(distribution).length, 100],
      ["origin groups", blocks(distribution.args.origin_group).length, 10],
    ];
    const [what, count] = counted.find(([, number, most]) => number > most) ?? [];
    return what && `it has ${count} ${what}`;
  }),
};
