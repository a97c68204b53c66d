import { TradingCalendar, nextMarketClosing, nextMarketOpening } from "../../modules/alb-asg";
import { datedActions, weeklyActions } from "../../modules/alb-asg/trading-session-actions";
import { WallTime, wallTimeAt, weekdayOf } from "../../src/internal/time-zone";
import fc from "../support/fast-check";

const MINUTE = 60_000;
const STEP = 5;
const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;

const time = (steps: number): string => `${`${Math.floor(steps / 12)}`.padStart(2, "0")}:${`${(steps % 12) * STEP}`.padStart(2, "0")}`;

/** Times of five minutes, by day: what clocks skip or show twice at night is in the tests of the hours. */
const calendars: fc.Arbitrary<TradingCalendar> = fc
  .record({
    timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Sydney", "UTC"),
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    // Opening, pause, opening after it, closing, and a half day's end, in twelfths of hours from 06:00 to 23:00.
    times: fc.uniqueArray(fc.integer({ min: 72, max: 276 }), { minLength: 5, maxLength: 5 }),
    holidays: fc.uniqueArray(fc.integer({ min: 0, max: 13 }), { maxLength: 4 }),
    halfDays: fc.uniqueArray(fc.integer({ min: 0, max: 13 }), { maxLength: 3 }),
    // A fortnight around a change of clocks.
    start: fc.constantFrom("2026-03-02", "2026-03-23", "2026-03-30", "2026-09-28", "2026-10-19", "2026-10-26", "2026-12-21"),
  })
  .map(({ timeZone, days, times, holidays, halfDays, start }) => {
    const [opens, early, pause, resumes, closes] = [...times].sort((a, b) => a - b).map(time) as [string, string, string, string, string];
    const date = (day: number): string => new Date(Date.parse(start) + day * 1440 * MINUTE).toISOString().slice(0, 10);
    const shortened = halfDays.filter((day) => !holidays.includes(day) && days.includes(WEEKDAYS[weekdayOf(date(day))]!));
    return {
      timeZone,
      sessions: [
        { days, opens, closes: pause },
        { days, opens: resumes, closes },
      ],
      holidays: [start, ...holidays.map(date)],
      halfDays: Object.fromEntries(shortened.filter((day) => day !== 0).map((day) => [date(day), early])),
    };
  });

/** Up to two hours, so that none begins while clocks are changed: it is counted on the clock, not by the time that goes by. */
const leads = fc.integer({ min: 1, max: 24 }).map((steps) => steps * STEP);

/** Whether clocks show the time of a cron expression of minute, hour and days of the week. */
function isDue(recurrence: string, wall: WallTime): boolean {
  const [minute, hour, , , days] = recurrence.split(" ") as [string, string, string, string, string];
  if (wall.minutes !== Number(hour) * 60 + Number(minute)) return false;
  const [first, last] = days.split("-").map((day) => WEEKDAYS.indexOf(day as "SUN"));
  const day = weekdayOf(wall.date);
  return days === "*" || (last === undefined ? days.split(",").includes(WEEKDAYS[day]!) : day >= first! && day <= last);
}

/** Whether instants, in their order, are between the lead before an opening and its closing. */
function wantedBy(calendar: TradingCalendar, lead: number): (instant: number) => boolean {
  let [opens, closes] = [-Infinity, -Infinity];
  return (instant) => {
    if (instant >= closes) {
      closes = nextMarketClosing(calendar, new Date(instant))?.getTime() ?? Infinity;
      // The opening of the session that closes next is the last one before its closing.
      opens = -Infinity;
      for (let next = instant - 1440 * MINUTE; next < closes;) {
        opens = next;
        next = nextMarketOpening(calendar, new Date(next))?.getTime() ?? Infinity;
      }
    }
    return opens - lead * MINUTE <= instant;
  };
}

test("the actions keep the size from the lead before each opening to the closing, and at no other time", () => {
  fc.assert(
    fc.property(calendars, leads, (calendar, lead) => {
      const weekly = weeklyActions(calendar, lead);
      const dated = new Map(datedActions(calendar, lead).map(({ startTime, begins }) => [Date.parse(startTime!), begins]));
      const isWanted = wantedBy(calendar, lead);
      const start = Date.parse(calendar.holidays![0]!) - 2 * 1440 * MINUTE;
      let isUp = isWanted(start);
      for (let instant = start + STEP * MINUTE; instant < start + 18 * 1440 * MINUTE; instant += STEP * MINUTE) {
        const wall = wallTimeAt(calendar.timeZone, new Date(instant));
        isUp = weekly.find(({ recurrence }) => isDue(recurrence!, wall))?.begins ?? isUp;
        // What takes back a weekly action runs a minute after it.
        isUp = dated.get(instant) ?? dated.get(instant + MINUTE) ?? isUp;
        if (isUp !== isWanted(instant + 2 * MINUTE)) throw new Error(`${new Date(instant).toISOString()}: ${isUp}`);
      }
    }),
    { numRuns: 10 },
  );
});
