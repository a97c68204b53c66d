import { block, isOneOf, isSet, referringTo, says } from "../blocks";
import { eachOf } from "../each";
import { isLogTarget } from "../log-targets";
import { PolicyRule } from "../rule";

export const S3_BUCKET_ENCRYPTION_KEY: PolicyRule = {
  id: "s3-bucket-encryption-key",
  sentence: "A bucket's objects are encrypted under a KMS key, but for a bucket that load balancers or S3 log to.",
  severity: "medium",
  fix: 'Add an aws_s3_bucket_server_side_encryption_configuration with sse_algorithm "aws:kms" and a kms_master_key_id.',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon S3", S3.4 and S3.17',
  scanners: ["CKV_AWS_145", "AVD-AWS-0132"],
  types: ["aws_s3_bucket", "aws_s3_bucket_server_side_encryption_configuration", "aws_lb", "aws_s3_bucket_logging"],
  check: eachOf(["aws_s3_bucket"], (bucket, configuration) => {
    if (isLogTarget(configuration, bucket)) return undefined;
    const [encryption] = referringTo(configuration, "aws_s3_bucket_server_side_encryption_configuration", "bucket", bucket);
    const rule: unknown = encryption ? encryption.args.rule : block(bucket.args.server_side_encryption_configuration)?.rule;
    const by = block(block(rule)?.apply_server_side_encryption_by_default);
    if (!by) return "it has no aws_s3_bucket_server_side_encryption_configuration";
    if (!isOneOf(by.sse_algorithm, ["aws:kms", "aws:kms:dsse"])) return says("sse_algorithm", by.sse_algorithm);
    return isSet(by.kms_master_key_id) ? undefined : says("kms_master_key_id", by.kms_master_key_id);
  }),
};
