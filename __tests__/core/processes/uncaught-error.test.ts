/** What a user reads who runs a program with bad input: Node.js prints an error that nobody catches. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

// A program of its own is loaded.
jest.setTimeout(60_000);

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "uncaught-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is printed, from the error's name on and without the version of Node.js at the end. The program's mistake is on its fourth line. */
function uncaught(...mistake: string[]): string {
  const file = join(folder, "main.ts");
  const program = [
    `import { App, TerraformStack } from ${JSON.stringify(join(ROOT, "node_modules/cdktf"))};`,
    `import { EncryptionKey, Role } from ${JSON.stringify(join(ROOT, "src/core"))};`,
    `const app = new App({ outdir: ${JSON.stringify(join(folder, "out"))} }), stack = new TerraformStack(app, "orders");`,
    ...mistake,
  ];
  writeFileSync(file, program.join("\n"));
  const { stderr } = spawnSync(process.execPath, ["--import", require.resolve("tsx"), file], { cwd: ROOT, encoding: "utf8" });
  return stderr
    .slice(stderr.indexOf("ValidationError"))
    .replace(/\n\nNode\.js v.*\n$/, "")
    .replaceAll(folder, "");
}

test("An uncaught error of a construct is its message, once, and then the lines of the user's program that led to it", () => {
  expect(uncaught('function key(): void { new EncryptionKey(stack, "Key", { deletionWindowDays: 1 }); }', "key();")).toBe(
    [
      "ValidationError: orders/Key: invalid input",
      "  - deletionWindowDays: must be a whole number from 7 to 30 days; received 1. Give a value from 7 to 30.",
      "    at key (/main.ts:4:24)",
      "    at <anonymous> (/main.ts:5:1)",
      "    at Object.<anonymous> (/main.ts:5:5)",
    ].join("\n"),
  );
});

test("An uncaught error of the synthesis leads to the line that synthesizes, past every line of the framework", () => {
  const twice =
    '["A", "B"].forEach((id) => new Role(stack, id, { assumedBy: { services: ["ec2.amazonaws.com"] }, roleName: "same" })); app.synth();';
  expect(uncaught(twice)).toMatch(
    /^ValidationError: orders\/B: invalid input\n {2}- roleName: .+\n {4}at <anonymous> \(\/main\.ts:4:\d+\)/,
  );
});
