import { RdsClusterServerlessv2ScalingConfiguration } from "@cdktf/provider-aws/lib/rds-cluster";
import { NUMBER, PropTypes, optional } from "../../src/internal/prop-types";
import { Validator, isGiven, isKnown } from "../../src/internal/validator";
import { EngineVersion, FirstVersions, laterVersionOf } from "./feature-versions";
import { SERVERLESS_CLASS } from "./instance-class";

/** How far instances of class `db.serverless` scale, in Aurora capacity units (ACUs) of about 2 GiB of memory each. */
export interface AuroraServerlessCapacity {
  /** Least capacity of an instance, 0 to 256 ACUs in steps of 0.5; 0 lets idle instances pause. */
  readonly minCapacityAcu: number;
  /** Most capacity of an instance, 1 to 256 ACUs in steps of 0.5. */
  readonly maxCapacityAcu: number;
  /** Idle time before an instance pauses, 300 to 86400 seconds; only with a minimum of 0. @default - 300, Aurora's own default */
  readonly secondsUntilAutoPause?: number;
}

const CAPACITY: PropTypes<AuroraServerlessCapacity> = {
  minCapacityAcu: NUMBER,
  maxCapacityAcu: NUMBER,
  secondsUntilAutoPause: optional(NUMBER),
};

/** Memory of a capacity unit (Aurora User Guide, "How Aurora Serverless v2 works"). */
export const GIB_PER_ACU = 2;

/**
 * Records a capacity that Aurora doesn't have, or that no instance uses.
 *
 * @param instanceClasses the classes of the cluster's instances
 */
export function checkServerless(
  validator: Validator,
  serverless: AuroraServerlessCapacity | undefined,
  instanceClasses: readonly string[],
): void {
  const used = instanceClasses.includes(SERVERLESS_CLASS);
  validator
    .check(
      "serverless",
      serverless,
      !used || Boolean(serverless),
      "must be given for instances of class db.serverless",
      "Add { minCapacityAcu, maxCapacityAcu }.",
    )
    .check(
      "serverless",
      serverless,
      used || !serverless || !isKnown(instanceClasses),
      "must have an instance that uses it",
      'Give the writer or a reader the class "db.serverless", or leave it out.',
    );
  if (serverless) checkCapacity(validator.props(serverless, CAPACITY, "serverless"), serverless);
}

function checkCapacity(validator: Validator, serverless: AuroraServerlessCapacity): void {
  const { minCapacityAcu: min, maxCapacityAcu: max, secondsUntilAutoPause } = serverless;
  const inSteps = (value: number) => Number.isInteger(value * 2);
  validator
    .check(
      "serverless.minCapacityAcu",
      min,
      inSteps(min) && min >= 0 && min <= 256,
      "must be 0 to 256 capacity units in steps of 0.5",
      "Give 0, 0.5, 1 … 256.",
    )
    .check(
      "serverless.maxCapacityAcu",
      max,
      inSteps(max) && max >= 1 && max <= 256,
      "must be 1 to 256 capacity units in steps of 0.5",
      "Give 1, 1.5, 2 … 256.",
    )
    .check("serverless", [min, max], min <= max, "must have a minimum no greater than its maximum", "Swap them.")
    .integerBetween("serverless.secondsUntilAutoPause", secondsUntilAutoPause, 300, 86_400, "seconds")
    .check(
      "serverless.secondsUntilAutoPause",
      secondsUntilAutoPause,
      !isGiven(secondsUntilAutoPause) || min === 0 || !isKnown(min),
      "must come with a minimum of 0 capacity units: only then instances pause",
      "Leave it out, or set minCapacityAcu to 0.",
    );
}

/** The first versions whose instances pause (Aurora User Guide, "Scaling to Zero ACUs with automatic pause and resume for Aurora Serverless v2"). */
const PAUSES_FROM: FirstVersions = { "aurora-postgresql": { 13: 15, 14: 12, 15: 7, 16: 3 }, "aurora-mysql": { 3: 8 } };

/** Records a minimum of 0 for a version whose instances never pause. */
export function checkPause(validator: Validator, serverless: AuroraServerlessCapacity | undefined, version: EngineVersion): void {
  const first = serverless?.minCapacityAcu === 0 ? laterVersionOf(PAUSES_FROM, version) : undefined;
  validator.check(
    "serverless.minCapacityAcu",
    version.engineVersion,
    first === undefined,
    `must be 0.5 or more before version ${first}, the first whose instances pause`,
    `Take engineVersion ${first}, or a minimum of 0.5.`,
  );
}

/** The first versions whose instances reach 256 capacity units; those before reach 128 (Aurora User Guide, "Aurora Serverless v2 capacity"). */
const LARGE_FROM: FirstVersions = { "aurora-postgresql": { 13: 13, 14: 10, 15: 5, 16: 1 }, "aurora-mysql": { 3: 6 } };
const FORMER_MAX_ACU = 128;

/** Records a maximum that a version doesn't reach. */
export function checkReach(validator: Validator, serverless: AuroraServerlessCapacity, version: EngineVersion): void {
  const { maxCapacityAcu } = serverless;
  const first = isKnown(maxCapacityAcu) && maxCapacityAcu > FORMER_MAX_ACU ? laterVersionOf(LARGE_FROM, version) : undefined;
  validator.check(
    "serverless.maxCapacityAcu",
    version.engineVersion,
    first === undefined,
    `must be no more than ${FORMER_MAX_ACU} before version ${first}`,
    `Take engineVersion ${first}, or ${FORMER_MAX_ACU}.`,
  );
}

/** Idle seconds before an instance pauses (RDS API reference, ServerlessV2ScalingConfiguration). */
const DEFAULT_SECONDS_UNTIL_AUTO_PAUSE = 300;

/** The capacity in the provider's terms, which leaves the idle time as it was where nothing is said. Pure. */
export function scalingConfiguration(serverless: AuroraServerlessCapacity): RdsClusterServerlessv2ScalingConfiguration {
  const { minCapacityAcu, maxCapacityAcu, secondsUntilAutoPause } = serverless;
  return {
    minCapacity: minCapacityAcu,
    maxCapacity: maxCapacityAcu,
    secondsUntilAutoPause: secondsUntilAutoPause ?? (minCapacityAcu === 0 ? DEFAULT_SECONDS_UNTIL_AUTO_PAUSE : undefined),
  };
}
