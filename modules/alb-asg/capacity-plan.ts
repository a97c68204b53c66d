/** What a service must serve. */
export interface CapacityPlanProps {
  /** Requests per second at the peak, all instances together; more than 0. */
  readonly requestsPerSecond: number;
  /** Requests per second that one instance serves well, measured under load; more than 0. */
  readonly requestsPerSecondPerInstance: number;
  /** AZs that the instances are spread over, 2 or more. */
  readonly availabilityZoneCount: number;
  /** How many times the planned peak the group may grow to, 1 or more. @default 2 */
  readonly burstFactor?: number;
}

/** The size of an Auto Scaling group, and when it grows. */
export interface CapacityPlan {
  /** Fewest instances: after the loss of an AZ, those left still serve the peak without waiting for new ones. */
  readonly minCapacity: number;
  /** Most instances. */
  readonly maxCapacity: number;
  /** Requests per minute and instance that scaling holds, with the room that the loss of an AZ takes. */
  readonly targetRequestsPerMinute: number;
  /** AZs that the plan counts on; a network with fewer is refused. @default - any number */
  readonly availabilityZoneCount?: number;
}

const SECONDS_PER_MINUTE = 60;

/**
 * Plans a group so that the loss of one AZ keeps the peak served.
 *
 * Instances are spread evenly, so losing an AZ takes an n-th of them: the rest must serve the peak, and each may be
 * loaded with (n - 1)/n of what it can serve. Pure.
 *
 *     planCapacity({ requestsPerSecond: 500, requestsPerSecondPerInstance: 100, availabilityZoneCount: 3 })
 *     // { minCapacity: 9, maxCapacity: 18, targetRequestsPerMinute: 4000, availabilityZoneCount: 3 }
 *
 * @throws RangeError that names every number out of its range
 */
export function planCapacity(props: CapacityPlanProps): CapacityPlan {
  const { requestsPerSecond, requestsPerSecondPerInstance, availabilityZoneCount } = props;
  const burstFactor = props.burstFactor ?? 2;
  validate(props, burstFactor);
  const othersCount = availabilityZoneCount - 1;
  const needed = Math.ceil(requestsPerSecond / requestsPerSecondPerInstance);
  const perZone = Math.ceil(needed / othersCount);
  const target = (requestsPerSecondPerInstance * SECONDS_PER_MINUTE * othersCount) / availabilityZoneCount;
  return {
    minCapacity: perZone * availabilityZoneCount,
    maxCapacity: Math.ceil(perZone * burstFactor) * availabilityZoneCount,
    targetRequestsPerMinute: target < 1 ? target : Math.floor(target),
    availabilityZoneCount,
  };
}

function validate(props: CapacityPlanProps, burstFactor: number): void {
  const rules: [keyof CapacityPlanProps, number, boolean, string][] = [
    [
      "requestsPerSecond",
      props.requestsPerSecond,
      props.requestsPerSecond > 0,
      "must be more than 0; give the peak that you measured or expect",
    ],
    [
      "requestsPerSecondPerInstance",
      props.requestsPerSecondPerInstance,
      props.requestsPerSecondPerInstance > 0,
      "must be more than 0; measure one instance under load",
    ],
    [
      "availabilityZoneCount",
      props.availabilityZoneCount,
      Number.isInteger(props.availabilityZoneCount) && props.availabilityZoneCount >= 2,
      "must be a whole number from 2 on; with one AZ nothing survives its loss",
    ],
    ["burstFactor", burstFactor, burstFactor >= 1, "must be 1 or more; 2 lets the group double"],
  ];
  const broken = rules
    .filter(([, received, holds]) => !holds || !Number.isFinite(received))
    .map(([prop, received, , rule]) => `${prop} ${rule} (received ${received})`);
  if (broken.length > 0) throw new RangeError(`planCapacity: ${broken.join("; ")}`);
}
