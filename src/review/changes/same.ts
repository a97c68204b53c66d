import { compareTexts } from "../../internal/compare-texts";
import { Hidden } from "./hidden";

/** Whether two values are the same for Terraform; a sensitive one is compared without being shown. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Hidden) return a.same(b);
  if (b instanceof Hidden) return b.same(a);
  if (isAbsent(a) && isAbsent(b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, index) => isSame(each, b[index]));
  }
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return (
    Object.keys(one).every((name) => isSame(one[name], other[name])) &&
    Object.keys(other).every((name) => name in one || isAbsent(other[name]))
  );
}

/** A block that is left out is an empty list for one version of a provider and nothing for another. */
export function isAbsent(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (value instanceof Hidden || typeof value !== "object") return false;
  return Object.keys(value).length === 0;
}

/** A text that tells a value from every other, whatever the order of its members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null || value instanceof Hidden) return JSON.stringify([value]);
  const entries = Object.entries(value).sort(([a], [b]) => compareTexts(a, b));
  return `{${entries.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join()}}`;
}
