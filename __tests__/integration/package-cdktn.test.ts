/** The package for CDK Terrain as a user gets it: installed without any option, type-checked, synthesized and tested on the Node.js that it needs. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { COMBINATIONS, NODE_22 } from "../../tools/versions/combinations";
import { compilerPackages, installInto, packLibrary } from "./support/packed-library";

const ROOT = join(__dirname, "../..");

/** A stack, looked at by the test helper; which copies of the framework are loaded. */
const CONSUMER = `
import { AwsProvider } from "@cdktn/provider-aws/lib/provider/index.js";
import { App, Testing, TerraformStack } from "cdktn";
import { AuroraCluster, RedisCache } from "cdktn-trading-platform";
import { EncryptionKey, Tags } from "cdktn-trading-platform/core";
import { Network } from "cdktn-trading-platform/network";
import { synthesize } from "cdktn-trading-platform/testing";

function orders(app: App): TerraformStack {
  const stack = new TerraformStack(app, "orders");
  new AwsProvider(stack, "Aws", { region: "eu-central-1", allowedAccountIds: ["111122223333"] });
  Tags.of(stack).add("team", "orders");
  const key = new EncryptionKey(stack, "Key");
  const network = new Network(stack, "Network", {
    cidrBlock: "10.0.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    encryptionKey: key,
  });
  new AuroraCluster(stack, "Database", { network, encryptionKey: key });
  new RedisCache(stack, "Cache", { network, encryptionKey: key });
  return stack;
}

const view = synthesize(orders(Testing.app()));
const app = new App();
orders(app);
app.synth();
console.log(view.resource("aws_rds_cluster").storage_encrypted, Object.keys(view.resources("aws_elasticache_replication_group")).length);
`;

/** A file of CommonJS that says which frameworks were loaded, by the folder of each. */
const COPIES = `require("./main.js");
console.log(Object.keys(require.cache).filter((file) => /node_modules.(cdktf|cdktn).lib.index\\.js$/.test(file)).length);`;

let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "package-cdktn-"));
  const tarball = packLibrary("cdktn", project);
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const peers = Object.entries(COMBINATIONS.cdktn.packages).map(([name, version]) => `${name}@${version}`);
  const node = `node-${process.platform}-${process.arch}@${NODE_22}`;
  installInto(project, [`./${basename(tarball)}`, ...peers, node, ...compilerPackages(devDependencies)]);
  mkdirSync(join(project, "esm"));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function node22Folder(): string {
  return join(project, "node_modules", `node-${process.platform}-${process.arch}`, "bin");
}

/** On the Node.js that CDK Terrain's bindings ask for. */
function node22(...args: readonly string[]): string {
  return execFileSync(join(node22Folder(), "node"), [...args], { cwd: project, encoding: "utf8", stdio: "pipe" });
}

function typeCheck(file: string, ...options: readonly string[]): void {
  writeFileSync(join(project, file), CONSUMER);
  node22("node_modules/typescript/bin/tsc", "--strict", "--target", "es2022", "--types", "node", "--skipLibCheck", ...options, file);
}

test("type-checks, synthesizes and is tested from CommonJS, on one copy of the framework", () => {
  typeCheck("main.ts", "--module", "commonjs", "--moduleResolution", "node10");
  writeFileSync(join(project, "copies.js"), COPIES);
  expect(node22("copies.js")).toBe("true 1\n1\n");
  const { resource } = JSON.parse(readFileSync(join(project, "cdktf.out/stacks/orders/cdk.tf.json"), "utf8"));
  expect(Object.keys(resource)).toEqual(expect.arrayContaining(["aws_vpc", "aws_rds_cluster", "aws_elasticache_replication_group"]));
});

test("type-checks, synthesizes and is tested from an ES module", () => {
  typeCheck("esm/main.mts", "--module", "nodenext", "--moduleResolution", "nodenext");
  expect(node22("esm/main.mjs")).toBe("true 1\n");
});

test("`npx cdktn-trading-platform init` writes a project on CDK Terrain, whose test and types hold and whose app is synthesized, in CommonJS and ES modules", () => {
  const bin = JSON.parse(readFileSync(join(project, "node_modules/cdktn-trading-platform/package.json"), "utf8")).bin;
  expect(Object.keys(bin)).toEqual(["cdktn-trading-platform"]);
  const command = join("node_modules/cdktn-trading-platform", bin["cdktn-trading-platform"]);
  const orders = join(project, "orders");
  node22(command, "init", "orders");
  const manifest = JSON.parse(readFileSync(join(orders, "package.json"), "utf8"));
  expect(manifest.dependencies).toEqual({ ...COMBINATIONS.cdktn.packages, "cdktn-trading-platform": "0.0.0" });
  expect(manifest.engines).toEqual({ node: ">= 22.11.0" });
  const left = readdirSync(orders, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|mjs|md|yml)$|package\.json$/.test(file))
    .flatMap(
      (file) =>
        readFileSync(join(orders, file), "utf8").match(/(?<!github\.com\/|cdktf-trading-platform\/)@?cdktf(?!\.(json|out)\b)\S*/g) ?? [],
    );
  expect(left).toEqual([]);
  expect(readFileSync(join(orders, ".github/workflows/orders-infrastructure.yml"), "utf8")).not.toContain("node-version: 20");

  // The package isn't published: npm gets the tarball.
  const tarball = readdirSync(project).find((file) => file.endsWith(".tgz"))!;
  const npm = (folder: string, ...args: readonly string[]) =>
    execFileSync("npm", [...args], {
      cwd: folder,
      encoding: "utf8",
      stdio: "pipe",
      env: { ...process.env, PATH: `${node22Folder()}:${process.env.PATH}` },
    });
  npm(orders, "pkg", "set", `dependencies.cdktn-trading-platform=file:../${tarball}`);
  npm(orders, "install", "--prefer-offline", "--no-audit", "--no-fund");
  expect(() => npm(orders, "test")).not.toThrow();
  expect(() => npm(orders, "run", "types")).not.toThrow();
  npm(orders, "exec", "--", "tsx", "main.ts");
  expect(readdirSync(join(orders, "cdktf.out/stacks"))).toEqual(["orders-local", "orders-prod"]);

  npm(orders, "pkg", "set", "type=module");
  expect(() => npm(orders, "test")).not.toThrow();
  expect(() => npm(orders, "run", "types")).not.toThrow();
});

test("is of CDK Terrain alone: cdktf is neither installed nor asked for", () => {
  expect(readdirSync(join(project, "node_modules")).filter((name) => name.includes("cdktf"))).toEqual([]);
  const lib = join(project, "node_modules/cdktn-trading-platform/lib");
  const code = readdirSync(lib, { recursive: true, encoding: "utf8" }).filter((file) => /\.(js|d\.ts)$/.test(file));
  expect(code.filter((file) => /["']@?cdktf["'/]/.test(readFileSync(join(lib, file), "utf8")))).toEqual([]);
});
