/** Writes the guide "What happens to one request". */
import { readArguments } from "../support/arguments";
import { runTool } from "../support/failure";
import { writeGenerated } from "../support/generated-files";
import { page } from "./page";
import { simulatedExamples } from "./requests";

const USAGE = `Usage: npm run request-page [-- --check]

Simulates requests to the example's production environment and writes what happens to them.

  --check   write nothing; end with status 1 unless the page is current
  --help    this text`;

const FILE = "docs/guides/what-happens-to-one-request.md";

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { check: { type: "boolean" } });
  writeGenerated(new Map([[FILE, page(simulatedExamples())]]), { check: values.check === true, command: "npm run request-page" });
}

void runTool(main);
