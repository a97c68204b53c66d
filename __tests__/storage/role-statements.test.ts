import { fullStorage } from "../support/full-modules/storage";
import { roleStatements } from "../support/role-statements";
import { synth } from "../support/synth";

// S3 User Guide, "Setting up permissions for live replication", "Identity-based policy examples"; SQS Developer Guide, "Amazon SQS API permissions".
test("each role that the module makes or is granted to may do this, and nothing more", () => {
  expect(roleStatements(synth(fullStorage()))).toEqual([
    "Assets_Replication_Role ReplicaEncrypt: kms:Decrypt, kms:Encrypt, kms:GenerateDataKey if StringLike kms:EncryptionContext:aws:s3:arn, StringLike kms:ViaService",
    "Assets_Replication_Role ReplicaWrite: s3:ReplicateDelete, s3:ReplicateObject, s3:ReplicateTags",
    "Assets_Replication_Role SourceDecrypt: kms:Decrypt if StringLike kms:EncryptionContext:aws:s3:arn, StringLike kms:ViaService",
    "Assets_Replication_Role SourceRules: s3:GetReplicationConfiguration, s3:ListBucket",
    "Assets_Replication_Role SourceVersionsRead: s3:GetObjectVersionAcl, s3:GetObjectVersionForReplication, s3:GetObjectVersionTagging",
    "Records_Replication_Role ReplicaEncrypt: kms:Decrypt, kms:Encrypt, kms:GenerateDataKey if StringLike kms:EncryptionContext:aws:s3:arn, StringLike kms:ViaService",
    "Records_Replication_Role ReplicaWrite: s3:PutObjectLegalHold, s3:PutObjectRetention, s3:ReplicateDelete, s3:ReplicateObject, s3:ReplicateTags",
    "Records_Replication_Role SourceDecrypt: kms:Decrypt if StringLike kms:EncryptionContext:aws:s3:arn, StringLike kms:ViaService",
    "Records_Replication_Role SourceRules: s3:GetReplicationConfiguration, s3:ListBucket",
    "Records_Replication_Role SourceVersionsRead: s3:GetObjectLegalHold, s3:GetObjectRetention, s3:GetObjectVersionAcl, s3:GetObjectVersionForReplication, s3:GetObjectVersionTagging",
    "Role AssetsDelete: s3:DeleteObject",
    "Role AssetsList: s3:ListBucket",
    "Role AssetsLocation: s3:GetBucketLocation",
    "Role AssetsRead: s3:GetObject, s3:GetObjectVersion",
    "Role AssetsWrite: s3:AbortMultipartUpload, s3:ListMultipartUploadParts, s3:PutObject",
    "Role DecryptThroughS3: kms:Decrypt if StringLike kms:ViaService",
    "Role DecryptThroughSqs: kms:Decrypt if StringLike kms:ViaService",
    "Role EncryptDecryptThroughS3: kms:Decrypt, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt* if StringLike kms:ViaService",
    "Role QueueConsume: sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:ReceiveMessage",
    "Role RecordsLegalHold: s3:GetObjectLegalHold, s3:PutObjectLegalHold",
  ]);
});
