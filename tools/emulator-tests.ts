/** Tests the emulator's extensions with boto3. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pythonEnvironment } from "./support/emulator/python-environment";
import { Failure, runTool } from "./support/failure";
import { PROJECT } from "./support/paths";

const USAGE = `Usage: npm run test:emulator [-- <options of pytest>]

Runs the tests of tools/emulator/tests in a Python environment of its own, made in .cache/python from
tools/emulator/requirements-test.txt. Options go to pytest: npm run test:emulator -- -k elasticache -x

Needs Python 3.10 or newer.`;

const EMULATOR = join(PROJECT, "tools/emulator");

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const python = await pythonEnvironment(join(EMULATOR, "requirements-test.txt"), (message) => process.stderr.write(`${message}\n`));
  const pytest = ["-m", "pytest", "-p", "no:cacheprovider", "tests", ...args];
  const child = spawn(python, pytest, { cwd: EMULATOR, stdio: "inherit", env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" } });
  const status = await new Promise<number>((resolve, reject) => {
    child.once("error", (error) => reject(new Failure(`pytest can't be started: ${error.message}.`)));
    child.once("close", (code) => resolve(code ?? 1));
  });
  process.exitCode = status;
}

void runTool(main);
