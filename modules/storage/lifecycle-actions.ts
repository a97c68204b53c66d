import { S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { Validator, isGiven } from "../../src/internal/validator";
import { Transitions, checkTransitions, sortedTransitions } from "./transitions";

/** What a lifecycle rule does with the objects that it is for. */
export interface LifecycleActions {
  /** Moves objects to cheaper storage classes. @default - none */
  readonly transitionAfterDays?: Transitions;
  /** Deletes objects of this age, in days, 1 to 36500. @default - never */
  readonly expireAfterDays?: number;
  /** Moves versions to cheaper storage classes, by days since they became noncurrent. @default - none */
  readonly transitionNoncurrentAfterDays?: Transitions;
  /** Deletes versions that have been noncurrent for so many days, 1 to 36500. @default - never */
  readonly expireNoncurrentAfterDays?: number;
  /** Noncurrent versions of each object that are kept however old they are, 1 to 100. @default - none */
  readonly noncurrentVersionsToKeep?: number;
  /** Deletes the parts of multipart uploads that are incomplete after so many days, 1 to 365. @default - never */
  readonly abortMultipartAfterDays?: number;
}

/** Records what S3 refuses, or would charge for, in the actions of one rule. */
export function checkActions(validator: Validator, actions: LifecycleActions, within = ""): void {
  const { expireAfterDays, expireNoncurrentAfterDays, noncurrentVersionsToKeep } = actions;
  validator
    .integerBetween(`${within}expireAfterDays`, expireAfterDays, 1, 36_500, "days")
    .integerBetween(`${within}expireNoncurrentAfterDays`, expireNoncurrentAfterDays, 1, 36_500, "days")
    .integerBetween(`${within}noncurrentVersionsToKeep`, noncurrentVersionsToKeep, 1, 100, "versions")
    .integerBetween(`${within}abortMultipartAfterDays`, actions.abortMultipartAfterDays, 1, 365, "days")
    .check(
      `${within}noncurrentVersionsToKeep`,
      noncurrentVersionsToKeep,
      !isGiven(noncurrentVersionsToKeep) || isGiven(expireNoncurrentAfterDays),
      "must come together with expireNoncurrentAfterDays: without it, every version is kept",
      "Give both, or neither.",
    );
  checkTransitions(validator, `${within}transitionAfterDays`, actions.transitionAfterDays ?? {}, {
    prop: `${within}expireAfterDays`,
    days: expireAfterDays,
  });
  checkTransitions(validator, `${within}transitionNoncurrentAfterDays`, actions.transitionNoncurrentAfterDays ?? {}, {
    prop: `${within}expireNoncurrentAfterDays`,
    days: expireNoncurrentAfterDays,
  });
}

/** The actions as a rule of Terraform's has them. Pure. */
export function ruleActions(actions: LifecycleActions): Omit<S3BucketLifecycleConfigurationRule, "id" | "status"> {
  const { expireAfterDays, expireNoncurrentAfterDays, noncurrentVersionsToKeep, abortMultipartAfterDays } = actions;
  const noncurrent = sortedTransitions(actions.transitionNoncurrentAfterDays ?? {});
  return {
    transition: sortedTransitions(actions.transitionAfterDays ?? {}).map(({ storageClass, days }) => ({ storageClass, days })),
    expiration: isGiven(expireAfterDays) ? [{ days: expireAfterDays }] : undefined,
    noncurrentVersionTransition:
      noncurrent.length > 0 ? noncurrent.map(({ storageClass, days }) => ({ storageClass, noncurrentDays: days })) : undefined,
    noncurrentVersionExpiration: isGiven(expireNoncurrentAfterDays)
      ? [{ noncurrentDays: expireNoncurrentAfterDays, newerNoncurrentVersions: noncurrentVersionsToKeep ?? undefined }]
      : undefined,
    abortIncompleteMultipartUpload: isGiven(abortMultipartAfterDays) ? [{ daysAfterInitiation: abortMultipartAfterDays }] : undefined,
  };
}
