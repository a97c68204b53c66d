/** Decimals as text, as JSON has them here: a double would round them. */

/** Of a price or a quantity: an integer with at most 8 digits, and at most 8 decimals. */
export const DECIMAL_PATTERN = "^(0|[1-9][0-9]{0,7})(\\.[0-9]{1,8})?$";
export const DECIMALS = 8;
/** Times 10^8 it is an integer below 2^53, which a sorted set's score holds exactly. */
export const MAXIMUM = "90000000";

const UNIT = 10n ** BigInt(DECIMALS);
const MAXIMUM_UNITS = BigInt(MAXIMUM) * UNIT;

/** A decimal in units of 10^-8. Digits beyond, which PostgreSQL's numeric(28,8) doesn't have, are refused. */
export function unitsOf(text: string): bigint {
  const [whole = "", fraction = ""] = text.split(".");
  if (!/^\d+$/.test(whole) || !/^\d{0,8}$/.test(fraction)) throw new RangeError(`${text} is no decimal with ${DECIMALS} places`);
  return BigInt(whole) * UNIT + BigInt(fraction.padEnd(DECIMALS, "0"));
}

/** Units of 10^-8 as the shortest decimal. */
export function decimalOf(units: bigint): string {
  return shortest(`${units / UNIT}.${(units % UNIT).toString().padStart(DECIMALS, "0")}`);
}

/** A decimal of PostgreSQL without zeros that say nothing: `1.50000000` is `1.5`. */
export function shortest(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** Whether a price or quantity, of the pattern, may be traded. */
export function isTradable(text: string): boolean {
  const units = unitsOf(text);
  return units > 0n && units <= MAXIMUM_UNITS;
}
