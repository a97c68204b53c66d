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
  ])("pass when they lie %s", (_, backup, maintenance) => {
    expect(() => check(backup, maintenance)).not.toThrow();
  });

  test.each([
    ["on one day", "02:00-03:00", "sun:02:30-sun:03:30"],
    ["past midnight", "23:30-00:30", "tue:00:00-tue:01:00"],
    ["past the end of the week", "23:30-00:30", "sun:23:45-mon:00:45"],
    ["on a day between", "02:00-03:00", "mon:12:00-tue:11:00"],
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

  test("for maintenance last at most a day", () => {
    expect(messageOf(() => check("02:00-03:00", "mon:03:00-tue:04:00"))).toContain("maintenanceWindow: must last at most a day");
  });
});
