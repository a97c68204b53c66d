/** Changes the sources one place at a time and tells which changes no test notices. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../support/arguments";
import { Failure, runTool } from "../support/failure";
import { PROJECT } from "../support/paths";
import { formatTable } from "../support/table";
import { CheckoutCopy, Unchanged } from "./checkout-copy";
import { Compiler } from "./compiler";
import { filesIn } from "./files";
import { Mutant, mutantsOf, mutate } from "./mutants";
import { scoresPage } from "./scores";

const USAGE = `Usage: npm run mutation [-- options]

Changes the sources one place at a time (an argument left out, a number, a word or a comparison changed, a call left out …) in copies of the
checkout, runs the unit tests of the part that was changed, and prints the changes that no test notices, with the rate by part. Changes that don't
compile are not counted. The tests of a part run once without a change before: which of them go through what is changed is seen then.

  --part NAME     a folder of modules/, or one of src/; may be given several times (all)
  --file PATH     only this source file
  --sample N      changes to try in each part, spread over its files (20)
  --seed N        chooses other changes (1)
  --workers N     changes tried at a time (2)
  --seconds N     begin no further change so long after the first (no limit)
  --least PERCENT end with status 1 where the rate of all that was tried is below (0)
  --write         write the rates into docs/guides/mutation-scores.md; parts that weren't tried keep theirs
  --help          this text`;

const PAGE = join(PROJECT, "docs/guides/mutation-scores.md");

const SHARED = ["cli", "core", "diagram", "internal", "review", "testing"];
/** The folders of tests for a part, where they aren't its own alone: what is internal shows in what users meet, and the other way round. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  core: ["core", "internal"],
  internal: ["internal", "core", "several-stacks", "storage"],
  // The pictures of the examples, which somebody has looked at.
  diagram: ["diagram", "tools/diagrams"],
};

interface Trial {
  readonly part: string;
  readonly mutant: Mutant;
  /** The test that noticed it. */
  readonly by?: string;
}

interface Options {
  readonly parts: readonly string[];
  readonly file?: string;
  readonly sample: number;
  readonly seed: number;
  readonly workers: number;
  readonly seconds: number;
  readonly least: number;
  readonly write: boolean;
}

interface Chosen {
  readonly part: string;
  readonly mutants: readonly Mutant[];
}

async function main(): Promise<void> {
  const options = readOptions();
  const copies = Array.from({ length: options.workers }, (_, index) => new CheckoutCopy(index));
  const compiler = new Compiler(PROJECT);
  const trials: Trial[] = [];
  // A limit of time cuts every part alike; without one, what is written of a part stays where a later one is interrupted.
  const groups = Number.isFinite(options.seconds) ? [options.parts] : options.parts.map((part) => [part]);
  try {
    for (const parts of groups) trials.push(...(await tryParts(parts, options, compiler, copies)));
    report(options, trials);
  } finally {
    copies.forEach((copy) => copy.delete());
  }
}

/** Tries changes of parts, one of each part after the other, and writes their scores where they are asked for. */
async function tryParts(
  parts: readonly string[],
  options: Options,
  compiler: Compiler,
  copies: readonly CheckoutCopy[],
): Promise<readonly Trial[]> {
  const chosen = parts.map((part) => ({ part, mutants: choose(part, options, compiler) }));
  const unchanged = new Map<string, Unchanged[]>();
  await inCopies(copies, chosen, async (copy, { part, mutants }) => {
    unchanged.set(part, await copy.unchanged(testsOf(part), [...new Set(mutants.map(({ file }) => file))]));
  });
  const trials: Trial[] = [];
  const deadline = Date.now() + options.seconds * 1000;
  await inCopies(copies, interleave(chosen), async (copy, { part, mutant }) => {
    if (Date.now() >= deadline) return;
    const asked = inOrder(reaching(copy.probe(mutant), unchanged.get(part)!), mutant, trials);
    const by = await copy.noticing(mutant, asked);
    trials.push({ part, mutant, by });
    if (by === undefined) process.stdout.write(`${describe(mutant)}\n`);
  });
  if (options.write && trials.length > 0) writeScores(trials, options.seed);
  return trials;
}

/** The tests that go through a function; where none does, it may run in a process that one of them starts. */
function reaching(probe: string | undefined, tests: readonly Unchanged[]): readonly Unchanged[] {
  const own = tests.filter(({ reached }) => probe === undefined || reached.has(probe));
  return own.length > 0 ? own : tests;
}

/** The file's own test first, which notices most; then those that noticed most of the file's other changes, and of all; then the fast ones. */
function inOrder(tests: readonly Unchanged[], { file }: Mutant, trials: readonly Trial[]): Unchanged[] {
  const rank = ({ test }: Unchanged): number =>
    (test === testOf(file) ? 1e9 : 0) +
    trials.reduce((sum, trial) => sum + (trial.by !== test ? 0 : trial.mutant.file === file ? 1000 : 1), 0);
  const ranked = tests.map((test) => ({ test, rank: rank(test) }));
  return ranked.sort((one, other) => other.rank - one.rank || one.test.seconds - other.test.seconds).map(({ test }) => test);
}

/** Does the work for one item after the other, as many at once as there are copies. */
async function inCopies<T>(
  copies: readonly CheckoutCopy[],
  items: readonly T[],
  work: (copy: CheckoutCopy, item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  await Promise.all(
    copies.map(async (copy) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(copy, next);
    }),
  );
}

