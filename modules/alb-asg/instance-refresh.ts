import { AutoscalingGroupInstanceRefresh } from "@cdktf/provider-aws/lib/autoscaling-group";
import { NUMBER, PropTypes, list, optional, record } from "../../src/internal/prop-types";
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
  /** The checkpoints and the bake time of the instance refresh that deploys a change. @default - five minutes of bake time */
  readonly rollout?: Rollout;
}

/** The types of the props of `DeploymentOptions`. */
export const DEPLOYMENT_OPTIONS: PropTypes<DeploymentOptions> = { capacityTimeoutMinutes: optional(NUMBER), rollout: optional(record()) };

const ROLLOUT: PropTypes<Rollout> = { checkpointPercentages: optional(list<readonly number[]>()), bakeSeconds: optional(NUMBER) };

/**
 * Records a time-out that is no time, and checkpoints that EC2 Auto Scaling refuses (API reference, "RefreshPreferences").
 *
 * @throws ValidationError for a value of another type
 */
export function checkDeployment(validator: Validator, { capacityTimeoutMinutes, rollout }: DeploymentOptions): void {
  validator
    .known("capacityTimeoutMinutes", capacityTimeoutMinutes)
    .integerBetween("capacityTimeoutMinutes", capacityTimeoutMinutes, 0, 120, "minutes");
  if (rollout) checkRollout(validator, rollout);
}

function checkRollout(validator: Validator, rollout: Rollout): void {
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
    .integerBetween("rollout.bakeSeconds", rollout.bakeSeconds, 0, 172_800, "seconds");
}

function isCheckpoint(percentage: number, before: number): boolean {
  return Number.isInteger(percentage) && percentage > before && percentage < 100;
}

/** What an instance refresh is made with. */
interface InstanceRefreshSettings {
  readonly instanceWarmupSeconds: number;
  readonly rollout: Rollout;
  /** Alarms that stop the refresh while they are in ALARM. */
  readonly alarmNames: readonly string[];
}

/**
 * How a changed launch template is deployed to the instances. The last checkpoint is all of them, where it waits as well. Pure.
 *
 * There is no automatic rollback: EC2 Auto Scaling rolls back to what the group has had when the refresh began (EC2 Auto Scaling User Guide, "Undo changes with a
 * rollback"), and the provider gives the group the new version first.
 */
export function instanceRefresh({ instanceWarmupSeconds, rollout, alarmNames }: InstanceRefreshSettings): AutoscalingGroupInstanceRefresh {
  return {
    strategy: "Rolling",
    preferences: {
      ...REPLACEMENT,
      instanceWarmup: `${instanceWarmupSeconds}`,
      checkpointPercentages: [...(rollout.checkpointPercentages ?? []), 100],
      checkpointDelay: `${rollout.bakeSeconds ?? 300}`,
      autoRollback: false,
      ...(alarmNames.length > 0 && { alarmSpecification: { alarms: [...alarmNames] } }),
    },
  };
}
