import { Validator } from "./validator";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MINUTES_PER_DAY = 24 * 60;
const MINUTES_PER_WEEK = 7 * MINUTES_PER_DAY;
const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAILY = new RegExp(`^${TIME}-${TIME}$`);
const WEEKLY = new RegExp(`^(${DAYS.join("|")}):${TIME}-(${DAYS.join("|")}):${TIME}$`);

/** Minutes from Monday 00:00 UTC, the end after the beginning. */
interface Interval {
  readonly begin: number;
  readonly end: number;
}

/**
 * Checks the backup and the maintenance window of a managed data store: their form, their least length, and that they
 * don't overlap, which RDS and ElastiCache refuse.
 *
 * @param backup prop and value of the daily window, `hh:mm-hh:mm` in UTC
 * @param maintenance prop and value of the weekly window, `ddd:hh:mm-ddd:hh:mm` in UTC, in lower case
 * @param leastMinutes the shortest window that the service accepts
 */
export function checkWindows(
  validator: Validator,
  backup: { readonly prop: string; readonly value: string },
  maintenance: { readonly prop: string; readonly value: string },
  leastMinutes: number,
): void {
  validator
    .matches(backup.prop, backup.value, DAILY, "must be a daily window in UTC", 'Write it as "02:00-03:00".')
    .matches(maintenance.prop, maintenance.value, WEEKLY, "must be a weekly window in UTC", 'Write it as "sun:03:30-sun:04:30".');
  const daily = DAILY.test(backup.value) ? parseDaily(backup.value) : undefined;
  const weekly = WEEKLY.test(maintenance.value) ? parseWeekly(maintenance.value) : undefined;
  const atLeast = `must last at least ${leastMinutes} minutes`;
  if (daily) validator.check(backup.prop, backup.value, daily.end - daily.begin >= leastMinutes, atLeast, "Move its end.");
  if (weekly) {
    const length = weekly.end - weekly.begin;
    validator
      .check(maintenance.prop, maintenance.value, length >= leastMinutes, atLeast, "Move its end.")
      .check(maintenance.prop, maintenance.value, length <= MINUTES_PER_DAY, "must last at most a day", "Move its end.");
  }
  if (daily && weekly) {
    validator.check(
      maintenance.prop,
      maintenance.value,
      !overlap(daily, weekly),
      `must not overlap ${backup.prop} (${backup.value})`,
      "Move one of the two.",
    );
  }
}

function parseDaily(window: string): Interval {
  const [, h1, m1, h2, m2] = DAILY.exec(window)!.map(Number) as [number, number, number, number, number];
  return interval(h1 * 60 + m1, h2 * 60 + m2, MINUTES_PER_DAY);
}

function parseWeekly(window: string): Interval {
  const [, day1, h1, m1, day2, h2, m2] = WEEKLY.exec(window)!;
  const minute = (day: string, hours: string, minutes: string) =>
    DAYS.indexOf(day) * MINUTES_PER_DAY + Number(hours) * 60 + Number(minutes);
  return interval(minute(day1!, h1!, m1!), minute(day2!, h2!, m2!), MINUTES_PER_WEEK);
}

/** A window that ends before it begins ends in the next day or week. */
function interval(begin: number, end: number, cycle: number): Interval {
  return { begin, end: end > begin ? end : end + cycle };
}

function overlap(daily: Interval, weekly: Interval): boolean {
  // A week and a day to both sides, for windows that run past midnight or past Sunday.
  for (let day = -8; day <= 15; day++) {
    const begin = daily.begin + day * MINUTES_PER_DAY;
    const end = daily.end + day * MINUTES_PER_DAY;
    if (begin < weekly.end && weekly.begin < end) return true;
  }
  return false;
}
