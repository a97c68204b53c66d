import { addDays, instantOf, minutesOf, timeOfDay, wallTimeAt, weekdayOf } from "../../src/internal/time-zone";

const at = (timeZone: string, date: string, time: string, which: "first" | "last" = "first"): string =>
  instantOf(timeZone, date, minutesOf(time), which).toISOString();

// Clocks change as the IANA Time Zone Database has it: Europe/Berlin at 01:00 UTC on the last Sundays of March and October; America/New_York at 02:00 on the
// second Sunday of March and the first of November; Australia/Sydney at 02:00 on the first Sunday of October and at 03:00 on that of April.
describe("the instant of a time on the wall", () => {
  test.each([
    ["Europe/Berlin", "2026-03-27", "09:00", "2026-03-27T08:00:00.000Z"],
    ["Europe/Berlin", "2026-03-30", "09:00", "2026-03-30T07:00:00.000Z"],
    ["Europe/Berlin", "2026-10-26", "09:00", "2026-10-26T08:00:00.000Z"],
    ["America/New_York", "2026-03-06", "09:30", "2026-03-06T14:30:00.000Z"],
    ["America/New_York", "2026-03-09", "09:30", "2026-03-09T13:30:00.000Z"],
    ["America/New_York", "2026-11-02", "09:30", "2026-11-02T14:30:00.000Z"],
    ["Australia/Sydney", "2026-04-02", "10:00", "2026-04-01T23:00:00.000Z"],
    ["Australia/Sydney", "2026-04-07", "10:00", "2026-04-07T00:00:00.000Z"],
    ["Australia/Sydney", "2026-10-05", "10:00", "2026-10-04T23:00:00.000Z"],
    ["Asia/Kolkata", "2026-06-01", "09:15", "2026-06-01T03:45:00.000Z"],
    ["UTC", "2026-06-01", "00:00", "2026-06-01T00:00:00.000Z"],
  ])("%s %s %s", (timeZone, date, time, instant) => {
    expect(at(timeZone, date, time)).toBe(instant);
  });

  test("is of the hours before and after a change on the day of the change itself", () => {
    expect(at("Europe/Berlin", "2026-03-29", "01:59")).toBe("2026-03-29T00:59:00.000Z");
    expect(at("Europe/Berlin", "2026-03-29", "03:00")).toBe("2026-03-29T01:00:00.000Z");
  });

  test.each([
    ["Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30:00.000Z"],
    ["America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00.000Z"],
    ["Australia/Sydney", "2026-10-04", "02:30", "2026-10-03T16:30:00.000Z"],
  ])("that clocks skip is as much later as they are put forward: %s %s %s", (timeZone, date, time, instant) => {
    expect([at(timeZone, date, time, "first"), at(timeZone, date, time, "last")]).toEqual([instant, instant]);
  });

  test.each([
    ["Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z"],
    ["America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00.000Z", "2026-11-01T06:30:00.000Z"],
    ["Australia/Sydney", "2026-04-05", "02:30", "2026-04-04T15:30:00.000Z", "2026-04-04T16:30:00.000Z"],
  ])("that clocks show twice is the first or the last: %s %s %s", (timeZone, date, time, first, last) => {
    expect([at(timeZone, date, time, "first"), at(timeZone, date, time, "last")]).toEqual([first, last]);
  });

  test("may be counted from another day's midnight", () => {
    expect(instantOf("Europe/Berlin", "2026-01-02", -30, "first").toISOString()).toBe("2026-01-01T22:30:00.000Z");
    expect(instantOf("Europe/Berlin", "2026-01-02", 1440 + 60, "first").toISOString()).toBe("2026-01-03T00:00:00.000Z");
  });
});

test("clocks show the time of their zone", () => {
  expect(wallTimeAt("Europe/Berlin", new Date("2026-12-31T23:30:45Z"))).toEqual({ date: "2027-01-01", minutes: 30 });
  expect(wallTimeAt("Australia/Sydney", new Date("2026-07-01T14:00:00Z"))).toEqual({ date: "2026-07-02", minutes: 0 });
});

test("days go on over months, years and leap days", () => {
  expect([addDays("2026-12-31", 1), addDays("2028-03-01", -1), addDays("2026-03-29", 0)]).toEqual([
    "2027-01-01",
    "2028-02-29",
    "2026-03-29",
  ]);
});

test("the day of the week counts from Sunday", () => {
  expect([weekdayOf("2026-11-29"), weekdayOf("2026-12-25")]).toEqual([0, 5]);
});

test("a time of day is written with two digits each", () => {
  expect([timeOfDay(0), timeOfDay(545), timeOfDay(1439)]).toEqual(["00:00", "09:05", "23:59"]);
});
