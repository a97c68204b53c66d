import { compareTexts } from "./compare-texts";

/** Values in the order of their names: the order in which they were written decides nothing. Pure. */
export function sortedBy<T>(values: Iterable<T>, nameOf: (value: T) => string): T[] {
  return [...values].sort((one, other) => compareTexts(nameOf(one), nameOf(other)));
}

/** The entries of a record or a map, in the order of their keys. Pure. */
export function sortedEntries<T>(entries: Readonly<Record<string, T>> | ReadonlyMap<string, T>): [key: string, value: T][] {
  const all = entries instanceof Map ? (entries as ReadonlyMap<string, T>) : Object.entries(entries as Readonly<Record<string, T>>);
  return sortedBy(all, ([key]) => key);
}
