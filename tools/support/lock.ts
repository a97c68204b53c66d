import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isAlive, sleep } from "./process";

const POLL_MILLISECONDS = 100;

/** Takes a lock that is a file with the owner's process id; false where a living process has it. A dead owner's is taken over. */
export function tryLock(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const owner = lockOwner(file);
  if (owner !== undefined && isAlive(owner)) return false;
  rmSync(file, { force: true });
  return tryLock(file);
}

/** The process that holds a lock; undefined where nobody does. */
export function lockOwner(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || undefined;
  } catch {
    return undefined;
  }
}

export function unlock(file: string): void {
  rmSync(file, { force: true });
}

/** Does something while holding a lock; waits for whoever holds it. */
export async function withLock<T>(file: string, action: () => Promise<T>): Promise<T> {
  while (!tryLock(file)) await sleep(POLL_MILLISECONDS);
  try {
    return await action();
  } finally {
    unlock(file);
  }
}
