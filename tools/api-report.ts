/**
 * Compares what the build publishes with the reports in `api/`, or writes them anew.
 *
 *     npm run compile && npm run api-report [-- --check]
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { readArguments } from "./support/arguments";
import { Failure, runTool } from "./support/failure";
import { PROJECT } from "./support/paths";

const USAGE = `Usage: npm run compile && npm run api-report [-- --check]

Writes the public surface of the last build into api/.

  --check   write nothing; end with status 1 unless the reports are current
  --help    this text`;

const FOLDER = join(PROJECT, "api");

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { check: { type: "boolean" } });
  if (!existsSync(join(PROJECT, "lib"))) throw new Failure("Nothing is compiled yet: npm run compile");
  const configurations = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));
  const results = configurations.map((file) =>
    Extractor.invoke(ExtractorConfig.loadFileAndPrepare(join(FOLDER, file)), { localBuild: !values.check, showVerboseMessages: false }),
  );
  if (results.some(({ succeeded, apiReportChanged }) => !succeeded || (values.check && apiReportChanged))) {
    throw new Failure("The published surface isn't what api/ says. Look at the change, then run: npm run compile && npm run api-report");
  }
}

void runTool(main);
