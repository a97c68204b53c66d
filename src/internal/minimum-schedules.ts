import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "./formats";
import { checkSixFieldCron, haveATimeInCommon, sixFieldCron } from "./recurrence";
import { sortedEntries } from "./sorted-by";
import { Validator, isKnown } from "./validator";

/** Another minimum capacity of a scalable target from a time on (Application Auto Scaling User Guide, "Scheduled scaling"). */
export interface MinimumSchedule {
  readonly recurrence: string;
  readonly timeZone?: string;
  readonly min: number;
}

/** What bounds a minimum. */
export interface MinimumBounds {
  readonly least: number;
  readonly most: number;
  /** What is counted: `readers`. */
  readonly unit: string;
  /** The scalable target's maximum capacity. */
  readonly max: number;
}

/**
 * Records what is wrong with schedules, the types of their props aside. Which of two at the same time would win is Application Auto Scaling's secret: they have
 * none in common.
 */
export function checkMinimumSchedules(
  validator: Validator,
  prop: string,
  schedules: Readonly<Record<string, MinimumSchedule>> | undefined,
  { least, most, unit, max }: MinimumBounds,
): void {
  const entries = Object.entries(schedules ?? {});
  for (const [index, [name, schedule]] of entries.entries()) {
    const path = `${prop}["${name}"]`;
    const { recurrence, timeZone, min } = schedule;
    const same = entries.slice(0, index).find(([, other]) => haveATimeInCommon(other, schedule));
    validator.matches(
      path,
      name,
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      "must be named in lower-case letters, digits and single dashes",
      'Name it as "opening".',
    );
    checkSixFieldCron(validator, `${path}.recurrence`, recurrence);
    validator
      .check(
        `${path}.recurrence`,
        recurrence,
        same === undefined,
        `must have no time in common with ${prop}["${same?.[0]}"]`,
        "Shift one of them by a minute.",
      )
      .format(`${path}.timeZone`, timeZone, FORMATS.timeZone)
      .integerBetween(`${path}.min`, min, least, most, unit)
      .check(
        `${path}.min`,
        min,
        !isKnown(max) || !isKnown(min) || min <= max,
        `must be no more than max (${max})`,
        "Raise max or lower it.",
      );
  }
}

/** The scheduled actions of a scalable target, by the names of their schedules, which are unique to it. */
export function createMinimumSchedules(
  parent: Construct,
  target: AppautoscalingTarget,
  schedules: Readonly<Record<string, MinimumSchedule>>,
): Readonly<Record<string, AppautoscalingScheduledAction>> {
  const create = (name: string, { recurrence, timeZone, min }: MinimumSchedule): AppautoscalingScheduledAction =>
    new AppautoscalingScheduledAction(parent, `Schedule-${name}`, {
      name,
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      schedule: `cron(${sixFieldCron(recurrence)})`,
      timezone: timeZone ?? "UTC",
      scalableTargetAction: { minCapacity: isKnown(min) ? String(min) : Token.asString(min) },
    });
  return Object.fromEntries(sortedEntries(schedules).map(([name, schedule]) => [name, create(name, schedule)]));
}

/** Between two applies the minimum is the last scheduled action's: an apply in the middle of the day leaves it. Pure. */
export function scheduledLifecycle(
  schedules: Readonly<Record<string, MinimumSchedule>> | undefined,
): { readonly ignoreChanges: string[] } | undefined {
  return Object.keys(schedules ?? {}).length > 0 ? { ignoreChanges: ["min_capacity"] } : undefined;
}
