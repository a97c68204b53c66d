import { TradingCalendar, isMarketOpen, nextMarketClosing, nextMarketOpening } from "../../modules/alb-asg";

const WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI"] as const;

const XETRA: TradingCalendar = {
  timeZone: "Europe/Berlin",
  sessions: [{ days: WEEKDAYS, opens: "09:00", closes: "17:30" }],
  holidays: ["2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01"],
  halfDays: { "2026-12-30": "14:00" },
};
const NEW_YORK: TradingCalendar = { timeZone: "America/New_York", sessions: [{ days: WEEKDAYS, opens: "09:30", closes: "16:00" }] };
const SYDNEY: TradingCalendar = { timeZone: "Australia/Sydney", sessions: [{ days: WEEKDAYS, opens: "10:00", closes: "16:00" }] };
const TOKYO: TradingCalendar = {
  timeZone: "Asia/Tokyo",
  sessions: [
    { days: WEEKDAYS, opens: "12:30", closes: "15:30" },
    { days: WEEKDAYS, opens: "09:00", closes: "11:30" },
  ],
  halfDays: { "2026-12-30": "11:00" },
};
/** From Sunday's evening to Friday's, with an hour's pause each day. */
const FUTURES: TradingCalendar = {
  timeZone: "America/Chicago",
  sessions: [{ days: ["SUN", "MON", "TUE", "WED", "THU"], opens: "17:00", closes: "16:00" }],
  halfDays: { "2026-11-26": "12:15" },
};

const open = (calendar: TradingCalendar, time: string): boolean => isMarketOpen(calendar, new Date(time));
const opening = (calendar: TradingCalendar, time: string): string | undefined => nextMarketOpening(calendar, new Date(time))?.toISOString();
const closing = (calendar: TradingCalendar, time: string): string | undefined => nextMarketClosing(calendar, new Date(time))?.toISOString();

