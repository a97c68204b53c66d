import { AutoscalingGroupLaunchTemplate, AutoscalingGroupMixedInstancesPolicy } from "@cdktf/provider-aws/lib/autoscaling-group";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { NUMBER, PropTypes, STRING, STRINGS, oneOf, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { CapacityPlan } from "./capacity-plan";
import { DEFAULT_INSTANCE_TYPE, INSTANCE_TYPE, architectureOf, isBurstable, isOfKnownSeries, sizeOf } from "./instance-type";
import { WarmPool, checkWarmPool } from "./warm-pool";

/** The values of `CpuCredits`. */
const CPU_CREDITS = ["standard", "unlimited"] as const;
/** What a burstable performance instance does without CPU credits: run at its baseline, or go on for a charge by vCPU and hour. */
export type CpuCredits = "standard" | "unlimited";

/**
 * Spot Instances besides On-Demand ones. EC2 takes a Spot Instance back with a notice of two minutes, many of them at once where capacity is scarce.
 *
 * They are chosen by `price-capacity-optimized`, and replaced when EC2 says that one is at a higher risk of interruption (EC2 Auto Scaling User Guide, "Capacity
 * Rebalancing").
 */
export interface SpotInstances {
  /** On-Demand Instances that the group has first, 0 to 10000. @default - the plan's `minCapacity`: what it promises doesn't depend on Spot */
  readonly onDemandBaseCapacity?: number;
  /** The part of the instances above that which is On-Demand too, 0 to 100 percent. @default 0 */
  readonly onDemandPercentageAboveBaseCapacity?: number;
}

/** Which instances a service runs on. */
export interface ServiceInstances {
  /** Graviton types boot the arm64 image, all others the x86_64 one. @default "c7g.large" */
  readonly instanceType?: string;
  /**
   * Several types instead of one, 2 to 40 of one architecture and one size: the first that EC2 has capacity for is launched, for Spot the one that is the least
   * likely to be interrupted at a low price. Plan with what the slowest of them serves.
   *
   * @default - `instanceType` alone
   */
  readonly instanceTypes?: readonly string[];
  /**
   * `ami-…`, or `resolve:ssm:<parameter>`, which EC2 resolves at the launch of each instance. With an AMI's id all instances are the same.
   *
   * @default - the newest Amazon Linux 2023 of the instance type's architecture; with `rollout.automaticRollback` the newest at the first apply, kept in the state
   */
  readonly imageId?: string;
  /** Spot Instances above a base of On-Demand ones; best with ten types or more. @default - On-Demand Instances alone */
  readonly spot?: SpotInstances;
  /**
   * The credit option of burstable performance instances (t-class). EC2's own default for most of them is `unlimited`, which is charged for what is above the baseline on
   * average (EC2 User Guide, "Burstable performance instances").
   *
   * @default - "standard" for burstable types, nothing for others
   */
  readonly cpuCredits?: CpuCredits;
  /** Instances that have booted already and are stopped, for a fast scale-out; not with `spot`. @default - none */
  readonly warmPool?: WarmPool;
  /** The maximum instance lifetime, 1 to 365 days: with an image that EC2 resolves, the replacement is patched. @default - no maximum */
  readonly maxInstanceLifetimeDays?: number;
  /** Size of the root volume, 8 to 16384 GiB. @default 16 */
  readonly rootVolumeGib?: number;
  /** The image's root device name; Amazon Linux has the default. @default "/dev/xvda" */
  readonly rootDeviceName?: string;
}

/** The types of these props. */
export const SERVICE_INSTANCES: PropTypes<ServiceInstances> = {
  instanceType: optional(STRING),
  instanceTypes: optional(STRINGS),
  imageId: optional(STRING),
  spot: optional(record()),
  cpuCredits: optional(oneOf(CPU_CREDITS)),
  warmPool: optional(record()),
  maxInstanceLifetimeDays: optional(NUMBER),
  rootVolumeGib: optional(NUMBER),
  rootDeviceName: optional(STRING),
};

const SPOT: PropTypes<SpotInstances> = {
  onDemandBaseCapacity: optional(NUMBER),
  onDemandPercentageAboveBaseCapacity: optional(NUMBER),
};

/** Overrides of a mixed instances policy (EC2 Auto Scaling User Guide, "Mixed instances groups"). */
const MOST_TYPES = 40;

/** The types of a service, the preferred one first. Pure. */
export function instanceTypesOf({ instanceType, instanceTypes }: ServiceInstances): readonly [string, ...string[]] {
  const [first = instanceType ?? DEFAULT_INSTANCE_TYPE, ...others] = instanceTypes ?? [];
  return [first, ...others];
}

/** The credit option of these types; undefined where they have none, or only Terraform knows. Pure. */
function cpuCreditsOf(instances: ServiceInstances): CpuCredits | undefined {
  const [first] = instanceTypesOf(instances);
  return instances.cpuCredits ?? (isKnown(first) && isBurstable(first) ? "standard" : undefined);
}

/**
 * Records instances that can't be, or that can't stand in for each other.
 *
 * @throws ValidationError for a value of another type
 */
export function checkServiceInstances(validator: Validator, instances: ServiceInstances, capacity: CapacityPlan): void {
  const { instanceType, instanceTypes, spot, cpuCredits, warmPool } = instances;
  validator.format("instanceType", instanceType ?? undefined, INSTANCE_TYPE);
  if (instanceTypes) checkTypes(validator, instanceType, instanceTypes);
  if (spot) {
    validator
      .known("spot", spot)
      .props(spot, SPOT, "spot")
      .integerBetween("spot.onDemandBaseCapacity", spot.onDemandBaseCapacity, 0, 10_000, "instances")
      .integerBetween("spot.onDemandPercentageAboveBaseCapacity", spot.onDemandPercentageAboveBaseCapacity, 0, 100, "percent");
  }
  if (warmPool) checkWarmPool(validator, warmPool, Boolean(spot), capacity);
  validator.check(
    "warmPool",
    warmPool,
    Boolean(warmPool) || (capacity.warmStartSeconds ?? undefined) === undefined,
    `must be given: the plan counts on instances that start within ${capacity.warmStartSeconds} seconds`,
    "Write warmPool: {}, or plan without warmStartSeconds.",
  );
  const known = instanceTypesOf(instances).filter(isKnown);
  validator.check(
    "cpuCredits",
    cpuCredits,
    !cpuCredits || known.every(isBurstable),
    `must be left out with ${known.join(", ")}: burstable performance instances alone have CPU credits`,
    "Leave it out, or use a t-class type.",
  );
}

function checkTypes(validator: Validator, instanceType: string | undefined, types: readonly string[]): void {
  validator
    .known("instanceTypes", types)
    .check(
      "instanceTypes",
      types,
      !instanceType,
      "must be left out with instanceType",
      "Put all types into instanceTypes, the preferred one first.",
    )
    .check(
      "instanceTypes",
      types,
      types.length >= 2 && types.length <= MOST_TYPES && new Set(types).size === types.length,
      `must be 2 to ${MOST_TYPES} types, each of them once`,
      "Use instanceType for a single one.",
    );
  types.forEach((type, index) => validator.format(`instanceTypes[${index}]`, type, INSTANCE_TYPE));
  const known = types.filter((type) => isKnown(type) && INSTANCE_TYPE.holds(type));
  const alike = (what: (type: string) => unknown): boolean => new Set(known.map(what)).size <= 1;
  validator
    .check(
      "instanceTypes",
      known,
      alike(architectureOf),
      "must be of one architecture: the launch template has one image",
      "Leave out the Graviton types (c7g, m7g), or all others.",
    )
    .check(
      "instanceTypes",
      known,
      alike(sizeOf),
      "must be of one size: the load balancer and the scaling policies take all instances for the same, and the plan has one number of requests for each",
      "Use other families of the same size, such as c7g.large, m7g.large and r7g.large.",
    )
    .check(
      "instanceTypes",
      known,
      alike(isBurstable),
      "must be burstable all or none: the launch template has one credit option",
      "Leave out the t-class types, or all others.",
    );
}

/** What a service runs on, with a warning of types whose series EC2 may not have: a new one isn't refused. */
export function resolveInstances(service: Construct, instances: ServiceInstances) {
  const instanceTypes = instanceTypesOf(instances);
  warnOfUnknownSeries(service, instanceTypes);
  return { instanceType: instanceTypes[0], instanceTypes, cpuCredits: cpuCreditsOf(instances) };
}

function warnOfUnknownSeries(service: Construct, types: readonly string[]): void {
  const unknown = types.filter((type) => isKnown(type) && !isOfKnownSeries(type));
  if (unknown.length === 0) return;
  Annotations.of(service).addWarning(
    `EC2 has no instance type ${unknown.join(", ")} as far as this library knows: check its name, or no instance is launched.`,
  );
}

/** Several types, or Spot Instances besides On-Demand ones; undefined where a group launches one type by its launch template alone. Pure. */
export function mixedInstancesOf(instances: ServiceInstances, capacity: CapacityPlan) {
  const { instanceTypes, spot } = instances;
  if (!instanceTypes && !spot) return undefined;
  return {
    types: instanceTypesOf(instances),
    distribution: {
      // In the order of the list.
      onDemandAllocationStrategy: "prioritized",
      onDemandBaseCapacity: spot ? (spot.onDemandBaseCapacity ?? capacity.minCapacity) : 0,
      onDemandPercentageAboveBaseCapacity: spot ? (spot.onDemandPercentageAboveBaseCapacity ?? 0) : 100,
      spotAllocationStrategy: "price-capacity-optimized",
    },
  };
}

/** What a group launches: one type by its launch template, or several by a mixed instances policy. Pure. */
export function launchedBy(
  instances: ServiceInstances,
  launchTemplate: { readonly id: string; readonly version: string },
  capacity: CapacityPlan,
): {
  readonly launchTemplate?: AutoscalingGroupLaunchTemplate;
  readonly mixedInstancesPolicy?: AutoscalingGroupMixedInstancesPolicy;
  readonly capacityRebalance?: boolean;
} {
  const mixed = mixedInstancesOf(instances, capacity);
  if (!mixed) return { launchTemplate };
  const { id: launchTemplateId, version } = launchTemplate;
  return {
    mixedInstancesPolicy: {
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId, version },
        override: mixed.types.map((instanceType) => ({ instanceType })),
      },
      instancesDistribution: mixed.distribution,
    },
    capacityRebalance: instances.spot ? true : undefined,
  };
}
