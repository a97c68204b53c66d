/** Prop sets: mostly what the documentation's ranges have, sometimes with one thing wrong. */
import fc from "../fast-check";
import { GivenName, Ref, isPlain } from "./given";

export const ref = (name: GivenName): fc.Arbitrary<unknown> => fc.constant(new Ref(name));
export const pick = (...values: readonly unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(...values);
export const int = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
export const bool = fc.boolean();
export const removal = pick("protect", "protect", "destroy");
export const databaseRemoval = pick("protect", "protect", "destroy", "snapshot");
export const some = (values: fc.Arbitrary<unknown>, min = 0, max = 3): fc.Arbitrary<unknown[]> =>
  fc.array(values, { minLength: min, maxLength: max });
/** Different ones of a list, in any order. */
export const someOf = (values: readonly unknown[], min = 0, max = 3): fc.Arbitrary<unknown[]> =>
  fc.shuffledSubarray([...values], { minLength: min, maxLength: Math.min(max, values.length) });
/** Values by a name of the user's. */
export const byName = (values: fc.Arbitrary<unknown>, names: readonly string[], min = 0, max = 3): fc.Arbitrary<object> =>
  someOf(names, min, max).chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name as string, values]))));

/** Props of which the required ones are there, and up to four others: more have hardly ever no contradiction. */
export function props(
  required: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  optional: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return someOf(Object.keys(optional), 0, 4).chain((names) => {
    const chosen = Object.fromEntries((names as string[]).map((name) => [name, optional[name]!]));
    return fc.record({ ...required, ...chosen });
  });
}

/** What stands where another value is meant, as plain JavaScript, a cast and an unset variable have it. */
const WRONG = fc.oneof(
  pick(undefined, null, true, false, "", " ", "x", "a-b", "*", "ü", "${a}", "%{if}", "a\nb", "../x", "0", "10", "x".repeat(2000)),
  pick(0, -1, 1, 0.5, 7, 100000, 1e21, Number.NaN, Infinity, -Infinity, 10n, Symbol("x"), () => 1, new Date(0), /x/, new Map(), new Set()),
  pick([], {}, [null], [undefined], [[]], [{}], ["x", "x"], { a: undefined }, { a: null }, { a: {} }, { a: "x" }, { constructor: 1 }),
  fc
    .constantFrom<GivenName>("text", "number", "list", "any", "network", "key", "logs", "role", "replicaProvider", "variable")
    .map((name) => new Ref(name)),
);

/** What a value's neighbor is: one more, one less, ten times it, the same as text, twice in a list. */
const NEAR: readonly ((value: unknown) => unknown)[] = [
  (value) => (typeof value === "number" ? value + 1 : value),
  (value) => (typeof value === "number" ? value * 10 : value),
  (value) => (typeof value === "number" ? -value : value),
  (value) => (typeof value === "number" ? String(value) : value),
  (value) => (typeof value === "string" ? value.toUpperCase() : value),
  (value) => (typeof value === "string" ? `${value} ` : value),
  (value) => (typeof value === "string" ? value.slice(0, -1) : value),
  (value) => (Array.isArray(value) ? [...value, ...value] : value),
  (value) => [value],
  (value) => ({ value }),
];

/** Every place in a value, that of the value itself first. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const parts = Array.isArray(value) || isPlain(value) ? Object.entries(value) : [];
  return [path, ...parts.flatMap(([name, entry]) => places(entry, [...path, name]))];
}

/** The same with another value in one place. Pure. */
function replaced(value: unknown, [name, ...rest]: readonly string[], change: (value: unknown) => unknown): unknown {
  if (name === undefined) return change(value);
  if (Array.isArray(value)) return value.map((entry, index) => (String(index) === name ? replaced(entry, rest, change) : entry));
  return { ...(value as object), [name]: replaced((value as Readonly<Record<string, unknown>>)[name], rest, change) };
}

/** A prop that there isn't, or one that another interface has. */
const extra = (name: unknown, wrong: unknown) => (value: unknown) => (isPlain(value) ? { ...value, [String(name)]: wrong } : wrong);
const EXTRA_NAMES = pick("tags", "name", "id", "lifecycle", "x", "toString", "constructor", "cidrBlocks", "encryptionkey");

/** Sets as they are, and as many again with one thing wrong. */
export function sometimesWrong(sets: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const changes = fc.oneof(
    { weight: 4, arbitrary: WRONG.map((wrong) => () => wrong) },
    { weight: 3, arbitrary: fc.constantFrom(...NEAR) },
    { weight: 1, arbitrary: fc.tuple(EXTRA_NAMES, WRONG).map(([name, wrong]) => extra(name, wrong)) },
  );
  const wrong = fc.tuple(sets, fc.nat(), changes).map(([set, place, change]) => {
    const all = places(set);
    return replaced(set, all[place % all.length]!, change);
  });
  return fc.oneof(sets, wrong);
}
