/** Prices and quantities as the book counts them: whole units of 10^-8, exact as doubles. */

export const DECIMALS = 8;
const UNITS = 10n ** BigInt(DECIMALS);
const DECIMAL = /^(0|[1-9]\d*)(?:\.(\d{1,8}))?$/;

/** The most that a price or a quantity may be, in units: below 2^53, so that Lua and sorted sets hold it exactly. */
export const MAX_UNITS = 9_000_000_000_000_000n;

/**
 * `1.5` as 150000000.
 *
 * @throws RangeError for a text that isn't a decimal from 0 to 90000000 with up to 8 decimals
 */
export function toUnits(text: string): bigint {
  const [, whole, fraction = ""] = DECIMAL.exec(text) ?? [];
  const units = whole === undefined ? undefined : BigInt(whole) * UNITS + BigInt(fraction.padEnd(DECIMALS, "0"));
  if (units === undefined || units > MAX_UNITS) throw new RangeError(`"${text}" isn't a decimal from 0 to 90000000 with up to 8 decimals.`);
  return units;
}

/** 150000000 as `1.5`: no zeros at the end. A product of two has twice as many decimals. */
export function fromUnits(units: bigint, decimals = DECIMALS): string {
  const one = 10n ** BigInt(decimals);
  const fraction = (units % one).toString().padStart(decimals, "0").replace(/0+$/, "");
  return `${units / one}${fraction === "" ? "" : `.${fraction}`}`;
}
