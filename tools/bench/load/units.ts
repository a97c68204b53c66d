/** Prices and quantities have up to 8 decimals, balances up to 16, as a price times a quantity has. */
export const PRICE_PLACES = 8;
export const BALANCE_PLACES = 16;

/**
 * A decimal as a whole number of 10^-places. Pure.
 *
 * @throws RangeError for a text that isn't one, or has more places
 */
export function units(text: string, places: number): bigint {
  const [, whole, fraction = ""] = /^(-?\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > places) throw new RangeError(`"${text}" isn't a decimal with up to ${places} places.`);
  return BigInt(`${whole}${fraction.padEnd(places, "0")}`);
}

/** The decimal of a whole number of 10^-places, without zeros at the end. Pure. */
export function decimalOf(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -places)}${fraction === "" ? "" : `.${fraction}`}`;
}
