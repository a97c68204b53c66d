/** Properties are tried with the same values in every run, unless FAST_CHECK_SEED gives others: what fails once fails again. */
import fc from "fast-check";

const SEED = 20261126;

/** @throws Error where the environment gives something that isn't a seed */
export function seedOf({ FAST_CHECK_SEED: given }: NodeJS.ProcessEnv): number {
  if (given === undefined || given === "") return SEED;
  if (/^-?\d{1,9}$/.test(given)) return Number(given);
  throw new Error(`FAST_CHECK_SEED needs a whole number of up to nine digits, got "${given}".`);
}

// A property's own seed, where it has one, comes first.
fc.configureGlobal({
  seed: seedOf(process.env),
  reporter: (run) => {
    if (!run.failed) return;
    const again = `Again: FAST_CHECK_SEED=${run.seed} npx jest <the file of this test>`;
    throw new Error(`${fc.defaultReportMessage(run)}\n\n${again}`, { cause: run.errorInstance });
  },
});

/** Any Unicode character, for the unit of a string: fast-check's own units list all million of them first, which takes a second. */
export const character = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((point) => String.fromCodePoint(point));

export default fc;
