import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TestProcess } from "../../../../tools/mutation/test-process";
import { PROJECT } from "../../../../tools/support/paths";
import { isAlive, sleep } from "../../../../tools/support/process";

const RUNTIME = join(PROJECT, "__tests__/support/compiled-once.js");
const folder = mkdtempSync(join(tmpdir(), "checkout-"));
const tests = new TestProcess(folder);

beforeAll(() => {
  writeFileSync(join(folder, "jest.config.json"), JSON.stringify({ testEnvironment: "node", transform: {}, runtime: RUNTIME }));
});
afterAll(() => {
  tests.stop();
  rmSync(folder, { recursive: true });
});

function write(name: string, ...lines: readonly string[]): string {
  writeFileSync(join(folder, name), lines.join("\n"));
  return name;
}

test("a test that fails is told with what it says, one that passes with nothing", async () => {
  const failing = write("failing.test.js", "test('x', () => { expect(1).toBe(2); });");
  expect((await tests.run(failing, [], 60)).failure).toContain("Expected: 2");
  const passing = write("passing.test.js", "test('x', () => { expect(1).toBe(1); });");
  expect((await tests.run(passing, [], 60)).failure).toBeUndefined();
});

test("a test that never ends is ended, with a program that it started in a group of its own", async () => {
  const endless = write(
    "endless.test.js",
    'const { spawn } = require("node:child_process");',
    'const { pid } = spawn("sleep", ["600"], { detached: true, stdio: "ignore" });',
    'require("node:fs").writeFileSync(`${__dirname}/pid`, String(pid));',
    "test('x', () => new Promise(() => undefined), 600_000);",
  );
  expect((await tests.run(endless, [], 3)).failure).toBe("It took more than 3 seconds.");
  const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
  for (const end = Date.now() + 10_000; isAlive(pid) && Date.now() < end;) await sleep(10);
  expect(isAlive(pid)).toBe(false);
});
