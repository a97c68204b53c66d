import { FORMATS } from "../../src/internal/formats";
import { PropTypes, STRING, STRINGS, STRING_RECORD, list, optional } from "../../src/internal/prop-types";
import { MINUTES_PER_DAY, minutesOf, weekdayOf } from "../../src/internal/time-zone";
import { Validator } from "../../src/internal/validator";

/** The days of the week, as cron expressions have them. */
export const WEEKDAYS: readonly Weekday[] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** A day of the week. */
export type Weekday = "SUN" | "MON" | "TUE" | "WED" | "THU" | "FRI" | "SAT";

/** Hours of trading on days of the week. */
export interface WeeklySession {
  /** The days on which it opens. */
  readonly days: readonly Weekday[];
  /** When it opens, as clocks in the calendar's time zone show it: `09:00`. */
  readonly opens: string;
  /** When it closes. A time that isn't after `opens` is the next day's. */
  readonly closes: string;
}

/** When a market is open. A session that goes over midnight belongs to the day on which it opens. */
export interface TradingCalendar {
  /** An IANA time zone such as `Europe/Berlin`, with its daylight saving. */
  readonly timeZone: string;
  /** The sessions of every week; several on a day where trading pauses. */
  readonly sessions: readonly WeeklySession[];
  /** The dates without a session, such as `2026-12-25`, for as many years as are known. @default - none */
  readonly holidays?: readonly string[];
  /** The time at which trading ends early, by its date: `{ "2026-12-30": "14:00" }`. A session that would open later isn't held. @default - none */
  readonly halfDays?: Readonly<Record<string, string>>;
}

const CALENDAR: PropTypes<TradingCalendar> = {
  timeZone: STRING,
  sessions: list<readonly WeeklySession[]>(),
  holidays: optional(STRINGS),
  halfDays: optional(STRING_RECORD),
};
const SESSION: PropTypes<WeeklySession> = { days: list<readonly Weekday[]>(), opens: STRING, closes: STRING };

/** Hours of trading in minutes since the midnight before; over midnight, `closes` is more than a day. */
export interface Hours {
  readonly opens: number;
  readonly closes: number;
}

/**
 * Records what is wrong with a calendar.
 *
 * @returns whether its days and times are written rightly, so that it can be gone through
 * @throws ValidationError for a value of another type
 */
export function checkTradingCalendar(validator: Validator, prop: string, calendar: TradingCalendar): boolean {
  validator.known(prop, calendar).props(calendar, CALENDAR, prop);
  const { timeZone, sessions, holidays, halfDays } = calendar;
  validator
    .known(`${prop}.timeZone`, timeZone)
    .format(`${prop}.timeZone`, timeZone, FORMATS.timeZone)
    .check(
      `${prop}.sessions`,
      sessions,
      sessions.length > 0,
      "must have a session",
      'Write it as { days: ["MON"], opens: "09:00", closes: "17:30" }.',
    );
  for (const [index, session] of sessions.entries()) checkSession(validator, `${prop}.sessions[${index}]`, session);
  for (const holiday of holidays ?? []) {
    validator.known(`${prop}.holidays`, holiday).format(`${prop}.holidays`, holiday, FORMATS.date);
  }
  for (const [date, closes] of Object.entries(halfDays ?? {})) {
    const name = `${prop}.halfDays["${date}"]`;
    validator.known(name, closes).format(name, date, FORMATS.date).format(name, closes, FORMATS.localTime);
  }
  if (!isReadable(calendar)) return false;
  checkOverlaps(validator, prop, sessions);
  for (const [date, closes] of Object.entries(halfDays ?? {})) checkHalfDay(validator, prop, calendar, date, closes);
  return true;
}

function isReadable({ timeZone, sessions, holidays, halfDays }: TradingCalendar): boolean {
  const times = [...sessions.flatMap(({ opens, closes }) => [opens, closes]), ...Object.values(halfDays ?? {})];
  const dates = [...(holidays ?? []), ...Object.keys(halfDays ?? {})];
  return (
    FORMATS.timeZone.holds(timeZone) &&
    sessions.length > 0 &&
    sessions.every(({ days }) => days.length > 0 && days.every((day) => WEEKDAYS.includes(day))) &&
    times.every((time) => FORMATS.localTime.holds(time)) &&
    dates.every((date) => FORMATS.date.holds(date))
  );
}

