/**
 * Writes the tables of `docs/guides/versions.md` anew.
 *
 *     npm run versions-page
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../support/paths";
import { withGeneratedParts } from "./page";

const FILE = join(PROJECT, "docs/guides/versions.md");

writeFileSync(FILE, withGeneratedParts(readFileSync(FILE, "utf8")));
