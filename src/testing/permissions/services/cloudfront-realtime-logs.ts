import { block, blocks } from "../../requests/arguments";
import { ServiceNeed } from "./need";
import { asRole, assumes, withKey } from "./requests";

/** CloudFront's real-time logs. */
export const CLOUDFRONT_REALTIME_LOGS: ServiceNeed = {
  id: "cloudfront-realtime-logs",
  page: 'Amazon CloudFront Developer Guide, "Use real-time access logs", "IAM role"',
  types: ["aws_cloudfront_realtime_log_config"],
  requests: (view, config) =>
    blocks(config.args, "endpoint").flatMap((endpoint) => {
      const to = block(endpoint, "kinesis_stream_config");
      const role = view.role(config, to?.role_arn);
      const stream = view.target(config, to?.stream_arn, "aws_kinesis_stream");
      const purpose = `CloudFront sends the real-time logs of ${config.name}`;
      if (role === undefined || stream === undefined) return [];
      const key = stream.resource && view.key(stream.resource, stream.resource.args.kms_key_id);
      return [
        ...assumes(role, "cloudfront", purpose, { "aws:SourceAccount": view.place(config).accountId }),
        ...asRole(
          role,
          ["kinesis:DescribeStreamSummary", "kinesis:DescribeStream", "kinesis:PutRecord", "kinesis:PutRecords"],
          stream.arn,
          purpose,
        ),
        ...withKey(role.arn, key, ["kms:GenerateDataKey"], purpose),
      ];
    }),
};
