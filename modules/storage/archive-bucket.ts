import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { Construct } from "constructs";
import { IGrantable } from "../../src/core";
import { PropTypes } from "../../src/internal/prop-types";
import { BucketReplication } from "../../src/internal/s3/bucket-replication";
import { Validator } from "../../src/internal/validator";
import { isCrossAccount } from "./cross-account-replica";
import { ImportedArchiveBucket } from "./imported-archive-bucket";
import { BucketAttributes } from "./imported-bucket";
import { LIFECYCLE_PROPS, LifecycleProps } from "./lifecycle";
import { replicaSettings } from "./replica";
import {
  LEGAL_HOLD_ACTIONS,
  RETENTION_PROPS,
  RetentionMode,
  RetentionProps,
  checkRetention,
  createObjectLock,
  noBypassStatement,
} from "./retention";
import { REPLICABLE_BUCKET_PROPS, ReplicableBucketProps, SecureBucket, SecureBucketSettings } from "./secure-bucket";
import { Transitions, transitionsOrTiering } from "./transitions";

/** The choices for an archive. */
export interface ArchiveBucketProps extends ReplicableBucketProps, LifecycleProps, RetentionProps {
  /** Moves records to cheaper storage classes, retained all the same. @default - GLACIER_IR after 90 days, DEEP_ARCHIVE after 365, as far as `expireAfterDays` leaves them there; INTELLIGENT_TIERING at once with `intelligentTieringAfterDays` */
  readonly transitionAfterDays?: Transitions;
  /** Deletes records of this age, in days, no earlier than their retention ends. @default - never */
  readonly expireAfterDays?: number;
  /** Deletes versions that have been noncurrent for so many days, no earlier than their retention ends. @default - never */
  readonly expireNoncurrentAfterDays?: number;
}

const PROPS: PropTypes<ArchiveBucketProps> = { ...REPLICABLE_BUCKET_PROPS, ...LIFECYCLE_PROPS, ...RETENTION_PROPS };
const TRANSITIONS: Transitions = { GLACIER_IR: 90, DEEP_ARCHIVE: 365 };

/**
 * A bucket whose objects can't be deleted or overwritten before their retention ends (S3 Object Lock, write once read many).
 *
 * It supports record-keeping rules such as SEC 17a-4(f), FINRA 4511 and CFTC 1.31; whether a firm meets them is for the
 * firm and its auditors to say.
 */
export class ArchiveBucket extends SecureBucket {
  /**
   * An archive that exists already. Its policy belongs to its owner: the statements that it needs are in `requiredPolicyJson`.
   *
   * @throws ValidationError for a name that S3 refuses, or a region that AWS doesn't have
   */
  public static fromAttributes(scope: Construct, id: string, attributes: BucketAttributes): ImportedArchiveBucket {
    return new ImportedArchiveBucket(scope, id, attributes);
  }

  /** Who can delete a version before its retention ends. */
  public readonly retentionMode: RetentionMode;
  /** Years that each version is retained; undefined for `retentionDays`. */
  public readonly retentionYears?: number;
  /** Days that each version is retained; undefined for `retentionYears`. */
  public readonly retentionDays?: number;
  /** ARNs of the roles that may bypass governance retention; undefined for whoever IAM allows it. */
  public readonly governanceBypassAllowedTo?: readonly string[];
  /** What locks each new version. */
  public readonly objectLock: S3BucketObjectLockConfigurationA;
  /** The copy in the second region; undefined without `replica`, and for one in another account. */
  public readonly replicaBucket?: ArchiveBucket;
  /** What replicates records to the second region or account; undefined without `replica`. */
  public readonly replication?: BucketReplication;

  /** @throws ValidationError for a retention that is missing or given twice, or a name, a lifecycle, or other settings that S3 refuses */
  constructor(scope: Construct, id: string, props: ArchiveBucketProps) {
    super(scope, id, (validator) => archiveSettings(validator, props));
    const { replica } = props;
    this.retentionMode = props.retentionMode ?? "GOVERNANCE";
    this.retentionYears = props.retentionYears;
    this.retentionDays = props.retentionDays;
    this.governanceBypassAllowedTo = props.governanceBypassAllowedTo;
    this.objectLock = createObjectLock(
      this,
      { mode: this.retentionMode, years: this.retentionYears, days: this.retentionDays },
      { bucketName: this.bucketName, versioning: this.versioning, provider: this.provider },
    );
    if (this.governanceBypassAllowedTo) this.addToPolicy(noBypassStatement(this.bucketArn, this.governanceBypassAllowedTo));
    if (replica && isCrossAccount(replica)) {
      this.replication = this.replicateToAccount(replica, [this.objectLock]);
    } else if (replica) {
      this.replicaBucket = new ArchiveBucket(this, "Replica", { ...props, ...replicaSettings(this, replica, this.removal) });
      this.replication = this.replicateTo(this.replicaBucket, replica, [this.objectLock, this.replicaBucket.objectLock]);
    }
  }

  /**
   * Lets a role put objects on legal hold, beyond their retention, and end the hold.
   *
   * @param keyPattern which objects, such as `trades/*`
   * @throws ValidationError for something that has no role
   */
  public grantLegalHold(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "LegalHold", LEGAL_HOLD_ACTIONS, keyPattern);
  }

  /**
   * Allows another account to replicate records to this bucket, in the policies of the bucket and of its key.
   *
   * @param roleArn the role that replicates, of the other account: `bucket.replication.roleArn` there. It needn't exist yet
   * @throws ValidationError for anything but a role's ARN
   */
  public allowReplicationFrom(roleArn: string): void {
    this.allowReplicas(roleArn, true);
  }
}

function archiveSettings(validator: Validator, props: ArchiveBucketProps): SecureBucketSettings {
  validator.props(props, PROPS);
  checkRetention(validator, props);
  return {
    ...props,
    objectLock: true,
    transitionAfterDays: transitionsOrTiering(props, TRANSITIONS),
    abortMultipartAfterDays: props.abortMultipartAfterDays ?? 7,
  };
}
