import { ActionTime, checkSixFieldCron, haveATimeInCommon, shortestIntervalMinutes, sixFieldCron } from "../../src/internal/recurrence";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

const BERLIN = "Europe/Berlin";

// EC2 Auto Scaling User Guide, "Scheduled scaling": "A scheduled action must have a unique time value"; API reference, PutScheduledUpdateGroupAction: Unix cron syntax.
test.each<[string, ActionTime, ActionTime, boolean]>([
  ["the same expression", { recurrence: "0 8 * * MON-FRI" }, { recurrence: "0 8 * * MON-FRI", timeZone: "UTC" }, true],
  ["some of the days", { recurrence: "0 8 * * MON-FRI" }, { recurrence: "0 8 * * MON" }, true],
  ["the same days, as numbers", { recurrence: "0 8 * * 1-5" }, { recurrence: "00 08 * * FRI" }, true],
  ["Sunday, by its two numbers", { recurrence: "0 8 * * 0" }, { recurrence: "0 8 * * 7" }, true],
  ["other days", { recurrence: "0 8 * * MON-FRI" }, { recurrence: "0 8 * * SAT,SUN" }, false],
  ["other minutes", { recurrence: "0 8 * * *" }, { recurrence: "1 8 * * *" }, false],
  ["a step that comes by", { recurrence: "*/20 * * * *" }, { recurrence: "40 8 * * *" }, true],
  // crontab(5): 0 and 7 are both Sunday, so that there are eight numbers for seven days.
  ["a step of weekdays that comes by", { recurrence: "0 8 * * */2" }, { recurrence: "0 8 * * SAT" }, true],
  ["a step of weekdays that doesn't", { recurrence: "0 8 * * */2" }, { recurrence: "0 8 * * MON" }, false],
  ["a step that doesn't", { recurrence: "*/20 * * * *" }, { recurrence: "30 8 * * *" }, false],
  ["a date that is a Monday in some year", { recurrence: "0 8 * * MON" }, { recurrence: "0 8 29 2 *" }, false],
  ["a date that is a Thursday in 2024", { recurrence: "0 8 * * THU" }, { recurrence: "0 8 29 2 *" }, true],
  ["other months", { recurrence: "0 8 1 JAN *" }, { recurrence: "0 8 1 2-12 *" }, false],
  // crontab(5): where both days are restricted, either will do.
  ["a day of the month or a weekday", { recurrence: "0 8 13 * FRI" }, { recurrence: "0 8 13 1 *" }, true],
  ["one time in two time zones, in winter", { recurrence: "50 8 * * *", timeZone: BERLIN }, { recurrence: "50 7 * * *" }, true],
  ["one time in two time zones, in summer", { recurrence: "50 8 * * *", timeZone: BERLIN }, { recurrence: "50 6 * * *" }, true],
  ["one time that is in winter alone", { recurrence: "50 8 * 7 *", timeZone: BERLIN }, { recurrence: "50 7 * * *" }, false],
  ["the evening before", { recurrence: "30 8 * * MON", timeZone: "Asia/Tokyo" }, { recurrence: "30 23 * * SUN" }, true],
  ["the evening of the same day", { recurrence: "30 8 * * MON", timeZone: "Asia/Tokyo" }, { recurrence: "30 23 * * MON" }, false],
  ["a date", { recurrence: "30 8 * * MON-FRI", timeZone: BERLIN }, { startTime: "2026-12-24T07:30:00Z" }, true],
  ["a date on a Saturday", { recurrence: "30 8 * * MON-FRI", timeZone: BERLIN }, { startTime: "2026-12-26T07:30:00Z" }, false],
  [
    "two dates, which are compared by their times elsewhere",
    { startTime: "2026-12-24T07:30:00Z" },
    { startTime: "2026-12-24T07:30:00Z" },
    false,
  ],
  ["what Terraform alone knows", { recurrence: "${var.open}" }, { recurrence: "${var.open}" }, false],
])("two scheduled actions with %s", (_, one, other, expected) => {
  expect(haveATimeInCommon(one, other)).toBe(expected);
  expect(haveATimeInCommon(other, one)).toBe(expected);
});

