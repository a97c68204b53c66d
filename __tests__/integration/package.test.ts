/** The package as a user gets it: packed, installed in an empty project, type-checked, synthesized from both module systems. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { repositoryTargets } from "../../tools/pack/links";
import { compilerPackages, installInto, packLibrary } from "./support/packed-library";

const ROOT = join(__dirname, "../..");
const KILOBYTE = 1000;

/** One use of every subpath; the types of each must resolve. */
const CONSUMER = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { EncryptionKey, Network, Tags } from "cdktf-trading-platform";
import { ApplicationLoadBalancer, planCapacity } from "cdktf-trading-platform/alb-asg";
import { AuroraCluster } from "cdktf-trading-platform/aurora-cluster";
import { AwsEnvironment } from "cdktf-trading-platform/core";
import { Edge } from "cdktf-trading-platform/edge";
import { Network as SameNetwork } from "cdktf-trading-platform/network";
import { RedisCache } from "cdktf-trading-platform/redis-cache";
import { useStateBackend } from "cdktf-trading-platform/state-backend";
import { Bucket } from "cdktf-trading-platform/storage";
import { synthesize } from "cdktf-trading-platform/testing";

const same: typeof Network = SameNetwork;
const unused: readonly unknown[] = [ApplicationLoadBalancer, planCapacity, AuroraCluster, Edge, RedisCache, useStateBackend, Bucket];

const app = new App();
const stack = new TerraformStack(app, "first");
new AwsProvider(stack, "Aws", { region: "eu-central-1" });
new AwsEnvironment(stack, { accountId: "111122223333", region: "eu-central-1" });
Tags.of(stack).add("team", "platform");
const key = new EncryptionKey(stack, "Key");
new same(stack, "Network", {
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["eu-central-1a", "eu-central-1b"],
  encryptionKey: key,
});
console.log(Object.keys(synthesize(stack).resources("aws_vpc")).length, unused.length);
app.synth();
`;

let project: string;
let tarball: string;
let files: readonly string[];

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "package-"));
  tarball = packLibrary("cdktf", project);
  files = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((file) => file.replace("package/", ""));
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const peers = ["cdktf", "constructs", "@cdktf/provider-aws"].map((name) => `${name}@${devDependencies[name]}`);
  installInto(project, [`./${basename(tarball)}`, ...peers, ...compilerPackages(devDependencies)]);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function typeCheck(name: string, source: string, options: string[]): string {
  const file = join(project, name);
  writeFileSync(file, source);
  return execFileSync("npx", ["tsc", "--strict", "--target", "es2022", "--types", "node", ...options, name], {
    cwd: project,
    encoding: "utf8",
    stdio: "pipe",
  });
}

/** A tool of the project, which must find nothing. */
function check(tool: string, ...args: readonly string[]): string {
  return execFileSync(join(ROOT, "node_modules/.bin", tool), [...args], { cwd: ROOT, encoding: "utf8", stdio: "pipe" });
}

function run(file: string): { readonly stdout: string; readonly stderr: string } {
  return spawnSync("node", [file], { cwd: project, encoding: "utf8" });
}

test("weighs at most 960 kB packed", () => {
  expect(statSync(tarball).size).toBeLessThanOrEqual(960 * KILOBYTE);
});

test("holds the compiled library, the start of a project and its documents, no source, test or tool", () => {
  const published = /^(lib\/(src|modules)\/.+\.(js|d\.ts)|templates\/.+|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;
  expect(files.filter((file) => !published.test(file))).toEqual([]);
  expect(files).toContain("lib/src/index.js");
});

test("has pages whose links into the repository lead to files that are there, from wherever they are read", () => {
  const pages = ["README.md", "CHANGELOG.md"].map((file) =>
    readFileSync(join(project, "node_modules/cdktf-trading-platform", file), "utf8"),
  );
  const targets = pages.flatMap(repositoryTargets).map((target) => target.replace(/#.*/, ""));
  expect(targets.length).toBeGreaterThan(5);
  expect(targets.filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  expect(pages.flatMap((page) => page.match(/\]\((?!https?:|#)[^)]*\)/g) ?? [])).toEqual([]);
});

test("has no fault that publint knows", () => {
  expect(check("publint", "run", tarball, "--strict")).toContain("All good!");
});

test("has types that resolve as the code does, in every module resolution", () => {
  expect(check("attw", tarball)).toContain("No problems found");
});

test("is published as it is: npm corrects nothing", () => {
  const { status, stderr } = spawnSync("npm", ["publish", "--dry-run", tarball], { cwd: project, encoding: "utf8" });
  // Nobody is logged in here.
  const warnings = stderr.split("\n").filter((line) => /^npm (warn|error)/.test(line) && !line.includes("requires you to be logged in"));
  expect({ status, warnings }).toEqual({ status: 0, warnings: [] });
});

test("loads of each entry point what it needs alone: neither the root nor another module, and of the core no module at all", () => {
  const { exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const subpaths = Object.keys(exports).filter((name) => name !== "." && name !== "./package.json");
  writeFileSync(
    join(project, "loaded.js"),
    `const own = /cdktf-trading-platform\\/lib\\/(modules\\/[^/]+|src\\/index\\.js)/;
