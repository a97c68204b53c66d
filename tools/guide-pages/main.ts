/** Writes the guides' tables of resources and prices, and the pages about permissions and costs. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PROJECT } from "../support/paths";
import { createdUses, current, guidePages } from "./pages";

const USAGE = `Usage: npm run guide-pages [-- --check]

Runs the smallest use of each guide and synthesizes the example, and writes what they create, need and cost into docs/guides.

  --check   write nothing; end with status 1 unless the pages are current
  --help    this text`;

const { values } = parseArgs({ options: { check: { type: "boolean", default: false }, help: { type: "boolean", default: false } } });
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
} else {
  const outdated = [...guidePages(createdUses())].filter(([file, text]) => !existsSync(join(PROJECT, file)) || current(file) !== text);
  if (!values.check) {
    for (const [file, text] of outdated) {
      writeFileSync(join(PROJECT, file), text);
      process.stdout.write(`${file} is written.\n`);
    }
  } else if (outdated.length > 0) {
    process.stderr.write(`Look at the change: npm run guide-pages. These aren't current: ${outdated.map(([file]) => file).join(", ")}\n`);
    process.exitCode = 1;
  }
}
