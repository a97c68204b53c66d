import { AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import { Construct } from "constructs";
import { NUMBER, PropTypes, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { CapacityPlan } from "./capacity-plan";
import { READY_HOOK } from "./ready-agent";

/**
 * Instances that have booted once and are stopped: scaling out starts them, which is faster than a first boot. They cost their volumes (EC2 Auto Scaling User Guide,
 * "Warm pools").
 */
export interface WarmPool {
  /** Instances that the pool always has, 0 to 10000. @default 0 */
  readonly minSize?: number;
  /** Instances of group and pool together that the pool is filled up to, the plan's `minCapacity` or more. @default - the plan's `maxCapacity` */
  readonly maxPreparedCapacity?: number;
}

const WARM_POOL: PropTypes<WarmPool> = { minSize: optional(NUMBER), maxPreparedCapacity: optional(NUMBER) };

/** A first boot that takes longer is cut off: an instance that enters the pool is stopped. */
const FIRST_BOOT_SECONDS = 600;

/**
 * Records a warm pool that can't be.
 *
 * @throws ValidationError for a value of another type
 */
export function checkWarmPool(validator: Validator, pool: WarmPool, hasSpot: boolean, { minCapacity }: CapacityPlan): void {
  validator.known("warmPool", pool).props(pool, WARM_POOL, "warmPool");
  const { minSize, maxPreparedCapacity } = pool;
  validator
    .check(
      "warmPool",
      "a warm pool with Spot Instances",
      !hasSpot,
      "must be left out with spot: warm pools have no Spot Instances",
      "Leave out one of the two.",
    )
    .integerBetween("warmPool.minSize", minSize, 0, 10_000, "instances")
    .integerBetween("warmPool.maxPreparedCapacity", maxPreparedCapacity, 0, 10_000, "instances")
    .check(
      "warmPool.maxPreparedCapacity",
      maxPreparedCapacity,
      maxPreparedCapacity === undefined || !isKnown(minCapacity) || maxPreparedCapacity >= minCapacity,
      `must not be below the plan's minimum of ${minCapacity} instances, which the group alone has`,
      "Add the instances of the pool to it, or leave it out.",
    );
}

const READY_HOOK_SETTINGS = {
  name: READY_HOOK,
  lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
  heartbeatTimeout: FIRST_BOOT_SECONDS,
  defaultResult: "CONTINUE",
};

/**
 * The pool of a group. Its instances wait in a launch lifecycle hook until they are ready: entering the pool doesn't wait for user data (ibid., "Limitations"). The hook is
 * there before the group's first instance, and without a way to the `autoscaling` endpoint each launch takes its whole timeout. Pure.
 */
export function warmPoolOf(pool: WarmPool | undefined): Pick<AutoscalingGroupConfig, "warmPool" | "initialLifecycleHook"> {
  if (!pool) return {};
  const { minSize, maxPreparedCapacity } = pool;
  return {
    warmPool: { poolState: "Stopped", minSize: minSize ?? 0, maxGroupPreparedCapacity: maxPreparedCapacity ?? undefined },
    initialLifecycleHook: [READY_HOOK_SETTINGS],
  };
}

/** The same hook for a group that got its pool later. */
export function createReadyHook(scope: Construct, autoscalingGroupName: string): AutoscalingLifecycleHook {
  return new AutoscalingLifecycleHook(scope, "ReadyHook", { ...READY_HOOK_SETTINGS, autoscalingGroupName });
}
