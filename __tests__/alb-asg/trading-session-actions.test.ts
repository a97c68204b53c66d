import { TradingCalendar } from "../../modules/alb-asg";
import { datedActions, weeklyActions } from "../../modules/alb-asg/trading-session-actions";

const WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI"] as const;
const XETRA: TradingCalendar = { timeZone: "Europe/Berlin", sessions: [{ days: WEEKDAYS, opens: "09:00", closes: "17:30" }] };

const weekly = (calendar: TradingCalendar, leadMinutes = 30): string[] =>
  weeklyActions(calendar, leadMinutes).map(({ begins, recurrence }) => `${begins ? "begins" : "ends"} ${recurrence}`);
const dated = (calendar: TradingCalendar, leadMinutes = 30): string[] =>
  datedActions(calendar, leadMinutes).map(({ begins, startTime }) => `${begins ? "begins" : "ends"} ${startTime}`);

describe("every week, a session", () => {
  test("begins with the lead before the opening, and ends at the closing", () => {
    expect(weekly(XETRA)).toEqual(["begins 30 8 * * MON-FRI", "ends 30 17 * * MON-FRI"]);
  });

  test("begins on the day before where the lead goes over midnight", () => {
    expect(weekly({ timeZone: "UTC", sessions: [{ days: ["SUN", "MON"], opens: "00:10", closes: "08:00" }] })).toEqual([
      "begins 40 23 * * SUN,SAT",
      "ends 0 8 * * SUN,MON",
    ]);
  });

  test("ends on the next day where it goes over midnight", () => {
    const calendar: TradingCalendar = {
      timeZone: "America/Chicago",
      sessions: [{ days: ["SUN", "MON", "TUE", "WED", "THU"], opens: "17:00", closes: "16:00" }],
    };
    expect(weekly(calendar)).toEqual(["begins 30 16 * * SUN-THU", "ends 0 16 * * MON-FRI"]);
  });

  test("ends in the next week where it goes over Saturday's midnight", () => {
    expect(weekly({ timeZone: "UTC", sessions: [{ days: ["SAT"], opens: "20:00", closes: "02:00" }] })).toEqual([
      "begins 30 19 * * SAT",
      "ends 0 2 * * SUN",
    ]);
  });

  test("goes on over a pause that is shorter than the lead", () => {
    const tokyo: TradingCalendar = {
      timeZone: "Asia/Tokyo",
      sessions: [
        { days: WEEKDAYS, opens: "09:00", closes: "11:30" },
        { days: WEEKDAYS, opens: "12:30", closes: "15:30" },
      ],
    };
    expect(weekly(tokyo, 60)).toEqual(["begins 0 8 * * MON-FRI", "ends 30 15 * * MON-FRI"]);
    expect(weekly(tokyo, 30)).toEqual([
      "begins 30 8 * * MON-FRI",
      "begins 0 12 * * MON-FRI",
      "ends 30 11 * * MON-FRI",
      "ends 30 15 * * MON-FRI",
    ]);
  });

  test.each([
    ["ends for a pause of five minutes", "12:35", ["begins 30 8 * * MON", "begins 5 12 * * MON", "ends 0 12 * * MON", "ends 0 17 * * MON"]],
    ["doesn't end for less", "12:34", ["begins 30 8 * * MON", "ends 0 17 * * MON"]],
  ])("%s before the lead of the next", (_, opens, actions) => {
    const sessions = [
      { days: ["MON"], opens: "09:00", closes: "12:00" },
      { days: ["MON"], opens, closes: "17:00" },
    ] as const;
    expect(weekly({ timeZone: "UTC", sessions })).toEqual(actions);
  });

  test("is one recurrence for each time of day", () => {
    const calendar: TradingCalendar = {
      timeZone: "UTC",
      sessions: [
        { days: ["MON", "WED"], opens: "09:00", closes: "17:00" },
        { days: ["FRI"], opens: "09:00", closes: "13:00" },
      ],
    };
    expect(weekly(calendar)).toEqual(["begins 30 8 * * MON,WED,FRI", "ends 0 13 * * FRI", "ends 0 17 * * MON,WED"]);
  });

  test("begins at midnight between Saturday and Sunday as at any other time", () => {
    expect(weekly({ timeZone: "UTC", sessions: [{ days: ["SUN"], opens: "00:30", closes: "04:00" }] })).toEqual([
      "begins 0 0 * * SUN",
      "ends 0 4 * * SUN",
    ]);
  });

  test("goes on from Saturday to Sunday where the pause is shorter than the lead", () => {
    const sessions = [
      { days: ["SAT"], opens: "20:00", closes: "00:00" },
      { days: ["SUN"], opens: "00:30", closes: "04:00" },
    ] as const;
    expect(weekly({ timeZone: "UTC", sessions })).toEqual(["begins 30 19 * * SAT", "ends 0 4 * * SUN"]);
  });

  test("is of every day where all are alike", () => {
    const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
    expect(weekly({ timeZone: "UTC", sessions: [{ days, opens: "08:00", closes: "22:00" }] })).toEqual([
      "begins 30 7 * * *",
      "ends 0 22 * * *",
    ]);
  });

  test("doesn't end where the market never closes", () => {
    const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
    expect(weekly({ timeZone: "UTC", sessions: [{ days, opens: "00:00", closes: "00:00" }] })).toEqual([]);
  });
});

