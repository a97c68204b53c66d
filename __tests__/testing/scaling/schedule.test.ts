import { actionsDue } from "../../../src/testing/scaling/schedule";

function isDue(recurrence: string, time: string, timeZone = "UTC"): boolean {
  return actionsDue([{ name: "open", recurrence, timeZone }], new Date(time)).length === 1;
}

// API reference, PutScheduledUpdateGroupAction: StartTime and EndTime are when a recurring action begins and ends.
test.each([
  ["before it begins", { startTime: "2026-03-03T00:00:00Z" }, false],
  ["in the minute in which it begins", { startTime: "2026-03-02T07:30:00Z" }, true],
  ["after it has begun", { startTime: "2026-03-01T00:00:00Z" }, true],
  ["before it ends", { endTime: "2026-03-03T00:00:00Z" }, true],
  ["after it has ended", { endTime: "2026-03-02T00:00:00Z" }, false],
  ["when only Terraform knows its beginning", { startTime: "${var.begins}" }, false],
  ["when only Terraform knows its end", { endTime: "${var.ends}" }, false],
])("a recurring action %s", (_, times, due) => {
  const action = { name: "open", recurrence: "30 7 * * *", timeZone: "UTC", ...times };
  expect(actionsDue([action], new Date("2026-03-02T07:30:00Z"))).toHaveLength(due ? 1 : 0);
});

describe("a scheduled action is due", () => {
  test.each([
    ["every minute", "* * * * *", "2026-03-02T07:31:00Z", true],
    ["at its minute", "30 7 * * *", "2026-03-02T07:30:00Z", true],
    ["at no other minute", "30 7 * * *", "2026-03-02T07:31:00Z", false],
    ["at no other hour", "30 7 * * *", "2026-03-02T08:30:00Z", false],
    ["at the first minute of an hour", "0 23 * * *", "2026-03-02T23:00:00Z", true],
    ["in steps of hours, from 0 on", "0 */2 * * *", "2026-03-02T08:00:00Z", true],
    ["in steps of months, from January on", "0 0 1 */3 *", "2026-04-01T00:00:00Z", true],
    ["in steps of days, from the first on", "0 0 */2 * *", "2026-03-03T00:00:00Z", true],
    ["in steps of weekdays, from Sunday on", "0 0 * * */2", "2026-03-03T00:00:00Z", true],
    ["on a day of the month", "0 0 13 * *", "2026-03-13T00:00:00Z", true],
    ["on no other day of the month", "0 0 13 * *", "2026-03-14T00:00:00Z", false],
    // crontab(5): a field that begins with * doesn't restrict.
    ["on no other weekday than that of steps of days", "0 0 */2 * MON", "2026-03-03T00:00:00Z", false],
    ["on Monday to Friday: a Monday", "30 7 * * MON-FRI", "2026-03-02T07:30:00Z", true],
    ["on Monday to Friday: not on Sunday", "30 7 * * MON-FRI", "2026-03-01T07:30:00Z", false],
    // crontab(5): names are the first three letters, in capitals or not.
    ["on Monday to Friday, in small letters", "30 7 * * mon-fri", "2026-03-02T07:30:00Z", true],
    ["on Sunday, which is 0", "30 7 * * 0", "2026-03-01T07:30:00Z", true],
    ["on Sunday, which is 7 as well", "30 7 * * 7", "2026-03-01T07:30:00Z", true],
    ["in each of a list", "0,30 7 * * *", "2026-03-02T07:30:00Z", true],
    ["in steps", "*/15 * * * *", "2026-03-02T07:45:00Z", true],
    ["not between steps", "*/15 * * * *", "2026-03-02T07:50:00Z", false],
    ["in steps from a value on", "5/20 * * * *", "2026-03-02T07:45:00Z", true],
    ["in a month by its name", "0 0 1 MAR *", "2026-03-01T00:00:00Z", true],
    ["in no other month", "0 0 1 MAR *", "2026-04-01T00:00:00Z", false],
    ["on either day where both are given, as cron has it", "0 0 13 * FRI", "2026-03-06T00:00:00Z", true],
    ["on neither day where both are given", "0 0 13 * FRI", "2026-03-05T00:00:00Z", false],
  ])("%s", (_, recurrence, time, due) => {
    expect(isDue(recurrence, time)).toBe(due);
  });

  const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
  test.each(MONTHS)("in %s, by its name", (month) => {
    const due = MONTHS.filter((_, index) => isDue(`0 0 1 ${month} *`, `2026-${String(index + 1).padStart(2, "0")}-01T00:00:00Z`));
    expect(due).toEqual([month]);
  });

  // The first of March 2026 is a Sunday.
  const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
  test.each(WEEKDAYS)("on %s, by its name", (weekday) => {
    expect(WEEKDAYS.filter((_, index) => isDue(`0 0 * * ${weekday}`, `2026-03-0${index + 1}T00:00:00Z`))).toEqual([weekday]);
  });

  test("by the clock of its time zone, with daylight saving time", () => {
    expect(isDue("30 7 * * *", "2026-03-27T06:30:00Z", "Europe/Berlin")).toBe(true);
    expect(isDue("30 7 * * *", "2026-03-30T05:30:00Z", "Europe/Berlin")).toBe(true);
    expect(isDue("30 7 * * *", "2026-03-30T06:30:00Z", "Europe/Berlin")).toBe(false);
  });

  test("once, in the minute of its start time", () => {
    const once = [{ name: "half-day", startTime: "2026-12-24T11:00:00Z", timeZone: "UTC" }];
    expect(actionsDue(once, new Date("2026-12-24T11:00:00Z"))).toEqual(once);
    expect(actionsDue(once, new Date("2026-12-24T11:01:00Z"))).toEqual([]);
    expect(actionsDue(once, new Date("2027-12-24T11:00:00Z"))).toEqual([]);
    const within = [{ ...once[0]!, startTime: "2026-12-24T11:00:30Z" }];
    expect(actionsDue(within, new Date("2026-12-24T11:00:00Z"))).toEqual(within);
  });
});
