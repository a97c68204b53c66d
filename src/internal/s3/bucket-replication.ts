import { S3BucketReplicationConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-replication-configuration";
import { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { AwsEnvironment, IAwsEnvironment } from "../../core/aws-environment";
import { PolicyConditions } from "../../core/policy-statement";
import { Role } from "../../core/role";
import { accountWideName } from "../names";
import { Placement, regionOf } from "../region";
import { Validator, isGiven } from "../validator";
import { viaService } from "../via-service";

/** One end of a replication: a versioned bucket under a customer-managed key. */
export interface ReplicationEnd {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly kmsKeyArn: string;
  readonly region: string;
  /** What must be created before objects are replicated, versioning first. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** What a replication is made of. */
export interface BucketReplicationProps {
  readonly source: ReplicationEnd;
  readonly destination: ReplicationEnd;
  /** The rule's id, in its metrics as well. A change replaces the rule, not the bucket. */
  readonly ruleId: string;
  /** Whether a deletion in the source hides the object in the destination as well. Versions are never deleted. */
  readonly replicateDeleteMarkers: boolean;
  /** Whether S3 commits to replicate within 15 minutes, for a price for each GB. */
  readonly replicationTimeControl: boolean;
  /** Whether retention and legal holds are replicated. Both buckets have Object Lock then. @default false */
  readonly objectLock?: boolean;
  /** The account that has the destination, and owns what is written there. @default - the source's own account */
  readonly destinationAccountId?: string;
  /** The role's name, for a destination in another account. @default - made from the construct's path and the region */
  readonly roleName?: string;
  /** The provider of the source. @default - the stack's default provider */
  readonly provider?: TerraformProvider;
}

/** What IAM allows in a role's name. */
const ROLE_NAME = { maxLength: 64, punctuation: "-_" } as const;
/** What replication time control commits to, and the one value that S3 accepts for it. */
const TIME_CONTROL_MINUTES = 15;

/** What replicates every new version of a bucket's objects to a bucket of another region or account, under a key there. */
export class BucketReplication extends Construct {
  /** The role that S3 assumes: it reads the one bucket and writes the other. */
  public readonly role: Role;
  /** The role's ARN; written out for a destination in another account, whose policies name the role before it exists. */
  public readonly roleArn: string;
  /** The replication configuration. */
  public readonly resource: S3BucketReplicationConfigurationA;
  /** The rule's id, which its metrics have as the dimension `RuleId`. */
  public readonly ruleId: string;
  /** Whether S3 commits to replicate within 15 minutes (S3 User Guide, "Meeting compliance requirements with S3 Replication Time Control"). */
  public readonly replicationTimeControl: boolean;

  /** @internal */
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    const { source, destination } = props;
    this.ruleId = props.ruleId;
    this.replicationTimeControl = props.replicationTimeControl;
    // What another account's policies name keeps its name.
    const roleName = props.destinationAccountId ? (props.roleName ?? accountWideName(this, ROLE_NAME)) : undefined;
    this.role = this.createRole(props, roleName);
    this.roleArn = roleName ? writtenOutArn(AwsEnvironment.of(this), roleName) : this.role.roleArn;
    const time = { minutes: TIME_CONTROL_MINUTES };
    this.resource = new S3BucketReplicationConfigurationA(this, "Resource", {
      bucket: source.bucketName,
      role: this.role.roleArn,
      rule: [
        {
          id: this.ruleId,
          status: "Enabled",
          priority: 0,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: props.replicateDeleteMarkers ? "Enabled" : "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: destination.bucketArn,
            encryptionConfiguration: { replicaKmsKeyId: destination.kmsKeyArn },
            ...(props.destinationAccountId && {
              account: props.destinationAccountId,
              accessControlTranslation: { owner: "Destination" },
            }),
            ...(this.replicationTimeControl
              ? { replicationTime: { status: "Enabled", time }, metrics: { status: "Enabled", eventThreshold: time } }
              : { metrics: { status: "Enabled" } }),
          },
        },
      ],
      provider: props.provider,
      dependsOn: [...source.dependencies, ...destination.dependencies, this.role.policy!],
    });
  }

  /** As the S3 User Guide has it ("Setting up permissions for live replication", "Replicating encrypted objects", "Object Lock considerations"). */
  private createRole(props: BucketReplicationProps, roleName: string | undefined): Role {
    const { source, destination, objectLock } = props;
    const role = new Role(this, "Role", {
      assumedBy: { services: ["s3.amazonaws.com"] },
      assumeConditions: {
        StringEquals: { "aws:SourceAccount": AwsEnvironment.of(this).accountId },
        ArnEquals: { "aws:SourceArn": source.bucketArn },
      },
      roleName,
    });
    role.addToPolicy({ sid: "SourceRules", actions: ["s3:GetReplicationConfiguration", "s3:ListBucket"], resources: [source.bucketArn] });
    role.addToPolicy({
      sid: "SourceVersionsRead",
      actions: [
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionTagging",
        ...(objectLock ? ["s3:GetObjectLegalHold", "s3:GetObjectRetention"] : []),
      ],
      resources: [`${source.bucketArn}/*`],
    });
    role.addToPolicy({ sid: "ReplicaWrite", actions: replicaWriteActions(props), resources: [`${destination.bucketArn}/*`] });
    role.addToPolicy({ sid: "SourceDecrypt", actions: ["kms:Decrypt"], resources: [source.kmsKeyArn], conditions: throughS3(source) });
    role.addToPolicy({
      sid: "ReplicaEncrypt",
      actions: REPLICA_KEY_ACTIONS,
      resources: [destination.kmsKeyArn],
      conditions: throughS3(destination),
    });
    return role;
  }
}

/** Pure. */
function writtenOutArn({ partition, accountId }: IAwsEnvironment, roleName: string): string {
  return `arn:${partition}:iam::${accountId}:role/${roleName}`;
}

/** What S3 needs of a destination's key; to decrypt, for objects that are uploaded in parts (S3 User Guide, "Replication failure reasons"). */
export const REPLICA_KEY_ACTIONS = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"];

/** What S3 needs of a destination (S3 User Guide, "Setting up permissions for live replication", "Changing the replica owner", "Replication failure reasons"). Pure. */
export function replicaWriteActions(
  replication: Pick<BucketReplicationProps, "objectLock"> & { readonly destinationAccountId?: string },
): string[] {
  return [
    "s3:ReplicateDelete",
    "s3:ReplicateObject",
    "s3:ReplicateTags",
    ...(replication.objectLock ? ["s3:PutObjectLegalHold", "s3:PutObjectRetention"] : []),
    ...(replication.destinationAccountId ? ["s3:ObjectOwnerOverrideToBucketOwner"] : []),
  ];
}

/** The key for this bucket's objects alone: the encryption context is the bucket's ARN with an S3 Bucket Key, the object's without one. */
export function throughS3({ bucketArn, region }: Pick<ReplicationEnd, "bucketArn" | "region">): PolicyConditions {
  const { StringLike } = viaService("s3", region);
  return { StringLike: { ...StringLike, "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`] } };
}

/** Records a replica that would be lost with its bucket, or has its bucket's name. */
export function checkReplica(
  validator: Validator,
  bucket: { readonly region: string; readonly bucketName?: string },
  replica: Placement & { readonly bucketName?: string },
): void {
  validator
    .onceKnown([regionOf(replica.provider) ?? replica.region, bucket.region], (collected, region, bucketRegion) =>
      collected.check(
        "replica.region",
        region,
        region !== bucketRegion,
        "must be another region than the bucket's",
        "A copy beside the original is lost with it: give the provider of a second region.",
      ),
    )
    .check(
      "replica.bucketName",
      replica.bucketName,
      !isGiven(replica.bucketName) || replica.bucketName !== bucket.bucketName,
      "must be another name than the bucket's",
      "Bucket names are unique over all regions: leave it out, or give it a suffix.",
    );
}
