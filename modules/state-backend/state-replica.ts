import { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { IEncryptionKey, ILogBucket } from "../../src/core";
import { ENCRYPTION_KEY } from "../../src/core/encryption-key";
import { LOG_BUCKET } from "../../src/core/log-bucket";
import { PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { PROVIDER, checkPlacement, regionOf } from "../../src/internal/region";
import { checkAccessLogs } from "../../src/internal/s3/access-logging";
import { checkBucketName } from "../../src/internal/s3/bucket-name";
import { BucketReplication, ReplicationEnd, checkReplica } from "../../src/internal/s3/bucket-replication";
import { Validator } from "../../src/internal/validator";

/** A copy of the state bucket in a second region. */
export interface StateReplica {
  /** The provider of the second region, another than the state bucket's. */
  readonly provider: TerraformProvider;
  /** The region of `provider`, where the provider takes it from its surroundings. @default - as the provider says */
  readonly region?: string;
  /** The replica's name. @default - the state bucket's name with `-replica` behind it */
  readonly bucketName?: string;
  /** A KMS key of the second region. @default - a key of its own, under the alias `alias/<bucketName>` there, with dashes for dots */
  readonly encryptionKey?: IEncryptionKey;
  /** A log bucket of the second region, for the replica's server access logs. @default - requests are not logged */
  readonly accessLogs?: ILogBucket;
}

const REPLICA: PropTypes<StateReplica> = {
  provider: PROVIDER,
  region: optional(STRING),
  bucketName: optional(STRING),
  encryptionKey: optional(ENCRYPTION_KEY),
  accessLogs: optional(LOG_BUCKET),
};

/** What the replication of a state bucket is made with. */
interface StateReplicationSettings {
  readonly source: ReplicationEnd;
  readonly destination: ReplicationEnd;
  /** The provider of the source. */
  readonly provider?: TerraformProvider;
}

/** Records what is wrong with a replica of `bucket`. */
export function checkStateReplica(
  validator: Validator,
  bucket: { readonly bucketName: string; readonly region: string },
  replica: StateReplica,
): void {
  validator.props(replica, REPLICA, "replica");
  checkPlacement(validator, replica, "replica", "replica.");
  checkBucketName(validator, replica.bucketName ? "replica.bucketName" : "replica", replicaName(bucket.bucketName, replica));
  checkReplica(validator, bucket, replica);
  checkAccessLogs(validator, replica.accessLogs, { region: regionOf(replica.provider) ?? replica.region }, "replica.accessLogs");
}

/** The replica's name, with its default resolved. Pure. */
export function replicaName(bucketName: string, replica: StateReplica): string {
  return replica.bucketName ?? `${bucketName}-replica`;
}

/** Replicates every version, and delete markers as well: they are locks that were released, and a lock that only the replica still has would stop whoever moves to it. */
export function createStateReplication(scope: Construct, { source, destination, provider }: StateReplicationSettings): BucketReplication {
  return new BucketReplication(scope, "Replication", {
    source,
    destination,
    ruleId: "states",
    replicateDeleteMarkers: true,
    replicationTimeControl: true,
    provider,
  });
}
