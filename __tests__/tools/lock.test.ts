import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockOwner, tryLock, unlock, withLock } from "../../tools/support/lock";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "lock-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a lock is held once", () => {
  const lock = join(folder, "lock");
  expect(tryLock(lock)).toBe(true);
  expect(tryLock(lock)).toBe(false);
  expect(lockOwner(lock)).toBe(process.pid);
  unlock(lock);
  expect(lockOwner(lock)).toBeUndefined();
});

test("a lock of a process that is gone is taken over", () => {
  const lock = join(folder, "lock");
  writeFileSync(lock, "4194999\n"); // beyond the highest process id
  expect(tryLock(lock)).toBe(true);
  expect(lockOwner(lock)).toBe(process.pid);
});

test("a lock is given back when what was done with it fails", async () => {
  const lock = join(folder, "lock");
  await expect(withLock(lock, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(existsSync(lock)).toBe(false);
});
