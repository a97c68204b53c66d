/** Benchmarks as ratios within one run: both sides run on the same machine, the best of several counts, so that noise cancels. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { readArguments } from "../support/arguments";
import { Failure, runTool } from "../support/failure";
import { formatTable } from "../support/table";
import { LIB } from "./measure";
import { ResultRow, Results, figure } from "./page";
import { MEASUREMENTS } from "./rows";
import { must } from "./tools";
import { RESULTS, writePage } from "./write-page";

const ROWS = MEASUREMENTS.flatMap(({ rows }) => rows);

const USAGE = `Usage: npm run bench [-- options]

Measures what the library promises of its speed and size, each beside its bar, and writes bench/results.json and docs/guides/performance.md.
It ends with status 1 where a bar is missed.

  --only NAME   this row alone, and write nothing; may be given several times
  --page        write the page anew from the results that are there, and measure nothing
  --help        this text

Rows: ${ROWS.map(({ name }) => name).join(", ")}.

Needs Terraform for plan, and the npm registry once, for aws-cdk-lib. Under ten minutes on a quiet machine.`;

async function bench(): Promise<void> {
  const { values } = readArguments(USAGE, { only: { type: "string", multiple: true }, page: { type: "boolean" } });
  if (values.page) return writePage();
  const only = (values.only as string[] | undefined) ?? ROWS.map(({ name }) => name);
  const unknown = only.filter((name) => !ROWS.some((row) => row.name === name));
  if (unknown.length > 0) throw new Failure(`There is no row ${unknown.join(", ")}.\n\n${USAGE}`, 2);

  // Of the minutes before, so that the benchmark doesn't see itself.
  const loadAverage = Math.round(loadavg()[1]! * 10) / 10;
  process.stderr.write("compiling the package\n");
  await must("tools/compile.ts", "--out-dir", LIB);
  const rows: ResultRow[] = [];
  for (const { rows: described, measure } of MEASUREMENTS) {
    const wanted = described.filter(({ name }) => only.includes(name));
    if (wanted.length === 0) continue;
    process.stderr.write(`measuring ${wanted.map(({ name }) => name).join(", ")}\n`);
    const measured = await measure();
    for (const [index, { name, bar, unit }] of described.entries()) {
      const { value, detail } = measured[index]!;
      if (!Number.isFinite(value)) throw new Failure(`${name} can't be measured: ${value} (${detail})`);
      if (wanted.some((row) => row.name === name)) rows.push({ name, value: Math.round(value * 1000) / 1000, bar, unit, detail });
    }
  }
  const cells = rows.map(({ name, value, bar, unit, detail }) => [
    value <= bar ? "ok" : "MISSED",
    figure(value, unit),
    `≤ ${bar} ${unit}`,
    name,
    detail,
  ]);
  process.stdout.write(`${formatTable(["", "measured", "bar", "row", ""], cells)}\n`);
  if (values.only === undefined) {
    const machine = { cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), node: process.version, loadAverage };
    const results: Results = { date: new Date().toISOString().slice(0, 10), machine, rows };
    mkdirSync(join(RESULTS, ".."), { recursive: true });
    writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
    writePage();
  }
  if (rows.some(({ value, bar }) => value > bar)) process.exitCode = 1;
}

void runTool(bench);
