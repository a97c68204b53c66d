import fc, { seedOf } from "./fast-check";

/** The values of a property that notes what it is tried with. */
function tried(): number[] {
  const values: number[] = [];
  fc.assert(fc.property(fc.nat(), (value) => void values.push(value)));
  return values;
}

test("a property is tried with the same values each time", () => {
  expect(tried()).toEqual(tried());
  expect(new Set(tried()).size).toBeGreaterThan(50);
});

test("a property that fails says how to try the same values again", () => {
  const { seed } = fc.readConfigureGlobal();
  const fail = (): void =>
    fc.assert(
      fc.property(fc.nat(), (value) => {
        if (value > 100) throw new Error("too many");
      }),
    );
  expect(fail).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(new RegExp(`Counterexample: \\[101\\][^]*\\n\\nAgain: FAST_CHECK_SEED=${seed} npx jest `)),
      cause: expect.objectContaining({ message: "too many" }),
    }),
  );
});

test.each([
  ["20261231", 20261231],
  ["-7", -7],
])("the environment may give another seed: %s", (FAST_CHECK_SEED, seed) => {
  expect(seedOf({ FAST_CHECK_SEED })).toBe(seed);
});

test("without one, or with an empty one, the seed is the same every day", () => {
  expect(seedOf({ FAST_CHECK_SEED: "" })).toBe(seedOf({}));
});

test.each(["today", "1.5", "1e3", "99999999999"])('"%s" is no seed', (FAST_CHECK_SEED) => {
  expect(() => seedOf({ FAST_CHECK_SEED })).toThrow(`FAST_CHECK_SEED needs a whole number of up to nine digits, got "${FAST_CHECK_SEED}".`);
});
