import { isFalse, referringTo, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

const SETTINGS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

export const S3_BUCKET_PUBLIC_ACCESS_BLOCK: PolicyRule = {
  id: "s3-bucket-public-access-block",
  sentence: "A bucket blocks all public access.",
  severity: "critical",
  fix: "Add an aws_s3_bucket_public_access_block with all four settings true.",
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon S3", S3.2, S3.3 and S3.8',
  fsbp: ["S3.2", "S3.3", "S3.8"],
  cis: ["2.1.4"],
  scanners: [
    "CKV_AWS_53",
    "CKV_AWS_54",
    "CKV_AWS_55",
    "CKV_AWS_56",
    "CKV2_AWS_6",
    "AVD-AWS-0086",
    "AVD-AWS-0087",
    "AVD-AWS-0091",
    "AVD-AWS-0093",
    "AVD-AWS-0094",
  ],
  types: ["aws_s3_bucket", "aws_s3_bucket_public_access_block"],
  check: (configuration) => [
    ...eachOf(["aws_s3_bucket"], (bucket) =>
      referringTo(configuration, "aws_s3_bucket_public_access_block", "bucket", bucket).length > 0
        ? undefined
        : "it has no aws_s3_bucket_public_access_block",
    )(configuration),
    ...eachOf(["aws_s3_bucket_public_access_block"], ({ args }) => {
      const open = SETTINGS.find((setting) => isFalse(args[setting]));
      return open && says(open, args[open]);
    })(configuration),
  ],
};
