import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

/** Compiles the library aside, since other tests may read the build that is here, and packs it for a framework. Returns the tarball. */
export function packLibrary(framework: "cdktf" | "cdktn", folder: string): string {
  const lib = join(folder, "build/lib");
  const tool = (file: string, ...args: readonly string[]): string =>
    execFileSync("node", ["--import", "tsx", file, ...args], { cwd: ROOT, encoding: "utf8", stdio: "pipe" });
  tool("tools/compile.ts", "--out-dir", lib);
  return tool("tools/pack/main.ts", "--framework", framework, "--lib", lib, "--out-dir", folder).trim();
}

/** Installs into an empty folder as a user does: peers that don't fit end it. */
export function installInto(folder: string, packages: readonly string[]): void {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", ...packages], { cwd: folder, stdio: "pipe" });
}

/** What a user of TypeScript installs beside, in the versions of this project. */
export function compilerPackages(devDependencies: Readonly<Record<string, string>>): readonly string[] {
  return ["typescript", "@types/node"].map((name) => `${name}@${devDependencies[name]}`);
}