const loaded = {};
for (const subpath of ${JSON.stringify(subpaths)}) {
  for (const file of Object.keys(require.cache)) if (file.includes("cdktf-trading-platform")) delete require.cache[file];
  require("cdktf-trading-platform" + subpath.slice(1));
  loaded[subpath] = [...new Set(Object.keys(require.cache).flatMap((file) => own.exec(file)?.[1] ?? []))];
}
console.log(JSON.stringify(loaded));`,
  );
  const withoutModules = (name: string): boolean => name === "./core" || name.startsWith("./testing");
  expect(JSON.parse(run("loaded.js").stdout)).toEqual(
    Object.fromEntries(subpaths.map((name) => [name, withoutModules(name) ? [] : [name.replace("./", "modules/")]])),
  );
});

test("runs on the oldest Node.js that it asks for: every entry point and the command", () => {
  const { engines, exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const platform = `node-${process.platform}-${process.arch}`;
  const oldest = join(project, "oldest");
  mkdirSync(oldest);
  installInto(oldest, [`${platform}@${engines.node.replace(">= ", "")}`]);
  const node = (...args: readonly string[]): string =>
    execFileSync(join(oldest, "node_modules", platform, "bin/node"), [...args], { cwd: project, encoding: "utf8", stdio: "pipe" });
  expect(node("--version")).toBe(`v${engines.node.replace(">= ", "")}\n`);
  const subpaths = Object.keys(exports).map((subpath) => subpath.replace(".", "cdktf-trading-platform"));
  node("-e", `for (const entry of ${JSON.stringify(subpaths)}) require(entry);`);
  node("node_modules/cdktf-trading-platform/lib/src/cli/main.js", "init", "orders");
  expect(existsSync(join(project, "orders/orders-stack.ts"))).toBe(true);
});

test("asks for no older Node.js than the bindings that it is developed on", () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(engines).toEqual(JSON.parse(readFileSync(join(project, "node_modules/@cdktf/provider-aws/package.json"), "utf8")).engines);
});

test("says of bad input, where nobody catches the error, its message and the user's line alone", () => {
  writeFileSync(
    join(project, "mistake.js"),
    `const { App, TerraformStack } = require("cdktf");
const { EncryptionKey } = require("cdktf-trading-platform/core");
new EncryptionKey(new TerraformStack(new App(), "orders"), "Key", { deletionWindowDays: 1 });
`,
  );
  const { stderr } = run("mistake.js");
  expect(
    stderr
      .replaceAll(project, "")
      .replace(/\n\nNode\.js v.*\n$/, "")
      .trim(),
  ).toBe(
    [
      "ValidationError: orders/Key: invalid input",
      "  - deletionWindowDays: must be a whole number from 7 to 30 days; received 1. Give a value from 7 to 30.",
      "    at Object.<anonymous> (/mistake.js:3:1)",
    ].join("\n"),
  );
});

test("brings no dependency but its peers", () => {
  const installed = JSON.parse(readFileSync(join(project, "node_modules/cdktf-trading-platform/package.json"), "utf8"));
  expect(installed.dependencies ?? {}).toEqual({});
});

test("type-checks and synthesizes from CommonJS, with the module resolution of cdktf's template", () => {
  typeCheck("commonjs.ts", CONSUMER, ["--module", "commonjs", "--moduleResolution", "node10", "--skipLibCheck"]);
  const printed = execFileSync("node", ["commonjs.js"], { cwd: project, encoding: "utf8", stdio: "pipe" });
  expect(printed).toBe("1 7\n");
  const stack = JSON.parse(readFileSync(join(project, "cdktf.out/stacks/first/cdk.tf.json"), "utf8"));
  expect(Object.keys(stack.resource)).toContain("aws_vpc");
});

test("type-checks and synthesizes from an ES module", () => {
  const folder = join(project, "esm");
  mkdirSync(folder);
  typeCheck("esm/main.mts", CONSUMER.replace(/(provider-aws\/lib\/provider)"/, '$1/index.js"'), [
    "--module",
    "nodenext",
    "--moduleResolution",
    "nodenext",
    "--skipLibCheck",
  ]);
  const printed = execFileSync("node", ["main.mjs"], { cwd: folder, encoding: "utf8", stdio: "pipe" });
  expect(printed).toBe("1 7\n");
});
