import { Resource } from "../../configuration";
import { ServiceNeed, ServiceRequest } from "./need";
import { actingFor, asRole, assumes, sends, through, withKey } from "./requests";
import { ServiceView, Target } from "./view";

/** What CloudWatch Logs does with the role that it is given for a stream. */
const ACTIONS: Readonly<Record<string, string>> = {
  kinesis: "kinesis:PutRecord",
  firehose: "firehose:PutRecord",
};

/** Log events that CloudWatch Logs passes on to functions and streams. */
export const LOG_SUBSCRIPTIONS: ServiceNeed = {
  id: "log-subscriptions",
  page: 'Amazon CloudWatch Logs User Guide, "Log group-level subscription filters" and "Cross-account cross-Region log group-level subscriptions"; Amazon Kinesis Data Streams Developer Guide, "Permissions to use user-generated KMS keys"',
  types: ["aws_cloudwatch_log_subscription_filter", "aws_cloudwatch_log_destination"],
  requests: (view, from) => {
    const { partition, region, accountId } = view.place(from);
    const logs = `arn:${partition}:logs:${region}:${accountId}`;
    if (from.type === "aws_cloudwatch_log_destination") {
      const source = `${logs}:destination:${view.text(from, from.args.name) ?? "x"}`;
      return toStream(view, from, from.args.target_arn, source, `CloudWatch Logs sends what the destination ${from.name} receives`);
    }
    const group = view.configuration.named(from, "aws_cloudwatch_log_group", from.args.log_group_name);
    const source = `${group ? view.arnOf(group) : `${logs}:log-group:${view.text(from, from.args.log_group_name) ?? "x"}`}:*`;
    const purpose = `CloudWatch Logs sends the log events that the filter ${from.name} selects`;
    const { destination_arn: to } = from.args;
    return from.args.role_arn === undefined
      ? sends(view, "logs", from, to, purpose, { target: actingFor(view.place(from), source), key: {} })
      : toStream(view, from, to, source, purpose);
  },
};

function toStream(view: ServiceView, from: Resource, to: unknown, source: string, purpose: string): ServiceRequest[] {
  const role = view.role(from, from.args.role_arn);
  const stream = view.target(from, to, "aws_kinesis_stream", "aws_kinesis_firehose_delivery_stream");
  const action = ACTIONS[stream?.arn.split(":")[2] ?? ""];
  return [
    ...assumes(role, "logs", purpose, actingFor(view.place(from), source)),
    ...(stream && action !== undefined ? asRole(role, [action], stream.arn, purpose) : []),
    ...encrypts(view, role, stream, purpose),
  ];
}

function encrypts(view: ServiceView, role: Target | undefined, stream: Target | undefined, purpose: string): ServiceRequest[] {
  if (role === undefined || stream?.resource?.type !== "aws_kinesis_stream") return [];
  const key = view.key(stream.resource, stream.resource.args.kms_key_id);
  return withKey(role.arn, key, ["kms:GenerateDataKey"], purpose, through("kinesis", view.place(stream.resource)));
}
