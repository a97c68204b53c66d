import { block, referringTo } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const S3_OBJECT_LOCK_RETENTION: PolicyRule = {
  id: "s3-object-lock-retention",
  sentence: "A bucket with Object Lock keeps each object for a time.",
  severity: "medium",
  fix: "Add an aws_s3_bucket_object_lock_configuration with a default_retention.",
  source: 'Amazon S3 User Guide, "Locking objects with Object Lock"',
  types: ["aws_s3_bucket", "aws_s3_bucket_object_lock_configuration"],
  check: eachOf(["aws_s3_bucket"], (bucket, configuration) => {
    if (bucket.args.object_lock_enabled !== true) return undefined;
    const [locking] = referringTo(configuration, "aws_s3_bucket_object_lock_configuration", "bucket", bucket);
    const retention = block(block(locking?.args.rule)?.default_retention);
    return retention ? undefined : "it has no default_retention";
  }),
};
