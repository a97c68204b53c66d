import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { Construct } from "constructs";
import { IGrantable } from "../../src/core";
import { BucketReplication } from "../../src/internal/s3/bucket-replication";
import { BucketAttributes, ImportedArchiveBucket } from "./imported-bucket";
import { Transitions, transitionsOrTiering } from "./lifecycle";
import { ReplicableBucketProps, replicaPlacement } from "./replica";
import { RetentionProps, checkRetention, LEGAL_HOLD_ACTIONS } from "./retention";
import { SecureBucket } from "./secure-bucket";

export interface ArchiveBucketProps extends ReplicableBucketProps, RetentionProps {
  /** Moves records to cheaper classes; the retention moves with them. @default - GLACIER_IR after 90 days, DEEP_ARCHIVE after 365; INTELLIGENT_TIERING at once with `intelligentTieringAfterDays` */
  readonly transitionAfterDays?: Transitions;
  /** Deletes records of this age, no earlier than their retention ends. @default - never */
  readonly expireAfterDays?: number;
  /** Deletes versions that have not been the newest for so many days, and whose retention has ended. @default - never */
  readonly expireNoncurrentAfterDays?: number;
  /** Removes the parts of uploads that were never completed. @default 7 */
  readonly abortMultipartAfterDays?: number;
}

const ARCHIVE_TRANSITIONS: Transitions = { GLACIER_IR: 90, DEEP_ARCHIVE: 365 };

/**
 * A bucket whose objects can't be deleted or overwritten before their retention ends (S3 Object Lock, write once read many).
 *
 * It supports record-keeping rules such as SEC 17a-4(f), FINRA 4511 and CFTC 1.31; whether a firm meets them is for the
 * firm and its auditors to say.
 */
export class ArchiveBucket extends SecureBucket {
  /** An archive that exists already. Its policy is its owner's: what would be added is handed back by `requiredPolicyJson`. */
  public static fromAttributes(scope: Construct, id: string, attributes: BucketAttributes): ImportedArchiveBucket {
    return new ImportedArchiveBucket(scope, id, attributes);
  }

  public readonly retentionMode: "GOVERNANCE" | "COMPLIANCE";
  public readonly objectLock: S3BucketObjectLockConfigurationA;
  /** The copy in the second region; undefined without one. */
  public readonly replica?: ArchiveBucket;
  /** What copies records to the second region; undefined without one. */
  public readonly replication?: BucketReplication;

  constructor(scope: Construct, id: string, props: ArchiveBucketProps) {
    super(
      scope,
      id,
      {
        ...props,
        objectLock: true,
        lifecycle: {
          transitionAfterDays: transitionsOrTiering(props, ARCHIVE_TRANSITIONS),
          expireAfterDays: props.expireAfterDays,
          expireNoncurrentAfterDays: props.expireNoncurrentAfterDays,
          abortMultipartAfterDays: props.abortMultipartAfterDays ?? 7,
        },
      },
      (validator) => checkRetention(validator, props),
    );
    this.retentionMode = props.retentionMode ?? "GOVERNANCE";
    this.objectLock = new S3BucketObjectLockConfigurationA(this, "ObjectLock", {
      bucket: this.bucketName,
      rule: { defaultRetention: { mode: this.retentionMode, years: props.retentionYears, days: props.retentionDays } },
      provider: this.provider,
      dependsOn: [this.versioning],
    });
    if (props.replica) {
      this.replica = new ArchiveBucket(this, "Replica", { ...props, ...replicaPlacement(this, props.replica) });
      this.replication = this.replicateTo(this.replica, props.replica, [this.objectLock, this.replica.objectLock]);
    }
  }

  /** Lets a role put objects on hold beyond their retention, and end the hold. */
  public grantLegalHold(grantee: IGrantable, keyPattern = "*"): void {
    this.grantObjects(grantee, "LegalHold", LEGAL_HOLD_ACTIONS, keyPattern);
  }
}
