/**
 * Compiles what is published.
 *
 *     npm run compile [-- --out-dir FOLDER]
 */
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { readArguments } from "./support/arguments";
import { checkOutput } from "./support/compiled-output";
import { Failure, runTool } from "./support/failure";
import { PROJECT } from "./support/paths";
import { run } from "./support/process";
import { unreachedDeclarations } from "./support/unreached-declarations";

const USAGE = `Usage: npm run compile [-- options]

Compiles src/ and modules/ to JavaScript and declarations. Documentation is in the declarations, which editors show: in the code as well it
would be a quarter of the package once more. Declarations that no entry point leads to are left out.

  --out-dir FOLDER  where to (lib): a folder of the project's own, or of the machine's temporary ones. What was compiled there before is deleted
  --help            this text`;

/** What TypeScript makes in two passes, for its option about comments is for both kinds of files. */
const PASSES = [["--emitDeclarationOnly"], ["--declaration", "false", "--removeComments"]];

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, { "out-dir": { type: "string", default: join(PROJECT, "lib") } });
  const folder = resolve(values["out-dir"] as string);
  checkOutput(folder);
  // A source that is gone leaves nothing in the package.
  rmSync(folder, { recursive: true, force: true });
  const compiler = join(PROJECT, "node_modules/typescript/bin/tsc");
  const passes = PASSES.map((options) =>
    run({ program: process.execPath, args: [compiler, "-p", join(PROJECT, "tsconfig.build.json"), "--outDir", folder, ...options] }),
  );
  const failed = (await Promise.all(passes)).find(({ status }) => status !== 0);
  if (failed) throw new Failure(`${failed.stdout}${failed.stderr}`.trim());
  unreachedDeclarations(folder, entryPoints()).forEach((file) => rmSync(file));
}

/** The declarations that package.json's exports lead to, from the folder on. */
function entryPoints(): string[] {
  const { exports } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as { exports: Record<string, { types?: string }> };
  return Object.values(exports).flatMap(({ types }) => (types === undefined ? [] : [types.replace(/^\.\/lib\//, "")]));
}

void runTool(main);
