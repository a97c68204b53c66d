/** A stranger's first ten minutes, as README.md says them: the packed package, an empty folder, the first stack, its test, its plan. */
import { ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { fixedBill } from "../../tools/guide-pages/bill";
import { knownCents, usd } from "../../tools/guide-pages/tables";
import { resourcesOf } from "../../tools/guide-pages/uses";
import { offlineEnvironment } from "../../tools/support/terraform/aws-settings";
import { Terraform } from "../../tools/support/terraform/terraform";
import { packLibrary } from "./support/packed-library";

const ROOT = join(__dirname, "../..");
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const FIRST_STACK = README.split("\n## ").find((section) => section.startsWith("Your first stack"))!;

let folder: string;
let tarball: string;
let env: NodeJS.ProcessEnv;

/** The lines of the section's one shell block, without comments. */
const commands = /```sh\n([\s\S]*?)```/
  .exec(FIRST_STACK)![1]!
  .trim()
  .split("\n")
  .map((line) => line.replace(/\s+#.*$/, ""));

/** The section's program. */
const program = /```ts\n([\s\S]*?)```/.exec(FIRST_STACK)![1]!;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "newcomer-"));
  tarball = packLibrary("cdktf", folder);
  const { settings, binary } = await Terraform.find();
  env = { ...offlineEnvironment(), ...settings, TERRAFORM_BINARY_NAME: binary };
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function shell(cwd: string, command: string): string {
  // The package isn't published: npx and npm install get the tarball.
  const local = command
    .replace(/^npx cdktf-trading-platform/, `npm exec --yes --prefer-offline --package=${tarball} -- cdktf-trading-platform`)
    .replace(
      /^npm install$/,
      `npm pkg set dependencies.cdktf-trading-platform=file:${tarball} && npm install --prefer-offline --no-audit --no-fund`,
    );
  const printed = execFileSync("bash", ["-c", `${local} 2>&1`], { cwd, env, encoding: "utf8", maxBuffer: 64_000_000 });
  return stripVTControlCharacters(printed);
}

/** The same project elsewhere, with what is installed. */
function moveInstalled(from: string, to: string): void {
  renameSync(join(from, "node_modules"), join(to, "node_modules"));
}

test("the README's commands make a stack, test it and plan it, in CommonJS; a project of ES modules does the same", () => {
  expect(commands).toEqual([
    "mkdir orders && cd orders",
    "npx cdktf-trading-platform init",
    "npm install",
    "npm test",
    "npm run plan -- prod",
  ]);
  const orders = join(folder, "orders");
  mkdirSync(orders);
  const [, init, install, runTests, plan] = commands as [string, string, string, string, string];
  shell(orders, init);
  shell(orders, install);
  expect(shell(orders, runTests)).toContain("Tests:       7 passed, 7 total");
  expect(shell(orders, "npm run types")).not.toContain("error");
  expect(shell(orders, plan)).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy\./);

  const modules = join(folder, "modules");
  mkdirSync(modules);
  shell(modules, `${init} --esm --name payments`);
  moveInstalled(orders, modules);
  expect(shell(modules, runTests)).toContain("Tests:       7 passed, 7 total");
  expect(shell(modules, "npm run types")).not.toContain("error");
  expect(shell(modules, plan)).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy\./);
  moveInstalled(modules, orders);
});

test.each([
  ["CommonJS", "commonjs"],
  ["ES modules", "module"],
])("the README's program is type-checked and synthesized as %s", (_name, type) => {
  const project = join(folder, type);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "program", private: true, type }));
  copyFileSync(join(ROOT, "templates/start/tsconfig.json"), join(project, "tsconfig.json"));
  writeFileSync(join(project, "main.ts"), program);
  moveInstalled(join(folder, "orders"), project);
  shell(project, "npx tsc && node --import tsx main.ts");
  moveInstalled(project, join(folder, "orders"));
  expect(existsSync(join(project, "cdktf.out/stacks/orders/cdk.tf.json"))).toBe(true);
});

test.each([
  ["npm run plan", /^Name one environment\.$/m],
  ["npm run plan -- staging", /^There is no stack orders-staging: the stacks are orders-local, orders-prod\.$/m],
  ["npm run plan -- prod --destroy", /^--destroy needs --aws: what there is to destroy is in the account\.$/m],
  ["npm run plan -- prod --fast", /^Unknown option '--fast'/m],
  ["npm run deploy -- prod", /^There is no saved plan of orders-prod: run npm run plan -- prod --aws first\.$/m],
  [
    "TERRAFORM_BINARY_NAME=/nowhere/terraform npm run plan -- prod",
    /^\/nowhere\/terraform isn't there\. Install Terraform 1\.10 or newer: /m,
  ],
])("%s: what is wrong is said in a sentence", (line, sentence) => {
  expect(shell(join(folder, "orders"), `{ ${line}; } 2>&1 || true`)).toMatch(sentence);
});

