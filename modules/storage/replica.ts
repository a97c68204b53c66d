import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { EncryptionKey, IEncryptionKey, ILogBucket, Removal } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { BOOLEAN, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { PROVIDER, checkKeyRegion, checkLogBucketRegion, checkPlacement, regionOf } from "../../src/internal/region";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { BucketReplication, ReplicationEnd, checkReplica } from "../../src/internal/s3/bucket-replication";
import { Validator, isKnown } from "../../src/internal/validator";
import { CrossAccountReplica, checkCrossAccountReplica, isCrossAccount } from "./cross-account-replica";

/** A copy of a bucket in a second region. New versions are replicated; S3 Batch Replication copies what was there before. */
export interface BucketReplica {
  /** The provider of the second region, another than the bucket's. */
  readonly provider: TerraformProvider;
  /** The region of `provider`, where the provider takes it from its surroundings. @default - as the provider says */
  readonly region?: string;
  /** The replica's name. @default - the construct's path, the account and the region, as for every bucket */
  readonly bucketName?: string;
  /** A key of the second region: a key serves no other than its own. @default - a key of the replica's own */
  readonly encryptionKey?: IEncryptionKey;
  /** The log bucket of the replica's server access logs; in the second region. @default - requests are not logged */
  readonly accessLogs?: ILogBucket;
  /**
   * Whether S3 commits to replicate within 15 minutes, for a price for each GB (S3 User Guide, "Meeting compliance requirements with S3 Replication
   * Time Control").
   *
   * @default true
   */
  readonly replicationTimeControl?: boolean;
}

const PROPS: PropTypes<BucketReplica> = {
  provider: PROVIDER,
  region: optional(STRING),
  bucketName: optional(STRING),
  encryptionKey: optional(ENCRYPTION_KEY),
  accessLogs: optional(LOG_BUCKET),
  replicationTimeControl: optional(BOOLEAN),
};

/** Records a replica that can't be made, or would be lost with its bucket. */
export function checkAnyReplica(
  validator: Validator,
  scope: Construct,
  replica: BucketReplica | CrossAccountReplica,
  bucket: { readonly region: string; readonly bucketArn: string; readonly bucketName?: string },
): void {
  validator.known("replica", replica);
  if (!isKnown(replica)) return;
  if (isCrossAccount(replica)) checkCrossAccountReplica(validator, scope, replica, bucket);
  else checkReplicaProps(validator, replica, bucket);
}

function checkReplicaProps(
  validator: Validator,
  replica: BucketReplica,
  bucket: { readonly region: string; readonly bucketName?: string },
): void {
  validator.props(replica, PROPS, "replica").known("replica.replicationTimeControl", replica.replicationTimeControl);
  checkPlacement(validator, replica, "replica", "replica.");
  checkBucketName(validator, "replica.bucketName", replica.bucketName);
  checkReplica(validator, bucket, replica);
  const region = regionOf(replica.provider) ?? replica.region;
  checkLogBucketRegion(validator, "replica.accessLogs", replica.accessLogs, region);
  if (region !== undefined) checkKeyRegion(validator, replica.encryptionKey, region, "replica.encryptionKey");
}

/** The props that a replica doesn't share with its bucket; makes its key where none is given. */
export function replicaSettings(scope: Construct, replica: BucketReplica, removal: Removal) {
  const { provider, region } = replica;
  return {
    bucketName: replica.bucketName,
    encryptionKey: replica.encryptionKey ?? new EncryptionKey(scope, "ReplicaKey", { removal, provider, region }),
    accessLogs: replica.accessLogs,
    inventory: undefined,
    eventBridge: undefined,
    requestMetrics: undefined,
    removal,
    provider,
    region,
    replica: undefined,
  };
}

/** Replicates new versions from a bucket to its replica. Deletions are not replicated: what is deleted in the bucket stays in the replica. */
export function createReplication(
  scope: Construct,
  { replicationTimeControl }: Pick<BucketReplica, "replicationTimeControl">,
  ends: {
    readonly source: ReplicationEnd;
    readonly destination: ReplicationEnd;
    readonly destinationAccountId?: string;
    readonly roleName?: string;
    readonly objectLock: boolean;
    readonly provider?: TerraformProvider;
  },
): BucketReplication {
  return new BucketReplication(scope, "Replication", {
    ...ends,
    ruleId: "all-objects",
    replicateDeleteMarkers: false,
    replicationTimeControl: replicationTimeControl ?? true,
  });
}

/** A bucket as an end of a replication, once its versioning is enabled. Pure. */
export function replicationEnd(
  bucket: { readonly bucketName: string; readonly bucketArn: string; readonly versioning: ITerraformDependable },
  encryptionKey: IEncryptionKey,
  region: string,
  objectLock: readonly ITerraformDependable[] = [],
): ReplicationEnd {
  const { bucketName, bucketArn, versioning } = bucket;
  return { bucketName, bucketArn, kmsKeyArn: encryptionKey.keyArn, region, dependencies: [versioning, ...objectLock] };
}
