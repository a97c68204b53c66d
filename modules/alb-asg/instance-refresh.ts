import { AutoscalingGroupInstanceRefresh } from "@cdktf/provider-aws/lib/autoscaling-group";
import { BOOLEAN, NUMBER, PropTypes, list, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/** New instances are launched before old ones are terminated, up to a fifth of the group at a time. */
export const REPLACEMENT = { minHealthyPercentage: 100, maxHealthyPercentage: 120 };

/** How a changed launch template reaches the instances. */
export interface Rollout {
  /**
   * The checkpoints of the instance refresh: percentages of new instances, 1 to 99 and ascending, at which it waits for `bakeSeconds`.
   *
   * @default - none before all instances are new
   */
  readonly checkpointPercentages?: readonly number[];
  /** How long the instance refresh waits at each checkpoint, and once all instances are new, while alarms can stop it: 0 to 172800 seconds. @default 300 */
  readonly bakeSeconds?: number;
  /**
   * Whether a release that fails is turned back by itself, and fails the apply. EC2 Auto Scaling then gives the group the new version of the launch template only once all
   * instances have it; Terraform waits for that. Needs an image that stays the same: an AMI's id, or none, and the newest Amazon Linux 2023 is looked up once and kept.
   *
   * @default false
   */
  readonly automaticRollback?: boolean;
  /**
   * How long Terraform waits for the end of a release with `automaticRollback`, the way back included: 10 to 2880 minutes.
   *
   * @default - two hours, and `bakeSeconds` at each checkpoint
   */
  readonly timeoutMinutes?: number;
}

/** How a service is deployed. */
export interface DeploymentOptions {
  /**
   * How long Terraform waits, when it creates the group, for the plan's minimum of instances to pass the load balancer's health check: 0 to 120 minutes, then the
   * apply fails. When it changes the minimum it waits as long for that many instances to be in service. 0 doesn't wait.
   *
   * @default 10
   */
  readonly capacityTimeoutMinutes?: number;
  /** How the instance refresh that deploys a change goes on, and back. @default - five minutes of bake time */
  readonly rollout?: Rollout;
}

/** The types of the props of `DeploymentOptions`. */
export const DEPLOYMENT_OPTIONS: PropTypes<DeploymentOptions> = { capacityTimeoutMinutes: optional(NUMBER), rollout: optional(record()) };

const ROLLOUT: PropTypes<Rollout> = {
  checkpointPercentages: optional(list<readonly number[]>()),
  bakeSeconds: optional(NUMBER),
  automaticRollback: optional(BOOLEAN),
  timeoutMinutes: optional(NUMBER),
};

/** A release and its way back: a fifth of the group after the other, each with its boot, its warmup and the draining of what it replaces. */
const MINUTES_WITHOUT_BAKING = 120;
/** That a checkpoint waits, and that a release may take. */
const LONGEST_SECONDS = 172_800;
const SECONDS_PER_MINUTE = 60;

/**
 * Records a time-out that is no time, and checkpoints that EC2 Auto Scaling refuses (API reference, "RefreshPreferences").
 *
 * @param imageId the image that was given
 * @throws ValidationError for a value of another type
 */
export function checkDeployment(
  validator: Validator,
  { capacityTimeoutMinutes, rollout, imageId }: DeploymentOptions & { readonly imageId?: string },
): void {
  validator
    .known("capacityTimeoutMinutes", capacityTimeoutMinutes)
    .integerBetween("capacityTimeoutMinutes", capacityTimeoutMinutes, 0, 120, "minutes");
  if (rollout) checkRollout(validator, rollout, imageId);
}

function checkRollout(validator: Validator, rollout: Rollout, imageId: string | undefined): void {
  validator.props(rollout, ROLLOUT, "rollout");
  const percentages = rollout.checkpointPercentages ?? [];
  validator
    .known("rollout.checkpointPercentages", percentages)
    .check(
      "rollout.checkpointPercentages",
      percentages,
      percentages.every((percentage, index) => !isKnown(percentage) || isCheckpoint(percentage, percentages[index - 1] ?? 0)),
      "must be ascending whole numbers from 1 to 99",
      "Write them as [20, 50]; all instances are replaced in any case.",
    )
    .integerBetween("rollout.bakeSeconds", rollout.bakeSeconds, 0, 172_800, "seconds")
    .integerBetween("rollout.timeoutMinutes", rollout.timeoutMinutes, 10, 2880, "minutes")
    .check(
      "rollout.timeoutMinutes",
      rollout.timeoutMinutes,
      !rollout.timeoutMinutes || Boolean(rollout.automaticRollback),
      "must be left out without rollout.automaticRollback: Terraform doesn't wait for the end of the instance refresh",
      "Leave it out, or set automaticRollback.",
    )
    // EC2 Auto Scaling User Guide, "Undo changes with a manual or auto rollback".
    .check(
      "imageId",
      imageId,
      !rollout.automaticRollback || !isKnown(imageId) || !imageId?.startsWith("resolve:"),
      "must be an AMI's id with rollout.automaticRollback: EC2 Auto Scaling rolls back to no image that EC2 resolves",
      'Write it as "ami-0123456789abcdef0", or leave it out: the newest Amazon Linux 2023 is then looked up once and kept.',
    );
}

function isCheckpoint(percentage: number, before: number): boolean {
  return Number.isInteger(percentage) && percentage > before && percentage < 100;
}

/** What an instance refresh is made with. */
export interface InstanceRefreshSettings {
  readonly instanceWarmupSeconds: number;
  readonly rollout: Rollout;
  /** Alarms that stop the refresh while they are in ALARM. */
  readonly alarmNames: readonly string[];
}

/** How the instances are replaced, however the refresh is started. The last checkpoint is all of them, where it waits as well. Pure. */
export function refreshPreferences({ instanceWarmupSeconds, rollout, alarmNames }: InstanceRefreshSettings) {
  return {
    ...REPLACEMENT,
    instanceWarmupSeconds,
    checkpointPercentages: [...(rollout.checkpointPercentages ?? []), 100],
    checkpointDelaySeconds: rollout.bakeSeconds ?? 300,
    alarmNames,
  };
}

/** How long a release may take, in seconds. Pure. */
export function releaseTimeout({ checkpointPercentages = [], bakeSeconds, timeoutMinutes }: Rollout): number {
  if (timeoutMinutes !== undefined) return timeoutMinutes * SECONDS_PER_MINUTE;
  // A bake time that only Terraform knows is taken for the longest.
  const baking = bakeSeconds === undefined ? 300 : isKnown(bakeSeconds) ? bakeSeconds : LONGEST_SECONDS;
  return Math.min(MINUTES_WITHOUT_BAKING * SECONDS_PER_MINUTE + (checkpointPercentages.length + 1) * baking, LONGEST_SECONDS);
}

/**
 * How Terraform deploys a changed launch template to the instances: it doesn't wait for the end. Pure.
 *
 * There is no automatic rollback: EC2 Auto Scaling rolls back to what the group has had when the refresh began (EC2 Auto Scaling User Guide, "Undo changes with a
 * rollback"), and the provider gives the group the new version first.
 */
export function instanceRefresh(settings: InstanceRefreshSettings): AutoscalingGroupInstanceRefresh {
  const { minHealthyPercentage, maxHealthyPercentage, checkpointPercentages, ...others } = refreshPreferences(settings);
  return {
    strategy: "Rolling",
    preferences: {
      minHealthyPercentage,
      maxHealthyPercentage,
      instanceWarmup: `${others.instanceWarmupSeconds}`,
      checkpointPercentages,
      checkpointDelay: `${others.checkpointDelaySeconds}`,
      autoRollback: false,
      ...(others.alarmNames.length > 0 && { alarmSpecification: { alarms: [...others.alarmNames] } }),
    },
  };
}
