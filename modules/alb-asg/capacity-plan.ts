import { Token } from "cdktf";
import { NUMBER, PropTypes, STRINGS, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";

/** The load that a service must serve. */
export interface ServiceLoad {
  /** Requests per second at the peak, all instances together; more than 0. */
  readonly requestsPerSecond: number;
  /** Requests per second that one instance serves well, measured under load; more than 0. */
  readonly requestsPerSecondPerInstance: number;
  /** How many times the minimum the group may grow to, 1 or more. @default 2 */
  readonly burstFactor?: number;
  /** What the group serves above the peak, in percent of it, 0 or more: for a peak that is higher than expected. @default 0 */
  readonly headroomPercent?: number;
  /**
   * By how many requests per second traffic above the peak may grow within a minute, 0 or more: the plan has a reserve that serves the growth until instances
   * for it are started. Needs `startupSeconds`.
   *
   * @default 0 - above the peak, requests may have to wait for instances
   */
  readonly rampRequestsPerSecondPerMinute?: number;
  /** From the launch of an instance to its first request, measured: 0 to 7200 seconds. @default - not needed without a ramp */
  readonly startupSeconds?: number;
  /** The same for an instance that leaves the service's warm pool, 0 seconds to `startupSeconds`. @default - no warm pool */
  readonly warmStartSeconds?: number;
}

const LOAD: PropTypes<ServiceLoad> = {
  requestsPerSecond: NUMBER,
  requestsPerSecondPerInstance: NUMBER,
  burstFactor: optional(NUMBER),
  headroomPercent: optional(NUMBER),
  rampRequestsPerSecondPerMinute: optional(NUMBER),
  startupSeconds: optional(NUMBER),
  warmStartSeconds: optional(NUMBER),
};

/** The size of an Auto Scaling group, and when it scales out. */
export interface CapacityPlan {
  /** The group's minimum size, 0 to 10000 instances: after the loss of an AZ, those left still serve the peak without waiting for new ones. */
  readonly minCapacity: number;
  /** The group's maximum size, 1 to 10000 instances. */
  readonly maxCapacity: number;
  /** The target value of `ALBRequestCountPerTarget`, requests per minute and instance, more than 0: with the reserve for the loss of an AZ. */
  readonly targetRequestsPerMinute: number;
  /** The number of AZs that the plan is for; a service in a network with fewer is an error. @default - any number */
  readonly availabilityZoneCount?: number;
  /** From an instance's leaving of the warm pool to its first request, in seconds, where the plan counts on one: a service without `warmPool` is an error. @default - none */
  readonly warmStartSeconds?: number;
}

const CAPACITY: PropTypes<CapacityPlan> = {
  minCapacity: NUMBER,
  maxCapacity: NUMBER,
  targetRequestsPerMinute: NUMBER,
  availabilityZoneCount: optional(NUMBER),
  warmStartSeconds: optional(NUMBER),
};

const SECONDS_PER_MINUTE = 60;
/** With one AZ there is nothing left after its loss. */
const LEAST_ZONES = 2;
/**
 * From growth to the launch that it causes: the last decision was taken on a minute that ended a minute ago (120 s); the next needs three data points of a
 * minute each (180 s), the last of which comes up to a minute late (60 s). See "Capacity" in the guide for the pages of AWS.
 */
const DECISION_SECONDS = 360;

/**
 * Plans a group that serves the peak after the loss of one AZ.
 *
 * Auto Scaling distributes instances evenly, so the loss of one of n AZs takes an n-th of them: the others must serve the peak, and each instance
 * is loaded with (n - 1)/n of what it can serve. With a ramp, the others serve what traffic grows by as well until instances are started, wherever the group
 * is between its minimum and maximum size. `simulateScaling` of the testing kit shows what a plan serves. Pure.
 *
 *     planCapacity({ requestsPerSecond: 500, requestsPerSecondPerInstance: 100 }, network) // three AZs
 *     // { minCapacity: 9, maxCapacity: 18, targetRequestsPerMinute: 4000, availabilityZoneCount: 3 }
 *
 * @param load what must be served, in numbers that are known now
 * @param network the network that the service is in, two AZs or more; Terraform alone may know their names, but not how many there are
 * @throws ValidationError with every value that is out of its range
 */
export function planCapacity(load: ServiceLoad, network: { readonly availabilityZones: readonly string[] }): CapacityPlan {
  checkLoad(load, network);
  const availabilityZoneCount = network.availabilityZones.length;
  const othersCount = availabilityZoneCount - 1;
  const perInstance = load.requestsPerSecondPerInstance;
  const peak = load.requestsPerSecond + (load.requestsPerSecond * (load.headroomPercent ?? 0)) / 100;
  /** What an instance adds to what is left after the loss of an AZ. */
  const perInstanceAfterLoss = (perInstance * othersCount) / availabilityZoneCount;
  const reserve = rampReserve(load, perInstanceAfterLoss);
  const needed = Math.ceil((peak + reserve) / perInstance);
  const perZone = Math.ceil(needed / othersCount);
  const minCapacity = perZone * availabilityZoneCount;
  const target =
    reserve === 0
      ? (perInstance * SECONDS_PER_MINUTE * othersCount) / availabilityZoneCount
      : // The first is at least the second, but for rounding: the peak alone never makes the group grow.
        Math.max(perInstanceAfterLoss - reserve / minCapacity, peak / minCapacity) * SECONDS_PER_MINUTE;
  return {
    minCapacity,
    maxCapacity: Math.ceil(perZone * (load.burstFactor ?? 2)) * availabilityZoneCount,
    targetRequestsPerMinute: target < 1 ? target : Math.floor(target),
    availabilityZoneCount,
    // Without a ramp, the plan is the same with a warm pool as without.
    ...(reserve > 0 && load.warmStartSeconds !== undefined && { warmStartSeconds: load.warmStartSeconds }),
  };
}

/**
 * Requests per second that are kept free for growth: what comes until instances are started, and what one instance serves, by which the largest AZ is ahead
 * of the others while the group is between two multiples of their number.
 */
function rampReserve(load: ServiceLoad, perInstanceAfterLoss: number): number {
  const { rampRequestsPerSecondPerMinute: ramp = 0, startupSeconds = 0, warmStartSeconds = startupSeconds } = load;
  return ramp === 0 ? 0 : (ramp * (DECISION_SECONDS + warmStartSeconds)) / SECONDS_PER_MINUTE + perInstanceAfterLoss;
}

function checkLoad(load: ServiceLoad, network: { readonly availabilityZones: readonly string[] }): void {
  const validator = new Validator("planCapacity")
    .props(load, LOAD, "load")
    .props({ network }, { network: record() })
    .props({ availabilityZones: network.availabilityZones }, { availabilityZones: STRINGS }, "network");
  const { requestsPerSecond, requestsPerSecondPerInstance, burstFactor } = load;
  const { availabilityZones } = network;
  const moreThanNothing = (value: number): boolean => Number.isFinite(value) && value > 0;
  validator
    .known("load.requestsPerSecond", requestsPerSecond)
    .check(
      "load.requestsPerSecond",
      requestsPerSecond,
      moreThanNothing(requestsPerSecond),
      "must be a finite number, more than 0",
      "Give the peak that you measured or expect.",
    )
    .known("load.requestsPerSecondPerInstance", requestsPerSecondPerInstance)
    .check(
      "load.requestsPerSecondPerInstance",
      requestsPerSecondPerInstance,
      moreThanNothing(requestsPerSecondPerInstance),
      "must be a finite number, more than 0",
      "Measure one instance under load.",
    )
    .known("load.burstFactor", burstFactor)
    .check(
      "load.burstFactor",
      burstFactor,
      burstFactor === undefined || (Number.isFinite(burstFactor) && burstFactor >= 1),
      "must be a finite number, 1 or more",
      "Write 2 for a group that can double.",
    )
    .known("network.availabilityZones", availabilityZones)
    .check(
      "network.availabilityZones",
      `${availabilityZones.length} AZs`,
      availabilityZones.length >= LEAST_ZONES || Token.isUnresolved(availabilityZones),
      `must be ${LEAST_ZONES} AZs or more: with one, nothing is left after its loss`,
      "Give a network in more AZs.",
    );
  checkGrowth(validator, load);
  validator.throwIfInvalid();
}

/** The same for what the plan does above the peak. */
function checkGrowth(validator: Validator, load: ServiceLoad): void {
  const { headroomPercent, rampRequestsPerSecondPerMinute, startupSeconds, warmStartSeconds } = load;
  const notNegative = (value: number | undefined): boolean => value === undefined || (Number.isFinite(value) && value >= 0);
  validator
    .known("load.headroomPercent", headroomPercent)
    .check(
      "load.headroomPercent",
      headroomPercent,
      notNegative(headroomPercent),
      "must be a finite number of percent, 0 or more",
      "Write 25 for a peak that may be a quarter higher.",
    )
    .known("load.rampRequestsPerSecondPerMinute", rampRequestsPerSecondPerMinute)
    .check(
      "load.rampRequestsPerSecondPerMinute",
      rampRequestsPerSecondPerMinute,
      notNegative(rampRequestsPerSecondPerMinute),
      "must be a finite number, 0 or more",
      "Give by how much traffic grows within a minute.",
    )
    .known("load.startupSeconds", startupSeconds)
    .integerBetween("load.startupSeconds", startupSeconds, 0, 7200, "seconds")
    .check(
      "load.startupSeconds",
      startupSeconds,
      startupSeconds !== undefined || (rampRequestsPerSecondPerMinute ?? 0) === 0,
      "must be given with rampRequestsPerSecondPerMinute",
      "Measure the time from the launch of an instance to its first request.",
    )
    .known("load.warmStartSeconds", warmStartSeconds)
    .check(
      "load.warmStartSeconds",
      warmStartSeconds,
      warmStartSeconds === undefined ||
        (Number.isInteger(warmStartSeconds) && warmStartSeconds >= 0 && warmStartSeconds <= (startupSeconds ?? 0)),
      "must be a whole number of seconds from 0 to startupSeconds",
      "Measure an instance that leaves the warm pool, and give startupSeconds besides.",
    );
}

/**
 * Records what is wrong with a plan, or with a plan in this network.
 *
 * @param zoneCount the number of AZs that the service is in
 * @throws ValidationError for a value of another type
 */
export function checkCapacity(validator: Validator, capacity: CapacityPlan, zoneCount: number): void {
  validator.props({ capacity }, { capacity: record<CapacityPlan>() }).props(capacity, CAPACITY, "capacity");
  const { minCapacity, maxCapacity, targetRequestsPerMinute, availabilityZoneCount = 1 } = capacity;
  validator
    .integerBetween("capacity.minCapacity", minCapacity, 0, 10_000, "instances")
    .integerBetween("capacity.maxCapacity", maxCapacity, 1, 10_000, "instances")
    .check(
      "capacity",
      { minCapacity, maxCapacity },
      !isKnown([minCapacity, maxCapacity]) || minCapacity <= maxCapacity,
      "must have a minCapacity that is not above its maxCapacity",
      "Plan it with planCapacity, or swap the two.",
    )
    .check(
      "capacity.targetRequestsPerMinute",
      targetRequestsPerMinute,
      Number.isFinite(targetRequestsPerMinute) && targetRequestsPerMinute > 0,
      "must be more than 0",
      "Plan it with planCapacity.",
    )
    .check(
      "capacity.availabilityZoneCount",
      availabilityZoneCount,
      availabilityZoneCount <= zoneCount,
      `must not be above the network's ${zoneCount} AZs, or the loss of one takes more instances than planned`,
      "Plan it for this network: planCapacity(load, network).",
    );
  const isEven = (instances: number): boolean => Math.ceil(instances / zoneCount) <= instances / availabilityZoneCount;
  for (const [prop, instances] of Object.entries({ minCapacity, maxCapacity })) {
    validator.check(
      `capacity.${prop}`,
      instances,
      availabilityZoneCount === 1 || availabilityZoneCount > zoneCount || isEven(instances),
      `must be a multiple of the plan's ${availabilityZoneCount} AZs: otherwise the loss of the AZ with the most instances takes more of them than planned`,
      "Plan it with planCapacity, by burstFactor for a higher maximum.",
    );
  }
}
