import { block, referringTo } from "../blocks";
import { isBucketOrigin, originsOf } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { allowsService, keyOf, keyPolicy } from "../statements";

export const CLOUDFRONT_BUCKET_KEY: PolicyRule = {
  id: "cloudfront-bucket-key",
  sentence: "The key of a bucket that is an origin lets CloudFront decrypt.",
  severity: "high",
  fix: "Allow kms:Decrypt to cloudfront.amazonaws.com in the key policy.",
  source: 'Amazon CloudFront Developer Guide, "Restrict access to an Amazon S3 origin", SSE-KMS',
  types: [
    "aws_cloudfront_distribution",
    "aws_kms_key",
    "aws_s3_bucket_server_side_encryption_configuration",
    "aws_kms_key_policy",
    "aws_s3_bucket",
  ],
  check: eachOf(["aws_cloudfront_distribution"], (distribution, configuration) => {
    for (const origin of originsOf(distribution).filter(isBucketOrigin)) {
      const bucket = configuration.find(configuration.key(distribution, origin.domain_name));
      const [encryption] = bucket ? referringTo(configuration, "aws_s3_bucket_server_side_encryption_configuration", "bucket", bucket) : [];
      const by = block(block(encryption?.args.rule)?.apply_server_side_encryption_by_default);
      const key = encryption && keyOf(configuration, encryption, by?.kms_master_key_id);
      const policy = key && keyPolicy(configuration, key);
      if (policy && !allowsService(policy, "cloudfront.amazonaws.com", "kms:Decrypt")) {
        return `the policy of ${key.name} doesn't let cloudfront.amazonaws.com decrypt`;
      }
    }
    return undefined;
  }),
};
