import { Construct } from "constructs";
import { AwsEnvironment, IBucket } from "../../src/core";
import { accountPrincipals } from "../../src/internal/account-principals";
import { FORMATS } from "../../src/internal/formats";
import { BOOLEAN, PropTypes, STRING, like, optional } from "../../src/internal/prop-types";
import { REPLICA_KEY_ACTIONS, ReplicationEnd, replicaWriteActions, throughS3 } from "../../src/internal/s3/bucket-replication";
import { Validator, isGiven } from "../../src/internal/validator";

/** A copy in a bucket that another account has made. New versions are replicated; S3 Batch Replication copies what was there before. */
export interface CrossAccountReplica {
  /**
   * The other account's bucket: `Bucket.fromAttributes`, with its region and its key. What its owner must add to the policies of both is in
   * their `requiredPolicyJson`; a bucket of this library takes it by `allowReplicationFrom`.
   */
  readonly bucket: IBucket & { readonly region: string };
  /** The other account's twelve digits. It owns the copies, so that nobody of this account can delete them. */
  readonly accountId: string;
  /**
   * The name of the role that replicates, 1 to 64 letters, digits and `_+=,.@-`: the other account's policies name the role before it is made.
   * A change replaces the role.
   *
   * @default - made from the path of the bucket's replication and the region, such as `trading-prod-Records-Replication-eu-central-1`
   */
  readonly roleName?: string;
  /** Whether S3 commits to replicate within 15 minutes, for a price for each GB. @default true */
  readonly replicationTimeControl?: boolean;
}

const PROPS: PropTypes<CrossAccountReplica> = {
  bucket: like<CrossAccountReplica["bucket"]>("a bucket", ["bucketName", "bucketArn", "region", "addToPolicy"]),
  accountId: STRING,
  roleName: optional(STRING),
  replicationTimeControl: optional(BOOLEAN),
};

/** Whether a replica is another account's. */
export function isCrossAccount(replica: object): replica is CrossAccountReplica {
  return "bucket" in replica;
}

/** Records a replica in another account that S3 refuses, or that isn't one. */
export function checkCrossAccountReplica(
  validator: Validator,
  scope: Construct,
  replica: CrossAccountReplica,
  bucket: { readonly bucketArn: string },
): void {
  validator
    .props(replica, PROPS, "replica")
    .known("replica.replicationTimeControl", replica.replicationTimeControl)
    .format("replica.accountId", replica.accountId, FORMATS.accountId)
    .format("replica.roleName", replica.roleName, FORMATS.roleName)
    .onceKnown([replica.accountId, AwsEnvironment.of(scope).accountId], (collected, accountId, own) =>
      collected.check(
        "replica.accountId",
        accountId,
        accountId !== own,
        "must be another account than the bucket's",
        "For a copy in this account, give the provider of a second region instead.",
      ),
    )
    .check(
      "replica.bucket",
      replica.bucket.bucketArn,
      isGiven(replica.bucket.encryptionKey),
      "must have an encryptionKey: copies of objects under a key are under one as well",
      "Give it to Bucket.fromAttributes: EncryptionKey.fromArn.",
    )
    .check(
      "replica.bucket",
      replica.bucket.bucketArn,
      replica.bucket.bucketArn !== bucket.bucketArn,
      "must be another bucket",
      "Give the bucket of the other account.",
    );
}

/** The other account's bucket as the end of a replication: it is there, with its versioning. Pure. */
export function destinationEnd({ bucket }: CrossAccountReplica): ReplicationEnd {
  const { bucketName, bucketArn, region, encryptionKey } = bucket;
  return { bucketName, bucketArn, kmsKeyArn: encryptionKey!.keyArn, region, dependencies: [] };
}

/**
 * Allows the replication role of another account, in the policies of the destination and of its key (S3 User Guide, "Granting permissions when the
 * source and destination buckets are owned by different AWS accounts", "Granting additional permissions for cross-account scenarios"). The role
 * needn't exist yet: the destination is deployed first.
 *
 * AWS's example also lets the role change the destination's versioning: that is for the console, and nothing to leave to another account.
 */
export function allowReplication(bucket: IBucket & { readonly region: string }, roleArn: string, objectLock: boolean): void {
  const { bucketArn, encryptionKey } = bucket;
  const { principals, conditions } = accountPrincipals([roleArn]);
  const statement = { principals, conditions };
  const actions = replicaWriteActions({ objectLock, destinationAccountId: "other" });
  bucket.addToPolicy({ sid: "Replicas", ...statement, actions, resources: [`${bucketArn}/*`] });
  bucket.addToPolicy({ sid: "ReplicaBucket", ...statement, actions: ["s3:GetBucketVersioning", "s3:ListBucket"], resources: [bucketArn] });
  encryptionKey?.addToPolicy({
    sid: "Replicas",
    principals,
    actions: REPLICA_KEY_ACTIONS,
    conditions: { ...conditions, ...throughS3(bucket) },
  });
}
