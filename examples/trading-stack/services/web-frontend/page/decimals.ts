import { DECIMALS, fromUnits, MAX_UNITS, toUnits } from "../../shared/decimal";

/** Decimals stay texts, as the API sends them: a double would round them. */

/** `1234567.5` as `1,234,567.5`. With `places`, as many decimals at least, so that a column is aligned. */
export function formatDecimal(text: string, places = 0): string {
  const [whole = "0", fraction = ""] = text.split(".");
  const padded = fraction.padEnd(places, "0");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${padded === "" ? "" : `.${padded}`}`;
}

/** How many decimals the longest of them has. */
export function placesOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => text.split(".")[1]?.length ?? 0));
}

/** For sorting, and exact. */
export function compareDecimals(one: string, other: string): number {
  const difference = toUnits(one) - toUnits(other);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The first less the second, which is at most as large. */
export function subtractDecimals(one: string, other: string): string {
  return fromUnits(toUnits(one) - toUnits(other));
}

/** Their product, with up to 16 decimals: not rounded. */
export function multiplyDecimals(one: string, other: string): string {
  return fromUnits(toUnits(one) * toUnits(other), 2 * DECIMALS);
}

/** How large one is of another, 0 to 100, for what is drawn. */
export function percentOf(part: string, whole: string): number {
  const all = toUnits(whole);
  return all === 0n ? 0 : Number((toUnits(part) * 10_000n) / all) / 100;
}

/** What is wrong with a price or a quantity, in words; undefined for one that may be sent. */
export function decimalError(text: string): string | undefined {
  if (text === "") return "Enter a number.";
  if (/^\d+,\d+$/.test(text)) return "Write decimals with a point, as 1.5.";
  if (!/^\d+(\.\d+)?$/.test(text)) return "Enter digits only, with a point before decimals, as 1.5.";
  if (/\.\d{9}/.test(text)) return "Use at most 8 decimals.";
  if (/^0\d/.test(text)) return "Leave out zeros at the start.";
  // Digits are limited before they are counted with: what is pasted may be long.
  const isTooLarge = text.split(".")[0]!.length > 8 || toUnitsOrMore(text) > MAX_UNITS;
  if (isTooLarge) return `Enter at most ${formatDecimal(fromUnits(MAX_UNITS))}.`;
  return toUnits(text) === 0n ? "Enter more than 0." : undefined;
}

function toUnitsOrMore(text: string): bigint {
  try {
    return toUnits(text);
  } catch {
    return MAX_UNITS + 1n;
  }
}