describe("once, capacity", () => {
  test("is taken back a minute after the weekly action of a holiday", () => {
    expect(dated({ ...XETRA, holidays: ["2026-12-25"] })).toEqual(["ends 2026-12-25T07:31:00Z"]);
  });

  test("is left alone on a holiday on which there is no session", () => {
    expect(dated({ ...XETRA, holidays: ["2026-12-26"] })).toEqual([]);
  });

  test("is given back at the closing of a half day", () => {
    expect(dated({ ...XETRA, halfDays: { "2026-12-30": "14:00" } })).toEqual(["ends 2026-12-30T13:00:00Z"]);
  });

  test("is changed in the order of time, whatever the order of the calendar", () => {
    const calendar = { ...XETRA, holidays: ["2027-01-01", "2026-12-31", "2026-12-24", "2026-12-31"], halfDays: { "2026-12-30": "14:00" } };
    expect(dated(calendar)).toEqual([
      "ends 2026-12-24T07:31:00Z",
      "ends 2026-12-30T13:00:00Z",
      "ends 2026-12-31T07:31:00Z",
      "ends 2027-01-01T07:31:00Z",
    ]);
  });

  // Clocks are put forward on 2026-03-29 and back on 2026-10-25 in Europe/Berlin, on 2026-03-08 and 2026-11-01 in America/New_York, and on 2026-10-04
  // and 2026-04-05 in Australia/Sydney.
  test.each([
    ["Europe/Berlin", ["2026-03-27", "2026-03-30", "2026-10-23", "2026-10-26"], ["03-27T07", "03-30T06", "10-23T06", "10-26T07"]],
    ["America/New_York", ["2026-03-06", "2026-03-09", "2026-10-30", "2026-11-02"], ["03-06T13", "03-09T12", "10-30T12", "11-02T13"]],
    ["Australia/Sydney", ["2026-04-02", "2026-04-06", "2026-10-02", "2026-10-05"], ["04-01T21", "04-05T22", "10-01T22", "10-04T21"]],
  ])("is changed by the clocks of %s", (timeZone, holidays, hours) => {
    expect(dated({ ...XETRA, timeZone, holidays })).toEqual(hours.map((hour) => `ends 2026-${hour}:31:00Z`));
  });

  test("is changed on both sides of midnight for a session that goes over it", () => {
    const calendar: TradingCalendar = {
      timeZone: "America/Chicago",
      sessions: [{ days: ["SUN", "MON", "TUE", "WED", "THU"], opens: "17:00", closes: "16:00" }],
      // Thursday's session, which would go on into Friday.
      holidays: ["2026-11-26"],
      // Wednesday's session ends at noon on Thursday.
      halfDays: { "2026-11-25": "12:00" },
    };
    expect(dated(calendar)).toEqual(["ends 2026-11-26T18:00:00Z", "ends 2026-11-26T22:31:00Z"]);
  });

  test("is left for the session that follows a holiday's shorter pause", () => {
    const calendar: TradingCalendar = {
      timeZone: "UTC",
      sessions: [{ days: ["MON", "TUE"], opens: "00:00", closes: "23:50" }],
      holidays: ["2026-11-23"],
    };
    // Tuesday's lead would begin 20 minutes before Monday's closing: the weekly actions join them.
    expect(weekly(calendar)).toEqual(["begins 30 23 * * SUN", "ends 50 23 * * TUE"]);
    expect(dated(calendar)).toEqual(["ends 2026-11-22T23:31:00Z", "begins 2026-11-23T23:30:00Z"]);
  });

  // From 17:00 to 17:00 without a pause, in UTC-8: what a holiday changes is two days later in UTC.
  test("is given back for the day after a holiday, far west of UTC as well", () => {
    const calendar: TradingCalendar = {
      timeZone: "America/Los_Angeles",
      sessions: [{ days: ["SUN", "MON", "TUE", "WED", "THU"], opens: "17:00", closes: "17:00" }],
      holidays: ["2026-11-25"],
    };
    expect(weekly(calendar)).toEqual(["begins 30 16 * * SUN", "ends 0 17 * * FRI"]);
    expect(dated(calendar)).toEqual(["ends 2026-11-26T01:00:00Z", "begins 2026-11-27T00:30:00Z"]);
  });

  // Clocks in Berlin show 02:30 at 00:30 and at 01:30 UTC: trading has ended after the second one for sure.
  test("is kept until a half day's end is shown for the last time", () => {
    const calendar: TradingCalendar = {
      timeZone: "Europe/Berlin",
      sessions: [{ days: ["SAT"], opens: "20:00", closes: "04:00" }],
      halfDays: { "2026-10-24": "02:30" },
    };
    expect(dated(calendar)).toEqual(["ends 2026-10-25T01:30:00Z"]);
  });

  test("has a name that is its time", () => {
    const calendar = { ...XETRA, halfDays: { "2026-12-30": "14:00" } };
    expect([...weeklyActions(calendar, 30), ...datedActions(calendar, 30)].map(({ name }) => name)).toEqual([
      "begins-08-30",
      "ends-17-30",
      "ends-2026-12-30T13-00Z",
    ]);
  });
});
