import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Failure } from "../failure";
import { madeOnce } from "../made-once";
import { CACHE, PROJECT } from "../paths";
import { lastLines, run } from "../process";
import { findPython } from "./python-binary";

/**
 * A Python environment with exactly the packages of a requirements file, hashes checked. It is made once per content of the file and kept in the
 * cache folder.
 *
 * @returns the environment's Python
 * @throws Failure where Python is missing or too old, or a package can't be had
 */
export async function pythonEnvironment(requirements: string, onProgress: (message: string) => void): Promise<string> {
  const key = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(CACHE, "python", key);
  const python = process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
  const works = async (): Promise<boolean> => (await run({ program: python, args: ["--version"] })).status === 0;
  await madeOnce(folder, () => makeEnvironment(folder, python, requirements, onProgress), { works });
  return python;
}

async function makeEnvironment(folder: string, python: string, requirements: string, onProgress: (message: string) => void): Promise<void> {
  const program = await findPython();
  const meant = relative(PROJECT, requirements);
  onProgress(`making the Python environment of ${meant} in .cache/python (once; about a minute)`);
  const made = await run({ program, args: ["-m", "venv", folder] });
  if (made.status !== 0) {
    throw new Failure(
      `${program} can't make a virtual environment: ${lastLines(made.stdout + made.stderr)}\nOn Debian and Ubuntu, install the package python3-venv.`,
    );
  }
  const packages = ["-m", "pip", "install", "--require-hashes", "--disable-pip-version-check", "--no-input", "--quiet", "-r", requirements];
  const installed = await run({ program: python, args: packages });
  if (installed.status !== 0) {
    throw new Failure(
      `The Python packages of ${meant} can't be installed: ${lastLines(installed.stderr)}\nCheck that pip reaches its package index (PIP_INDEX_URL, proxy), then try again.`,
    );
  }
}
