/** CDKTF resolves every value of a stack three times, each with three regular expressions and an object for its context; most have no token in them. */

interface ResolveOptions {
  readonly prefix?: readonly string[];
  readonly previousContext?: unknown;
  /** Of CDKTF's own, which are handed on. */
  readonly [others: string]: unknown;
}

/** CDKTF's function for tokens, and whatever holds them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Resolve = (value: unknown, options: any) => unknown;

/** A text that CDKTF looks into: a token, or a number that may be one. */
const LOOKED_INTO = /TfToken\[|[-|\d.+]e[-|\d.eE+]|^(?:String|Any) Map Token Value$/;

/** The same function, for whom what has no token is a copy. Anything else is CDKTF's own, as are its errors. */
export function plainFirst(resolve: Resolve): Resolve {
  return (given, options: ResolveOptions) => {
    // Within a token: its context says more than is known here.
    if (options.previousContext !== undefined) return resolve(given, options);
    const path = [...(options.prefix ?? [])];
    const copied = (value: unknown): unknown => {
      if (isPlain(value)) return value;
      if (path.length > 200 || typeof value !== "object" || value === null) return resolve(value, { ...options, prefix: [...path] });
      if (Array.isArray(value)) return value.every(isPlainOrObject) ? listOf(value) : resolve(value, { ...options, prefix: [...path] });
      return isRecord(value) && Object.keys(value).every(isPlain) ? recordOf(value) : resolve(value, { ...options, prefix: [...path] });
    };
    const at = (key: string, value: unknown): unknown => {
      path.push(key);
      const copy = copied(value);
      path.pop();
      return copy;
    };
    const listOf = (values: readonly unknown[]): unknown[] =>
      values.map((value, index) => at(String(index), value)).filter((value) => value !== undefined);
    const recordOf = (record: Readonly<Record<string, unknown>>): Record<string, unknown> => {
      const copy: Record<string, unknown> = {};
      for (const key of Object.keys(record)) {
        const value = at(key, record[key]);
        if (value !== undefined) copy[key] = value;
      }
      return copy;
    };
    return copied(given);
  };
}

/** Tokens that are numbers are negative. */
function isPlain(value: unknown): boolean {
  if (typeof value === "string") return !LOOKED_INTO.test(value);
  if (typeof value === "number") return value >= 0;
  return value === undefined || value === null || typeof value === "boolean";
}

/** A token in a list may stand for the whole of it. */
function isPlainOrObject(value: unknown): boolean {
  return isPlain(value) || typeof value === "object" || (typeof value === "string" && !value.includes("#{TfToken["));
}

/** No token, no construct, nor an instance of anything else. */
function isRecord(value: object): value is Record<string, unknown> {
  const { resolve, _children } = value as Record<string, unknown>;
  return Object.getPrototypeOf(value) === Object.prototype && typeof resolve !== "function" && _children === undefined;
}
