import { MINUTES_PER_DAY, addDays, instantOf, timeOfDay, weekdayOf } from "../../src/internal/time-zone";
import { TradingCalendar, WEEKDAYS, Weekday, hoursOn, hoursOnDate } from "./trading-calendar";

/** A change of a group's size: for a session, or after it. */
export interface SessionAction {
  /** Unique within the calendar. What has another time is another action, and what has other days at the same time is the same. */
  readonly name: string;
  /** Whether a session begins. */
  readonly begins: boolean;
  /** Every week: the five fields of a cron expression, in the calendar's time zone. */
  readonly recurrence?: string;
  /** Once: in UTC. */
  readonly startTime?: string;
}

/** From the lead before an opening to the closing; in minutes, or in milliseconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const WEEK = 7 * MINUTES_PER_DAY;
/** Capacity isn't taken away for less than this. */
const LEAST_PAUSE_MINUTES = 5;
/** Days before and after a date on which what happens on it may show. */
const DAYS_AROUND = 2;

/** What begins and ends on every week; nothing where the market never closes for longer than the lead. Pure. */
export function weeklyActions(calendar: TradingCalendar, leadMinutes: number): readonly SessionAction[] {
  const spans = weeklySpans(calendar, leadMinutes);
  return [...recurring(true, ...spans.map(({ from }) => from)), ...recurring(false, ...spans.map(({ to }) => to))];
}

/**
 * What corrects these on holidays and half days, and on the days after them. Pure.
 *
 * The weekly actions of a holiday can't be left out, so the size that they set is taken back a minute later.
 */
export function datedActions(calendar: TradingCalendar, leadMinutes: number): readonly SessionAction[] {
  const weekly = weeklySpans(calendar, leadMinutes);
  const dates = [...new Set([...(calendar.holidays ?? []), ...Object.keys(calendar.halfDays ?? {})])].sort();
  const found = new Map<number, boolean>(dates.flatMap((date) => [...correctionsAround(calendar, leadMinutes, weekly, date)]));
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([instant, begins]) => {
      const startTime = new Date(instant).toISOString().replace(".000Z", "Z");
      return { name: `${begins ? "begins" : "ends"}-${startTime.replace(/:/g, "-").replace("-00Z", "Z")}`, begins, startTime };
    });
}

/** The spans of a week, in minutes since Sunday's midnight; one that begins in the week may end in the next. */
function weeklySpans({ sessions }: TradingCalendar, leadMinutes: number): readonly Span[] {
  const week = WEEKDAYS.flatMap((day, index) =>
    hoursOn(sessions, day).map(({ opens, closes }) => ({
      from: index * MINUTES_PER_DAY + opens - leadMinutes,
      to: index * MINUTES_PER_DAY + closes,
    })),
  );
  const weeks = [-WEEK, 0, WEEK].flatMap((offset) => week.map(({ from, to }) => ({ from: from + offset, to: to + offset })));
  return joined(weeks, LEAST_PAUSE_MINUTES).filter(({ from, to }) => from >= 0 && from < WEEK && to - from < WEEK);
}

/** Spans without pauses that are too short to be any, in their order. */
function joined(spans: readonly Span[], leastPause: number): readonly Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from - last.to < leastPause) result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else result.push(span);
  }
  return result;
}

/** One cron expression for each time of day. */
function recurring(begins: boolean, ...minutesOfWeek: readonly number[]): readonly SessionAction[] {
  const days = new Map<number, Weekday[]>();
  for (const minute of minutesOfWeek.map((one) => one % WEEK).sort((a, b) => a - b)) {
    const time = minute % MINUTES_PER_DAY;
    days.set(time, [...(days.get(time) ?? []), WEEKDAYS[Math.floor(minute / MINUTES_PER_DAY)]!]);
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([time, on]) => ({
      name: `${begins ? "begins" : "ends"}-${timeOfDay(time).replace(":", "-")}`,
      begins,
      recurrence: `${time % 60} ${Math.floor(time / 60)} * * ${on.length === 7 ? "*" : cronDays(on)}`,
    }));
}

/** `MON-FRI` for days in a row, else `MON,WED`. */
function cronDays(days: readonly Weekday[]): string {
  const first = WEEKDAYS.indexOf(days[0]!);
  const inARow = days.length > 2 && days.every((day, index) => WEEKDAYS.indexOf(day) === first + index);
  return inARow ? `${days[0]}-${days.at(-1)}` : days.join(",");
}

/** Where the weekly actions leave another size than the calendar wants, in the days around a date. */
function correctionsAround(
  calendar: TradingCalendar,
  leadMinutes: number,
  weekly: readonly Span[],
  date: string,
): ReadonlyMap<number, boolean> {
  const { timeZone } = calendar;
  const days = Array.from({ length: 4 * DAYS_AROUND + 1 }, (_, index) => addDays(date, index - 2 * DAYS_AROUND));
  const wanted = joined(
    days.flatMap((day) =>
      hoursOnDate(calendar, day).map(({ opens, closes }) => spanOf(timeZone, day, { from: opens - leadMinutes, to: closes })),
    ),
    LEAST_PAUSE_MINUTES * MINUTE,
  );
  const isWanted = (instant: number): boolean => wanted.some(({ from, to }) => from <= instant && instant < to);
  const sets = new Map(days.flatMap((day) => weeklyChangesOn(timeZone, weekly, day)));
  const start = Date.parse(addDays(date, -DAYS_AROUND));
  const end = Date.parse(addDays(date, DAYS_AROUND + 1));

  const corrections = new Map<number, boolean>();
  let isUp = isWanted(start);
  const changes = new Set([...sets.keys(), ...wanted.flatMap(({ from, to }) => [from, to])]);
  for (const instant of [...changes].filter((one) => one >= start && one < end).sort((a, b) => a - b)) {
    isUp = sets.get(instant) ?? isUp;
    if (isUp === isWanted(instant)) continue;
    isUp = !isUp;
    // Two scheduled actions of a group can't have the same time; those of a group run in their order.
    corrections.set(sets.has(instant) ? instant + MINUTE : instant, isUp);
  }
  return corrections;
}

function spanOf(timeZone: string, date: string, { from, to }: Span): Span {
  return { from: instantOf(timeZone, date, from, "first").getTime(), to: instantOf(timeZone, date, to, "last").getTime() };
}

/** What the weekly actions do on a date: the instant, and whether a session begins. */
function weeklyChangesOn(timeZone: string, weekly: readonly Span[], date: string): readonly [number, boolean][] {
  const midnight = weekdayOf(date) * MINUTES_PER_DAY;
  const minuteOn = (minute: number): number | undefined => {
    const onDay = (minute % WEEK) - midnight;
    return onDay >= 0 && onDay < MINUTES_PER_DAY ? onDay : undefined;
  };
  return weekly.flatMap(({ from, to }) => {
    const [begins, ends] = [minuteOn(from), minuteOn(to)];
    return [
      ...(begins === undefined ? [] : [[instantOf(timeZone, date, begins, "first").getTime(), true] as [number, boolean]]),
      ...(ends === undefined ? [] : [[instantOf(timeZone, date, ends, "last").getTime(), false] as [number, boolean]]),
    ];
  });
}
