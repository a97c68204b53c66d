/**
 * Operations of APIs that IAM asks by another name: what to write for each, as "Required permissions for Amazon S3 API operations" of the Amazon S3 User Guide has it, and
 * the Service Authorization Reference for the other services.
 */
import { actionMistake } from "../../../../src/testing/permissions/actions/known-actions";

const ROWS: readonly (readonly [operation: string, needs: string])[] = [
  ["kms:ReEncrypt", "kms:ReEncryptFrom or kms:ReEncryptTo"],
  ["lambda:Invoke", "lambda:InvokeFunction"],
  ["s3:CompleteMultipartUpload", "s3:PutObject"],
  ["s3:CopyObject", "s3:GetObject of the source and s3:PutObject"],
  ["s3:CreateMultipartUpload", "s3:PutObject"],
  ["s3:DeleteBucketCors", "s3:PutBucketCORS"],
  ["s3:DeleteBucketEncryption", "s3:PutEncryptionConfiguration"],
  ["s3:DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"],
  ["s3:DeleteBucketReplication", "s3:PutReplicationConfiguration"],
  ["s3:DeleteBucketTagging", "s3:PutBucketTagging"],
  ["s3:DeleteObjects", "s3:DeleteObject"],
  ["s3:DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
  ["s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"],
  ["s3:GetBucketLifecycle", "s3:GetLifecycleConfiguration"],
  ["s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"],
  ["s3:GetBucketReplication", "s3:GetReplicationConfiguration"],
  ["s3:GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration"],
  ["s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"],
  ["s3:HeadBucket", "s3:ListBucket"],
  ["s3:HeadObject", "s3:GetObject"],
  ["s3:ListBuckets", "s3:ListAllMyBuckets"],
  ["s3:ListMultipartUploads", "s3:ListBucketMultipartUploads"],
  ["s3:ListObjects", "s3:ListBucket"],
  ["s3:ListObjectsV2", "s3:ListBucket"],
  ["s3:ListObjectVersions", "s3:ListBucketVersions"],
  ["s3:ListParts", "s3:ListMultipartUploadParts"],
  ["s3:PutBucketEncryption", "s3:PutEncryptionConfiguration"],
  ["s3:PutBucketLifecycle", "s3:PutLifecycleConfiguration"],
  ["s3:PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"],
  ["s3:PutBucketReplication", "s3:PutReplicationConfiguration"],
  ["s3:PutObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"],
  ["s3:PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"],
  ["s3:UploadPart", "s3:PutObject"],
  ["sns:PublishBatch", "sns:Publish"],
  ["sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility"],
  ["sqs:DeleteMessageBatch", "sqs:DeleteMessage"],
  ["sqs:SendMessageBatch", "sqs:SendMessage"],
];

test.each(ROWS)("%s is asked as %s", (operation, needs) => {
  expect(actionMistake(operation)).toEqual({ rule: "must be an action that the Service Authorization Reference lists", meant: needs });
});

test("the words that a row names are actions themselves", () => {
  const named = ROWS.flatMap(([, needs]) => needs.match(/[a-z0-9]+:\w+/g) ?? []);
  expect(named.filter((action) => actionMistake(action) !== undefined)).toEqual([]);
});
