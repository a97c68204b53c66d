import { block, isOneOf, says } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const S3_BUCKET_ACLS_DISABLED: PolicyRule = {
  id: "s3-bucket-acls-disabled",
  sentence: "A bucket has no ACLs.",
  severity: "medium",
  fix: 'Add an aws_s3_bucket_ownership_controls with object_ownership "BucketOwnerEnforced".',
  source: 'AWS Security Hub User Guide, "Security Hub CSPM controls for Amazon S3", S3.12',
  fsbp: ["S3.12"],
  scanners: ["CKV2_AWS_65"],
  types: ["aws_s3_bucket_ownership_controls"],
  check: eachOf(["aws_s3_bucket_ownership_controls"], ({ args }) => {
    const ownership: unknown = block(args.rule)?.object_ownership;
    return isOneOf(ownership, ["BucketOwnerEnforced"]) ? undefined : says("rule.object_ownership", ownership);
  }),
};
