import { AutoscalingSchedule } from "@cdktf/provider-aws/lib/autoscaling-schedule";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { Validator, isKnown } from "../../src/internal/validator";
import { CapacityPlan } from "./capacity-plan";

/**
 * A number of instances at a time that is known before, such as the opening of a market (EC2 Auto Scaling User Guide, "Scheduled scaling"). It sets the
 * group's desired capacity and leaves its minimum and maximum size as they are. The scaling policies go on from there: without load, they begin to scale in
 * after about 15 minutes.
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

/** Leaves a bound as it is (AWS provider, `aws_autoscaling_schedule`). */
const UNCHANGED = -1;

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

/** The scheduled actions of a service, by their names. */
export function createScheduledScaling(
  scope: Construct,
  autoscalingGroupName: string,
  schedules: Readonly<Record<string, ScheduledScaling>>,
): Readonly<Record<string, AutoscalingSchedule>> {
  const create = (scheduledActionName: string, { recurrence, timeZone, desiredCapacity }: ScheduledScaling): AutoscalingSchedule =>
    new AutoscalingSchedule(scope, `Schedule-${scheduledActionName}`, {
      autoscalingGroupName,
      scheduledActionName,
      recurrence,
      timeZone: timeZone ?? "UTC",
      desiredCapacity,
      // Bounds that a schedule moved would be reset by the next apply, in the middle of the day.
      minSize: UNCHANGED,
      maxSize: UNCHANGED,
    });
  return Object.fromEntries(Object.entries(schedules).map(([name, schedule]) => [name, create(name, schedule)]));
}
