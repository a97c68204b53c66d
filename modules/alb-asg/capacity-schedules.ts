import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import { PropTypes, optional, record } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { CapacityPlan } from "./capacity-plan";
import { ScheduledScaling, checkActionsOfGroup, checkScheduledScaling, createScheduledScaling } from "./scheduled-scaling";
import { TradingSession, checkTradingSession, createSessionActions, describeSession, scheduledActions } from "./trading-session";

/** What changes the size of a service by the clock. */
export interface CapacitySchedules {
  /** Scheduled actions, by a name of yours. @default - none */
  readonly scheduledScaling?: Readonly<Record<string, ScheduledScaling>>;
  /** The hours of a market: instances are launched before each opening, stay until the closing, and aren't replaced between. @default - none */
  readonly tradingSession?: TradingSession;
}

export const CAPACITY_SCHEDULES: PropTypes<CapacitySchedules> = {
  scheduledScaling: optional(record()),
  tradingSession: optional(record()),
};

/** The scheduled actions of a service, by their names. */
export interface ScheduleResources {
  readonly scheduledScaling: Readonly<Record<string, AutoscalingSchedule>>;
  readonly tradingSession: Readonly<Record<string, AutoscalingSchedule>>;
}

/**
 * Records what is wrong with schedules, each by itself and all of them together.
 *
 * @throws ValidationError for a value of another type
 */
export function checkCapacitySchedules(validator: Validator, schedules: CapacitySchedules, capacity: CapacityPlan): void {
  const scheduledScaling = schedules.scheduledScaling ?? {};
  checkScheduledScaling(validator, scheduledScaling, capacity);
  const session = schedules.tradingSession;
  const ofSession = session && checkTradingSession(validator, session, capacity) ? scheduledActions(session) : [];
  const others = Object.entries(scheduledScaling).map(([name, action]) => ({ prop: `scheduledScaling["${name}"]`, ...action }));
  checkActionsOfGroup(validator, session ? "tradingSession" : "scheduledScaling", [...ofSession, ...others]);
}

/** The scheduled actions of a service. */
export function createCapacitySchedules(
  scope: Construct,
  group: AutoscalingGroup,
  { scheduledScaling, tradingSession }: CapacitySchedules,
  capacity: CapacityPlan,
): ScheduleResources {
  if (tradingSession) describeSession(group, tradingSession);
  warnOfEmptyGroup(scope, capacity, scheduledScaling ?? {});
  return {
    scheduledScaling: createScheduledScaling(scope, group.name, scheduledScaling ?? {}),
    tradingSession: tradingSession ? createSessionActions(scope, group.name, tradingSession, capacity) : {},
  };
}

/**
 * Warns of a group that has no instance until somebody launches one. A session multiplies the minimum, which is none, and no policy scales out from none: without a target there is no
 * request per target (EC2 Auto Scaling User Guide, "Target tracking scaling policies").
 */
function warnOfEmptyGroup(service: Construct, { minCapacity }: CapacityPlan, scheduled: Readonly<Record<string, ScheduledScaling>>): void {
  const isStarted = Object.values(scheduled).some(({ desiredCapacity }) => !isKnown(desiredCapacity) || desiredCapacity > 0);
  if (minCapacity !== 0 || isStarted) return;
  Annotations.of(service).addWarning(
    "The plan's minCapacity is 0, and nothing launches a first instance: scaling policies don't scale out from none. " +
      "Plan at least 1, or launch instances by scheduledScaling.",
  );
}
