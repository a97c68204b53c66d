import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { PolicyStatement } from "../../src/core";
import { FORMATS } from "../../src/internal/formats";
import { BOOLEAN, NUMBER, PropType, PropTypes, STRINGS, oneOf, optional, propType } from "../../src/internal/prop-types";
import { Validator, isGiven } from "../../src/internal/validator";
import { BucketIdentity } from "./bucket-identity";
import { LifecycleActions } from "./lifecycle-actions";

/** The values of `RetentionMode`. */
const RETENTION_MODES = ["GOVERNANCE", "COMPLIANCE"] as const;
/** Who can delete a version before its retention ends (S3 User Guide, "Retention modes"). */
export type RetentionMode = "GOVERNANCE" | "COMPLIANCE";

/** How long no version of an object can be deleted or overwritten, and by whom. */
export interface RetentionProps {
  /** Years that each version is retained, 1 to 100; either this or `retentionDays`. @default - `retentionDays` */
  readonly retentionYears?: number;
  /** Days that each version is retained, 1 to 36500. @default - `retentionYears` */
  readonly retentionDays?: number;
  /**
   * `GOVERNANCE`: principals with `s3:BypassGovernanceRetention` can delete all the same. `COMPLIANCE`: nobody can, the account's root included.
   *
   * @default "GOVERNANCE"
   */
  readonly retentionMode?: RetentionMode;
  /**
   * Must be true for `COMPLIANCE`: what is stored under it can't be deleted before its retention ends, nor the retention shortened, by anybody; the
   * only way out is to close the AWS account (S3 User Guide, "Retention modes").
   *
   * @default false
   */
  readonly acknowledgeComplianceCannotBeUndone?: boolean;
  /**
   * ARNs of the roles that may bypass `GOVERNANCE`, `*` allowed: the bucket policy denies it to everybody else, the account's administrators included
   * for as long as they leave the policy alone. An empty list denies it to all.
   *
   * @default - whoever IAM allows `s3:BypassGovernanceRetention`
   */
  readonly governanceBypassAllowedTo?: readonly string[];
}

/** For the tables of the props that extend these. */
export const RETENTION_PROPS: PropTypes<RetentionProps> = {
  retentionYears: optional(NUMBER),
  retentionDays: optional(NUMBER),
  retentionMode: optional(oneOf(RETENTION_MODES)),
  acknowledgeComplianceCannotBeUndone: optional(BOOLEAN),
  governanceBypassAllowedTo: optional(STRINGS),
};

const NOWHERE_ELSE: PropType<unknown> = {
  ...propType("left out without Object Lock", "Make an ArchiveBucket, which has it.", () => false),
  optional: true,
  closedSet: true,
  mayBeToken: false,
};

/** For the tables of buckets without Object Lock: types refuse a retention, a spread of settings or plain JavaScript doesn't. */
export const NO_RETENTION_PROPS = Object.fromEntries(Object.keys(RETENTION_PROPS).map((name) => [name, NOWHERE_ELSE]));

/** What a principal needs that puts objects on legal hold and ends the hold. */
export const LEGAL_HOLD_ACTIONS = ["s3:GetObjectLegalHold", "s3:PutObjectLegalHold"];

/** A year as the check of a lifecycle counts it: a leap year's days, since the retention may hold some. */
const DAYS_PER_YEAR = 366;

/** Records a retention that is missing, given twice, can't be undone without saying so, or longer than the lifecycle. */
export function checkRetention(
  validator: Validator,
  props: RetentionProps & LifecycleActions & { readonly lifecycleRules?: Readonly<Record<string, LifecycleActions>> },
): void {
  const { retentionYears, retentionDays } = props;
  validator
    .known("retentionMode", props.retentionMode)
    .integerBetween("retentionYears", retentionYears, 1, 100, "years")
    .integerBetween("retentionDays", retentionDays, 1, 36_500, "days")
    .check(
      "retentionYears",
      retentionYears ?? retentionDays,
      isGiven(retentionYears) !== isGiven(retentionDays),
      "must be given, or retentionDays, and not both",
      "Give one of the two.",
    )
    .check(
      "acknowledgeComplianceCannotBeUndone",
      props.acknowledgeComplianceCannotBeUndone,
      props.retentionMode !== "COMPLIANCE" || props.acknowledgeComplianceCannotBeUndone === true,
      "must be true for retentionMode COMPLIANCE, which nobody can undo",
      "Set it once the records' owner agrees, or use GOVERNANCE.",
    );
  props.governanceBypassAllowedTo?.forEach((arn, index) => validator.format(`governanceBypassAllowedTo[${index}]`, arn, FORMATS.roleArn));
  validator.check(
    "governanceBypassAllowedTo",
    props.governanceBypassAllowedTo,
    !isGiven(props.governanceBypassAllowedTo) || props.retentionMode !== "COMPLIANCE",
    "must be left out for retentionMode COMPLIANCE, which nobody can bypass",
    "Leave it out.",
  );
  const retention = retentionDays ?? (retentionYears ?? 0) * DAYS_PER_YEAR;
  const rules = Object.entries(props.lifecycleRules ?? {}).map(([id, rule]) => [`lifecycleRules["${id}"].`, rule] as const);
  for (const [within, actions] of [["", props] as const, ...rules]) {
    for (const prop of ["expireAfterDays", "expireNoncurrentAfterDays"] as const) {
      const days = actions?.[prop];
      validator.check(
        `${within}${prop}`,
        days,
        !isGiven(days) || days >= retention,
        `must not end before the retention of ${retention} days`,
        `Use ${retention} or more, or leave it out.`,
      );
    }
  }
}

/** Denies the bypass of governance retention to all but some roles (S3 User Guide, "Managing Object Lock", "Bypassing governance mode"). Pure. */
export function noBypassStatement(bucketArn: string, allowedTo: readonly string[]): PolicyStatement {
  return {
    sid: "NoGovernanceBypass",
    effect: "Deny",
    principals: "*",
    actions: ["s3:BypassGovernanceRetention"],
    resources: [`${bucketArn}/*`],
    ...(allowedTo.length > 0 && { conditions: { ArnNotLike: { "aws:PrincipalArn": allowedTo } } }),
  };
}

/** The default retention of a bucket that has Object Lock. */
export function createObjectLock(
  scope: Construct,
  retention: { readonly mode: RetentionMode; readonly years?: number; readonly days?: number },
  bucket: Pick<BucketIdentity, "bucketName" | "provider"> & { readonly versioning: ITerraformDependable },
): S3BucketObjectLockConfigurationA {
  return new S3BucketObjectLockConfigurationA(scope, "ObjectLock", {
    bucket: bucket.bucketName,
    rule: { defaultRetention: retention },
    provider: bucket.provider,
    dependsOn: [bucket.versioning],
  });
}
