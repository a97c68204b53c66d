import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
// Of the services, which have their own dependencies.
// eslint-disable-next-line import/no-extraneous-dependencies
import { buildSync } from "esbuild";
import { lockOwner, tryLock, unlock, withLock } from "../../../tools/support/lock";

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

test("a lock of another living process stays when it is given back by this one", () => {
  const lock = join(folder, "lock");
  writeFileSync(lock, `${process.ppid}\n`);
  unlock(lock);
  expect(lockOwner(lock)).toBe(process.ppid);
});

test("a lock file without an owner, as a full disk leaves it, is taken over", () => {
  const lock = join(folder, "lock");
  writeFileSync(lock, "");
  expect(tryLock(lock)).toBe(true);
});

test("a lock has one holder at a time, however many processes try and die with it", async () => {
  const rounds = 300;
  // Compiled once for all of them.
  const entryPoints = [join(__dirname, "../../../tools/support/lock.ts")];
  buildSync({ entryPoints, bundle: true, platform: "node", outfile: join(folder, "lock.cjs") });
  // Each takes the lock, makes a file that nobody else may have made, and ends, at times without giving the lock back.
  const source = `
    const { existsSync, rmSync, writeFileSync } = require("node:fs");
    const { tryLock, unlock } = require(${JSON.stringify(join(folder, "lock.cjs"))});
    const [lock, mark] = process.argv.slice(1);
    let held = 0, doubles = 0;
    while (held < ${rounds}) {
      if (!tryLock(lock)) continue;
      try { writeFileSync(mark, "", { flag: "wx" }); } catch { doubles++; }
      for (const until = performance.now() + 0.3; performance.now() < until; ); // long enough to be met
      held++;
      rmSync(mark, { force: true });
      if (held % 7 === 0) writeFileSync(lock, "4194999\\n"); // as if the holder had died
      else unlock(lock);
    }
    process.stdout.write(String(doubles));
  `;
  const run = (): Promise<string> =>
    new Promise((done, failed) =>
      execFile(process.execPath, ["-e", source, join(folder, "lock"), join(folder, "mark")], (error, stdout) =>
        error ? failed(error) : done(stdout),
      ),
    );
  expect(await Promise.all([run(), run(), run(), run()])).toEqual(["0", "0", "0", "0"]);
}, 60_000);
