import { texts } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { joinedPath } from "./requests";
import { vendedToBucket, vendedToLogGroup } from "./vended-logs";

/** What AWS WAF decides. */
export const WEB_ACL_LOGS: ServiceNeed = {
  id: "web-acl-logs",
  page: 'AWS WAF Developer Guide, "Sending web ACL traffic logs to an Amazon S3 bucket" and "… to an Amazon CloudWatch Logs log group"',
  types: ["aws_wafv2_web_acl_logging_configuration"],
  requests: (view, logging) => {
    const place = view.place(logging);
    const webAcl = view.target(logging, logging.args.resource_arn, "aws_wafv2_web_acl");
    const purpose = `AWS WAF logs the requests of ${webAcl?.resource?.name ?? webAcl?.arn ?? logging.name}`;
    const folder = webAcl?.resource?.args.scope === "CLOUDFRONT" ? "cloudfront" : place.region;
    return texts(logging.args.log_destination_configs).flatMap((destination) => {
      const group = view.target(logging, destination, "aws_cloudwatch_log_group");
      const arn = group?.arn ?? "";
      // Names that AWS WAF refuses are no matter of permissions.
      if (group?.resource || arn.includes(":logs:")) return vendedToLogGroup(group, place, purpose);
      // To Firehose by a service-linked role, whose policy is AWS's own.
      if (arn.includes(":firehose:")) return [];
      const below = joinedPath("AWSLogs", place.accountId, "WAFLogs", folder, "web-acl", "2026/01/01/log.gz");
      return vendedToBucket(view, logging, destination, { place, path: below, purpose });
    });
  },
};
