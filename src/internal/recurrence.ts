import { FORMATS } from "./formats";
import { MINUTES_PER_DAY, addDays, instantOf, wallTimeAt, weekdayOf } from "./time-zone";
import { Validator } from "./validator";

/** When a scheduled action runs: by a cron expression in a time zone, or once, in UTC. */
export interface ActionTime {
  readonly recurrence?: string;
  /** @default "UTC" */
  readonly timeZone?: string;
  readonly startTime?: string;
}

/** A cron expression, as what it allows. */
interface Recurrence {
  readonly timeZone: string;
  readonly minutesOfDay: ReadonlySet<number>;
  readonly isOn: (date: string) => boolean;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const MINUTE = 60_000;
/** Four years have every date, and each weekday in the weeks that clocks change in. They are the same whenever a stack is synthesized. */
const DATES = Array.from({ length: 4 * 365 + 1 }, (_, index) => addDays("2024-01-01", index));

/**
 * Whether two scheduled actions have a time in common, on whatever day. What isn't a cron expression, such as a value that only Terraform knows, has none. Pure.
 *
 * Cron's own rule: where both the day of the month and the day of the week are given, either will do (crontab(5)).
 */
export function haveATimeInCommon(one: ActionTime, other: ActionTime): boolean {
  const [a, b] = [recurrenceOf(one), recurrenceOf(other)];
  if (a && b) return a.timeZone === b.timeZone ? meetByTheClock(a, b) : meetInUtc(a, b);
  if (a) return other.startTime !== undefined && runsAt(a, other.startTime);
  if (b) return one.startTime !== undefined && runsAt(b, one.startTime);
  return false;
}

function recurrenceOf({ recurrence, timeZone }: ActionTime): Recurrence | undefined {
  if (recurrence === undefined || !FORMATS.cron.holds(recurrence) || !FORMATS.timeZone.holds(timeZone ?? "UTC")) return undefined;
  const [minute, hour, day, month, weekday] = recurrence.split(" ") as [string, string, string, string, string];
  const [minutes, hours, days, months] = [values(minute, 0, 59), values(hour, 0, 23), values(day, 1, 31), values(month, 1, 12, MONTHS, 1)];
  const weekdays = new Set([...values(weekday, 0, 7, WEEKDAYS)].map((number) => number % 7));
  const eitherDay = !day.startsWith("*") && !weekday.startsWith("*");
  return {
    timeZone: timeZone ?? "UTC",
    minutesOfDay: new Set([...hours].flatMap((of) => [...minutes].map((one) => of * 60 + one))),
    isOn: (date) => {
      const [isDay, isWeekday] = [days.has(Number(date.slice(8))), weekdays.has(weekdayOf(date))];
      return months.has(Number(date.slice(5, 7))) && (eitherDay ? isDay || isWeekday : isDay && isWeekday);
    },
  };
}

/** The least minutes from one time of a cron expression to the next, by the clock: infinite for what isn't one. Pure. */
export function shortestIntervalMinutes(recurrence: string): number {
  const { minutesOfDay = new Set<number>(), isOn = () => false } = recurrenceOf({ recurrence }) ?? {};
  const minutes = [...minutesOfDay].sort((a, b) => a - b);
  const days = [...DATES.keys()].filter((index) => isOn(DATES[index]!));
  const overnight = days.slice(1).map((day, index) => (day - days[index]!) * MINUTES_PER_DAY + minutes[0]! - minutes.at(-1)!);
  const withinDay = minutes.slice(1).map((minute, index) => minute - minutes[index]!);
  return Math.min(...overnight, ...(days.length > 0 ? withinDay : []));
}

/** What a field allows, with names that stand for numbers from `firstName` on. */
function values(field: string, least: number, most: number, names: readonly string[] = [], firstName = 0): ReadonlySet<number> {
  const numberOf = (text: string): number => {
    const index = names.indexOf(text.toUpperCase());
    return index < 0 ? Number(text) : index + firstName;
  };
  const all = field.split(",").flatMap((part) => {
    const [range = "*", step] = part.split("/");
    const [from = "*", to] = range.split("-");
    const first = from === "*" ? least : numberOf(from);
    const last = to !== undefined ? numberOf(to) : from === "*" || step !== undefined ? most : first;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
      (value) => (value - first) % Number(step ?? 1) === 0,
    );
  });
  return new Set(all);
}

