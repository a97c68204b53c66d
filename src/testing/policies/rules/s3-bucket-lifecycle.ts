import { blocks, isOneOf, isTrue, referringTo } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const S3_BUCKET_LIFECYCLE: PolicyRule = {
  id: "s3-bucket-lifecycle",
  sentence: "A bucket's objects, versions or unfinished uploads end at some time.",
  severity: "low",
  fix: "Add an aws_s3_bucket_lifecycle_configuration with an enabled rule.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon S3", S3.10 and S3.13',
  fsbp: ["S3.13"],
  scanners: ["CKV2_AWS_61"],
  types: ["aws_s3_bucket", "aws_s3_bucket_lifecycle_configuration"],
  check: eachOf(["aws_s3_bucket"], (bucket, configuration) => {
    const rules = referringTo(configuration, "aws_s3_bucket_lifecycle_configuration", "bucket", bucket).flatMap(({ args }) =>
      blocks(args.rule),
    );
    const before = blocks(bucket.args.lifecycle_rule);
    if (rules.length === 0 && before.length === 0) return "it has no aws_s3_bucket_lifecycle_configuration";
    const isEnabled = rules.some(({ status }) => isOneOf(status, ["Enabled"])) || before.some(({ enabled }) => isTrue(enabled));
    return isEnabled ? undefined : "none of its lifecycle rules is enabled";
  }),
};
