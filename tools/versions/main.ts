/**
 * Checks the library's types and runs unit tests on other versions of the framework and of the provider's bindings.
 *
 *     npm run test:versions -- bindings-21 [tests]
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readArguments } from "../support/arguments";
import { Failure, runTool } from "../support/failure";
import { PROJECT } from "../support/paths";
import { run } from "../support/process";
import { COMBINATIONS, CombinationName } from "./combinations";
import { installCombination } from "./install";

const NAMES = Object.keys(COMBINATIONS).filter((name) => name !== "bindings-20");

const USAGE = `Usage: npm run test:versions -- NAME [tests] [options]

Checks the library's types, then runs unit tests, on the versions that NAME stands for: ${NAMES.join(" or ")}.
Without tests all of them run, which takes minutes.

  --types   check the types alone
  --help    this text`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments(USAGE, { types: { type: "boolean", default: false } });
  const [name, ...tests] = positionals;
  if (name === undefined || !NAMES.includes(name)) throw new Failure(USAGE, 2);
  const modules = await installCombination(name as CombinationName);
  await checkTypes(name as CombinationName, modules);
  if (!values.types) await runTests(name as CombinationName, modules, tests);
}

/** Package as the library imports it → where it is. */
function replaced(name: CombinationName, modules: string): Readonly<Record<string, string>> {
  const { framework, bindings, packages } = COMBINATIONS[name];
  const bindingsFolder = { "@cdktf/provider-aws": join(modules, bindings) };
  if (framework === "cdktf") return bindingsFolder;
  const rest = Object.keys(packages).filter((pack) => pack !== bindings);
  return {
    ...bindingsFolder,
    ...Object.fromEntries(rest.map((pack) => [pack === framework ? "cdktf" : pack, join(modules, pack)])),
  };
}

async function checkTypes(name: CombinationName, modules: string): Promise<void> {
  const paths = Object.entries(replaced(name, modules)).flatMap(([pack, folder]) => [
    [pack, [folder]],
    [`${pack}/*`, [`${folder}/*`]],
  ]);
  const config = join(dirname(modules), "tsconfig.json");
  const include = ["src/**/*.ts", "modules/**/*.ts"].map((pattern) => join(PROJECT, pattern));
  const compilerOptions = {
    rootDir: PROJECT,
    noEmit: true,
    paths: Object.fromEntries(paths),
    typeRoots: [join(PROJECT, "node_modules/@types")],
  };
  writeFileSync(config, JSON.stringify({ extends: join(PROJECT, "tsconfig.build.json"), include, exclude: [], compilerOptions }));
  await runProgram(join(PROJECT, "node_modules/typescript/bin/tsc"), ["-p", config]);
  process.stdout.write(`The library type-checks on ${name}.\n`);
}

async function runTests(name: CombinationName, modules: string, tests: readonly string[]): Promise<void> {
  const own = JSON.parse(readFileSync(join(PROJECT, "jest.config.json"), "utf8")) as object;
  const moduleNameMapper = Object.fromEntries(
    Object.entries(replaced(name, modules)).map(([pack, folder]) => [`^${pack}(/.*)?$`, `${folder}$1`]),
  );
  const config = join(dirname(modules), "jest.config.json");
  writeFileSync(config, JSON.stringify({ ...own, rootDir: PROJECT, moduleNameMapper }));
  await runProgram(join(PROJECT, "node_modules/jest/bin/jest.js"), ["--config", config, "--silent", ...tests]);
}

async function runProgram(program: string, args: readonly string[]): Promise<void> {
  const onLine = (line: string): void => void process.stdout.write(`${line}\n`);
  const { status } = await run({ program: process.execPath, args: [program, ...args], cwd: PROJECT, onLine });
  if (status !== 0) throw new Failure("These versions don't do.", status);
}

void runTool(main);
