import { createHash } from "node:crypto";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure";
import { madeOnce } from "./made-once";
import { lastLines, run } from "./process";

const FILES = ["package.json", "package-lock.json"];

/** Packages that are no dependencies of the project's own. */
export interface NpmPackages {
  /** The folder with their package.json and package-lock.json. */
  readonly manifest: string;
  /** Where they are kept: the hash of the lock is added. */
  readonly folder: string;
  /** What they are, as the beginning of a sentence in the plural. */
  readonly what: string;
  /** Called once it is certain that they are downloaded. */
  readonly onDownload: () => void;
  /** What is left to do in the folder. @default - nothing */
  readonly finish?: (folder: string) => Promise<void>;
}

/**
 * A folder with packages by their lock, installed once per content of it.
 *
 * @returns the folder of the packages, `node_modules`
 * @throws Failure where npm can't install them
 */
export async function npmPackages({ manifest, folder, what, onDownload, finish }: NpmPackages): Promise<string> {
  const hash = createHash("sha256");
  FILES.forEach((file) => hash.update(readFileSync(join(manifest, file))));
  const made = await madeOnce(`${folder}-${hash.digest("hex").slice(0, 12)}`, async (target) => {
    onDownload();
    FILES.forEach((file) => copyFileSync(join(manifest, file), join(target, file)));
    const { status, stderr } = await run({
      program: "npm",
      // Without a registry, half a minute until it says so. `npm run --silent` would have it say nothing.
      args: ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retry-maxtimeout=10000"],
      cwd: target,
    });
    if (status !== 0) {
      throw new Failure(
        `${what} can't be downloaded: ${npmReason(stderr)}\nCheck that npm reaches its registry (npm ping), then try again.`,
      );
    }
    await finish?.(target);
  });
  return join(made, "node_modules");
}

/** Why npm has failed, out of many lines: what the request met, or else the last of them. Pure. */
export function npmReason(stderr: string): string {
  return /request to \S+ failed, reason: .+/.exec(stderr)?.[0].trim() ?? lastLines(stderr);
}
