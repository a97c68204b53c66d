import { Resource } from "../../configuration";
import { block, isTrue } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { actingFor, asRole, assumes, joinedPath } from "./requests";
import { vendedToBucket } from "./vended-logs";
import { ServiceView } from "./view";

/** VPC flow logs. */
export const FLOW_LOGS: ServiceNeed = {
  id: "flow-logs",
  page: 'Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs", "Amazon S3 bucket permissions for flow logs" and "Flow log files"',
  types: ["aws_flow_log"],
  requests: (view, flowLog) => {
    const { log_destination_type: type = "cloud-watch-logs", log_destination: destination } = flowLog.args;
    const purpose = `Amazon VPC publishes the flow logs of ${loggedBy(view, flowLog)}`;
    const place = view.place(flowLog);
    if (type === "s3") return vendedToBucket(view, flowLog, destination, { place, path: folder(view, flowLog), purpose });
    if (type !== "cloud-watch-logs") return [];
    const role = view.role(flowLog, flowLog.args.iam_role_arn);
    const group = groupOf(view, flowLog);
    const { partition, region, accountId } = place;
    return [
      ...assumes(
        role,
        "vpc-flow-logs",
        purpose,
        actingFor(place, `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/fl-0123456789abcdef0`),
      ),
      ...(group
        ? asRole(role, ["logs:CreateLogStream", "logs:PutLogEvents"], group, purpose, { resourcePath: ":log-stream:eni-all" })
        : []),
      ...(group ? asRole(role, ["logs:DescribeLogStreams"], group, purpose, { resourcePath: ":log-stream:" }) : []),
    ];
  },
};

/** A log group by its ARN, or by its name, which is the older argument. */
function groupOf(view: ServiceView, flowLog: Resource): string | undefined {
  const { log_destination: destination, log_group_name: name } = flowLog.args;
  if (destination !== undefined) return view.target(flowLog, destination)?.arn;
  const named = view.configuration.named(flowLog, "aws_cloudwatch_log_group", name);
  if (named) return view.arnOf(named);
  const { partition, region, accountId } = view.place(flowLog);
  const text = view.text(flowLog, name);
  return text && `arn:${partition}:logs:${region}:${accountId}:log-group:${text}`;
}

function loggedBy(view: ServiceView, flowLog: Resource): string {
  const { vpc_id: vpc, subnet_id: subnet, eni_id: eni, transit_gateway_id: transitGateway } = flowLog.args;
  return view.configuration.nameOf(view.configuration.key(flowLog, vpc ?? subnet ?? eni ?? transitGateway) ?? flowLog.name);
}

/** With Hive-compatible prefixes the account is no folder of its own. */
function folder(view: ServiceView, flowLog: Resource): string {
  const { accountId, region } = view.place(flowLog);
  const isHive = isTrue(block(flowLog.args, "destination_options")?.hive_compatible_partitions);
  return isHive
    ? joinedPath(
        "AWSLogs",
        `aws-account-id=${accountId}`,
        "aws-service=vpcflowlogs",
        `aws-region=${region}`,
        "year=2026/month=01/day=01/log.gz",
      )
    : joinedPath("AWSLogs", accountId, "vpcflowlogs", region, "2026/01/01/log.gz");
}
