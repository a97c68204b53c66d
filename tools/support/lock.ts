import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isAlive, sleep } from "./process";

const POLL_MILLISECONDS = 100;
/** A takeover lasts for a few system calls: one that is older was left by a process that died in it. */
const TAKEOVER_MILLISECONDS = 10_000;
let attempts = 0;

/** Takes a lock that is a file with the owner's process id; false where a living process has it. A dead owner's is taken over. */
export function tryLock(file: string): boolean {
  mkdirSync(dirname(file), { recursive: true });
  if (create(file)) return true;
  removeDeadLock(file);
  return create(file);
}

/** The process that holds a lock; undefined where nobody does. */
export function lockOwner(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, "utf8"), 10) || undefined;
  } catch {
    return undefined;
  }
}

/** Gives back a lock of this process; another's stays. */
export function unlock(file: string): void {
  if (lockOwner(file) === process.pid) rmSync(file, { force: true });
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

/** Written aside and then linked, so that the file is never there without its owner. */
function create(file: string): boolean {
  const aside = `${file}.${process.pid}.${attempts++}`;
  writeFileSync(aside, `${process.pid}\n`);
  try {
    return link(aside, file);
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Removes the lock of a dead owner. Only one process at a time does, and only the very file that it looked at: a lock that
 * somebody has taken since is left alone.
 */
function removeDeadLock(file: string): void {
  const takeover = `${file}.takeover`;
  const looked = inode(file);
  if (looked === undefined || !isDead(file)) return;
  if (!link(file, takeover)) {
    removeOld(takeover);
    return;
  }
  try {
    if (inode(takeover) === looked && isDead(takeover)) rmSync(file, { force: true });
  } finally {
    rmSync(takeover, { force: true });
  }
}

function isDead(file: string): boolean {
  const owner = lockOwner(file);
  return owner === undefined || !isAlive(owner);
}

function removeOld(takeover: string): void {
  const stat = statSync(takeover, { throwIfNoEntry: false });
  if (stat && Date.now() - stat.ctimeMs > TAKEOVER_MILLISECONDS) rmSync(takeover, { force: true });
}

function inode(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

/** False where the name is taken, or what it would be linked to is gone. */
function link(existing: string, name: string): boolean {
  try {
    linkSync(existing, name);
    return true;
  } catch (error) {
    if (["EEXIST", "ENOENT"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}
