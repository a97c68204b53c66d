import { ServiceNeed } from "./need";
import { actingFor, principalOf } from "./requests";

/** Queries of a public hosted zone. */
export const DNS_QUERY_LOGS: ServiceNeed = {
  id: "dns-query-logs",
  page: 'Amazon Route 53 Developer Guide, "Public DNS query logging", "Configuring logging for DNS queries"',
  types: ["aws_route53_query_log"],
  requests: (view, queryLog) => {
    const group = view.target(queryLog, queryLog.args.cloudwatch_log_group_arn, "aws_cloudwatch_log_group");
    const zone = view.target(queryLog, queryLog.args.zone_id, "aws_route53_zone");
    const place = view.place(queryLog);
    if (group === undefined || zone === undefined) return [];
    const arn = zone.resource ? zone.arn : `arn:${place.partition}:route53:::hostedzone/${zone.arn}`;
    return ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({
      principal: principalOf("route53"),
      action,
      resource: group.arn,
      resourcePath: ":log-stream:Z0123456789ABCDEFGHIJ/FRA2-C1",
      context: actingFor(place, arn),
      purpose: `Route 53 logs the queries of ${zone.resource?.name ?? zone.arn}`,
    }));
  },
};
