import { isSet, referringTo } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const ROUTE53_QUERY_LOGS: PolicyRule = {
  id: "route53-query-logs",
  sentence: "Queries of a public hosted zone are logged.",
  severity: "medium",
  fix: "Add an aws_route53_query_log.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon Route 53", Route53.2',
  fsbp: ["Route53.2"],
  scanners: ["CKV2_AWS_39"],
  types: ["aws_route53_zone", "aws_route53_query_log"],
  check: eachOf(["aws_route53_zone"], (zone, configuration) => {
    const isPrivate = isSet(zone.args.vpc);
    return isPrivate || referringTo(configuration, "aws_route53_query_log", "zone_id", zone).length > 0
      ? undefined
      : "it has no aws_route53_query_log";
  }),
};
