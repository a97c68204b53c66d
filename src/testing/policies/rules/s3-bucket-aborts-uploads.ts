import { block, blocks } from "../blocks";
import { eachOf } from "../each";
import { PolicyRule } from "../rule";

export const S3_BUCKET_ABORTS_UPLOADS: PolicyRule = {
  id: "s3-bucket-aborts-uploads",
  sentence: "Parts of an upload that is never completed are deleted.",
  severity: "low",
  fix: "Give a lifecycle rule an abort_incomplete_multipart_upload with days_after_initiation.",
  source: 'Amazon S3 User Guide, "Configuring a bucket lifecycle configuration to delete incomplete multipart uploads"',
  scanners: ["CKV_AWS_300"],
  types: ["aws_s3_bucket_lifecycle_configuration"],
  check: eachOf(["aws_s3_bucket_lifecycle_configuration"], ({ args }) =>
    blocks(args.rule).some(({ abort_incomplete_multipart_upload: abort }) => block(abort) !== undefined)
      ? undefined
      : "none of its rules has an abort_incomplete_multipart_upload",
  ),
};
