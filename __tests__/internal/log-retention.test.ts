import { DEFAULT_LOG_RETENTION_DAYS, checkLogRetention } from "../../src/internal/log-retention";
import { Validator } from "../../src/internal/validator";
import { messageOf } from "../support/synth";

/** CloudWatch Logs API Reference, PutRetentionPolicy: the possible values of retentionInDays. */
const DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

function check(days: number | undefined): void {
  const validator = new Validator("logs");
  checkLogRetention(validator, "retentionDays", days);
  validator.throwIfInvalid();
}

describe("a retention period", () => {
  test.each(DAYS)("may be %i days", (days) => expect(() => check(days)).not.toThrow());

  test("may be left out", () => expect(() => check(undefined)).not.toThrow());

  test.each([0, 2, 366, 3654])("is never %i days", (days) => {
    expect(messageOf(() => check(days))).toBe(
      `logs: invalid input\n  - retentionDays: must be one of ${DAYS.join(", ")}; received ${days}. Use one of these.`,
    );
  });

  test("is a year by default", () => expect(DEFAULT_LOG_RETENTION_DAYS).toBe(365));
});
