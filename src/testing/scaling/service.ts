import { NUMBER, PropType, PropTypes, like, optional } from "../../internal/prop-types";

/** What a service has been measured to do, which no stack says. */
export interface InstanceMeasurements {
  /** Requests per second that one instance serves well, measured under load; more than 0. */
  readonly requestsPerSecondPerInstance: number;
  /** From the launch of an instance to its first request: 0 seconds or more. */
  readonly startupSeconds: number;
  /** The same for an instance that leaves the warm pool. @default - `startupSeconds` */
  readonly warmStartSeconds?: number;
  /** CPU utilization of an instance that serves all it can, up to 100 percent. @default - policies on CPU are left out */
  readonly cpuPercentAtCapacity?: number;
}

/** A target tracking scaling policy. */
export interface TargetTrackingPolicy {
  /** `requests`: `ALBRequestCountPerTarget`, a minute's requests per target; `cpu`: `ASGAverageCPUUtilization`, percent. */
  readonly metric: "requests" | "cpu";
  readonly targetValue: number;
  readonly scaleInDisabled: boolean;
}

/** A scheduled action. */
export interface ScheduledAction {
  readonly name: string;
  /** When it is due again and again, as the five fields of a cron expression. @default - once, at `startTime` */
  readonly recurrence?: string;
  /** When it is due once, as `2026-03-02T07:30:00Z`; with `recurrence`, when that begins. @default - by `recurrence`, from the start */
  readonly startTime?: string;
  /** When `recurrence` ends. @default - never */
  readonly endTime?: string;
  /** The IANA time zone of `recurrence`. */
  readonly timeZone: string;
  readonly minCapacity?: number;
  readonly maxCapacity?: number;
  readonly desiredCapacity?: number;
}

/** How an instance refresh replaces instances, in percent of the desired capacity. */
export interface ReplacementSettings {
  readonly minHealthyPercentage: number;
  readonly maxHealthyPercentage: number;
  readonly instanceWarmupSeconds: number;
  /** The parts of the group after which it waits, in percent. */
  readonly checkpointPercentages: readonly number[];
  readonly checkpointSeconds: number;
}

/** A warm pool. */
export interface WarmPoolSettings {
  readonly minSize: number;
  /** Instances of group and pool together. @default - the group's maximum size */
  readonly maxPreparedCapacity?: number;
}

/** A service, as its stack and its measurements describe it. */
export interface ScalingService extends InstanceMeasurements {
  /** Its construct's path below the stack. */
  readonly name: string;
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly availabilityZoneCount: number;
  /** Whether what an AZ that fails has lost is launched in no other one. @default false */
  readonly launchesBalancedOnly?: boolean;
  readonly policies: readonly TargetTrackingPolicy[];
  readonly schedules: readonly ScheduledAction[];
  readonly instanceWarmupSeconds: number;
  /** Until the load balancer sends no more requests to a target that has failed. */
  readonly failureDetectionSeconds: number;
  /** The slow start duration; 0 where targets get their full share at once. */
  readonly slowStartSeconds: number;
  readonly replacement: ReplacementSettings;
  readonly warmPool?: WarmPoolSettings;
  /** What the model leaves out, in a sentence each. */
  readonly assumptions: readonly string[];
}

/** The types of the props of `InstanceMeasurements`. */
export const MEASUREMENTS: PropTypes<InstanceMeasurements> = {
  requestsPerSecondPerInstance: NUMBER,
  startupSeconds: NUMBER,
  warmStartSeconds: optional(NUMBER),
  cpuPercentAtCapacity: optional(NUMBER),
};

/** The prop type of services. */
export const SERVICE: PropType<ScalingService> = like<ScalingService>("what scalingService returns", [
  "name",
  "minCapacity",
  "maxCapacity",
  "policies",
  "schedules",
  "replacement",
  "assumptions",
]);
