import { Validator } from "../../src/internal/validator";
import { checkWindows } from "../../src/internal/windows";
import { messageOf, testStack } from "../support/synth";

function check(backup: string, maintenance: string, leastMinutes = 30): void {
  const validator = new Validator(testStack());
  checkWindows(validator, { prop: "backupWindow", value: backup }, { prop: "maintenanceWindow", value: maintenance }, leastMinutes);
  validator.throwIfInvalid();
}

describe("backup and maintenance windows", () => {
  test.each([
    ["apart on one day", "02:00-03:00", "sun:03:00-sun:04:00"],
    ["past midnight", "23:30-00:30", "mon:01:00-mon:02:00"],
    ["past the end of the week", "02:00-03:00", "sun:23:30-mon:00:30"],
    ["end to end, the backup first", "02:30-03:00", "sun:03:00-sun:04:00"],
    ["end to end, the maintenance first", "04:00-04:30", "sun:03:00-sun:04:00"],
    ["end to end over the end of the week", "00:30-01:00", "sun:23:30-mon:00:30"],
    ["a whole day but for the backup", "02:00-03:00", "wed:03:00-thu:02:00"],
  ])("pass when they lie %s", (_, backup, maintenance) => {
    expect(() => check(backup, maintenance)).not.toThrow();
  });

  test.each([
    ["on one day", "02:00-03:00", "sun:02:30-sun:03:30"],
    ["past midnight", "23:30-00:30", "tue:00:00-tue:01:00"],
    ["past the end of the week", "23:30-00:30", "sun:23:45-mon:00:45"],
    ["on a day between", "02:00-03:00", "mon:12:00-tue:11:00"],
    ["by a minute at its beginning", "02:31-03:01", "sun:03:00-sun:04:00"],
    ["by a minute at its end", "03:59-04:29", "sun:03:00-sun:04:00"],
    ["on the week's first day, from its last", "00:29-00:59", "sun:23:30-mon:00:30"],
  ])("are refused when they overlap %s", (_, backup, maintenance) => {
    expect(messageOf(() => check(backup, maintenance))).toBe(
      `trading-test: invalid input\n  - maintenanceWindow: must not overlap backupWindow (${backup}); received "${maintenance}". Move one of the two.`,
    );
  });

  test("are refused in a form that the services don't know, both at once", () => {
    expect(messageOf(() => check("2:00-3:00", "Sun 03:00"))).toBe(
      [
        "trading-test: 2 invalid inputs",
        '  - backupWindow: must be a daily window in UTC; received "2:00-3:00". Write it as "02:00-03:00".',
        '  - maintenanceWindow: must be a weekly window in UTC; received "Sun 03:00". Write it as "sun:03:30-sun:04:30".',
      ].join("\n"),
    );
  });

  test("are refused below the least length of the service", () => {
    expect(messageOf(() => check("02:00-02:59", "sun:04:00-sun:05:00", 60))).toBe(
      'trading-test: invalid input\n  - backupWindow: must last at least 60 minutes; received "02:00-02:59". Move its end.',
    );
  });

  test("pass at the least length of the service, to the minute", () => {
    expect(() => check("02:00-02:30", "sun:04:00-sun:04:30")).not.toThrow();
    expect(() => check("23:45-00:15", "sun:23:00-sun:23:30")).not.toThrow();
  });

  test("past midnight and past the end of the week are refused below the least length as well", () => {
    expect(messageOf(() => check("23:45-00:14", "sun:04:00-sun:05:00"))).toBe(
      'trading-test: invalid input\n  - backupWindow: must last at least 30 minutes; received "23:45-00:14". Move its end.',
    );
    expect(messageOf(() => check("02:00-03:00", "sun:23:45-mon:00:14"))).toBe(
      'trading-test: invalid input\n  - maintenanceWindow: must last at least 30 minutes; received "sun:23:45-mon:00:14". Move its end.',
    );
  });

  test("that end when they begin last a whole day, which leaves no time for the other", () => {
    expect(messageOf(() => check("02:00-02:00", "sun:03:00-sun:04:00"))).toBe(
      'trading-test: invalid input\n  - maintenanceWindow: must not overlap backupWindow (02:00-02:00); received "sun:03:00-sun:04:00". Move one of the two.',
    );
  });

  test("for maintenance are refused below the least length of the service", () => {
    expect(messageOf(() => check("02:00-03:00", "sun:04:00-sun:04:29"))).toBe(
      'trading-test: invalid input\n  - maintenanceWindow: must last at least 30 minutes; received "sun:04:00-sun:04:29". Move its end.',
    );
  });

  test("for maintenance last at most a day", () => {
    expect(messageOf(() => check("02:00-02:59", "mon:03:00-tue:03:01"))).toBe(
      "trading-test: 2 invalid inputs\n" +
        '  - maintenanceWindow: must last at most a day; received "mon:03:00-tue:03:01". Move its end.\n' +
        '  - maintenanceWindow: must not overlap backupWindow (02:00-02:59); received "mon:03:00-tue:03:01". Move one of the two.',
    );
    expect(messageOf(() => check("02:00-03:00", "mon:03:00-tue:03:00"))).not.toContain("at most a day");
  });

  test.each(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])("may be on a %s", (day) => {
    expect(() => check("02:00-03:00", `${day}:04:00-${day}:05:00`)).not.toThrow();
  });

  test.each(["24:00-01:00", "02:60-03:30", "23:00-24:30"])("are in hours and minutes that there are: never %s", (backup) => {
    expect(messageOf(() => check(backup, "sun:04:00-sun:05:00"))).toBe(
      `trading-test: invalid input\n  - backupWindow: must be a daily window in UTC; received "${backup}". Write it as "02:00-03:00".`,
    );
  });
});
