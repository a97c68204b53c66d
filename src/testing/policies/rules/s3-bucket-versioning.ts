import { block, isOneOf, isTrue, referringTo, says } from "../blocks";
import { PolicyRule, RuleViolation } from "../rule";

export const S3_BUCKET_VERSIONING: PolicyRule = {
  id: "s3-bucket-versioning",
  sentence: "A bucket keeps the versions of its objects.",
  severity: "low",
  fix: 'Add an aws_s3_bucket_versioning whose versioning_configuration has status "Enabled".',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon S3", S3.14',
  scanners: ["CKV_AWS_21", "AVD-AWS-0090"],
  types: ["aws_s3_bucket", "aws_s3_bucket_versioning"],
  check: (configuration) =>
    configuration.all("aws_s3_bucket").flatMap((bucket): RuleViolation[] => {
      const [versioning] = referringTo(configuration, "aws_s3_bucket_versioning", "bucket", bucket);
      // The block that the provider had before.
      if (!versioning && isTrue(block(bucket.args.versioning)?.enabled)) return [];
      if (!versioning) return [{ resource: bucket, detail: "it has no aws_s3_bucket_versioning" }];
      const status: unknown = block(versioning.args.versioning_configuration)?.status;
      return isOneOf(status, ["Enabled"]) ? [] : [{ resource: versioning, detail: says("versioning_configuration.status", status) }];
    }),
};
