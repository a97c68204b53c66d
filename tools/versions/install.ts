import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../support/failure";
import { CACHE } from "../support/paths";
import { run } from "../support/process";
import { COMBINATIONS, CombinationName, Packages } from "./combinations";

/** Installs the packages of a combination that the project itself doesn't have, once. */
export async function installCombination(name: CombinationName): Promise<string> {
  const own = COMBINATIONS["bindings-20"].packages;
  const wanted = Object.entries(COMBINATIONS[name].packages).filter(([pack, version]) => own[pack] !== version);
  const folder = join(CACHE, "versions", name);
  const list = join(folder, "package.json");
  const text = JSON.stringify({ private: true, dependencies: Object.fromEntries(wanted) satisfies Packages }, undefined, 2);
  const modules = join(folder, "node_modules");
  if (existsSync(list) && readFileSync(list, "utf8") === text && existsSync(modules)) return modules;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Peers are in the combination, or the project's own: there is one copy of the framework. Which Node.js runs it is the caller's to choose.
  const args = ["install", "--legacy-peer-deps", "--no-audit", "--no-fund", "--prefer-offline"];
  writeFileSync(list, text);
  const { status, stderr } = await run({ program: "npm", args, cwd: folder });
  if (status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Failure(stderr);
  }
  return modules;
}