describe("a market", () => {
  test("is open from its opening on, and closed from its closing on", () => {
    const times = ["2026-11-25T07:59:59Z", "2026-11-25T08:00:00Z", "2026-11-25T16:29:59Z", "2026-11-25T16:30:00Z"];
    expect(times.map((time) => open(XETRA, time))).toEqual([false, true, true, false]);
  });

  test("is closed on days without a session", () => {
    expect(open(XETRA, "2026-11-28T10:00:00Z")).toBe(false);
  });

  test("is closed on its holidays", () => {
    expect(open(XETRA, "2026-12-24T10:00:00Z")).toBe(false);
  });

  test("closes early on a half day", () => {
    expect([open(XETRA, "2026-12-30T12:59:00Z"), open(XETRA, "2026-12-30T13:00:00Z")]).toEqual([true, false]);
  });

  test("is closed at noon where trading pauses", () => {
    const times = ["2026-11-25T02:29:00Z", "2026-11-25T02:30:00Z", "2026-11-25T03:30:00Z"];
    expect(times.map((time) => open(TOKYO, time))).toEqual([true, false, true]);
  });

  test("isn't opened again on a half day that ends before noon", () => {
    expect([open(TOKYO, "2026-12-30T01:59:00Z"), open(TOKYO, "2026-12-30T02:00:00Z"), open(TOKYO, "2026-12-30T04:00:00Z")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  // Monday opens at 17:00 in Chicago, UTC-6, and closes on Tuesday at 16:00.
  test("is open over midnight", () => {
    const times = ["2026-11-23T22:59:00Z", "2026-11-23T23:00:00Z", "2026-11-24T06:30:00Z", "2026-11-24T21:59:00Z", "2026-11-24T22:00:00Z"];
    expect(times.map((time) => open(FUTURES, time))).toEqual([false, true, true, true, false]);
  });

  // A time before an opening is the next day's for a session over midnight alone: one that closes at midnight isn't held.
  test("isn't opened again on a half day that ends before a session until midnight", () => {
    const sessions = [
      { days: WEEKDAYS, opens: "09:00", closes: "14:00" },
      { days: WEEKDAYS, opens: "18:00", closes: "00:00" },
    ];
    const evenings = { timeZone: "UTC", sessions, halfDays: { "2026-11-25": "12:00" } };
    expect([open(evenings, "2026-11-24T20:00:00Z"), open(evenings, "2026-11-25T20:00:00Z")]).toEqual([true, false]);
  });

  test("ends a session over midnight early at the next day's time", () => {
    expect([open(FUTURES, "2026-11-27T18:14:00Z"), open(FUTURES, "2026-11-27T18:15:00Z")]).toEqual([true, false]);
  });
});

describe("the next opening and closing", () => {
  test("go over weekends, holidays and half days", () => {
    expect(opening(XETRA, "2026-12-23T16:30:00Z")).toBe("2026-12-28T08:00:00.000Z");
    expect(closing(XETRA, "2026-12-30T09:00:00Z")).toBe("2026-12-30T13:00:00.000Z");
    expect(opening(XETRA, "2026-12-30T13:00:00Z")).toBe("2027-01-04T08:00:00.000Z");
  });

  test("are after the time, not at it", () => {
    expect(opening(XETRA, "2026-11-25T08:00:00Z")).toBe("2026-11-26T08:00:00.000Z");
    expect(closing(XETRA, "2026-11-25T16:30:00Z")).toBe("2026-11-26T16:30:00.000Z");
  });

  test.each([
    ["Europe/Berlin, spring", XETRA, "2026-03-27T17:00:00Z", "2026-03-30T07:00:00.000Z", "2026-03-30T15:30:00.000Z"],
    ["Europe/Berlin, autumn", XETRA, "2026-10-23T17:00:00Z", "2026-10-26T08:00:00.000Z", "2026-10-26T16:30:00.000Z"],
    ["America/New_York, spring", NEW_YORK, "2026-03-06T22:00:00Z", "2026-03-09T13:30:00.000Z", "2026-03-09T20:00:00.000Z"],
    ["America/New_York, autumn", NEW_YORK, "2026-10-30T21:00:00Z", "2026-11-02T14:30:00.000Z", "2026-11-02T21:00:00.000Z"],
    ["Australia/Sydney, autumn", SYDNEY, "2026-04-03T08:00:00Z", "2026-04-06T00:00:00.000Z", "2026-04-06T06:00:00.000Z"],
    ["Australia/Sydney, spring", SYDNEY, "2026-10-02T08:00:00Z", "2026-10-04T23:00:00.000Z", "2026-10-05T05:00:00.000Z"],
  ])("follow the clocks of %s", (_, calendar, time, opens, closes) => {
    expect([opening(calendar, time), closing(calendar, time)]).toEqual([opens, closes]);
  });

  test("are of the longest session where clocks show its times twice", () => {
    const night: TradingCalendar = { timeZone: "Europe/Berlin", sessions: [{ days: ["SUN"], opens: "02:15", closes: "02:45" }] };
    expect([opening(night, "2026-10-24T12:00:00Z"), closing(night, "2026-10-24T12:00:00Z")]).toEqual([
      "2026-10-25T00:15:00.000Z",
      "2026-10-25T01:45:00.000Z",
    ]);
  });

  test("are looked for over 400 days", () => {
    const days = Array.from({ length: 52 }, (_, week) => new Date(Date.UTC(2026, 10, 23 + 7 * week)).toISOString().slice(0, 10));
    const rare: TradingCalendar = { timeZone: "UTC", sessions: [{ days: ["MON"], opens: "09:00", closes: "10:00" }], holidays: days };
    expect(opening(rare, "2026-11-22T00:00:00Z")).toBe("2027-11-22T09:00:00.000Z");
  });

  test("are none where a year of holidays is all there is", () => {
    const days = Array.from({ length: 60 }, (_, week) => new Date(Date.UTC(2026, 10, 23 + 7 * week)).toISOString().slice(0, 10));
    const never: TradingCalendar = { timeZone: "UTC", sessions: [{ days: ["MON"], opens: "09:00", closes: "10:00" }], holidays: days };
    expect([opening(never, "2026-11-22T00:00:00Z"), closing(never, "2026-11-22T00:00:00Z")]).toEqual([undefined, undefined]);
    expect(open(never, "2026-11-23T09:30:00Z")).toBe(false);
  });
});

describe("a calendar is refused", () => {
  const message = (calendar: TradingCalendar): string => {
    try {
      isMarketOpen(calendar, new Date(0));
    } catch (error) {
      return (error as Error).message
        .split("\n")
        .slice(1)
        .map((line) => line.replace(/^ *- /, ""))
        .join("\n");
    }
    return "";
  };
  const session = { days: WEEKDAYS, opens: "09:00", closes: "17:30" };

  test.each<[string, Partial<TradingCalendar>, string]>([
    [
      "without a session",
      { sessions: [] },
      'calendar.sessions: must have a session; received []. Write it as { days: ["MON"], opens: "09:00", closes: "17:30" }.',
    ],
    [
      "with a session that has no day",
      { sessions: [{ ...session, days: [] }] },
      "calendar.sessions[0].days: must have a day; received []. Name the days on which it opens.",
    ],
    [
      "with a day that is none",
      { sessions: [{ ...session, days: ["MONDAY" as "MON"] }] },
      'calendar.sessions[0].days: must be one of SUN, MON, TUE, WED, THU, FRI, SAT; received "MONDAY". Use one of these.',
    ],
    [
      "with a time that is none",
      { sessions: [{ ...session, closes: "25:00" }] },
      'calendar.sessions[0].closes: must be a time of day; received "25:00". Write it as "09:00".',
    ],
    [
      "in a time zone that is none",
      { timeZone: "Berlin" },
      'calendar.timeZone: must be the canonical name of an IANA time zone; received "Berlin". Write it as "Europe/Berlin".',
    ],
    [
      "with sessions that overlap",
      { sessions: [session, { days: ["FRI"], opens: "17:00", closes: "20:00" }] },
      'calendar.sessions: must be sessions that don\'t overlap; received ["MON,TUE,WED,THU,FRI 09:00-17:30","FRI 17:00-20:00"]. Close each before the next one opens.',
    ],
    [
      "with a Saturday night that goes on into Sunday's session",
      {
        sessions: [
          { days: ["SAT"], opens: "20:00", closes: "04:00" },
          { days: ["SUN"], opens: "03:00", closes: "05:00" },
        ],
      },
      'calendar.sessions: must be sessions that don\'t overlap; received ["SAT 20:00-04:00","SUN 03:00-05:00"]. Close each before the next one opens.',
    ],
    [
      "with a holiday that is no date",
      { holidays: ["2026-02-30"] },
      'calendar.holidays: must be a date; received "2026-02-30". Write it as "2026-12-25".',
    ],
    [
      "with a half day that is no date",
      { halfDays: { "30.12.2026": "14:00" } },
      'calendar.halfDays["30.12.2026"]: must be a date; received "30.12.2026". Write it as "2026-12-25".',
    ],
    [
      "with a half day that is a holiday",
      { holidays: ["2026-12-30"], halfDays: { "2026-12-30": "14:00" } },
      'calendar.halfDays["2026-12-30"]: must not be a holiday as well; received "14:00". Leave one of them out.',
    ],
    // A time that isn't after the opening is the next day's, which is after this session's closing.
    [
      "with a half day that ends when a session over midnight opens",
      {
        sessions: [
          { days: ["WED"], opens: "08:00", closes: "12:00" },
          { days: ["WED"], opens: "17:00", closes: "16:00" },
        ],
        halfDays: { "2026-12-30": "17:00" },
      },
      'calendar.halfDays["2026-12-30"]: must be a time after the day\'s first opening and before its last closing; received "17:00". Give the time at which trading ends on this day, or leave the day out.',
    ],
    ...["08:00", "09:00", "17:30", "18:00"].map((time): [string, Partial<TradingCalendar>, string] => [
      `with a half day that ends at ${time}`,
      { halfDays: { "2026-12-30": time } },
      `calendar.halfDays["2026-12-30"]: must be a time after the day's first opening and before its last closing; received "${time}". Give the time at which trading ends on this day, or leave the day out.`,
    ]),
  ])("%s", (_, calendar, expected) => {
    expect(message({ timeZone: "Europe/Berlin", sessions: [session], ...calendar })).toBe(expected);
  });
});
