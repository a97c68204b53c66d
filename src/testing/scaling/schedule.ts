import { wallTimeAt, weekdayOf } from "../../internal/time-zone";
import { ScheduledAction } from "./service";

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** The actions that are due in the minute that begins at a time. Pure. */
export function actionsDue(actions: readonly ScheduledAction[], time: Date): readonly ScheduledAction[] {
  const minute = (of: number): number => Math.floor(of / 60_000);
  return actions.filter(({ recurrence, startTime, endTime, timeZone }) => {
    // "The boundaries of when the recurring action starts and stops" (API reference, PutScheduledUpdateGroupAction).
    const isWithin = minute(time.getTime()) >= minute(boundary(startTime, -Infinity)) && time.getTime() <= boundary(endTime, Infinity);
    if (recurrence !== undefined) return isWithin && matches(recurrence, clockIn(timeZone, time));
    return startTime !== undefined && minute(Date.parse(startTime)) === minute(time.getTime());
  });
}

/** A time that is written out, or what stands for none; what Terraform alone knows is neither before nor after anything. */
function boundary(time: string | undefined, otherwise: number): number {
  return time === undefined ? otherwise : Date.parse(time);
}

/** What a clock on a wall shows. */
interface Clock {
  readonly minute: number;
  readonly hour: number;
  readonly day: number;
  readonly month: number;
  readonly weekday: number;
}

function clockIn(timeZone: string, time: Date): Clock {
  const { date, minutes } = wallTimeAt(timeZone, time);
  const [, month, day] = date.split("-").map(Number);
  return { minute: minutes % 60, hour: Math.floor(minutes / 60), day: day!, month: month!, weekday: weekdayOf(date) };
}

/** As cron has it: where both days are given, either will do. */
function matches(recurrence: string, clock: Clock): boolean {
  const [minute = "*", hour = "*", day = "*", month = "*", weekday = "*"] = recurrence.split(" ");
  const isDay = holds(day, clock.day, 1);
  const isWeekday = holds(weekday, clock.weekday, 0, WEEKDAYS) || (clock.weekday === 0 && holds(weekday, 7, 0, WEEKDAYS));
  const isDate = day.startsWith("*") || weekday.startsWith("*") ? isDay && isWeekday : isDay || isWeekday;
  return holds(minute, clock.minute, 0) && holds(hour, clock.hour, 0) && holds(month, clock.month, 1, MONTHS, 1) && isDate;
}

/**
 * Whether a field has a value.
 *
 * @param names what stands for numbers
 * @param firstName the number of the first of these
 */
function holds(field: string, value: number, least: number, names: readonly string[] = [], firstName = 0): boolean {
  const numberOf = (text: string): number => {
    const index = names.indexOf(text.toUpperCase());
    return index >= 0 ? index + firstName : Number(text);
  };
  return field.split(",").some((part) => {
    const [range = "*", step] = part.split("/");
    const [from = "*", to] = range.split("-");
    const first = from === "*" ? least : numberOf(from);
    const last = to !== undefined ? numberOf(to) : from === "*" || step !== undefined ? value : first;
    return value >= first && value <= last && (value - first) % Number(step ?? 1) === 0;
  });
}
