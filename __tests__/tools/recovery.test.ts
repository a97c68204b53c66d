import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lockOwner, tryLock, unlock, withLock } from "../../tools/support/lock";
import { PlatformRecord, localStateFile, removeState, resourceCount } from "../../tools/support/platform";
import { nextStep } from "../../tools/support/recovery";
import { messageOf } from "../support/synth";

const OURS: PlatformRecord = {
  status: "standing",
  endpoint: "http://127.0.0.1:5555",
  emulatorPid: 1,
  stateFile: "/state",
  stackFolder: "/stack",
};
const { emulatorPid: _, ...THEIRS } = OURS;

describe("what follows from an earlier npm start", () => {
  test("nothing: begin", () => expect(nextStep(undefined, false, undefined)).toBe("begin"));

  test.each(["standing", "incomplete"] as const)("%s on an emulator that answers: deploy over it", (status) =>
    expect(nextStep({ ...OURS, status }, true, undefined)).toBe("continue"),
  );

  test("an emulator that is gone: begin anew", () => expect(nextStep(OURS, false, undefined)).toBe("begin anew"));

  test.each(["deploying", "destroying"] as const)("killed while %s: begin anew", (status) =>
    expect(nextStep({ ...OURS, status }, true, undefined)).toBe("begin anew"),
  );

  test("somebody else's emulator is never thrown away", () =>
    expect(nextStep({ ...THEIRS, status: "deploying" }, false, OURS.endpoint)).toBe("continue"));

  test("another endpoint than the one it stands on is refused", () => {
    expect(messageOf(() => nextStep(OURS, true, "http://127.0.0.1:6666"))).toBe(
      "The platform was started on http://127.0.0.1:5555: run npm stop first, then npm start -- --endpoint http://127.0.0.1:6666.",
    );
  });
});

describe("files", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "platform-"))));
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

  test("a stack's local state is found, relative to the stack", () => {
    expect(localStateFile("/out/stacks/a", { terraform: { backend: { local: { path: "/project/a.tfstate" } } } })).toBe(
      "/project/a.tfstate",
    );
    expect(localStateFile("/out/stacks/a", { terraform: { backend: { local: {} } } })).toBe("/out/stacks/a/terraform.tfstate");
  });

  test("a stack with remote state is refused", () => {
    expect(messageOf(() => localStateFile("/out", { terraform: { backend: { s3: {} } } }))).toMatch(/must keep its state in a local file/);
  });

  test("resources of a state are counted", () => {
    const state = join(folder, "a.tfstate");
    expect(resourceCount(state)).toBe(0);
    writeFileSync(state, JSON.stringify({ resources: [{}, {}] }));
    expect(resourceCount(state)).toBe(2);
    writeFileSync(state, "{ broken");
    expect(messageOf(() => resourceCount(state))).toMatch(/can't be read: delete it, then run npm start again\.$/);
  });

  test("a state goes with its backup and the note of its lock", () => {
    const state = join(folder, "a.tfstate");
    const files = [state, `${state}.backup`, join(folder, ".a.tfstate.lock.info")];
    for (const file of files) writeFileSync(file, "");
    removeState(state);
    expect(files.filter((file) => existsSync(file))).toEqual([]);
  });
});