describe("prod", () => {
  let stack: Parameters<typeof resourcesOf>[0];
  let readme: string;

  beforeAll(() => {
    stack = JSON.parse(readFileSync(join(folder, "orders/cdktf.out/stacks/orders-prod/cdk.tf.json"), "utf8"));
    readme = readFileSync(join(folder, "orders/README.md"), "utf8");
  });

  test("the project's README says what it costs, and what an endpoint costs in each AZ", () => {
    const monthly = usd(knownCents(fixedBill(resourcesOf(stack)), "usEast1"));
    expect(readme).toContain(`about ${monthly} USD a month in us-east-1`);
    const endpoint = usd(knownCents([{ price: "endpoint", quantity: 1 }], "usEast1"));
    expect(readme).toContain(`three interface endpoints in three AZs (${endpoint} each in each AZ)`);
  });

  // Amazon ECR User Guide, "Amazon ECR interface VPC endpoints (AWS PrivateLink)", "Considerations for Amazon ECR VPC endpoints".
  test("tasks on Fargate have the endpoints that they pull images and write logs through, and may reach them", () => {
    const endpoints = Object.values<Record<string, string>>(stack.resource.aws_vpc_endpoint);
    expect(endpoints.map(({ service_name, vpc_endpoint_type }) => `${vpc_endpoint_type} ${service_name}`).sort()).toEqual([
      "Gateway com.amazonaws.eu-central-1.s3",
      "Interface com.amazonaws.eu-central-1.ecr.api",
      "Interface com.amazonaws.eu-central-1.ecr.dkr",
      "Interface com.amazonaws.eu-central-1.logs",
    ]);
    const rules = Object.values<Record<string, string | number>>(stack.resource.aws_vpc_security_group_egress_rule);
    const fromTasks = rules.filter(({ security_group_id, to_port }) => /Tasks/.test(String(security_group_id)) && to_port === 443);
    expect(fromTasks.map((rule) => rule.prefix_list_id ?? rule.referenced_security_group_id).sort()).toEqual([
      expect.stringMatching(/^\$\{aws_security_group\.Network_InterfaceEndpoints_/),
      expect.stringMatching(/^\$\{aws_vpc_endpoint\.Network_S3Endpoint_/),
    ]);
  });
});

describe("on the emulator", () => {
  let emulator: ChildProcess;
  let url: string;

  beforeAll(async () => {
    emulator = spawn(process.execPath, ["--import", "tsx", "tools/emulator.ts"], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
    url = await new Promise((done) => {
      let printed = "";
      emulator.stdout!.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        const address = /answers at (\S+)\. /.exec(printed)?.[1];
        if (address) done(address);
      });
    });
  });

  afterAll(async () => {
    if (emulator.exitCode !== null) return;
    emulator.kill("SIGINT");
    await once(emulator, "exit");
  });

  test("`local` is deployed and taken down with the commands of the project's README, and a second plan changes nothing", () => {
    const orders = join(folder, "orders");
    const block = /```sh\n(export [\s\S]*?)```/.exec(readFileSync(join(orders, "README.md"), "utf8"))![1]!;
    const [settings, ...steps] = block.trim().replaceAll("http://127.0.0.1:5000", url).split("\n");
    expect(steps).toEqual([
      "npm run plan -- local --aws",
      "npm run deploy -- local",
      "npm run plan -- local --aws --destroy",
      "npm run deploy -- local",
    ]);
    const [plan, deploy, planDestruction] = steps.map((step) => `${settings} && ${step}`) as [string, string, string];
    const resources = /Plan: (\d+) to add, 0 to change, 0 to destroy\./.exec(shell(orders, plan))![1]!;
    expect(shell(orders, deploy)).toContain(`Apply complete! Resources: ${resources} added, 0 changed, 0 destroyed.`);
    expect(shell(orders, plan)).toContain("No changes.");
    expect(shell(orders, planDestruction)).toContain(`Plan: 0 to add, 0 to change, ${resources} to destroy.`);
    expect(shell(orders, deploy)).toContain(`Apply complete! Resources: 0 added, 0 changed, ${resources} destroyed.`);
  });

  test("Ctrl+C ends the emulator", async () => {
    emulator.kill("SIGINT");
    expect((await once(emulator, "exit"))[0]).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});
