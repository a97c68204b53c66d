import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock";

/** Written last: a folder without it was left half made. It holds what the folder is made of. */
const COMPLETE = "complete";

/** When a folder is made anew. */
export interface MadeOnceOptions {
  /** What it is made of: another text makes it anew. @default "" - the folder's name says it */
  readonly from?: string;
  /** Whether what was made still works. @default - it does */
  readonly works?: () => Promise<boolean>;
}

/**
 * A folder that is made once, by whoever needs it first: others wait for it. One that couldn't be made is left out, to be tried again.
 *
 * @param make fills the folder, which is there and empty
 * @returns the folder
 */
export async function madeOnce(
  folder: string,
  make: (folder: string) => Promise<void>,
  { from = "", works = async () => true }: MadeOnceOptions = {},
): Promise<string> {
  const complete = join(folder, COMPLETE);
  const isComplete = async (): Promise<boolean> => existsSync(complete) && readFileSync(complete, "utf8") === from && (await works());
  if (await isComplete()) return folder;
  return withLock(`${folder}.lock`, async () => {
    // Somebody else may have made it meanwhile.
    if (await isComplete()) return folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    try {
      await make(folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
    writeFileSync(complete, from);
    return folder;
  });
}
