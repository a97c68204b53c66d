/** `npx cdktf-trading-platform init`; what it writes is installed, tested and planned by integration/newcomer.test.ts. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InitError, init } from "../../src/cli/init";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "init-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const written = (file: string) => readFileSync(join(folder, file), "utf8");

interface Ended {
  readonly status: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a user runs it: a program of its own, which takes a second to begin. */
function program(...args: string[]): Ended {
  const main = join(__dirname, "../../src/cli/main.ts");
  return spawnSync(process.execPath, ["--import", require.resolve("tsx"), main, ...args], { cwd: folder, encoding: "utf8" });
}

/** What the program does, in this process: its file is run anew. */
async function command(...args: string[]): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const print = (stream: keyof typeof printed) => (text: string) => void (printed[stream] += `${text}\n`);
  const spies = [
    jest.spyOn(console, "log").mockImplementation(print("stdout")),
    jest.spyOn(console, "error").mockImplementation(print("stderr")),
  ];
  const before = { argv: process.argv, folder: process.cwd(), exitCode: process.exitCode };
  process.argv = [process.execPath, "main.ts", ...args];
  process.chdir(folder);
  try {
    await jest.isolateModulesAsync(async () => {
      await import("../../src/cli/main");
    });
    // init waits for nothing: by the next turn, what is left of it has run.
    await new Promise((resolve) => setImmediate(resolve));
    return { status: process.exitCode, ...printed };
  } finally {
    process.exitCode = before.exitCode;
    process.chdir(before.folder);
    process.argv = before.argv;
    for (const spy of spies) spy.mockRestore();
  }
}

