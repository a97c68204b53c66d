/** Changes the sources one place at a time and tells which changes no test notices. */
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readArguments } from "../support/arguments";
import { Failure, runTool } from "../support/failure";
import { CACHE, PROJECT } from "../support/paths";
import { run } from "../support/process";
import { formatTable } from "../support/table";
import { Compiler } from "./compiler";
import { Mutant, mutantsOf, mutate } from "./mutants";

const USAGE = `Usage: npm run mutation [-- options]

Changes the sources one place at a time (an argument left out, a number, a word or a comparison changed, a call left out …) in copies of the
checkout, runs the unit tests of the part that was changed, and prints the changes that no test notices, with the rate by part. Changes that don't
compile are not counted.

  --part NAME     a folder of modules/, or core, internal, testing; may be given several times (all)
  --file PATH     only this source file
  --sample N      changes to try in each part, spread over its files (20)
  --seed N        chooses other changes (1)
  --seconds N     begin no further change after this time (no limit)
  --least PERCENT end with status 1 where a part's rate is below
  --help          this text`;

const SHARED = ["core", "internal", "testing"];
const COPIED = [
  "src",
  "modules",
  "examples",
  "__tests__",
  "tools",
  "package.json",
  "jest.config.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "cdktf.json",
];
const WORKERS = 2;
/** A change may make a test wait for ever. */
const LONGEST_TEST_SECONDS = 120;

interface Trial {
  readonly part: string;
  readonly mutant: Mutant;
  readonly noticed: boolean;
}

interface Options {
  readonly parts: readonly string[];
  readonly file?: string;
  readonly sample: number;
  readonly seed: number;
  readonly seconds: number;
  readonly least: number;
}

async function main(): Promise<void> {
  const options = readOptions();
  const deadline = Date.now() + options.seconds * 1000;
  const copies = Array.from({ length: WORKERS }, (_, index) => copyOfCheckout(index));
  const compiler = new Compiler(PROJECT);
  const chosen = options.parts.map((part) => ({ part, mutants: choose(part, options, compiler) }));
  // A part after the other, so that a limit of time cuts every part alike.
  const queue = interleave(chosen);
  const trials: Trial[] = [];
  await Promise.all(
    copies.map(async (copy) => {
      for (let next = queue.shift(); next && Date.now() < deadline; next = queue.shift()) {
        const trial = { ...next, noticed: await isNoticed(copy, next.part, next.mutant) };
        trials.push(trial);
        if (!trial.noticed) process.stdout.write(`${describe(trial.mutant)}\n`);
      }
    }),
  );
  copies.forEach((copy) => rmSync(copy, { recursive: true, force: true }));
  report(options, trials);
}

function readOptions(): Options {
  const parts = [...readdirSync(join(PROJECT, "modules")), ...SHARED];
  const { values } = readArguments(USAGE, {
    part: { type: "string", multiple: true },
    file: { type: "string" },
    sample: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    seconds: { type: "string" },
    least: { type: "string", default: "0" },
  });
  const file = values.file as string | undefined;
  const asked = file === undefined ? ((values.part as string[] | undefined) ?? parts) : [partOf(file)];
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
    seconds: count("seconds", Number.POSITIVE_INFINITY),
    least: count("least", 0),
  };
}

function partOf(file: string): string {
  return file.split("/")[1] ?? file;
}

function folderOf(part: string): string {
  return SHARED.includes(part) ? `src/${part}` : `modules/${part}`;
}

/** A copy that a worker of this process changes: the checkout itself is never touched. */
function copyOfCheckout(index: number): string {
  const copy = join(CACHE, "mutation", `${process.pid}-${index}`);
  mkdirSync(copy, { recursive: true });
  for (const name of COPIED) cpSync(join(PROJECT, name), join(copy, name), { recursive: true });
  symlinkSync(join(PROJECT, "node_modules"), join(copy, "node_modules"));
  return copy;
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
  return readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && entry.name !== "index.ts")
    .map((entry) => relative(PROJECT, join(entry.parentPath, entry.name)))
    .sort();
}

/** The same numbers for the same seed, evenly from 0 to 1 (a linear congruential generator). */
function randomNumbers(seed: number): () => number {
  let state = (seed * 2_654_435_761) % 4_294_967_296;
  return () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
}

function interleave(chosen: readonly { readonly part: string; readonly mutants: readonly Mutant[] }[]): { part: string; mutant: Mutant }[] {
  const longest = Math.max(0, ...chosen.map(({ mutants }) => mutants.length));
  return Array.from({ length: longest }, (_, index) =>
    chosen.flatMap(({ part, mutants }) => (mutants[index] ? [{ part, mutant: mutants[index] }] : [])),
  ).flat();
}

async function isNoticed(copy: string, part: string, mutant: Mutant): Promise<boolean> {
  const path = join(copy, mutant.file);
  const source = readFileSync(path, "utf8");
  writeFileSync(path, mutate(source, mutant));
  try {
    // The file's own test, where it has one, notices most.
    return (await fails(copy, testOf(mutant.file))) || (await fails(copy, `__tests__/${part}/`));
  } finally {
    writeFileSync(path, source);
  }
}

function testOf(file: string): string {
  return `__tests__/${file.split("/").slice(1).join("/").replace(/\.ts$/, ".test.ts")}`;
}

/** Whether a test below a path fails; without a test there nothing does. */
async function fails(copy: string, tests: string): Promise<boolean> {
  const jest = ["node_modules/jest/bin/jest.js", "--bail", "--silent", "-i", "--passWithNoTests", "--cacheDirectory=.cache", tests];
  const { status } = await run({
    program: "timeout",
    args: [`${LONGEST_TEST_SECONDS}`, process.execPath, ...jest],
    cwd: copy,
    env: { ...process.env, CI: "true" },
  });
  return status !== 0;
}

function describe({ file, line, kind, original, replacement }: Mutant): string {
  const short = (text: string): string =>
    text.replace(/\s+/g, " ").length > 70 ? `${text.replace(/\s+/g, " ").slice(0, 70)}…` : text.replace(/\s+/g, " ");
  return `${file}:${line}  ${kind}: ${short(original)}${replacement === "" ? "" : ` → ${short(replacement)}`}`;
}

function report({ parts, least }: Options, trials: readonly Trial[]): void {
  const rows = parts.map((part) => {
    const own = trials.filter((trial) => trial.part === part);
    const noticed = own.filter((trial) => trial.noticed).length;
    return { part, tried: own.length, noticed, percent: own.length === 0 ? 100 : (100 * noticed) / own.length };
  });
  const cells = rows.map(({ part, tried, noticed, percent }) => [part, `${noticed}`, `${tried}`, `${percent.toFixed(0)} %`]);
  process.stdout.write(`\n${formatTable(["part", "noticed", "tried", "rate"], cells)}\n`);
  if (trials.length === 0) throw new Failure("No change was tried: give more --seconds.");
  const weak = rows.filter(({ percent }) => percent < least);
  if (weak.length > 0) throw new Failure(`Below ${least} %: ${weak.map(({ part }) => part).join(", ")}.`);
}

void runTool(main);
