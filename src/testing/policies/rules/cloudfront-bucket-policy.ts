import { referringTo } from "../blocks";
import { isBucketOrigin, originsOf } from "../distributions";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";
import { allowsService, statementsOf } from "../statements";

const CLOUDFRONT = "cloudfront.amazonaws.com";

export const CLOUDFRONT_BUCKET_POLICY: PolicyRule = {
  id: "cloudfront-bucket-policy",
  sentence: "A bucket lets a distribution read that has it as an origin, and that distribution alone.",
  severity: "high",
  fix: "Allow s3:GetObject to cloudfront.amazonaws.com with the distribution's ARN as aws:SourceArn in the bucket policy.",
  source: 'Amazon CloudFront Developer Guide, "Restrict access to an Amazon S3 origin"',
  types: ["aws_cloudfront_distribution", "aws_s3_bucket_policy", "aws_s3_bucket"],
  check: eachOf(["aws_cloudfront_distribution"], (distribution, configuration) => {
    for (const origin of originsOf(distribution).filter(isBucketOrigin)) {
      const bucket = configuration.find(configuration.key(distribution, origin.domain_name));
      if (!bucket) continue;
      const policies = referringTo(configuration, "aws_s3_bucket_policy", "bucket", bucket);
      if (policies.some((policy) => statementsOf(configuration, policy, policy.args.policy).length === 0)) continue;
      const reading = policies
        .flatMap((policy) => statementsOf(configuration, policy, policy.args.policy))
        .filter((one) => allowsService([one], CLOUDFRONT, "s3:GetObject"));
      if (reading.length === 0) return `the policy of ${bucket.name} doesn't let ${CLOUDFRONT} read`;
      if (reading.some(({ conditions }) => !/"aws:Source(Arn|Account)"/i.test(JSON.stringify(conditions)))) {
        return `the policy of ${bucket.name} lets every distribution read`;
      }
    }
    return undefined;
  }),
};