/** Records a recurrence that isn't one, or that a service of six fields couldn't be told. */
export function checkSixFieldCron(validator: Validator, prop: string, recurrence: string): void {
  validator
    .known(prop, recurrence)
    .format(prop, recurrence, FORMATS.cron)
    .check(
      prop,
      recurrence,
      !FORMATS.cron.holds(recurrence) || sixFieldCron(recurrence) !== undefined,
      "must give a day of the month or a day of the week, not both",
      'Put "*" for one of them.',
    );
}

/**
 * A cron expression in the six fields that most AWS services have: with a year, and a question mark for the day that isn't given (Application Auto Scaling User
 * Guide, "Schedule recurring scaling actions using cron expressions"). Undefined for a day of the month together with a day of the week, of which they
 * take one. Pure.
 */
export function sixFieldCron(recurrence: string): string | undefined {
  const [minute, hour, day, month, weekday] = recurrence.split(" ") as [string, string, string, string, string];
  const days = withoutSteps(day, 1, 31);
  const weekdays = weekdayNames(weekday);
  if (days !== "*" && weekdays !== "*") return undefined;
  const ofMonth = weekdays === "*" ? days : "?";
  const ofWeek = weekdays === "*" ? "?" : weekdays;
  return [withoutSteps(minute, 0, 59), withoutSteps(hour, 0, 23), ofMonth, withoutSteps(month, 1, 12, MONTHS, 1), ofWeek, "*"].join(" ");
}

/** A field whose steps, which start elsewhere there, are written out. */
function withoutSteps(field: string, least: number, most: number, of: readonly string[] = [], firstName = 0): string {
  if (!field.includes("/")) return field.toUpperCase();
  const allowed = [...values(field, least, most, of, firstName)];
  return allowed.length === most - least + 1 ? "*" : allowed.join(",");
}

/** Days of the week by their names: their numbers are others there. */
function weekdayNames(field: string): string {
  if (/^[a-z,-]+$/i.test(field)) return field.toUpperCase();
  const numbers = new Set([...values(field, 0, 7, WEEKDAYS)].map((number) => number % 7));
  return numbers.size === WEEKDAYS.length ? "*" : WEEKDAYS.filter((_, number) => numbers.has(number)).join(",");
}

function meetByTheClock(one: Recurrence, other: Recurrence): boolean {
  const sharesTime = [...one.minutesOfDay].some((minute) => other.minutesOfDay.has(minute));
  return sharesTime && DATES.some((date) => one.isOn(date) && other.isOn(date));
}

/** Clocks are compared at noon: those that are changed in the night before count as changed for the whole day. */
function meetInUtc(one: Recurrence, other: Recurrence): boolean {
  const shared = new Map<number, boolean>();
  const sharesTimeAt = (distance: number): boolean => {
    if (!shared.has(distance)) {
      shared.set(
        distance,
        [...one.minutesOfDay].some((minute) => other.minutesOfDay.has(minute - distance)),
      );
    }
    return shared.get(distance)!;
  };
  const meetOn = (date: string, otherDate: string): boolean =>
    other.isOn(otherDate) && sharesTimeAt(midnightIn(other.timeZone, otherDate) - midnightIn(one.timeZone, date));
  return DATES.some((date) => one.isOn(date) && [-1, 0, 1].some((days) => meetOn(date, addDays(date, days))));
}

const MIDNIGHTS = new Map<string, number>();

/** When a date begins by the clocks of its noon, in minutes. */
function midnightIn(timeZone: string, date: string): number {
  const key = `${timeZone} ${date}`;
  const noon = MINUTES_PER_DAY / 2;
  const known = MIDNIGHTS.get(key) ?? instantOf(timeZone, date, noon, "first").getTime() / MINUTE - noon;
  MIDNIGHTS.set(key, known);
  return known;
}

function runsAt({ timeZone, minutesOfDay, isOn }: Recurrence, startTime: string): boolean {
  const { date, minutes } = wallTimeAt(timeZone, new Date(startTime));
  return minutesOfDay.has(minutes) && isOn(date);
}
