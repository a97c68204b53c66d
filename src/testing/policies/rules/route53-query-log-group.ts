import { isExpression } from "../blocks";
import { eachOf } from "../each";
import { regionOf } from "../places";
import { PolicyRule } from "../rule";

export const ROUTE53_QUERY_LOG_GROUP: PolicyRule = {
  id: "route53-query-log-group",
  sentence: "Query logs go to a log group in us-east-1 whose name begins with /aws/route53/.",
  severity: "high",
  fix: "Make the log group with a provider whose region is us-east-1, under that name.",
  source: 'Amazon Route 53 Developer Guide, "Public DNS query logging"',
  types: ["aws_route53_query_log", "aws_cloudwatch_log_group"],
  check: eachOf(["aws_route53_query_log"], (log, configuration) => {
    const group = configuration.find(configuration.key(log, log.args.cloudwatch_log_group_arn));
    const region = group && regionOf(group);
    if (region !== undefined && region !== "us-east-1") return `${group!.name} is in ${region}`;
    const name: unknown = group?.args.name;
    return typeof name === "string" && !isExpression(name) && !name.startsWith("/aws/route53/") ? `it logs to ${name}` : undefined;
  }),
};
