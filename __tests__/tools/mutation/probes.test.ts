import { mutantsOf } from "../../../tools/mutation/mutants";
import { probeAround, withProbes } from "../../../tools/mutation/probes";

const SOURCE = "const a = 1; function b() { return 2; } class C { d = 3; }";

/** What a source gives, and the probes that it went past. */
function run(source: string, expression: string): { value: unknown; probes: string[] } {
  const global: { reachedProbes?: Set<string> } = {};
  const value: unknown = new Function("globalThis", `${withProbes("x.ts", source)}\nreturn ${expression};`)(global);
  return { value, probes: [...(global.reachedProbes ?? [])] };
}

test.each([
  ["function", "function f() { return 7; }", "f()"],
  ["arrow function", "const f = () => 7;", "f()"],
  ["arrow function that gives an object", "const f = () => ({ g: 7 });", "f().g"],
  ["method", "class C { f() { return 7; } }", "new C().f()"],
  ["getter", "class C { get f() { return 7; } }", "new C().f"],
  ["constructor", "class C { constructor() { this.f = 7; } }", "new C().f"],
  ["constructor that calls super", "class B { e = 7; }; class C extends B { constructor() { super(); this.f = this.e; } }", "new C().f"],
])("a %s says that it ran, and does what it did", (_, source, expression) => {
  expect(run(source, expression)).toEqual({ value: 7, probes: [expect.stringMatching(/^x\.ts:\d+$/)] });
});

test("a function that doesn't run says nothing", () => {
  expect(run("function f() {} const g = () => 1;", "7")).toEqual({ value: 7, probes: [] });
});

test("the probe around a change is the one of the innermost function", () => {
  const source = "const f = (x) => [1].map((y) => x + y + 2);";
  const [one, two] = ["1", "2"].map((original) => mutantsOf("x.ts", source).find((mutant) => mutant.original === original)!);
  const { probes } = run(source, "f(3)");
  expect([one, two].map((mutant) => probeAround("x.ts", source, mutant!))).toEqual(probes);
});

test("what is outside of functions has no probe", () => {
  const probes = mutantsOf("x.ts", SOURCE).map((mutant) => [mutant.original, probeAround("x.ts", SOURCE, mutant) !== undefined]);
  expect(probes).toEqual([
    ["1", false],
    ["2", true],
    ["3", false],
  ]);
});
