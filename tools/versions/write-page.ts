/** Writes the tables of `docs/guides/versions.md` anew. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../support/arguments";
import { runTool } from "../support/failure";
import { writeGenerated } from "../support/generated-files";
import { PROJECT } from "../support/paths";
import { withGeneratedParts } from "./page";

const USAGE = `Usage: npm run versions-page [-- --check]

Writes the tables of what is tried together into docs/guides/versions.md.

  --check   write nothing; end with status 1 unless the page is current
  --help    this text`;

const FILE = "docs/guides/versions.md";

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { check: { type: "boolean" } });
  const text = withGeneratedParts(readFileSync(join(PROJECT, FILE), "utf8"));
  writeGenerated(new Map([[FILE, text]]), { check: values.check === true, command: "npm run versions-page" });
}

void runTool(main);
