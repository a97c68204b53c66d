import { runbookOf } from "../../src/internal/automation";
import { CapacityPlan } from "./capacity-plan";
import { InstanceRefreshSettings, refreshPreferences, releaseTimeout } from "./instance-refresh";
import { ServiceInstances, mixedInstancesOf } from "./service-instances";

/** What a release is made with. */
export interface ReleaseSettings extends InstanceRefreshSettings {
  readonly autoScalingGroupName: string;
  readonly launchTemplate: { readonly id: string; readonly version: string };
  readonly instances: ServiceInstances;
  readonly capacity: CapacityPlan;
}

/** The statuses that an instance refresh ends with (EC2 Auto Scaling API Reference, "InstanceRefresh"). */
const ENDS = ["Successful", "Failed", "Cancelled", "RollbackSuccessful", "RollbackFailed"];

/**
 * A runbook that starts an instance refresh to the new configuration, waits for its end, and fails unless all instances have it. Pure.
 *
 * Instances that have the configuration already aren't replaced, so that a run without a change ends at once (EC2 Auto Scaling User Guide, "Use an instance refresh with skip
 * matching").
 */
export function releaseRunbook(settings: ReleaseSettings): object {
  const { autoScalingGroupName: AutoScalingGroupName } = settings;
  const autoScaling = (Api: string) => ({ Service: "autoscaling", Api, AutoScalingGroupName });
  const theRefresh = {
    ...autoScaling("DescribeInstanceRefreshes"),
    InstanceRefreshIds: ["{{ Start.InstanceRefreshId }}"],
    PropertySelector: "$.InstanceRefreshes[0].Status",
  };
  return runbookOf(
    {
      description: "Replaces the instances of an Auto Scaling group, and turns back where that fails.",
      role: "The role that starts the instance refresh.",
    },
    [
      {
        name: "Start",
        action: "aws:executeAwsApi",
        inputs: {
          ...autoScaling("StartInstanceRefresh"),
          Strategy: "Rolling",
          DesiredConfiguration: desiredConfiguration(settings),
          Preferences: preferences(settings),
        },
        outputs: [{ Name: "InstanceRefreshId", Selector: "$.InstanceRefreshId", Type: "String" }],
      },
      {
        name: "AwaitEnd",
        action: "aws:waitForAwsResourceProperty",
        timeoutSeconds: releaseTimeout(settings.rollout),
        inputs: { ...theRefresh, DesiredValues: ENDS },
      },
      {
        name: "FailUnlessSuccessful",
        action: "aws:assertAwsResourceProperty",
        inputs: { ...theRefresh, DesiredValues: ["Successful"] },
        isEnd: true,
      },
    ],
  );
}

/** The preferences as the API writes them. */
function preferences(settings: InstanceRefreshSettings): object {
  const common = refreshPreferences(settings);
  return {
    AutoRollback: true,
    SkipMatching: true,
    MinHealthyPercentage: common.minHealthyPercentage,
    MaxHealthyPercentage: common.maxHealthyPercentage,
    InstanceWarmup: common.instanceWarmupSeconds,
    CheckpointPercentages: common.checkpointPercentages,
    CheckpointDelay: common.checkpointDelaySeconds,
    ...(common.alarmNames.length > 0 && { AlarmSpecification: { Alarms: [...common.alarmNames] } }),
  };
}

/** What the group has once the refresh has succeeded, as the API writes it. */
function desiredConfiguration({ instances, launchTemplate, capacity }: ReleaseSettings): object {
  const { id: LaunchTemplateId, version: Version } = launchTemplate;
  const LaunchTemplateSpecification = { LaunchTemplateId, Version };
  const mixed = mixedInstancesOf(instances, capacity);
  if (!mixed) return { LaunchTemplate: LaunchTemplateSpecification };
  const { types, distribution } = mixed;
  return {
    MixedInstancesPolicy: {
      LaunchTemplate: { LaunchTemplateSpecification, Overrides: types.map((InstanceType) => ({ InstanceType })) },
      InstancesDistribution: {
        OnDemandAllocationStrategy: distribution.onDemandAllocationStrategy,
        OnDemandBaseCapacity: distribution.onDemandBaseCapacity,
        OnDemandPercentageAboveBaseCapacity: distribution.onDemandPercentageAboveBaseCapacity,
        SpotAllocationStrategy: distribution.spotAllocationStrategy,
      },
    },
  };
}
