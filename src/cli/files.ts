import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "./failure";

/** What the file system refuses with, in words; any other code is said as it is. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file, not a folder",
  EACCES: "this user has no permission",
  EPERM: "this user has no permission",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left",
};

/** Why a file can't be read or written. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code !== undefined && REASONS[code]) || message;
}

/**
 * The text of a file, also as Windows PowerShell writes what `>` redirects: in UTF-16, or in UTF-8 with a byte order mark.
 *
 * @param file a path, or 0 for standard input
 * @param name what the file is called in messages
 * @throws Failure where it can't be read
 */
export function textOf(file: string | number, name = String(file)): string {
  try {
    return decoded(readFileSync(file));
  } catch (error) {
    throw new Failure(`${name} can't be read: ${reasonOf(error)}.`);
  }
}

function decoded(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}

/**
 * Whether a file could be written, before anything is planned for it.
 *
 * @throws Failure where its folder isn't there, or it is a folder itself
 */
export function checkWritable(file: string, what: string): void {
  const folder = dirname(file);
  const refused = (reason: string): Failure => new Failure(`${what} can't be written to ${file}: ${reason}.`);
  if (kindOf(folder) !== "folder") throw refused(`there is no folder ${folder}; create it first`);
  if (kindOf(file) === "folder") throw refused("it is a folder; name a file in it");
}

/** What there is at a path; undefined for nothing. */
export function kindOf(path: string): "folder" | "file" | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && (found.isDirectory() ? "folder" : "file");
}
