import { AutoscalingGroup, AutoscalingGroupInstanceRefresh } from "@cdktf/provider-aws/lib/autoscaling-group";
import { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { namePrefix, pathFromStack } from "../../src/internal/names";
import { Validator } from "../../src/internal/validator";
import { CapacityPlan } from "./capacity-plan";
import { REPLACEMENT } from "./instance-refresh";
import { ServiceInstances, launchedBy } from "./service-instances";
import { warmPoolOf } from "./warm-pool";

/** Every metric of the group, free of charge. */
const GROUP_METRICS = [
  "GroupDesiredCapacity",
  "GroupInServiceInstances",
  "GroupMaxSize",
  "GroupMinSize",
  "GroupPendingInstances",
  "GroupTerminatingInstances",
  "GroupTotalInstances",
];
const SECONDS_PER_DAY = 86_400;
/** What a group launches, which only a release changes where there is one. */
const LAUNCHED = ["launch_template", "mixed_instances_policy"];

/** What an Auto Scaling group is made with. */
interface AutoScalingGroupSettings {
  readonly capacity: CapacityPlan;
  readonly subnetIds: readonly string[];
  readonly instances: ServiceInstances;
  readonly launchTemplate: { readonly id: string; readonly version: string };
  readonly targetGroupArn: string;
  readonly healthCheckGraceSeconds: number;
  readonly capacityTimeoutMinutes: number;
  readonly instanceWarmupSeconds: number;
  readonly maxInstanceLifetimeDays?: number;
  readonly serviceLinkedRoleArn: string;
  /** How a change of what is launched reaches the instances. @default - a release of its own does that, and changes the group once it has succeeded */
  readonly instanceRefresh?: AutoscalingGroupInstanceRefresh;
  /** What must be created before the first instance is launched. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** What the generated name of a service's group begins with. */
export function groupNamePrefix(service: Construct): string {
  return namePrefix(service, { maxLength: 255 });
}

/** The `Name` tag of a service's group and of its instances. */
export function groupName(service: Construct): string {
  return pathFromStack(service).join("/");
}

/** Records numbers that EC2 Auto Scaling refuses. */
export function checkAutoScalingGroup(validator: Validator, settings: Partial<AutoScalingGroupSettings>): void {
  validator
    .integerBetween("healthCheckGraceSeconds", settings.healthCheckGraceSeconds, 0, 7200, "seconds")
    .integerBetween("instanceWarmupSeconds", settings.instanceWarmupSeconds, 0, 3600, "seconds")
    .known("maxInstanceLifetimeDays", settings.maxInstanceLifetimeDays)
    .integerBetween("maxInstanceLifetimeDays", settings.maxInstanceLifetimeDays, 1, 365, "days");
}

/** The Auto Scaling group of a service. */
export function createAutoScalingGroup(scope: Construct, settings: AutoScalingGroupSettings): AutoscalingGroup {
  const { capacity, instances, maxInstanceLifetimeDays } = settings;
  return new AutoscalingGroup(scope, "Resource", {
    namePrefix: groupNamePrefix(scope),
    minSize: capacity.minCapacity,
    maxSize: capacity.maxCapacity,
    vpcZoneIdentifier: [...settings.subnetIds],
    ...launchedBy(instances, settings.launchTemplate, capacity),
    ...warmPoolOf(instances.warmPool ?? undefined),
    targetGroupArns: [settings.targetGroupArn],
    healthCheckType: "ELB",
    healthCheckGracePeriod: settings.healthCheckGraceSeconds,
    // At the creation alone: an update waits for exactly as many as were asked for, which scaling policies change meanwhile (the provider's
    // `wait_for_elb_capacity`).
    minElbCapacity: capacity.minCapacity === 0 ? undefined : capacity.minCapacity,
    waitForCapacityTimeout: `${settings.capacityTimeoutMinutes}m`,
    defaultInstanceWarmup: settings.instanceWarmupSeconds,
    maxInstanceLifetime: maxInstanceLifetimeDays === undefined ? undefined : maxInstanceLifetimeDays * SECONDS_PER_DAY,
    serviceLinkedRoleArn: settings.serviceLinkedRoleArn,
    enabledMetrics: GROUP_METRICS,
    instanceMaintenancePolicy: REPLACEMENT,
    instanceRefresh: settings.instanceRefresh,
    tag: [{ key: "Name", value: groupName(scope), propagateAtLaunch: true }],
    dependsOn: [...settings.dependsOn],
    // Scaling policies decide on the number of instances. A replacement isn't created first: Terraform would do so with everything that the group depends on
    // as well, down to buckets, database and cache, whose names are taken as long as the old ones are there.
    // An attachment changes the target groups; those given here count at the creation, where instances must become healthy in them.
    // The initial hook counts at the creation alone; a change of it, by a warm pool that is added or removed, would replace the group.
    lifecycle: {
      ignoreChanges: ["desired_capacity", "target_group_arns", "initial_lifecycle_hook", ...(settings.instanceRefresh ? [] : LAUNCHED)],
    },
  });
}
