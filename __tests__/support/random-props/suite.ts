/** The tests of a module by random props, for a file of its own: the files run at once. */
import fc from "../fast-check";
import { Outcome, Subjects, outcomeOf, propSets } from "./run";

const SETS = 1000;
/** Of either outcome there are so many of a construct's sets at least, in percent: sets that are all refused would prove nothing. */
const LEAST_PERCENT = 15;

/** A failure prints its seed and the smallest set that fails. */
export function provesRandomProps(subjects: Subjects): void {
  test(`${SETS} sets of props end in JSON that passes the policies, the same at a second synthesis, or in a ValidationError`, () => {
    const outcomes: Record<string, Record<Outcome, number>> = {};
    fc.assert(
      fc.property(propSets(subjects), (set) => {
        const counts = (outcomes[set.subject] ??= { synthesized: 0, refused: 0 });
        counts[outcomeOf(subjects, set)] += 1;
      }),
      { numRuns: SETS },
    );
    expect(Object.keys(outcomes).sort()).toEqual(Object.keys(subjects).sort());
    for (const { synthesized, refused } of Object.values(outcomes)) {
      const percent = (part: number): number => (100 * part) / (synthesized + refused);
      expect(Math.min(percent(synthesized), percent(refused))).toBeGreaterThan(LEAST_PERCENT);
    }
  });
}
