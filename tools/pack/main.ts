/**
 * Packs what is published: `cdktf-trading-platform`, and the same code for CDK Terrain, `cdktn-trading-platform`.
 *
 *     npm run compile && npm run pack [-- --out-dir FOLDER]
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readArguments } from "../support/arguments";
import { Failure, runTool } from "../support/failure";
import { PROJECT } from "../support/paths";
import { run } from "../support/process";
import { Framework, stage } from "./stage";

const USAGE = `Usage: npm run pack [-- options]

Packs the compiled library for each framework. The links of the packed pages lead to the repository.

  --framework NAME  cdktf or cdktn alone (both)
  --lib FOLDER      the compiled code (lib)
  --out-dir FOLDER  where to (dist/js)
  --help            this text`;

const FRAMEWORKS: readonly Framework[] = ["cdktf", "cdktn"];

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, {
    framework: { type: "string" },
    lib: { type: "string", default: join(PROJECT, "lib") },
    "out-dir": { type: "string", default: join(PROJECT, "dist/js") },
  });
  const chosen = FRAMEWORKS.filter((name) => (values.framework ?? name) === name);
  if (chosen.length === 0) throw new Failure(`There is no framework ${String(values.framework)}.\n\n${USAGE}`, 2);
  const lib = resolve(values.lib as string);
  if (!existsSync(lib)) throw new Failure(`There is no compiled code in ${lib}: run npm run compile first, or name its folder with --lib.`);
  const destination = resolve(values["out-dir"] as string);
  mkdirSync(destination, { recursive: true });
  for (const framework of chosen) {
    const folder = mkdtempSync(join(tmpdir(), "pack-"));
    stage(framework, lib, folder);
    const { status, stderr, stdout } = await run({
      program: "npm",
      args: ["pack", "--json", "--pack-destination", destination],
      cwd: folder,
    });
    rmSync(folder, { recursive: true });
    if (status !== 0) throw new Failure(stderr);
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    process.stdout.write(`${join(destination, filename)}\n`);
  }
}

void runTool(main);
