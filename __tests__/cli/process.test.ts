import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endAll, run } from "../../src/cli/process";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "process-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program of the shell that has begun. */
function begun(script: string): Promise<void> {
  return new Promise((resolve) => {
    void run({ program: "bash", args: ["-c", script], cwd: folder, onLine: (line) => line === "begun" && resolve() });
  });
}

test("a program that is ended has the time to put its things in order", async () => {
  await begun('trap "sleep 0.2; touch ended; exit" TERM; echo begun; while true; do sleep 0.1; done');
  await endAll("SIGTERM");
  expect(existsSync(join(folder, "ended"))).toBe(true);
});

test("a program that doesn't end by itself is killed", async () => {
  await begun('trap "" TERM; echo begun; while true; do sleep 0.1; done');
  const start = Date.now();
  await endAll("SIGTERM", 300);
  expect(Date.now() - start).toBeGreaterThanOrEqual(290);
});
