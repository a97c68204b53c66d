import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";

/** The value of a function; undefined where only Terraform can say. */
type Fn = (...args: readonly unknown[]) => unknown;

/**
 * Functions of Terraform that depend on their arguments alone, as far as they do what is usual: whatever is an error, or is a matter of Unicode or of another
 * regular expression's dialect, is Terraform's to say.
 *
 * https://developer.hashicorp.com/terraform/language/functions
 */
export const FUNCTIONS: Readonly<Record<string, Fn>> = {
  base64encode: onText((text) => Buffer.from(text, "utf8").toString("base64")),
  base64sha256: onText((text) => createHash("sha256").update(text).digest("base64")),
  md5: onText((text) => createHash("md5").update(text).digest("hex")),
  sha1: onText((text) => createHash("sha1").update(text).digest("hex")),
  sha256: onText((text) => createHash("sha256").update(text).digest("hex")),
  sha512: onText((text) => createHash("sha512").update(text).digest("hex")),

  lower: onAscii((text) => text.toLowerCase()),
  upper: onAscii((text) => text.toUpperCase()),
  trimspace: onAscii((text) => text.trim()),
  trimprefix: onText((text, prefix) => (text.startsWith(prefix!) ? text.slice(prefix!.length) : text)),
  trimsuffix: onText((text, suffix) => (suffix !== "" && text.endsWith(suffix!) ? text.slice(0, -suffix!.length) : text)),
  startswith: onText((text, prefix) => text.startsWith(prefix!)),
  endswith: onText((text, suffix) => text.endsWith(suffix!)),
  strcontains: onText((text, part) => text.includes(part!)),
  split: onText((separator, text) => (separator === "" ? undefined : text!.split(separator))),
  // Between slashes it is a regular expression.
  replace: onText((text, from, to) => (/^\/.+\/$/s.test(from!) || from === "" ? undefined : text.replaceAll(from!, () => to!))),
  substr: (text, offset, length) => (isAscii(text) && isWhole(offset) && isWhole(length) ? substring(text, offset, length) : undefined),
  join: (separator, ...lists) => {
    const all = lists.every(Array.isArray) ? lists.flat() : undefined;
    return typeof separator === "string" && all?.every(isScalar) ? all.map(String).join(separator) : undefined;
  },
  jsonencode: (value) => encoded(value),
  tostring: (value) => (value === null ? null : isScalar(value) ? String(value) : undefined),
  tonumber: (value) => (typeof value === "number" || value === null ? value : undefined),
  tobool: (value) => (typeof value === "boolean" || value === null ? value : undefined),
  tolist: (value) => (Array.isArray(value) ? value : undefined),
  tomap: (value) => (isObject(value) ? value : undefined),
  toset: (value) => (isTexts(value) ? [...new Set(value)].sort(byBytes) : undefined),

  coalesce: (...values) => (values.every(isText) ? values.find((value) => value !== "") : undefined),
  compact: (list) => (isTexts(list) ? list.filter((value) => value !== "") : undefined),
  concat: (...lists) => (lists.every(Array.isArray) ? lists.flat() : undefined),
  contains: (list, value) => (Array.isArray(list) && isScalar(value) ? list.some((each) => each === value) : undefined),
  distinct: (list) => (isTexts(list) ? [...new Set(list)] : undefined),
  element: (list, index) => (Array.isArray(list) && isWhole(index) && index >= 0 ? (list[index % list.length] as unknown) : undefined),
  keys: (map) => (isObject(map) ? Object.keys(map).sort(byBytes) : undefined),
  values: (map) => (isObject(map) ? sortedKeys(map).map((name) => map[name]) : undefined),
  length: (value) => (isAscii(value) || Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : undefined),
  lookup: (map, key, otherwise) => (isObject(map) && isText(key) ? (Object.hasOwn(map, key) ? map[key] : otherwise) : undefined),
  merge: (...maps) => (maps.every(isObject) ? Object.assign({}, ...maps) : undefined),
  one: (list) => (Array.isArray(list) && list.length < 2 ? ((list[0] as unknown) ?? null) : undefined),
  reverse: (list) => (Array.isArray(list) ? [...list].reverse() : undefined),
  slice: (list, from, to) =>
    Array.isArray(list) && isWhole(from) && isWhole(to) && from >= 0 && to <= list.length ? list.slice(from, to) : undefined,
  sort: (list) => (isTexts(list) ? [...list].sort(byBytes) : undefined),
  max: (...values) => (values.every(isNumber) && values.length > 0 ? Math.max(...values) : undefined),
  min: (...values) => (values.every(isNumber) && values.length > 0 ? Math.min(...values) : undefined),
};

function onText(compute: (...texts: [string, ...string[]]) => unknown): Fn {
  return (...args) => (args.every(isText) && args.length >= compute.length ? compute(...(args as [string, ...string[]])) : undefined);
}

function onAscii(compute: (text: string) => unknown): Fn {
  return (text) => (isAscii(text) ? compute(text) : undefined);
}

/** A negative offset counts from the end; a length of -1 means the rest. */
function substring(text: string, offset: number, length: number): string | undefined {
  const from = offset < 0 ? text.length + offset : offset;
  if (from < 0 || from > text.length || length < -1) return undefined;
  return length === -1 ? text.slice(from) : text.slice(from, from + length);
}

/** JSON as Terraform writes it: members in order, and what a page of HTML might misread as an escape. */
function encoded(value: unknown): string | undefined {
  if (typeof value === "number" && !Number.isSafeInteger(value)) return undefined;
  if (Array.isArray(value)) {
    const elements = value.map(encoded);
    return elements.includes(undefined) ? undefined : `[${elements.join(",")}]`;
  }
  if (isObject(value)) {
    const members = sortedKeys(value).map((name) => [encoded(name), encoded(value[name])]);
    return members.some((member) => member.includes(undefined)) ? undefined : `{${members.map((member) => member.join(":")).join(",")}}`;
  }
  return JSON.stringify(value)?.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Terraform compares texts by their bytes. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, "utf8"), Buffer.from(b, "utf8"));
}

function sortedKeys(map: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(map).sort(byBytes);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is written into a text as it is. */
export function isScalar(value: unknown): value is string | number | boolean {
  return isText(value) || typeof value === "boolean" || Number.isSafeInteger(value);
}

/** Whether two values are the same; undefined where Terraform may convert one of them first. */
export function isSame(a: unknown, b: unknown): boolean | undefined {
  return a === null || b === null || typeof a === typeof b ? isDeepStrictEqual(a, b) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

/** Lengths and places in a text are counted in grapheme clusters. */
function isAscii(value: unknown): value is string {
  // eslint-disable-next-line no-control-regex
  return typeof value === "string" && /^[\x00-\x7f]*$/.test(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
