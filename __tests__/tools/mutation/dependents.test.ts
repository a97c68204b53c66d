import { dependentsOf } from "../../../tools/mutation/dependents";

const SOURCES = new Map([
  ["src/a.ts", "export const a = 1;"],
  ["src/b/index.ts", 'export { a } from "../a";'],
  ["src/c.ts", 'import { a } from "./b";'],
  ["src/d.ts", 'const { a } = await import("./c");'],
  ["src/e.ts", 'import { a } from "a"; import { f } from "./f";'],
  ["src/f.ts", 'import { e } from "./e";'],
]);

test("what imports a file depends on it, by way of others too", () => {
  expect(dependentsOf("src/a.ts", SOURCES).sort()).toEqual(["src/a.ts", "src/b/index.ts", "src/c.ts", "src/d.ts"]);
});

test("a file that nothing imports has no dependent but itself", () => {
  expect(dependentsOf("src/d.ts", SOURCES)).toEqual(["src/d.ts"]);
});

test("files that import each other depend on each other", () => {
  expect(dependentsOf("src/e.ts", SOURCES).sort()).toEqual(["src/e.ts", "src/f.ts"]);
});