function readOptions(): Options {
  const parts = [...readdirSync(join(PROJECT, "modules")), ...SHARED];
  const { values } = readArguments(USAGE, {
    part: { type: "string", multiple: true },
    file: { type: "string" },
    sample: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    seconds: { type: "string" },
    least: { type: "string", default: "0" },
    write: { type: "boolean", default: false },
  });
  const file = values.file as string | undefined;
  const asked = file === undefined ? ((values.part as string[] | undefined) ?? parts) : [partOf(file)];
  if (values.write === true && file !== undefined) throw new Failure("--write needs whole parts: leave out --file.", 2);
  const unknown = asked.find((part) => !parts.includes(part));
  if (unknown !== undefined) throw new Failure(`There is no part "${unknown}": use one of ${parts.join(", ")}.`, 2);
  const count = (name: string, otherwise: number): number => {
    const value = values[name] === undefined ? otherwise : Number(values[name]);
    if (!(value >= 0)) throw new Failure(`--${name} must be a number, not "${String(values[name])}".`, 2);
    return value;
  };
  return {
    parts: asked,
    file,
    sample: count("sample", 20),
    seed: count("seed", 1),
    workers: Math.max(1, count("workers", 2)),
    seconds: count("seconds", Number.POSITIVE_INFINITY),
    least: count("least", 0),
    write: values.write === true,
  };
}

function partOf(file: string): string {
  return file.split("/")[1] ?? file;
}

function folderOf(part: string): string {
  return SHARED.includes(part) ? `src/${part}` : `modules/${part}`;
}

/** As many changes that compile as are asked for, spread over all of a part's. */
function choose(part: string, { file, sample, seed }: Options, compiler: Compiler): Mutant[] {
  const files = file === undefined ? sourcesIn(folderOf(part)) : [file];
  const all = files.flatMap((path) => mutantsOf(path, readFileSync(join(PROJECT, path), "utf8")));
  const random = randomNumbers(seed);
  const shuffled = all
    .map((mutant) => ({ mutant, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ mutant }) => mutant);
  const chosen: Mutant[] = [];
  for (const mutant of shuffled) {
    if (chosen.length === sample) break;
    const source = readFileSync(join(PROJECT, mutant.file), "utf8");
    if (compiler.accepts(mutant.file, mutate(source, mutant))) chosen.push(mutant);
  }
  return chosen;
}

function sourcesIn(folder: string): string[] {
  return filesIn(PROJECT, folder).filter((path) => path.endsWith(".ts") && !path.endsWith("/index.ts"));
}

/** The same numbers for the same seed, evenly from 0 to 1 (a linear congruential generator). */
function randomNumbers(seed: number): () => number {
  let state = (seed * 2_654_435_761) % 4_294_967_296;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
}

function interleave(chosen: readonly Chosen[]): { part: string; mutant: Mutant }[] {
  const longest = Math.max(0, ...chosen.map(({ mutants }) => mutants.length));
  return Array.from({ length: longest }, (_, index) =>
    chosen.flatMap(({ part, mutants }) => (mutants[index] ? [{ part, mutant: mutants[index] }] : [])),
  ).flat();
}

function testOf(file: string): string {
  return `__tests__/${file.split("/").slice(1).join("/").replace(/\.ts$/, ".test.ts")}`;
}

function testsOf(part: string): string[] {
  return (TESTS[part] ?? [part]).flatMap((folder) => filesIn(PROJECT, `__tests__/${folder}`)).filter((path) => path.endsWith(".test.ts"));
}

function describe({ file, line, kind, original, replacement }: Mutant): string {
  const short = (text: string): string =>
    text.replace(/\s+/g, " ").length > 70 ? `${text.replace(/\s+/g, " ").slice(0, 70)}…` : text.replace(/\s+/g, " ");
  return `${file}:${line}  ${kind}: ${short(original)}${replacement === "" ? "" : ` → ${short(replacement)}`}`;
}

function report({ parts, least }: Options, trials: readonly Trial[]): void {
  if (trials.length === 0) throw new Failure("No change was tried: give more --seconds.");
  const row = (name: string, own: readonly Trial[]): string[] => [
    name,
    `${noticedOf(own)}`,
    `${own.length}`,
    own.length === 0 ? "" : `${percentNoticed(own).toFixed(0)} %`,
  ];
  const tried = (part: string): Trial[] => trials.filter((trial) => trial.part === part);
  const rows = parts.map((part) => row(part, tried(part)));
  process.stdout.write(`\n${formatTable(["part", "noticed", "tried", "rate"], [...rows, row("all", trials)])}\n`);
  if (percentNoticed(trials) < least) throw new Failure(`Less than ${least} % of the changes were noticed.`);
}

function writeScores(trials: readonly Trial[], seed: number): void {
  const date = new Date().toISOString().slice(0, 10);
  const scores = [...new Set(trials.map(({ part }) => part))].map((part) => {
    const own = trials.filter((trial) => trial.part === part);
    return { part, noticed: noticedOf(own), tried: own.length, seed, date };
  });
  writeFileSync(PAGE, scoresPage(existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "", scores));
}

function noticedOf(trials: readonly Trial[]): number {
  return trials.filter(({ by }) => by !== undefined).length;
}

function percentNoticed(trials: readonly Trial[]): number {
  return (100 * noticedOf(trials)) / trials.length;
}

void runTool(main);
