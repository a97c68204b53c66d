import { mutantsOf, mutate } from "../../../tools/mutation/mutants";

/** What becomes of a source by each change of a kind. */
function changed(source: string, kind: string): string[] {
  return mutantsOf("x.ts", source)
    .filter((mutant) => mutant.kind === kind)
    .map((mutant) => mutate(source, mutant));
}

test.each([
  ["property dropped", "f({ a: 1, b, ...c });", ["f({ b, ...c });", "f({ a: 1, ...c });", "f({ a: 1, b,  });"]],
  ["element dropped", "f([a, b]);", ["f([b]);", "f([a, ]);"]],
  ["boolean flipped", "f(true, false);", ["f(false, false);", "f(true, true);"]],
  ["number changed", "f(1_000);", ["f(1001);"]],
  ["text changed", 'import x from "y"; f("z");', ['import x from "y"; f("zx");']],
  [
    "operator changed",
    "f(a < b, a === b, a && b);",
    ["f(a < b, a === b, a || b);", "f(a <= b, a === b, a && b);", "f(a < b, a !== b, a && b);"],
  ],
  [
    "condition fixed",
    "if (a) b(); c = d ? e : f;",
    ["if ((false as boolean)) b(); c = d ? e : f;", "if (a) b(); c = (true as boolean) ? e : f;"],
  ],
  ["call left out", "a(); b = c();", ["; b = c();"]],
  ["default ignored", "a = b ?? 1;", ["a = b;"]],
])("%s: one place at a time", (kind, source, expected) => {
  expect(changed(source, kind).sort()).toEqual([...expected].sort());
});

test("types are left alone, since nothing is left of them at run time", () => {
  expect(mutantsOf("x.ts", 'interface A { readonly b: "c" | 1 } type D = true; const e: "f" = g;')).toEqual([]);
});

test("a default of a list's entry is left alone, since split() gives the entry", () => {
  expect(changed('const [a = "", b] = c.split("d");', "text changed")).toEqual(['const [a = "", b] = c.split("dx");']);
});

test("each change says where it is", () => {
  expect(mutantsOf("x.ts", "\n\nf(1);")).toMatchObject([{ line: 3 }, { file: "x.ts", line: 3, original: "1", replacement: "2" }]);
});
