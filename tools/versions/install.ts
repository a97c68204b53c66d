import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../support/failure";
import { madeOnce } from "../support/made-once";
import { CACHE } from "../support/paths";
import { lastLines, run } from "../support/process";
import { COMBINATIONS, CombinationName, Packages } from "./combinations";

/** Peers are in the combination, or the project's own: there is one copy of the framework. Which Node.js runs it is the caller's to choose. */
const ARGUMENTS = ["install", "--legacy-peer-deps", "--no-audit", "--no-fund", "--prefer-offline"];

/**
 * Installs the packages of a combination that the project itself doesn't have, once.
 *
 * @returns the folder of the packages, `node_modules`
 * @throws Failure where npm can't install them
 */
export async function installCombination(name: CombinationName): Promise<string> {
  const own = COMBINATIONS["bindings-20"].packages;
  const wanted = Object.entries(COMBINATIONS[name].packages).filter(([pack, version]) => own[pack] !== version);
  const list = JSON.stringify({ private: true, dependencies: Object.fromEntries(wanted) satisfies Packages }, undefined, 2);
  const install = async (folder: string): Promise<void> => {
    writeFileSync(join(folder, "package.json"), list);
    const { status, stderr } = await run({ program: "npm", args: ARGUMENTS, cwd: folder });
    if (status !== 0) {
      throw new Failure(
        `The packages of ${name} can't be installed: ${lastLines(stderr)}\nCheck that npm reaches its registry, then try again.`,
      );
    }
  };
  return join(await madeOnce(join(CACHE, "versions", name), install, { from: list }), "node_modules");
}
