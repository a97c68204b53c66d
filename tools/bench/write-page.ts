import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../support/failure";
import { PROJECT } from "../support/paths";
import { LoadResults } from "./load/results";
import { Results, performancePage } from "./page";
import { MEASUREMENTS } from "./rows";

export const RESULTS = join(PROJECT, "bench/results.json");
export const LOAD_RESULTS = join(PROJECT, "bench/load.json");
const PAGE = join(PROJECT, "docs/guides/performance.md");

/** The page, of the results that are there. */
export function pageOfResults(): string {
  if (!existsSync(RESULTS)) throw new Failure("There are no results yet: npm run bench");
  const load = existsSync(LOAD_RESULTS) ? (read(LOAD_RESULTS) as LoadResults) : undefined;
  const rows = MEASUREMENTS.flatMap((measurement) => measurement.rows);
  return performancePage(read(RESULTS) as Results, rows, load);
}

export function writePage(): void {
  writeFileSync(PAGE, pageOfResults());
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
