import { block, referringTo } from "../blocks";
import { eachOf } from "../each";
import { isLogTarget } from "../log-targets";
import { PolicyRule } from "../rule";

export const S3_BUCKET_ACCESS_LOGS: PolicyRule = {
  id: "s3-bucket-access-logs",
  sentence: "Requests to a bucket are logged.",
  severity: "medium",
  fix: "Add an aws_s3_bucket_logging. What holds such logs needs none.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon S3", S3.9',
  fsbp: ["S3.9"],
  scanners: ["CKV_AWS_18", "AVD-AWS-0089"],
  types: ["aws_s3_bucket", "aws_s3_bucket_logging", "aws_lb"],
  check: eachOf(["aws_s3_bucket"], (bucket, configuration) => {
    const isLogged =
      referringTo(configuration, "aws_s3_bucket_logging", "bucket", bucket).length > 0 || block(bucket.args.logging) !== undefined;
    return isLogged || isLogTarget(configuration, bucket) ? undefined : "it has no aws_s3_bucket_logging";
  }),
};
