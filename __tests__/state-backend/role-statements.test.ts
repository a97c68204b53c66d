import { fullStateBackend } from "../support/full-modules/state-backend";
import { roleStatements } from "../support/role-statements";
import { synth } from "../support/synth";

// S3 User Guide, "Setting up permissions for live replication"; Terraform, "Backend Type: s3", the permissions.
test("each role that the module makes or is granted to may do this, and nothing more", () => {
  expect(roleStatements(synth(fullStateBackend()))).toEqual([
    "Deploy StateEncryptDecrypt: kms:Decrypt, kms:GenerateDataKey if StringLike kms:ViaService",
    "Deploy StateList: s3:ListBucket if StringEquals s3:prefix",
    "Deploy StateLock: s3:DeleteObject, s3:GetObject, s3:PutObject",
    "Deploy StateReadWrite: s3:GetObject, s3:PutObject",
    "States_Replication_Role ReplicaEncrypt: kms:Decrypt, kms:Encrypt, kms:GenerateDataKey if StringLike kms:EncryptionContext:aws:s3:arn, StringLike kms:ViaService",
    "States_Replication_Role ReplicaWrite: s3:ReplicateDelete, s3:ReplicateObject, s3:ReplicateTags",
    "States_Replication_Role SourceDecrypt: kms:Decrypt if StringLike kms:EncryptionContext:aws:s3:arn, StringLike kms:ViaService",
    "States_Replication_Role SourceRules: s3:GetReplicationConfiguration, s3:ListBucket",
    "States_Replication_Role SourceVersionsRead: s3:GetObjectVersionAcl, s3:GetObjectVersionForReplication, s3:GetObjectVersionTagging",
  ]);
});
