import { Validator } from "./validator";

/** The retention periods that CloudWatch Logs knows, in days (CloudWatch Logs API reference, PutRetentionPolicy). */
const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** How long logs are kept unless the caller says otherwise, in days. */
export const DEFAULT_LOG_RETENTION_DAYS = 365;

/** Checks a retention period; an undefined value passes. */
export function checkLogRetention(validator: Validator, prop: string, retentionDays: number | undefined): void {
  validator.oneOf(prop, retentionDays, LOG_RETENTION_DAYS);
}
