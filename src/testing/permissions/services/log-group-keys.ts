import { ServiceNeed } from "./need";
import { withKey } from "./requests";

/** Log groups that are encrypted under a key. */
export const LOG_GROUP_KEYS: ServiceNeed = {
  id: "log-group-keys",
  page: 'CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service", "Set permissions on the KMS key"',
  types: ["aws_cloudwatch_log_group"],
  requests: (view, group) => {
    const { partition, region, accountId } = view.place(group);
    const name = view.text(group, group.args.name ?? (group.args.name_prefix as string | undefined)) ?? "x";
    const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
    return withKey(
      `logs.${region}.${domain}`,
      view.key(group, group.args.kms_key_id),
      ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"],
      `CloudWatch Logs encrypts ${group.name}`,
      { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:${name}` },
    );
  },
};
