import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { FORMATS } from "../../src/internal/formats";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
import { checkSixFieldCron, haveATimeInCommon, sixFieldCron } from "../../src/internal/recurrence";
import { Validator, isKnown } from "../../src/internal/validator";
import { MAX_READERS } from "./readers";

/**
 * The fewest readers from a time on that is known before, such as the opening of a market (Application Auto Scaling User Guide, "Scheduled scaling"). A new reader
 * takes minutes to start: begin early. Readers beyond the minimum are removed by load alone.
 */
export interface AuroraReaderSchedule {
  /** When, as the five fields of a cron expression: `30 8 * * MON-FRI`. A day of the month or a day of the week, not both. */
  readonly recurrence: string;
  /** An IANA time zone such as `Europe/Berlin`, with its daylight saving. @default "UTC" */
  readonly timeZone?: string;
  /** Fewest readers from then on, 0 to 15 and no more than `max`, those in `readers` counted. */
  readonly min: number;
}

const SCHEDULE: PropTypes<AuroraReaderSchedule> = { recurrence: STRING, timeZone: optional(STRING), min: NUMBER };

/**
 * Records what is wrong with schedules. Which of two at the same time would win is Application Auto Scaling's secret: they have none in common.
 *
 * @param max the most readers
 * @throws ValidationError for a value of another type
 */
export function checkReaderSchedules(
  validator: Validator,
  prop: string,
  schedules: Readonly<Record<string, AuroraReaderSchedule>> | undefined,
  max: number,
): void {
  validator.known(prop, schedules);
  const entries = Object.entries(schedules ?? {});
  for (const [index, [name, schedule]] of entries.entries()) {
    const path = `${prop}["${name}"]`;
    validator.props(schedule, SCHEDULE, path);
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
      .integerBetween(`${path}.min`, min, 0, MAX_READERS, "readers")
      .check(
        `${path}.min`,
        min,
        !isKnown(max) || !isKnown(min) || min <= max,
        `must be no more than max (${max})`,
        "Raise max or lower it.",
      );
  }
}

/** The scheduled actions of a scalable target; their names are unique to it. */
export function createReaderSchedules(
  parent: Construct,
  target: AppautoscalingTarget,
  schedules: Readonly<Record<string, AuroraReaderSchedule>>,
): Readonly<Record<string, AppautoscalingScheduledAction>> {
  const create = (name: string, { recurrence, timeZone, min }: AuroraReaderSchedule): AppautoscalingScheduledAction =>
    new AppautoscalingScheduledAction(parent, `Schedule-${name}`, {
      name,
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      schedule: `cron(${sixFieldCron(recurrence)})`,
      timezone: timeZone ?? "UTC",
      scalableTargetAction: { minCapacity: isKnown(min) ? String(min) : Token.asString(min) },
    });
  const sorted = Object.entries(schedules).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, schedule]) => [name, create(name, schedule)]));
}
