import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, Role } from "../../src/core";
import type { StateBucket } from "./state-bucket";

export interface StateReplicationProps {
  readonly source: StateBucket;
  readonly destination: StateBucket;
  /** The provider of the source. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/**
 * Copies every version of every state to a bucket in a second region, within 15 minutes by S3's replication time control.
 *
 * Delete markers are copied as well: they are locks that were released, and a lock that only the copy still has would stop whoever moves to it.
 */
export class StateReplication extends Construct {
  public readonly role: Role;
  public readonly resource: S3BucketReplicationConfigurationA;

  constructor(scope: Construct, id: string, props: StateReplicationProps) {
    super(scope, id);
    const { source, destination } = props;
    this.role = this.createRole(source, destination);
    this.resource = new S3BucketReplicationConfigurationA(this, "Resource", {
      bucket: source.bucketName,
      role: this.role.roleArn,
      rule: [
        {
          id: "states",
          status: "Enabled",
          priority: 0,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Enabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: destination.bucketArn,
            encryptionConfiguration: { replicaKmsKeyId: destination.encryptionKeyArn },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          },
        },
      ],
      provider: props.provider,
      dependsOn: [source.versioning, destination.versioning, this.role.policy!],
    });
  }

  /** As the S3 User Guide has it ("Setting up permissions for live replication", "Replicating encrypted objects"). */
  private createRole(source: StateBucket, destination: StateBucket): Role {
    const role = new Role(this, "Role", {
      assumedBy: { services: ["s3.amazonaws.com"] },
      assumeConditions: {
        StringEquals: { "aws:SourceAccount": AwsEnvironment.of(this).accountId },
        ArnEquals: { "aws:SourceArn": source.bucketArn },
      },
    });
    role.grant({ sid: "SourceRules", actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: [source.bucketArn] });
    role.grant({
      sid: "SourceVersionsRead",
      actions: ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"],
      resources: [`${source.bucketArn}/*`],
    });
    role.grant({
      sid: "ReplicaWrite",
      actions: ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"],
      resources: [`${destination.bucketArn}/*`],
    });
    role.grant({ sid: "SourceDecrypt", actions: ["kms:Decrypt"], resources: [source.encryptionKeyArn] });
    role.grant({ sid: "ReplicaEncrypt", actions: ["kms:Encrypt", "kms:GenerateDataKey"], resources: [destination.encryptionKeyArn] });
    return role;
  }
}
