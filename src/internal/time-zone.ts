/** A time as clocks on the wall show it. */
export interface WallTime {
  /** `2026-03-29`. */
  readonly date: string;
  /** Minutes since midnight, as the clock counts them. */
  readonly minutes: number;
}

const MINUTE = 60_000;
export const MINUTES_PER_DAY = 1440;
const DAY = MINUTES_PER_DAY * MINUTE;

/** A formatter costs far more to make than to use. */
const FORMATTERS = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATTERS.get(timeZone);
  if (known) return known;
  const numeric = "numeric";
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric } as const;
  const formatter = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...fields });
  FORMATTERS.set(timeZone, formatter);
  return formatter;
}

/** The wall's time as if it were UTC, in milliseconds; seconds are left out. */
function wallMilliseconds(timeZone: string, instant: number): number {
  // `12/25/2026, 08:30`; asking for the parts takes several times as long.
  const [month, day, year, hour, minute] = formatterOf(timeZone).format(instant).split(/\D+/).map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute);
}

/** What clocks in a time zone show at an instant. Pure. */
export function wallTimeAt(timeZone: string, instant: Date): WallTime {
  const wall = wallMilliseconds(timeZone, instant.getTime());
  const date = isoDate(wall);
  return { date, minutes: (wall - Date.parse(date)) / MINUTE };
}

/**
 * When clocks in a time zone show a time. Pure.
 *
 * A time that clocks show twice is the first or the last of the two, as asked for. One that they skip is as much later as clocks are put forward.
 *
 * @param minutes since the date's midnight; it may be of the day before or after, as -30 is half past eleven of the evening before
 */
export function instantOf(timeZone: string, date: string, minutes: number, which: "first" | "last"): Date {
  const wall = Date.parse(date) + minutes * MINUTE;
  const offsetAt = (instant: number): number => wallMilliseconds(timeZone, instant) - instant;
  const beforeChange = wall - offsetAt(wall - DAY);
  const afterChange = wall - offsetAt(wall + DAY);
  if (beforeChange === afterChange) return new Date(beforeChange);
  const shown = [beforeChange, afterChange].filter((instant) => wallMilliseconds(timeZone, instant) === wall);
  if (shown.length === 0) return new Date(beforeChange);
  return new Date(which === "first" ? Math.min(...shown) : Math.max(...shown));
}

/** The date so many days later. Pure. */
export function addDays(date: string, days: number): string {
  return isoDate(Date.parse(date) + days * DAY);
}

/** The day of the week: 0 for Sunday. Pure. */
export function weekdayOf(date: string): number {
  return new Date(date).getUTCDay();
}

/** Minutes since midnight of `09:30`. Pure. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** `09:30` of minutes since midnight. Pure. */
export function timeOfDay(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => `${part}`.padStart(2, "0")).join(":");
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
