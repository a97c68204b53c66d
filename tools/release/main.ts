/** The addresses of the example's resources: a changed one is another resource, which a release has to say. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../support/arguments";
import { Failure, runTool } from "../support/failure";
import { PROJECT } from "../support/paths";
import { exampleAddresses, lostAddresses, movedLines, read, written } from "./addresses";

const FILE = "api/addresses.txt";

const USAGE = `Usage: npm run addresses [-- options]

Writes each address of the example's resources, with its construct's path, into ${FILE}. A change of it shows in review.

  --since TAG   compare with that release instead, and end with status 1 where an address is gone; prints what may have taken its place
  --check       write nothing; end with status 1 unless the file is current
  --help        this text`;

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { since: { type: "string" }, check: { type: "boolean" } });
  const now = exampleAddresses();
  const file = join(PROJECT, FILE);
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const older = read(values.since === undefined ? before : atRelease(values.since as string));
  const lost = lostAddresses(older, now);
  process.stdout.write(movedLines(lost, now));
  if (values.since !== undefined) {
    process.stdout.write(`${lost.length} of ${older.size} addresses of ${String(values.since)} are gone.\n`);
    if (lost.length > 0) process.exitCode = 1;
  } else if (values.check) {
    if (before !== written(now)) throw new Failure(`${FILE} isn't current. Look at the change: npm run addresses`);
  } else {
    writeFileSync(file, written(now));
  }
}

function atRelease(tag: string): string {
  try {
    return execFileSync("git", ["show", `${tag}:${FILE}`], { cwd: PROJECT, encoding: "utf8", stdio: "pipe" });
  } catch {
    throw new Failure(`There is no ${FILE} at ${tag}.`);
  }
}

void runTool(main);
