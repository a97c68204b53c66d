import { Breakage, wrong } from "../breakage";

export const CLOUDWATCH_LOGS: readonly Breakage[] = [
  wrong(
    "log-delivery-of-another-region",
    "The delivery of CloudFront's logs is made in another region than us-east-1.",
    ["aws_cloudwatch_log_delivery_source", "Edge_Distribution_AccessLogs"],
    /ValidationException: PutDeliverySource action is not supported for this LogType in region eu-central-1/,
    (r) => {
      delete r.provider;
    },
  ),
  wrong(
    "retention",
    "Logs are kept for a period that CloudWatch doesn't know.",
    ["aws_cloudwatch_log_group", "Cache_LogGroup-slow-log"],
    /expected retention_in_days to be one of/,
    (r) => {
      r.retention_in_days = 100;
    },
  ),
];
