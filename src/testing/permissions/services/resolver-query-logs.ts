import { ServiceNeed } from "./need";
import { joinedPath } from "./requests";
import { vendedToBucket, vendedToLogGroup } from "./vended-logs";

/** Queries that VPC Resolver answers. */
export const RESOLVER_QUERY_LOGS: ServiceNeed = {
  id: "resolver-query-logs",
  page: 'Amazon Route 53 Developer Guide, "AWS resources that you can send VPC Resolver query logs to"',
  types: ["aws_route53_resolver_query_log_config"],
  requests: (view, config) => {
    const { destination_arn: destination } = config.args;
    const place = view.place(config);
    const purpose = `VPC Resolver writes the query logs of ${config.name}`;
    const group = view.target(config, destination, "aws_cloudwatch_log_group");
    if (group?.resource || group?.arn.includes(":logs:") === true) return vendedToLogGroup(group, place, purpose);
    if (group?.arn.includes(":firehose:") === true) return [];
    const below = joinedPath("AWSLogs", place.accountId, "vpcdnsquerylogs", "vpc-0123456789abcdef0", "2026/01/01/log.gz");
    return vendedToBucket(view, config, destination, { place, path: below, purpose });
  },
};
