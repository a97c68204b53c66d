import { sortedBy, sortedEntries } from "../../src/internal/sorted-by";

test("values are in the order of their names, and the given ones stay as they are", () => {
  const given = [{ name: "b" }, { name: "c" }, { name: "a" }, { name: "B" }];
  expect(sortedBy(given, ({ name }) => name).map(({ name }) => name)).toEqual(["B", "a", "b", "c"]);
  expect(given.map(({ name }) => name)).toEqual(["b", "c", "a", "B"]);
});

test.each([
  ["a record", { b: 2, a: 1, "a-b": 3 }],
  ["a map", new Map(Object.entries({ b: 2, a: 1, "a-b": 3 }))],
])("the entries of %s are in the order of their keys", (_, entries) => {
  expect(sortedEntries(entries as Record<string, number>)).toEqual([
    ["a", 1],
    ["a-b", 3],
    ["b", 2],
  ]);
});
