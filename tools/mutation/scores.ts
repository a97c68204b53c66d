/** How many of the tried changes of a part were noticed. */
export interface Score {
  readonly part: string;
  readonly noticed: number;
  readonly tried: number;
  /** That chose the changes. @default - it wasn't kept */
  readonly seed?: number;
  /** The day of the run, as YYYY-MM-DD. */
  readonly date: string;
}

const ROW = /^\| `([\w-]+)` \| (\d+) of (\d+) \| [^|]+ \| (\d{4}-\d{2}-\d{2})(?:, seed (\d+))? \|$/gm;
/** Of the normal distribution: 95 percent are within so many standard deviations. */
const DEVIATIONS = 1.96;

/** The page's scores. Pure. */
export function readScores(page: string): Score[] {
  return [...page.matchAll(ROW)].map(([, part, noticed, tried, date, seed]) => ({
    part: part!,
    noticed: Number(noticed),
    tried: Number(tried),
    ...(seed !== undefined && { seed: Number(seed) }),
    date: date!,
  }));
}

/** The page with scores of a run; parts that it didn't try keep theirs. Pure. */
export function scoresPage(page: string, run: readonly Score[]): string {
  const byPart = new Map([...readScores(page), ...run].map((score) => [score.part, score]));
  const rows = [...byPart.values()].sort((one, other) => (one.part < other.part ? -1 : 1)).map(row);
  return `# What the tests notice

A test that passes says nothing if it would pass on anything. \`npm run mutation\` changes the sources in one place at a time (an argument left out, a number, a word or a comparison changed, a condition fixed, a call left out, a default ignored) and runs the
unit tests of the part that was changed. A change that no test notices is a promise that nothing holds, or a change that makes no difference: somebody has to look.

| part | noticed | rate, and where it lies with 95 % certainty | run |
|---|---|---|---|
${rows.join("\n")}

The aim is 90 % of each part.

- The changes are chosen at random, evenly over all that can be made in a part's files and that compile; \`--seed\` chooses others. The fewer are tried, the less a rate says: the range beside it is Wilson's interval. A part of which fewer than a hundred were tried is still to be measured, as is one without a row. A row is of the tests as they were before those that answer what its run showed: the next run takes another seed, so that its rate isn't of the changes that tests were written for.
- A change is noticed if a test fails that passes again without it, or takes more than five times as long. The tests of the part are asked that go through the function that was changed, as a run without a change shows; all of them, where the change is outside of functions. Tests on Terraform and the emulator aren't asked: what they alone would notice counts as not noticed.
- Changes that make no difference count as not noticed as well.
- \`npm run mutation -- --sample 100 --write\` tries a hundred in each part, in hours, and writes this page; \`--part\` tries one part and leaves the rows of the others. \`--seconds 600 --least 80\` is a gate of ten minutes.
`;
}

function row({ part, noticed, tried, seed, date }: Score): string {
  const percent = (share: number): string => (100 * share).toFixed(0);
  const [from, to] = wilson(noticed, tried);
  return `| \`${part}\` | ${noticed} of ${tried} | ${percent(noticed / tried)} % (${percent(from)}–${percent(to)}) | ${date}${seed === undefined ? "" : `, seed ${seed}`} |`;
}

/** Wilson's score interval of a share: unlike others, it is right for few trials, and where all or none succeed. Pure. */
export function wilson(successes: number, trials: number): readonly [number, number] {
  const [share, square] = [successes / trials, DEVIATIONS ** 2];
  const center = share + square / (2 * trials);
  const spread = DEVIATIONS * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials ** 2));
  const whole = 1 + square / trials;
  return [(center - spread) / whole, (center + spread) / whole];
}