// crontab(5): names are the first three letters.
const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
test.each(MONTHS)("%s is a month by its name", (month) => {
  const met = MONTHS.filter((_, index) => haveATimeInCommon({ recurrence: `0 8 1 ${month} *` }, { recurrence: `0 8 1 ${index + 1} *` }));
  expect(met).toEqual([month]);
});

const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
test.each(WEEKDAYS)("%s is a weekday by its name", (weekday) => {
  const met = WEEKDAYS.filter((_, index) => haveATimeInCommon({ recurrence: `0 8 * * ${weekday}` }, { recurrence: `0 8 * * ${index}` }));
  expect(met).toEqual([weekday]);
});

// crontab(5).
test.each([
  ["* * * * *", 1],
  ["0 * * * *", 60],
  ["0 3 * * *", 24 * 60],
  ["0 3 * * TUE,FRI", 3 * 24 * 60],
  ["0 3,23 * * *", 4 * 60],
  ["0 3,20 * * MON", 17 * 60],
  ["0 3 1,31 * *", 24 * 60],
  ["0 3 30 2 *", Infinity],
  ["0,30 3 30 2 *", Infinity],
  ["tomorrow", Infinity],
])("two times of %s are %d minutes apart at least", (recurrence, minutes) => {
  expect(shortestIntervalMinutes(recurrence)).toBe(minutes);
});

// Application Auto Scaling User Guide, "Schedule recurring scaling actions using cron expressions": Sunday is 1 there, and one of the days is a question mark.
describe("the six fields of a cron expression", () => {
  test.each([
    ["30 8 * * MON-FRI", "30 8 ? * MON-FRI *"],
    ["30 8 * * mon,wed", "30 8 ? * MON,WED *"],
    ["0 18 * * 1-5", "0 18 ? * MON,TUE,WED,THU,FRI *"],
    ["0 18 * * 0", "0 18 ? * SUN *"],
    ["0 18 * * 5-7", "0 18 ? * SUN,FRI,SAT *"],
    ["0 0 1 * *", "0 0 1 * ? *"],
    ["0 0 * JAN-MAR *", "0 0 * JAN-MAR ? *"],
    ["*/20 8-16/4 * * *", "0,20,40 8,12,16 * * ? *"],
    ["*/1 0 */10 */6 */1", "* 0 1,11,21,31 1,7 ? *"],
  ])("of %s are %s", (recurrence, six) => expect(sixFieldCron(recurrence)).toBe(six));

  test.each(["0 0 1 * MON", "0 0 */2 * MON"])("can't say %s", (recurrence) => expect(sixFieldCron(recurrence)).toBeUndefined());

  const refusal = (recurrence: string) => {
    const validator = new Validator("plan");
    checkSixFieldCron(validator, "recurrence", recurrence);
    return () => validator.throwIfInvalid();
  };

  test.each(["30 8 * * MON-FRI", "0 0 1 * *"])("of %s are accepted", (recurrence) => expect(refusal(recurrence)).not.toThrow());

  test.each([
    ["0 0 1 * MON", 'must give a day of the month or a day of the week, not both; received "0 0 1 * MON". Put "*" for one of them.'],
    ["daily", 'must be the five fields of a cron expression, each in its range; received "daily". Write it as "50 8 * * MON-FRI".'],
    [
      "${var.when}",
      'must be known at synthesis; received "a value that only Terraform knows". Write the value itself: it decides what is created.',
    ],
  ])("of %s are refused with every reason", (recurrence, problem) => {
    expect(messageOf(refusal(recurrence))).toBe(`plan: invalid input\n  - recurrence: ${problem}`);
  });
});
