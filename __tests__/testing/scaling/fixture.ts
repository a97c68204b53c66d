import { CapacityPlan } from "../../../modules/alb-asg";
import { ScalingService } from "../../../src/testing";

/** A service as `AutoScalingService` makes it, of the size that a test needs. */
export function serviceOf(
  { minCapacity, maxCapacity, targetRequestsPerMinute, availabilityZoneCount = 3 }: CapacityPlan,
  changes: Partial<ScalingService> = {},
): ScalingService {
  return {
    name: "Service",
    minCapacity,
    maxCapacity,
    availabilityZoneCount,
    policies: [{ metric: "requests", targetValue: targetRequestsPerMinute, scaleInDisabled: false }],
    schedules: [],
    requestsPerSecondPerInstance: 100,
    startupSeconds: 120,
    instanceWarmupSeconds: 120,
    failureDetectionSeconds: 35,
    slowStartSeconds: 0,
    replacement: {
      minHealthyPercentage: 100,
      maxHealthyPercentage: 120,
      instanceWarmupSeconds: 120,
      checkpointPercentages: [],
      checkpointSeconds: 3600,
    },
    assumptions: [],
    ...changes,
  };
}

/** The value of a step at a time. */
export function at<T extends { readonly seconds: number }>(steps: readonly T[], seconds: number): T {
  return steps.find((step) => step.seconds === seconds)!;
}
