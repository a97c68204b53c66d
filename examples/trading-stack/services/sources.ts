import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

export const DIST = "dist";
/** In `dist/`: the hash of what the bundles were built from. Another hash, another build. */
const BUILT_FROM = "built-from";
const SKIPPED = [DIST, "node_modules"];
/** The versions of what is bundled besides the sources; a copy of the example in a project of its own may have none. */
const LOCK = join(__dirname, "../../../package-lock.json");

/** Where it is said what the bundles in a folder were built from. */
export function markOf(folder: string): string {
  return join(folder, DIST, BUILT_FROM);
}

/** Whether everything was bundled from the sources as they are. */
export function isCurrent(folder: string): boolean {
  const mark = markOf(folder);
  return existsSync(mark) && readFileSync(mark, "utf8") === sourcesHash(folder);
}

/** Changes with each source of the services, and with each version of a package. */
export function sourcesHash(folder: string): string {
  const hash = createHash("sha256");
  for (const file of [...sources(folder), ...(existsSync(LOCK) ? [LOCK] : [])]) {
    const content = readFileSync(file);
    hash.update(`${file === LOCK ? "" : file.slice(folder.length)} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.includes(name) && !name.endsWith(".md"))
    .flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}
