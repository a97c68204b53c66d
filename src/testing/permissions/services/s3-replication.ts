import { Resource } from "../../configuration";
import { block, blocks } from "../../requests/arguments";
import { ServiceNeed, ServiceRequest } from "./need";
import { actingFor, asRole, assumes, through, withKey } from "./requests";
import { BucketTarget, ServiceView, Target } from "./view";

const SOURCE_BUCKET = ["s3:GetReplicationConfiguration", "s3:ListBucket"];
const SOURCE_OBJECTS = ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"];
const LOCKED_OBJECTS = ["s3:GetObjectRetention", "s3:GetObjectLegalHold"];
const REPLICAS = ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"];

/** Replication of objects. */
export const S3_REPLICATION: ServiceNeed = {
  id: "s3-replication",
  page: 'Amazon S3 User Guide, "Setting up permissions for live replication" and "Replicating encrypted objects (SSE-S3, SSE-KMS, DSSE-KMS, SSE-C)"',
  types: ["aws_s3_bucket_replication_configuration"],
  requests: (view, replication) => {
    const source = view.bucket(replication, replication.args.bucket);
    const role = view.role(replication, replication.args.role);
    if (source === undefined || role === undefined) return [];
    const purpose = `Amazon S3 replicates the objects of ${source.resource?.name ?? source.name}`;
    const isLocked = source.resource?.args.object_lock_enabled === true;
    return [
      ...assumes(role, "s3", purpose, actingFor(view.place(replication), source.arn)),
      ...asRole(role, SOURCE_BUCKET, source.arn, purpose),
      ...asRole(role, [...SOURCE_OBJECTS, ...(isLocked ? LOCKED_OBJECTS : [])], source.arn, purpose, { resourcePath: OBJECT }),
      ...useOf(view, view.bucketKey(source.resource), {
        role,
        action: "kms:Decrypt",
        bucket: source,
        place: source.resource ?? replication,
        purpose,
      }),
      ...blocks(replication.args, "rule")
        .filter(({ status }) => status !== "Disabled")
        .flatMap((rule) => replicas(view, replication, block(rule, "destination"), role, purpose)),
    ];
  },
};

const OBJECT = "/object";

function replicas(
  view: ServiceView,
  replication: Resource,
  destination: Readonly<Record<string, unknown>> | undefined,
  role: Target,
  purpose: string,
): ServiceRequest[] {
  const bucket = view.bucket(replication, destination?.bucket);
  if (bucket === undefined) return [];
  const key = view.key(replication, block(destination, "encryption_configuration")?.replica_kms_key_id) ?? view.bucketKey(bucket.resource);
  const owner = block(destination, "access_control_translation") ? ["s3:ObjectOwnerOverrideToBucketOwner"] : [];
  return [
    ...asRole(role, [...REPLICAS, ...owner], bucket.arn, purpose, { resourcePath: OBJECT }),
    ...useOf(view, key, { role, action: "kms:Encrypt", bucket, place: key?.resource ?? bucket.resource ?? replication, purpose }),
  ];
}

interface KeyUse {
  readonly role: Target;
  readonly action: string;
  readonly bucket: BucketTarget;
  /** What is in the bucket's region. */
  readonly place: Resource;
  readonly purpose: string;
}

/** With an S3 Bucket Key the encryption context is the bucket's ARN instead of the object's. */
function useOf(view: ServiceView, key: Target | undefined, { role, action, bucket, place, purpose }: KeyUse): ServiceRequest[] {
  const [encryption] = bucket.resource
    ? view.referringTo(bucket.resource, "aws_s3_bucket_server_side_encryption_configuration", "bucket")
    : [];
  const hasBucketKey = block(encryption?.args, "rule")?.bucket_key_enabled === true;
  const arn = hasBucketKey ? bucket.arn : `${bucket.arn}${OBJECT}`;
  return withKey(role.arn, key, [action], purpose, { ...through("s3", view.place(place)), "kms:EncryptionContext:aws:s3:arn": arn });
}