function checkSession(validator: Validator, prop: string, session: WeeklySession): void {
  validator.known(prop, session).props(session, SESSION, prop);
  const { days, opens, closes } = session;
  validator.check(`${prop}.days`, days, days.length > 0, "must have a day", "Name the days on which it opens.");
  for (const day of days) validator.known(`${prop}.days`, day).oneOf(`${prop}.days`, day, WEEKDAYS);
  for (const [name, time] of Object.entries({ opens, closes })) {
    validator.known(`${prop}.${name}`, time).format(`${prop}.${name}`, time, FORMATS.localTime);
  }
}

/** A session that opens before another has closed. */
function checkOverlaps(validator: Validator, prop: string, sessions: readonly WeeklySession[]): void {
  const week = 7 * MINUTES_PER_DAY;
  const hours = WEEKDAYS.flatMap((day, index) =>
    hoursOn(sessions, day).map(({ opens, closes }) => ({
      opens: index * MINUTES_PER_DAY + opens,
      closes: index * MINUTES_PER_DAY + closes,
    })),
  ).sort((a, b) => a.opens - b.opens);
  const overlaps = hours.some(({ closes }, index) => {
    const next = hours[index + 1] ?? { opens: hours[0]!.opens + week };
    return closes > next.opens;
  });
  validator.check(
    `${prop}.sessions`,
    sessions.map(({ days, opens, closes }) => `${days.join(",")} ${opens}-${closes}`),
    !overlaps,
    "must be sessions that don't overlap",
    "Close each before the next one opens.",
  );
}

function checkHalfDay(validator: Validator, prop: string, calendar: TradingCalendar, date: string, closes: string): void {
  const { sessions, holidays } = calendar;
  const usual = hoursOn(sessions, WEEKDAYS[weekdayOf(date)]!);
  const isShorter = JSON.stringify(endedAt(usual, closes)) !== JSON.stringify(usual) && endedAt(usual, closes).length > 0;
  validator
    .check(
      `${prop}.halfDays["${date}"]`,
      closes,
      !(holidays ?? []).includes(date),
      "must not be a holiday as well",
      "Leave one of them out.",
    )
    .check(
      `${prop}.halfDays["${date}"]`,
      closes,
      isShorter,
      "must be a time after the day's first opening and before its last closing",
      "Give the time at which trading ends on this day, or leave the day out.",
    );
}

/** The usual hours of a day of the week. Pure. */
export function hoursOn(sessions: readonly WeeklySession[], day: Weekday): readonly Hours[] {
  return sessions
    .filter(({ days }) => days.includes(day))
    .map((session) => {
      const [opens, closes] = [minutesOf(session.opens), minutesOf(session.closes)];
      return { opens, closes: closes > opens ? closes : closes + MINUTES_PER_DAY };
    })
    .sort((a, b) => a.opens - b.opens);
}

/** The hours of a date. Pure. */
export function hoursOnDate({ sessions, holidays, halfDays }: TradingCalendar, date: string): readonly Hours[] {
  if (holidays?.includes(date)) return [];
  const usual = hoursOn(sessions, WEEKDAYS[weekdayOf(date)]!);
  const early = halfDays?.[date];
  return early === undefined ? usual : endedAt(usual, early);
}

/** Hours that end early: what would open later isn't held. */
function endedAt(hours: readonly Hours[], time: string): readonly Hours[] {
  const end = minutesOf(time);
  return hours.flatMap(({ opens, closes }) => {
    // Of a session over midnight, a time that isn't after its opening is the next day's.
    const early = end <= opens && closes > MINUTES_PER_DAY ? end + MINUTES_PER_DAY : end;
    return early <= opens ? [] : [{ opens, closes: Math.min(closes, early) }];
  });
}
