import { existsSync, lstatSync, readdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
import { Failure } from "./failure";
import { PROJECT } from "./paths";

/** What the compiler writes, and API Extractor into it: code and declarations of the two folders that are published. */
const COMPILED = /^(src|modules)([\\/].+\.(js|d\.ts)|[\\/]tsdoc-metadata\.json)?$/;

/**
 * Looks at a folder that the compiler will empty and fill.
 *
 * @throws Failure unless it lies in the project or in the machine's temporary folder, and holds at most what was compiled before
 */
export function checkOutput(folder: string): void {
  const real = realFolder(folder);
  if (![PROJECT, tmpdir()].some((root) => real.startsWith(realpathSync(root) + sep))) {
    throw new Failure(`${folder} would be emptied, and is neither below the project's folder nor a temporary one.`, 2);
  }
  if (!existsSync(folder)) return;
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const foreign = paths.find((path) => !COMPILED.test(lstatSync(join(folder, path)).isDirectory() ? path.split(sep)[0]! : path));
  if (foreign !== undefined) throw new Failure(`${folder} would be emptied, and has what the compiler doesn't write: ${foreign}.`, 2);
}

/** Where a folder is, or will be: links on the way are followed. */
function realFolder(folder: string): string {
  const full = resolve(folder);
  return existsSync(full) ? realpathSync(full) : join(realFolder(dirname(full)), basename(full));
}
