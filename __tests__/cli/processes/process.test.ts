import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as loaded from "../../../src/cli/process";

let folder: string;
let programs: typeof loaded;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "process-")));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  // After its end nothing is answered any more.
  jest.resetModules();
  programs = await import("../../../src/cli/process");
});

/** A program of the shell that has begun. */
function begun(script: string): Promise<void> {
  return new Promise((resolve) => {
    void programs.run({ program: "bash", args: ["-c", script], cwd: folder, onLine: (line) => line === "begun" && resolve() });
  });
}

test("a program that is ended has the time to put its things in order", async () => {
  await begun('trap "sleep 0.2; touch ended; exit" TERM; echo begun; while true; do sleep 0.1; done');
  await programs.endAll("SIGTERM");
  expect(existsSync(join(folder, "ended"))).toBe(true);
});

test("a program that doesn't end by itself is killed", async () => {
  await begun('trap "" TERM; echo begun; while true; do sleep 0.1; done');
  const start = Date.now();
  await programs.endAll("SIGTERM", 300);
  expect(Date.now() - start).toBeGreaterThanOrEqual(290);
});

test("what waits for a program that is ended waits forever, and what has ended isn't waited for", async () => {
  await programs.run({ program: "true", args: [] });
  const answer = jest.fn();
  const started = new Promise<void>((resolve) => {
    void programs.run({ program: "sh", args: ["-c", "echo begun; exec sleep 10"], onLine: () => resolve() }).then(answer);
  });
  await started;
  await programs.endAll("SIGINT");
  await new Promise((resolve) => setImmediate(resolve));
  expect(answer).not.toHaveBeenCalled();
});

describe("a program that has run", () => {
  const ran = (script: string, more: Partial<loaded.Command> = {}): Promise<loaded.Finished> =>
    programs.run({ program: "sh", args: ["-c", script], ...more });

  test("answers with its status and what it has printed", async () => {
    expect(await ran("printf 'größe\\n'; printf 'two' >&2; exit 3")).toEqual({ status: 3, stdout: "größe\n", stderr: "two" });
  });

  test("has the folder, the environment and nothing to read that it is given", async () => {
    const env = { PATH: process.env.PATH, NAME: "orders" };
    expect((await ran('pwd; echo "$NAME"; cat', { cwd: folder, env })).stdout).toBe(`${folder}\norders\n`);
  });

  test("may be a line for the shell", async () => {
    expect(await programs.run({ program: "echo one && exit 4", args: [], shell: true })).toEqual({
      status: 4,
      stdout: "one\n",
      stderr: "",
    });
    expect((await programs.run({ program: "echo one", args: [] })).status).toBe(127);
  });

  test("has told each line, also one that has no end", async () => {
    const lines: string[] = [];
    await ran("printf 'one\\r\\ntwo\\n\\nthr'; sleep 0.05; printf ee; sleep 0.05; echo four >&2", { onLine: (line) => lines.push(line) });
    expect(lines.filter((line) => line !== "four")).toEqual(["one", "two", "", "three"]);
    expect(lines).toContain("four");
  });

  // Bash Reference Manual, "Exit Status": 128+n for a signal n, 127 for a command that isn't found.
  test.each([
    ["HUP", 129],
    ["INT", 130],
    ["KILL", 137],
    ["TERM", 143],
    ["USR1", 1],
  ])("and was ended by SIG%s has the status %i", async (signal, status) => {
    expect((await ran(`kill -${signal} $$`)).status).toBe(status);
  });

  test("and doesn't exist has the status 127, with a reason", async () => {
    expect(await programs.run({ program: "no-such-program", args: [] })).toEqual({
      status: 127,
      stdout: "",
      stderr: "spawn no-such-program ENOENT",
    });
  });
});

test.each([
  ["\n1\n2\n3\n4\n5\n6\n\n", "2\n3\n4\n5\n6"],
  ["one\n", "one"],
])("of %j the end is %j", (text, end) => {
  expect(loaded.lastLines(text)).toBe(end);
});
