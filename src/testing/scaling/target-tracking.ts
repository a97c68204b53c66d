import { METRIC_DELAY_SECONDS, METRIC_PERIOD_SECONDS, SCALE_IN_DATAPOINTS, SCALE_IN_THRESHOLD, SCALE_OUT_DATAPOINTS } from "./facts";
import { TargetTrackingPolicy } from "./service";

/** A minute of a service, as CloudWatch has it. */
export interface Datapoint {
  /** The end of the minute, in seconds from the start. */
  readonly endSeconds: number;
  /** Targets that the load balancer held healthy, on average. */
  readonly targets: number;
  /** `RequestCountPerTarget`: requests that were sent to a target, on average. */
  readonly requests: number;
  /** `CPUUtilization`, percent. */
  readonly cpu: number;
}

/** What the alarms of the policies ask for. */
export interface Decision {
  readonly direction: "out" | "in";
  readonly desiredCapacity: number;
  readonly policy: TargetTrackingPolicy;
}

/** How much a sum of floating point numbers may be off. */
const TOLERANCE = 1e-9;

/** Alarms are evaluated once a minute, as data points come a whole minute late, and their action is repeated as long as they are in ALARM (CloudWatch, "Alarm actions"). */
export function areAlarmsEvaluated(seconds: number): boolean {
  return seconds % METRIC_PERIOD_SECONDS === 0;
}

/**
 * What the policies decide: a group scales out as soon as one of them asks for it, to the largest capacity of any, and in when all do (EC2 Auto Scaling
 * User Guide, "Target tracking scaling policies"). Pure.
 *
 * @param history data points in the order of their minutes
 * @returns undefined where no alarm asks for anything
 */
export function decide(policies: readonly TargetTrackingPolicy[], history: readonly Datapoint[], seconds: number): Decision | undefined {
  const known = history.filter(({ endSeconds }) => endSeconds <= seconds - METRIC_DELAY_SECONDS);
  const largest = (decisions: readonly Decision[]): Decision | undefined =>
    decisions.reduce<Decision | undefined>((most, one) => (most && most.desiredCapacity >= one.desiredCapacity ? most : one), undefined);
  const outwards = policies.flatMap((policy) => decisionOf(policy, known, "out"));
  if (outwards.length > 0) return largest(outwards);
  const inwards = policies.filter(({ scaleInDisabled }) => !scaleInDisabled);
  const decisions = inwards.flatMap((policy) => decisionOf(policy, known, "in"));
  return decisions.length === inwards.length ? largest(decisions) : undefined;
}

/** The capacity is proportional to the metric, and rounded up in both directions. */
function decisionOf(policy: TargetTrackingPolicy, known: readonly Datapoint[], direction: Decision["direction"]): Decision[] {
  const count = direction === "out" ? SCALE_OUT_DATAPOINTS : SCALE_IN_DATAPOINTS;
  const evaluated = known.slice(-count);
  const isBreaching = (point: Datapoint): boolean =>
    direction === "out"
      ? point[policy.metric] > policy.targetValue * (1 + TOLERANCE)
      : point[policy.metric] < policy.targetValue * SCALE_IN_THRESHOLD;
  if (evaluated.length < count || !evaluated.every(isBreaching)) return [];
  const latest = evaluated[evaluated.length - 1]!;
  const exact = (latest.targets * latest[policy.metric]) / policy.targetValue;
  return [{ direction, desiredCapacity: Math.ceil(exact * (1 - TOLERANCE)), policy }];
}
