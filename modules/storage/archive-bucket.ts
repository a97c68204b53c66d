import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { Construct } from "constructs";
import { IEncryptionKey, IGrantable, Validator } from "../../src/core";
import { BucketBase, CommonBucketProps } from "./bucket-base";
import { BucketGrants } from "./bucket-grants";
import { Transitions } from "./lifecycle";

export interface ArchiveBucketProps extends CommonBucketProps {
  /** Encrypts the records, with a bucket key that saves most of KMS's requests. */
  readonly encryptionKey: IEncryptionKey;
  /** Years that each version is kept from deletion, 1 to 100; either this or `retentionDays`. @default - `retentionDays` */
  readonly retentionYears?: number;
  /** Days that each version is kept from deletion, 1 to 36500. @default - `retentionYears` */
  readonly retentionDays?: number;
  /**
   * `GOVERNANCE`: principals with `s3:BypassGovernanceRetention` can still delete. `COMPLIANCE`: nobody can, the account's root included.
   *
   * @default "GOVERNANCE"
   */
  readonly retentionMode?: "GOVERNANCE" | "COMPLIANCE";
  /**
   * Needed for `COMPLIANCE`: what is stored under it can't be deleted before its retention ends, nor the retention shortened, by anybody; the
   * only way out is to close the AWS account (S3 User Guide, "Retention modes").
   *
   * @default false
   */
  readonly acknowledgeComplianceCannotBeUndone?: boolean;
  /** Moves records to cheaper classes; the retention moves with them. @default - GLACIER_IR after 90 days, DEEP_ARCHIVE after 365 */
  readonly transitionAfterDays?: Transitions;
  /** Deletes records of this age, no earlier than their retention ends. @default - never */
  readonly expireAfterDays?: number;
  /** Deletes versions that have not been the newest for so many days, and whose retention has ended. @default - never */
  readonly expireNoncurrentAfterDays?: number;
  /** Removes the parts of uploads that were never completed. @default 7 */
  readonly abortMultipartAfterDays?: number;
}

const ARCHIVE_TRANSITIONS: Transitions = { GLACIER_IR: 90, DEEP_ARCHIVE: 365 };
const DAYS_PER_YEAR = 366;

/**
 * A bucket whose objects can't be deleted or overwritten before their retention ends (S3 Object Lock, write once read many).
 *
 * It supports record-keeping rules such as SEC 17a-4(f), FINRA 4511 and CFTC 1.31; whether a firm meets them is for the
 * firm and its auditors to say.
 */
export class ArchiveBucket extends BucketBase {
  public readonly retentionMode: "GOVERNANCE" | "COMPLIANCE";
  public readonly objectLock: S3BucketObjectLockConfigurationA;

  constructor(scope: Construct, id: string, props: ArchiveBucketProps) {
    super(
      scope,
      id,
      {
        ...props,
        objectLock: true,
        lifecycle: {
          transitionAfterDays: props.transitionAfterDays ?? ARCHIVE_TRANSITIONS,
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
  }

  /** Lets a role put objects on hold beyond their retention, and end the hold. */
  public grantLegalHold(grantee: IGrantable, keyPattern = "*"): void {
    new BucketGrants(this.node.id, this.bucketArn, this.encryptionKey).legalHold(grantee, keyPattern);
  }
}

function checkRetention(validator: Validator, props: ArchiveBucketProps): void {
  const { retentionYears, retentionDays } = props;
  validator
    .integerBetween("retentionYears", retentionYears, 1, 100, "years")
    .integerBetween("retentionDays", retentionDays, 1, 36_500, "days")
    .check(
      "retentionYears",
      retentionYears ?? retentionDays,
      (retentionYears === undefined) !== (retentionDays === undefined),
      "must be given, or retentionDays, and not both",
      "Give one of the two.",
    )
    .oneOf("retentionMode", props.retentionMode, ["GOVERNANCE", "COMPLIANCE"])
    .check(
      "acknowledgeComplianceCannotBeUndone",
      props.acknowledgeComplianceCannotBeUndone,
      props.retentionMode !== "COMPLIANCE" || props.acknowledgeComplianceCannotBeUndone === true,
      "must be true for retentionMode COMPLIANCE, which nobody can undo",
      "Set it once the records' owner agrees, or use GOVERNANCE.",
    );
  const retention = retentionDays ?? (retentionYears ?? 0) * DAYS_PER_YEAR;
  for (const prop of ["expireAfterDays", "expireNoncurrentAfterDays"] as const) {
    const days = props[prop];
    validator.check(
      prop,
      days,
      days === undefined || days >= retention,
      `must not end before the retention of ${retention} days`,
      `Use ${retention} or more, or leave it out.`,
    );
  }
}
