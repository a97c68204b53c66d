/** `npx cdktf-trading-platform init`; what it writes is installed, tested and planned by integration/newcomer.test.ts. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { init } from "../../src/cli/init";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "init-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const written = (file: string) => readFileSync(join(folder, file), "utf8");

/** The command as a user runs it. */
function command(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const program = join(__dirname, "../../src/cli/main.ts");
  return spawnSync(process.execPath, ["--import", require.resolve("tsx"), program, ...args], { cwd: folder, encoding: "utf8" });
}

test("writes the whole project and says which files", () => {
  const { status, stdout } = command("init");
  expect(status).toBe(0);
  const files = [
    ".github/workflows/infrastructure.yml",
    "README.md",
    "__tests__/orders-stack.test.ts",
    "cdktf.json",
    "environments.ts",
    ".gitignore",
    "jest.config.json",
    "main.ts",
    "orders-stack.ts",
    "package.json",
    "tools/terraform.mjs",
    "tsconfig.json",
  ];
  expect(stdout.split("\n").filter((line) => line.startsWith("wrote "))).toEqual(files.map((file) => `wrote ${file}`));
  expect(readdirSync(folder)).toContain(".gitignore");
});

test("the project asks for the version of the library that wrote it", () => {
  init({ folder, name: "orders", esm: false });
  const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8")) as { version: string };
  expect(JSON.parse(written("package.json"))).toMatchObject({ dependencies: { "cdktf-trading-platform": version } });
});

test("--name is the name of class, files, package and stacks", () => {
  init({ folder, name: "payments", esm: false });
  expect(written("payments-stack.ts")).toContain("class PaymentsStack");
  expect(JSON.parse(written("package.json"))).toMatchObject({ name: "payments" });
  expect(`${written("main.ts")}${written("README.md")}${written("environments.ts")}`.toLowerCase()).not.toContain("orders");
});

test("--esm makes a project of ES modules, and of CommonJS otherwise", () => {
  init({ folder: join(folder, "esm"), name: "orders", esm: true });
  init({ folder: join(folder, "commonjs"), name: "orders", esm: false });
  expect(JSON.parse(written("esm/package.json"))).toMatchObject({ type: "module" });
  expect(JSON.parse(written("commonjs/package.json"))).not.toHaveProperty("type");
});

test("overwrites nothing: where one of its files exists, it writes none", () => {
  writeFileSync(join(folder, "main.ts"), "mine");
  writeFileSync(join(folder, "README.md"), "mine");
  const { status, stderr } = command("init");
  expect([status, stderr]).toEqual([2, "Nothing was written: README.md, main.ts exist already. Use an empty folder.\n"]);
  expect(readdirSync(folder).map(written)).toEqual(["mine", "mine"]);
});

test("refuses a name that the names of AWS and TypeScript can't be made of", () => {
  const { status, stderr } = command("init", "--name", "My Team");
  expect([status, stderr]).toEqual([2, '--name must be 1 to 20 lower-case letters and digits, a letter first; received "My Team".\n']);
});

test("--help says what it writes and its options", () => {
  const { status, stdout } = command("--help");
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: npx cdktf-trading-platform init \[folder\] \[options\]\n[\s\S]+--name NAME[\s\S]+--esm[\s\S]+--help/);
});

test("another command or option is an error, with the usage or the option's name", () => {
  const unknown = command("start");
  expect([unknown.status, unknown.stderr.split("\n")[0]]).toEqual([
    2,
    'The only command is init, with one folder at most; received "start".',
  ]);
  const option = command("init", "--force");
  expect([option.status, option.stderr]).toEqual([2, expect.stringContaining("Unknown option '--force'")]);
});