test("writes the whole project and says which files", () => {
  const { status, stdout } = program("init");
  expect(status).toBe(0);
  const files = [
    ".github/workflows/orders-infrastructure.yml",
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

test.each([
  [[], '  "private": true,\n'],
  [["--esm"], '  "private": true,\n  "type": "module",\n'],
])("with %j the package is that of the template", async (args, head) => {
  await command("init", ...args);
  const template = readFileSync(join(__dirname, "../../templates/start/package.json"), "utf8");
  expect(written("package.json")).toBe(template.replace('  "private": true,\n', head));
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

test("overwrites nothing: where one of its files exists, it writes none", async () => {
  writeFileSync(join(folder, "main.ts"), "mine");
  writeFileSync(join(folder, "README.md"), "mine");
  const { status, stderr } = await command("init");
  expect([status, stderr]).toEqual([
    2,
    "Nothing was written: README.md, main.ts exist already. Use an empty folder, for example:\n  npx cdktf-trading-platform init orders\n",
  ]);
  expect(readdirSync(folder).map(written)).toEqual(["mine", "mine"]);
});

test("outside of a repository a workflow that exists is a file as any other", () => {
  mkdirSync(join(folder, ".github/workflows"), { recursive: true });
  writeFileSync(join(folder, ".github/workflows/orders-infrastructure.yml"), "mine");
  expect(() => init({ folder, name: "orders", esm: false })).toThrow(
    new InitError(
      `Nothing was written: .github/workflows/orders-infrastructure.yml exists already. Use an empty folder, for example:\n  npx cdktf-trading-platform init ${join(folder, "orders")}`,
    ),
  );
});

test("refuses a name that the names of AWS and TypeScript can't be made of", async () => {
  const { status, stderr } = await command("init", "--name", "My Team");
  expect([status, stderr]).toEqual([2, '--name must be 1 to 20 lower-case letters and digits, a letter first; received "My Team".\n']);
});

test("a name has 20 characters at most", async () => {
  const longest = "abcdefghijklmnopqrst";
  const { status, stderr } = await command("init", "--name", `${longest}u`);
  expect([status, stderr]).toEqual([
    2,
    '--name must be 1 to 20 lower-case letters and digits, a letter first; received "abcdefghijklmnopqrstu".\n',
  ]);
  expect(readdirSync(folder)).toEqual([]);
  init({ folder, name: longest, esm: false });
  expect(readdirSync(folder)).toContain(`${longest}-stack.ts`);
});

test.each([
  ["default", "ElastiCache has a user of that name in each cache"],
  ["rdsadmin", "Aurora has a user of that name in each cluster"],
  ["sg", "the name of a security group can't begin with sg-"],
  ["sthree", "the name of a bucket can't begin with sthree-"],
  ["terraform", "TerraformStack is a class of the framework"],
])("refuses the name %s: %s", (name, reason) => {
  expect(() => init({ folder, name, esm: false })).toThrow(new InitError(`--name can't be ${name}: ${reason}. Use another name.`));
  expect(readdirSync(folder)).toEqual([]);
});

test("a file in the folder's place is said in a sentence", async () => {
  writeFileSync(join(folder, "infra"), "");
  const { status, stderr } = await command("init", "infra/network");
  expect([status, stderr]).toEqual([2, `Nothing was written: ${join(folder, "infra")} is a file, not a folder.\n`]);
});

test("what the file system refuses is said without a stack trace", async () => {
  const { status, stderr } = await command("init", "x".repeat(300));
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^ENAMETOOLONG: name too long, mkdir '[^\n]+\n$/)]);
});

test("the last words lead into the folder that was named, and to nowhere else where none was", async () => {
  const lines = (printed: string) => printed.slice(printed.indexOf("Next:")).split("\n");
  expect(lines((await command("init", "my orders")).stdout).slice(0, 3)).toEqual(["Next:", '  cd "my orders"', "  npm install"]);
  expect(lines((await command("init", "infra/orders")).stdout).slice(0, 3)).toEqual(["Next:", "  cd infra/orders", "  npm install"]);
  expect(lines((await command("init", ".")).stdout).slice(0, 2)).toEqual(["Next:", "  npm install"]);
});

describe("in a folder of a Git repository", () => {
  const FILE = ".github/workflows/orders-infrastructure.yml";

  beforeEach(() => mkdirSync(join(folder, ".git")));

  test("the workflow goes to the repository's root, where GitHub looks for it, and works in the folder", async () => {
    const { stdout } = await command("init", "infra/orders");
    expect(stdout).toContain(`wrote ../../${FILE}\n`);
    expect(readdirSync(join(folder, "infra/orders"))).not.toContain(".github");
    const workflow = written(FILE);
    expect(workflow).toContain("\ndefaults:\n  run:\n    working-directory: infra/orders\n");
    // What is no command doesn't follow the working directory.
    expect(workflow.match(/cache-dependency-path: [^ ]+/g)).toEqual(Array(2).fill("cache-dependency-path: infra/orders/package-lock.json"));
    expect(workflow.match(/[^ ,]*cdktf\.out[^ ,]*/g)!.map((path) => path.trim())).toEqual([
      "infra/orders/cdktf.out",
      "!infra/orders/cdktf.out/**/.terraform/**",
      "infra/orders/cdktf.out",
      "infra/orders/cdktf.out/**/errored.tfstate",
    ]);
  });

  test("a change elsewhere in the repository starts no workflow", async () => {
    await command("init", "infra/orders");
    const paths = `    paths: [infra/orders/**, ${FILE}]\n`;
    expect(written(FILE)).toContain(`\non:\n  pull_request:\n${paths}  push:\n    branches: [main]\n${paths}  workflow_dispatch:\n`);
  });

  test("a project in the root has the workflow beside it, as does one outside of any repository", async () => {
    await command("init");
    expect(written(FILE)).toBe(readFileSync(join(__dirname, "../../templates/start", FILE), "utf8"));
  });

  test("stacks in two folders have a workflow each", () => {
    init({ folder: join(folder, "orders"), name: "orders", esm: false });
    init({ folder: join(folder, "payments"), name: "payments", esm: false });
    expect(readdirSync(join(folder, ".github/workflows"))).toEqual(["orders-infrastructure.yml", "payments-infrastructure.yml"]);
    expect(written(".github/workflows/payments-infrastructure.yml")).toContain("concurrency: payments-prod\n");
  });

  test("a workflow that exists is not overwritten: another name has another one", async () => {
    mkdirSync(join(folder, ".github/workflows"), { recursive: true });
    writeFileSync(join(folder, FILE), "mine");
    const { status, stderr } = await command("init", "infra");
    expect([status, stderr]).toEqual([
      2,
      `Nothing was written: ../${FILE} exists already. Use another name, for example:\n  npx cdktf-trading-platform init infra --name orders2\n`,
    ]);
    expect(written(FILE)).toBe("mine");
    expect((await command("init", "infra", "--name", "orders2")).status).toBe(0);
  });

  test("a second project in the same folder needs a folder and a name", async () => {
    init({ folder, name: "orders", esm: false });
    expect((await command("init")).stderr).toMatch(
      / exist already\. Use an empty folder and another name, for example:\n {2}npx cdktf-trading-platform init orders2 --name orders2\n$/,
    );
  });

  test("the name that is advised is one that init takes", async () => {
    const name = "abcdefghijklmnopqrst";
    init({ folder: join(folder, "one"), name, esm: false });
    expect((await command("init", "two", "--name", name)).stderr).toMatch(/init two --name abcdefghijklmnopqrs2\n$/);
    expect((await command("init", "two", "--name", "abcdefghijklmnopqrs2")).status).toBe(0);
  });

  test("a folder that a workflow can't name without quotes is refused", () => {
    expect(() => init({ folder: join(folder, "a: b"), name: "orders", esm: false })).toThrow(
      new InitError(
        'In a Git repository a folder\'s name must consist of letters, digits, spaces and _ . -, since the workflow names it; received "a: b".',
      ),
    );
  });
});

test.each(["--help", "-h"])("%s says what it writes and its options", async (option) => {
  const { status, stdout } = await command("init", option);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: npx cdktf-trading-platform init \[folder\] \[options\]\n[\s\S]+--name NAME[\s\S]+--esm[\s\S]+--help/);
});

test.each(["--help", "-h"])("%s without a command names each", async (option) => {
  const { status, stdout } = await command(option);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: npx cdktf-trading-platform <command>\n[\s\S]*\n {2}init .*\n {2}plan .*\n {2}review /);
});

test("another command is an error, with the usage", async () => {
  const { status, stderr } = await command("start");
  expect([status, stderr.split("\n")[0]]).toEqual([2, "There is no command start."]);
});

test("no command is an error, with the usage", async () => {
  const { status, stderr } = await command();
  expect([status, stderr.split("\n").slice(0, 3)]).toEqual([2, ["Name a command.", "", "Usage: npx cdktf-trading-platform <command>"]]);
});

test("init takes one folder", async () => {
  const { status, stderr } = await command("init", "orders", "payments");
  expect([status, stderr.split("\n")[0]]).toEqual([2, 'init takes one folder at most; received "orders payments".']);
  expect(readdirSync(folder)).toEqual([]);
});

test.each(["--version", "--esmm", "--force", "-v"])("the option %s, which there isn't, is answered with the usage", async (option) => {
  const { status, stderr } = await command("init", option);
  expect([status, stderr.split("\n").slice(0, 3)]).toEqual([
    2,
    [`There is no option ${option}.`, "", "Usage: npx cdktf-trading-platform init [folder] [options]"],
  ]);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  [["--name"], "--name needs a value: write --name=VALUE."],
  [["--name", "-x"], "--name needs a value: write --name=VALUE."],
  [["--name="], "--name has an empty value: give it one, or leave the option out."],
  [["--name", "a", "--name", "b"], "--name is given twice, and takes one value: leave one out."],
  [["--esm=yes"], '--esm takes no value: leave "yes" out.'],
])("the options %j are refused in one sentence, without a stack trace", async (args, reason) => {
  const { status, stderr } = await command("init", ...args);
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^[^\n]+\n$/)]);
  expect(stderr).toContain(reason);
});
