/**
 * Benchmarks as ratios within one run: both sides run alternately on the same machine, the best of several counts, so
 * that noise cancels. Prints a table and fails where a bar is broken.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const LIB = join(ROOT, "lib");
const PACKAGE_ROOT = join(LIB, "src/index.js");

interface Row {
  readonly name: string;
  readonly measured: number;
  readonly bar: number;
  readonly unit: "×" | "MB";
  readonly detail: string;
}

interface Sample {
  /** Milliseconds. */
  readonly ms: number;
  /** Resident set, megabytes. */
  readonly mb: number;
}

const HELP = `Usage: npm run bench

Measures, as ratios within one run:
  build and synthesis of trading-prod against the same resources written by hand as L1 constructs
  load of the package root against the L1 classes that it uses
  cdktf synth of the example against the same through ts-node, as cdktf's TypeScript template runs it

Needs nothing but the checkout: it builds the package first. Takes about two minutes.`;

function main(): number {
  if (process.argv.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  console.error("building the package…");
  execFileSync("npx", ["tsc", "-p", "tsconfig.build.json"], { cwd: ROOT, stdio: "inherit" });
  if (!existsSync(PACKAGE_ROOT)) throw new Error(`the build made no ${PACKAGE_ROOT}`);

  const rows = [synthesis(), ...load(), cdktfSynth()];
  const cells = rows.map(({ name, measured, bar, unit, detail }) => [
    measured <= bar ? "ok" : "BROKEN",
    `${measured.toFixed(2)} ${unit}`,
    `≤ ${bar} ${unit}`,
    name,
    detail,
  ]);
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  for (const row of cells) {
    const columns = row.map((cell, column) => cell.padEnd(widths[column]!));
    console.log(columns.join("  ").trimEnd());
  }
  return rows.every(({ measured, bar }) => measured <= bar) ? 0 : 1;
}

function synthesis(): Row {
  const script = join(__dirname, "synthesis.ts");
  const printed = execFileSync("node", ["--import", "tsx", script], { cwd: ROOT, encoding: "utf8" });
  const best = JSON.parse(printed) as { readonly modules: number; readonly hand: number };
  return {
    name: "build + synth of trading-prod against its L1s by hand",
    measured: best.modules / best.hand,
    bar: 1.15,
    unit: "×",
    detail: `${best.modules.toFixed(0)} ms against ${best.hand.toFixed(0)} ms`,
  };
}

function load(): Row[] {
  const best = compare({ root: loading([PACKAGE_ROOT]), classes: loading(requiredFromOutside()) }, 7);
  return [
    {
      name: "load of the package root against the L1 classes it uses",
      measured: best.root.ms / best.classes.ms,
      bar: 1.2,
      unit: "×",
      detail: `${best.root.ms.toFixed(0)} ms against ${best.classes.ms.toFixed(0)} ms`,
    },
    { name: "memory after loading the package root", measured: best.root.mb, bar: 120, unit: "MB", detail: "resident set" },
  ];
}

function cdktfSynth(): Row {
  const run = (app: string) => (): Sample => {
    const output = mkdtempSync(join(tmpdir(), "bench-"));
    try {
      const started = performance.now();
      const result = spawnSync("npx", ["cdktf", "synth", "--app", app, "--output", output], {
        cwd: ROOT,
        env: { ...process.env, CHECKPOINT_DISABLE: "1", DISABLE_VERSION_CHECK: "1" },
        encoding: "utf8",
      });
      if (result.status !== 0) throw new Error(`cdktf synth failed with "${app}":\n${result.stdout}${result.stderr}`);
      return { ms: performance.now() - started, mb: 0 };
    } finally {
      rmSync(output, { recursive: true, force: true });
    }
  };
  const entry = "examples/trading-stack/main.ts";
  const best = compare({ ours: run(`node --import tsx ${entry}`), template: run(`npx ts-node ${entry}`) }, 3);
  return {
    name: "cdktf synth of the example against the ts-node template's",
    measured: best.ours.ms / best.template.ms,
    bar: 0.6,
    unit: "×",
    detail: `${(best.ours.ms / 1000).toFixed(1)} s against ${(best.template.ms / 1000).toFixed(1)} s`,
  };
}

/** Requires modules in a process of its own, by plain Node.js as a consumer does. */
function loading(names: readonly string[]): () => Sample {
  const script = `
    const started = performance.now();
    for (const name of process.argv.slice(1)) require(name);
    const ms = performance.now() - started;
    console.log(JSON.stringify({ ms, mb: process.memoryUsage().rss / 1024 / 1024 }));`;
  return () => JSON.parse(execFileSync("node", ["-e", script, ...names], { cwd: ROOT, encoding: "utf8" })) as Sample;
}

/** What the compiled package requires: cdktf, constructs and the provider's classes. */
function requiredFromOutside(): string[] {
  const files = readdirSync(LIB, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js") && !file.includes("testing"));
  const required = files.flatMap((file) =>
    [...readFileSync(join(LIB, file), "utf8").matchAll(/require\("([^".][^"]*)"\)/g)].map((match) => match[1]!),
  );
  return [...new Set(required)].filter((name) => !name.startsWith("node:")).sort();
}

/** Runs the variants alternately and keeps the best of each. */
function compare<Name extends string>(variants: Record<Name, () => Sample>, rounds: number): Record<Name, Sample> {
  const best = {} as Record<Name, Sample>;
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(variants) as Name[]) {
      const { ms, mb } = variants[name]();
      best[name] = { ms: Math.min(ms, best[name]?.ms ?? Infinity), mb: Math.min(mb, best[name]?.mb ?? Infinity) };
    }
  }
  return best;
}

process.exitCode = main();
