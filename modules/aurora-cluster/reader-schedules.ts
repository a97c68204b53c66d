import { checkMinimumSchedules } from "../../src/internal/minimum-schedules";
import { NUMBER, PropTypes, STRING, optional } from "../../src/internal/prop-types";
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
 * Records what is wrong with schedules.
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
  if (!isKnown(schedules)) return;
  for (const [name, schedule] of Object.entries(schedules ?? {})) validator.props(schedule, SCHEDULE, `${prop}["${name}"]`);
  checkMinimumSchedules(validator, prop, schedules, { least: 0, most: MAX_READERS, unit: "readers", max });
}
