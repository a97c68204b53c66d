/** What of some values is under the same key, in their order. Pure. */
export function groupedBy<T, V>(values: readonly T[], keyOf: (value: T) => string | undefined, of: (value: T) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(of(value));
    else groups.set(key, [of(value)]);
  }
  return groups;
}
