/** The package as a user gets it: packed, installed in an empty project, type-checked, synthesized from both module systems. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const KILOBYTE = 1000;

/** One use of every subpath; the types of each must resolve. */
const CONSUMER = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { AwsEnvironment, EncryptionKey, Network, Tags } from "cdktf-trading-platform";
import { ApplicationLoadBalancer, planCapacity } from "cdktf-trading-platform/alb-asg";
import { AuroraCluster } from "cdktf-trading-platform/aurora-cluster";
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
let packed: { filename: string; size: number; files: { path: string }[] };

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "package-"));
  // Built aside: other tests may read the build that is here.
  const build = join(project, "build");
  execFileSync("node", ["--import", "tsx", "tools/compile.ts", "--out-dir", join(build, "lib")], { cwd: ROOT, stdio: "pipe" });
  for (const file of ["package.json", "README.md", "LICENSE", "CHANGELOG.md"]) copyFileSync(join(ROOT, file), join(build, file));
  [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", project], {
      cwd: build,
      encoding: "utf8",
      stdio: "pipe",
    }),
  );
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const peers = ["cdktf", "constructs", "@cdktf/provider-aws"].map((name) => `${name}@${devDependencies[name]}`);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const tools = [`typescript@${devDependencies.typescript}`, `@types/node@${devDependencies["@types/node"]}`];
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", `./${packed.filename}`, ...peers, ...tools], {
    cwd: project,
    stdio: "pipe",
  });
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

test("weighs at most 550 kB packed", () => {
  expect(statSync(join(project, packed.filename)).size).toBeLessThanOrEqual(550 * KILOBYTE);
});

test("holds the compiled library and its documents, no source, test or tool", () => {
  const outside = packed.files
    .map(({ path }) => path)
    .filter(
      (path) => !/^lib\/(src|modules)\/.+\.(js|d\.ts)$/.test(path) && !/^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(path),
    );
  expect(outside).toEqual([]);
  expect(packed.files.map(({ path }) => path)).toContain("lib/src/index.js");
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
