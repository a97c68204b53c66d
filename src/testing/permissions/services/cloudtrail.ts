import { Resource } from "../../configuration";
import { ServiceNeed, ServiceRequest } from "./need";
import { actingFor, asRole, assumes, delivers, joinedPath, principalOf, sends, withKey } from "./requests";
import { ServiceView } from "./view";

/** Trails. */
export const CLOUDTRAIL: ServiceNeed = {
  id: "cloudtrail",
  page: 'AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", "Configure AWS KMS key policies for CloudTrail" and "Role policy document for CloudTrail to use CloudWatch Logs"',
  types: ["aws_cloudtrail"],
  requests: (view, trail) => {
    const purpose = `CloudTrail delivers the logs of ${trail.name}`;
    const arn = view.arnOf(trail);
    const place = view.place(trail);
    const context = actingFor(place, arn);
    const key = view.key(trail, trail.args.kms_key_id);
    const principal = principalOf("cloudtrail");
    const encryption = { "aws:SourceArn": arn, "kms:EncryptionContext:aws:cloudtrail:arn": arn };
    return [
      ...delivers(view, view.bucket(trail, trail.args.s3_bucket_name), {
        principal,
        path: joinedPath(
          view.text(trail, trail.args.s3_key_prefix),
          "AWSLogs",
          place.accountId,
          "CloudTrail",
          place.region,
          "2026/01/01/log.json.gz",
        ),
        context,
        purpose,
        checksAcl: true,
        keyActions: key === undefined ? ["kms:GenerateDataKey", "kms:Decrypt"] : [],
      }),
      ...withKey(principal, key, ["kms:GenerateDataKey"], purpose, encryption),
      ...withKey(principal, key, ["kms:DescribeKey"], purpose, { "aws:SourceArn": arn }),
      ...toLogGroup(view, trail, purpose),
      ...sends(view, "cloudtrail", trail, trail.args.sns_topic_name, purpose, { target: context, key: context }),
    ];
  },
};

function toLogGroup(view: ServiceView, trail: Resource, purpose: string): ServiceRequest[] {
  const group = view.target(trail, trail.args.cloud_watch_logs_group_arn, "aws_cloudwatch_log_group");
  const role = view.role(trail, trail.args.cloud_watch_logs_role_arn);
  const { accountId, region } = view.place(trail);
  if (group === undefined) return [];
  const resourcePath = `:log-stream:${accountId}_CloudTrail_${region}`;
  return [
    ...assumes(role, "cloudtrail", purpose, actingFor(view.place(trail), view.arnOf(trail))),
    ...asRole(role, ["logs:CreateLogStream", "logs:PutLogEvents"], group.arn, purpose, { resourcePath }),
  ];
}
