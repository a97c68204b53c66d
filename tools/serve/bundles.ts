import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../support/failure";
import { PROJECT } from "../support/paths";
import { lastLines, run } from "../support/process";

export const SERVICES = join(PROJECT, "examples/trading-stack/services");
const DIST = "dist";
const SKIPPED = [DIST, "node_modules"];

/** The folder that stands for the assets' bucket: `static/` is in it. */
export const ASSETS = join(SERVICES, DIST);

/**
 * Bundles the services where a source is newer than what was bundled.
 *
 * @throws Failure with what the bundler says
 */
export async function buildServices(folder = SERVICES): Promise<void> {
  if (isCurrent(folder)) return;
  const { status, stdout, stderr } = await run({ program: process.execPath, args: ["--import", "tsx", "build.ts"], cwd: folder });
  if (status !== 0) throw new Failure(`The services can't be built: ${lastLines(stderr || stdout)}`);
}

/** The program of a service; undefined where there is none yet. */
export function bundleOf(unit: string, folder = SERVICES): string | undefined {
  const file = join(folder, DIST, `${unit}.cjs`);
  return existsSync(file) ? file : undefined;
}

/** Whether everything was bundled after the last change of a source. */
export function isCurrent(folder: string): boolean {
  const dist = join(folder, DIST);
  const bundles = existsSync(dist) ? readdirSync(dist).filter((name) => name.endsWith(".cjs")) : [];
  if (bundles.length === 0) return false;
  const oldest = Math.min(...bundles.map((name) => statSync(join(dist, name)).mtimeMs));
  return newestSource(folder) <= oldest;
}

function newestSource(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.includes(name) && !name.endsWith(".md"))
    .map((entry) => (entry.isDirectory() ? newestSource(join(folder, entry.name)) : statSync(join(folder, entry.name)).mtimeMs));
  return Math.max(0, ...times);
}
