/**
 * Compares what the build publishes with the reports in `api/`, or writes them anew.
 *
 *     npm run compile && npm run api-report [-- --check]
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { PROJECT } from "./support/paths";

const FOLDER = join(PROJECT, "api");

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const configurations = readdirSync(FOLDER).filter((file) => file.endsWith(".json"));
const results = configurations.map((file) =>
  Extractor.invoke(ExtractorConfig.loadFileAndPrepare(join(FOLDER, file)), { localBuild: !values.check, showVerboseMessages: false }),
);
if (results.some(({ succeeded, apiReportChanged }) => !succeeded || (values.check && apiReportChanged))) {
  process.stderr.write("The published surface isn't what api/ says. Look at the change, then run: npm run compile && npm run api-report\n");
  process.exitCode = 1;
}
