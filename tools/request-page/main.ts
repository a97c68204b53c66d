/** Writes the guide "What happens to one request". */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { PROJECT } from "../support/paths";
import { page } from "./page";
import { simulatedExamples } from "./requests";

const USAGE = `Usage: npm run request-page [-- --check]

Simulates requests to the example's production environment and writes what happens to them.

  --check   write nothing; end with status 1 unless the page is current
  --help    this text`;

const FILE = join(PROJECT, "docs/guides/what-happens-to-one-request.md");

const { values } = parseArgs({ options: { check: { type: "boolean", default: false }, help: { type: "boolean", default: false } } });
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
} else {
  const written = page(simulatedExamples());
  if (!values.check) {
    writeFileSync(FILE, written);
    process.stdout.write(`${relative(PROJECT, FILE)} is written.\n`);
  } else if (readFileSync(FILE, "utf8") !== written) {
    process.stderr.write(`${relative(PROJECT, FILE)} isn't what the example does. Look at the change: npm run request-page\n`);
    process.exitCode = 1;
  }
}
