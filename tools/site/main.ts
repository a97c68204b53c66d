/** Builds the documentation's site. */
import { relative, resolve } from "node:path";
import { readArguments } from "../support/arguments";
import { runTool } from "../support/failure";
import { PROJECT } from "../support/paths";
import { generate } from "./generator";

const USAGE = `Usage: npm run docs [-- options]

Builds one site of README, guides, decisions, examples and the reference of the package. Open its index.html in a browser: no server is needed.

  --out FOLDER  where to (docs/site)
  --help        this text`;

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { out: { type: "string", default: "docs/site" } });
  const out = resolve(PROJECT, values.out as string);
  await generate(out);
  process.stdout.write(`${relative(PROJECT, out)}/index.html is written.\n`);
}

void runTool(main);
