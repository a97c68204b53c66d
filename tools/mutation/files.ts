import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** The files in a folder and its folders, sorted: paths from the root. */
export function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}
