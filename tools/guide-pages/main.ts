/** Writes the guides' tables of resources and prices, and the pages about permissions and costs. */
import { readArguments } from "../support/arguments";
import { runTool } from "../support/failure";
import { writeGenerated } from "../support/generated-files";
import { createdUses, guidePages } from "./pages";

const USAGE = `Usage: npm run guide-pages [-- --check]

Runs the smallest use of each guide and synthesizes the example, and writes what they create, need and cost into docs/guides.

  --check   write nothing; end with status 1 unless the pages are current
  --help    this text`;

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { check: { type: "boolean" } });
  writeGenerated(guidePages(createdUses()), { check: values.check === true, command: "npm run guide-pages" });
}

void runTool(main);
