import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { EncryptionKey, IEncryptionKey, ILogBucket, Removal } from "../../src/core";
import { IntelligentTieringDays } from "./intelligent-tiering";
import type { CommonBucketProps } from "./secure-bucket";

/** What buckets under a customer-managed key take. */
export interface ReplicableBucketProps extends CommonBucketProps {
  /** Encrypts the objects, with a bucket key that saves most of KMS's requests. */
  readonly encryptionKey: IEncryptionKey;
  /** Moves objects in the class INTELLIGENT_TIERING that nobody reads to its archive tiers. @default - they stay in the tiers that answer at once */
  readonly intelligentTieringAfterDays?: IntelligentTieringDays;
  /** A copy of every object in a second region, which no deletion here hides. @default - none */
  readonly replica?: ReplicaProps;
}

/** A copy of a bucket in a second region, made new version by new version. */
export interface ReplicaProps {
  /** The provider of the second region. */
  readonly provider: TerraformProvider;
  /** The region of `provider`, another than the bucket's. */
  readonly region: string;
  /** @default - the construct's path, the account and the region, as for every bucket */
  readonly bucketName?: string;
  /** A key of the second region: a key can't leave its own. @default - a key of the replica's own */
  readonly encryptionKey?: IEncryptionKey;
  /** A log bucket of the second region. @default - requests are not logged */
  readonly accessLogs?: ILogBucket;
  /**
   * Whether S3 promises the copy within 15 minutes, for a price for each GB (S3 User Guide, "S3 Replication Time Control").
   *
   * @default true
   */
  readonly replicationTimeControl?: boolean;
}

/** What a replica has of its own rather than from the bucket that it is a copy of; makes its key where none is given. */
export function replicaPlacement(
  bucket: Construct & { readonly removal: Removal },
  replica: ReplicaProps,
): CommonBucketProps & { readonly encryptionKey: IEncryptionKey; readonly replica: undefined } {
  const { provider, region } = replica;
  return {
    bucketName: replica.bucketName,
    encryptionKey: replica.encryptionKey ?? new EncryptionKey(bucket, "ReplicaKey", { removal: bucket.removal, provider, region }),
    accessLogs: replica.accessLogs,
    inventory: undefined,
    eventBridge: undefined,
    requestMetrics: undefined,
    provider,
    region,
    replica: undefined,
  };
}
