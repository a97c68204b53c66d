import { createHash } from "node:crypto";
import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { ActionTime, haveATimeInCommon } from "../../src/internal/recurrence";
import { Validator, isKnown } from "../../src/internal/validator";
import { CapacityPlan } from "./capacity-plan";

/**
 * A number of instances at a time that is known before, such as the opening of a market (EC2 Auto Scaling User Guide, "Scheduled scaling"). It sets the
 * group's desired capacity and leaves its minimum and maximum size as they are. The scaling policies go on from there: where traffic has been low for a
 * quarter of an hour, they scale in again as soon as the instances have warmed up ("Set the default instance warmup").
 */
export interface ScheduledScaling {
  /** When, as the five fields of a cron expression: `50 8 * * MON-FRI`. */
  readonly recurrence: string;
  /** An IANA time zone such as `Europe/Berlin`, with its daylight saving. @default "UTC" */
  readonly timeZone?: string;
  /** The number of instances, from the plan's `minCapacity` to its `maxCapacity`. */
  readonly desiredCapacity: number;
}

const SCHEDULE: PropTypes<ScheduledScaling> = { recurrence: STRING, timeZone: optional(STRING), desiredCapacity: NUMBER };

const HASH_LENGTH = 8;

/** Leaves a bound as it is (AWS provider, `aws_autoscaling_schedule`). */
const UNCHANGED = -1;

/** Bounds that a scheduled action moved would be reset by the next apply, in the middle of the day. */
export const UNCHANGED_BOUNDS = { minSize: UNCHANGED, maxSize: UNCHANGED };

/** Scheduled actions of a group, which AWS doesn't raise (EC2 Auto Scaling User Guide, "Quotas for Auto Scaling resources and groups"). */
const ACTIONS_PER_GROUP = 125;

/**
 * Records what is wrong with scheduled actions.
 *
 * @throws ValidationError for a value of another type
 */
export function checkScheduledScaling(
  validator: Validator,
  schedules: Readonly<Record<string, ScheduledScaling>>,
  { minCapacity, maxCapacity }: CapacityPlan,
): void {
  validator.known("scheduledScaling", schedules);
  if (!isKnown(schedules)) return;
  for (const [name, schedule] of Object.entries(schedules)) {
    const prop = `scheduledScaling["${name}"]`;
    validator.props(schedule, SCHEDULE, prop);
    const { recurrence, timeZone, desiredCapacity } = schedule;
    const isWithin = !isKnown([minCapacity, maxCapacity]) || (desiredCapacity >= minCapacity && desiredCapacity <= maxCapacity);
    validator
      .format(`${prop}.recurrence`, recurrence, FORMATS.cron)
      .format(`${prop}.timeZone`, timeZone, FORMATS.timeZone)
      .check(
        `${prop}.desiredCapacity`,
        desiredCapacity,
        Number.isInteger(desiredCapacity) && isWithin,
        `must be a whole number from the plan's ${minCapacity} to ${maxCapacity} instances`,
        "Choose one of these, or plan a higher maximum by burstFactor.",
      );
  }
}

/** A scheduled action, as the others of its group see it. */
export interface ActionOfGroup extends ActionTime {
  /** The prop that it is from. */
  readonly prop: string;
}

/**
 * Records scheduled actions that a group can't have together: too many, or two at the same time (EC2 Auto Scaling User Guide, "Scheduled scaling"). Which of the times of two
 * recurring ones are compared depends on the day, so they have none in common.
 *
 * @param prop the prop that most of them are from
 */
export function checkActionsOfGroup(validator: Validator, prop: string, actions: readonly ActionOfGroup[]): void {
  validator.check(
    prop,
    actions.length,
    actions.length <= ACTIONS_PER_GROUP,
    `must make no more than ${ACTIONS_PER_GROUP} scheduled actions of the group`,
    "Leave some out, such as the holidays of years that are over.",
  );
  for (const [index, action] of actions.entries()) {
    if (action.recurrence === undefined) continue;
    const same = actions.slice(0, index).find((other) => haveATimeInCommon(other, action));
    const rule = `must have no time in common with ${same?.prop}`;
    validator.check(`${action.prop}.recurrence`, action.recurrence, same === undefined, rule, "Shift one of them by a minute.");
  }
}

/**
 * The name of an action at AWS: another time is another action. The provider gives an action that it changes the start time that the old one had, at which it would
 * then run once more (`aws_autoscaling_schedule`, whose `start_time` is computed).
 */
function nameOf(name: string, { recurrence, timeZone }: ScheduledScaling): string {
  const time = [recurrence, timeZone ?? "UTC"];
  const hash = isKnown(time) ? createHash("sha256").update(time.join(" ")).digest("hex") : Fn.sha256(Fn.join(" ", time));
  return `${name}-${isKnown(time) ? hash.slice(0, HASH_LENGTH) : Fn.substr(hash, 0, HASH_LENGTH)}`;
}

/** The scheduled actions of a service, by their names. */
export function createScheduledScaling(
  scope: Construct,
  autoscalingGroupName: string,
  schedules: Readonly<Record<string, ScheduledScaling>>,
): Readonly<Record<string, AutoscalingSchedule>> {
  const create = (name: string, schedule: ScheduledScaling): AutoscalingSchedule =>
    new AutoscalingSchedule(scope, `Schedule-${name}`, {
      autoscalingGroupName,
      scheduledActionName: nameOf(name, schedule),
      recurrence: schedule.recurrence,
      timeZone: schedule.timeZone ?? "UTC",
      desiredCapacity: schedule.desiredCapacity,
      ...UNCHANGED_BOUNDS,
    });
  return Object.fromEntries(Object.entries(schedules).map(([name, schedule]) => [name, create(name, schedule)]));
}
