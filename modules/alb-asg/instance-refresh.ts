import { AutoscalingGroupInstanceRefresh } from "@cdktf/provider-aws/lib/autoscaling-group";

/** New instances are launched before old ones are terminated, up to a fifth of the group at a time. */
export const REPLACEMENT = { minHealthyPercentage: 100, maxHealthyPercentage: 120 };

/** What an instance refresh is made with. */
interface InstanceRefreshSettings {
  readonly instanceWarmupSeconds: number;
  readonly imageId: string;
  /** Alarms that stop the refresh while they are in ALARM. */
  readonly alarmNames: readonly string[];
}

/**
 * How a changed launch template is deployed to the instances. An instance refresh can't be rolled back where EC2 resolves the image at launch
 * (EC2 Auto Scaling User Guide, "Undo changes with a rollback"). Pure.
 */
export function instanceRefresh({ instanceWarmupSeconds, imageId, alarmNames }: InstanceRefreshSettings): AutoscalingGroupInstanceRefresh {
  return {
    strategy: "Rolling",
    preferences: {
      ...REPLACEMENT,
      instanceWarmup: `${instanceWarmupSeconds}`,
      autoRollback: !imageId.startsWith("resolve:"),
      ...(alarmNames.length > 0 && { alarmSpecification: { alarms: [...alarmNames] } }),
    },
  };
}
