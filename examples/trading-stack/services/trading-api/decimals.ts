import { fromUnits, MAX_UNITS, toUnits } from "../shared/decimal";

/** Of a price or a quantity, as text: an integer with at most 8 digits, and at most 8 decimals. A double would round it. */
export const DECIMAL_PATTERN = "^(0|[1-9][0-9]{0,7})(\\.[0-9]{1,8})?$";
export const MAXIMUM = fromUnits(MAX_UNITS);

/** Whether a price or quantity, of the pattern, may be traded: more than 0 and at most the maximum. */
export function isTradable(text: string): boolean {
  try {
    return toUnits(text) > 0n;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A decimal of PostgreSQL without zeros that say nothing: `1.50000000` is `1.5`. */
export function shortest(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
