/**
 * `npm start` and `npm stop` as a user runs them, in a project with a small app in place of the platform: what goes wrong, and what is left.
 * Each test goes on from the one before.
 */
import { ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive, sleep } from "../../tools/support/process";
import { useEmulator } from "./support";

const ROOT = join(__dirname, "../..");

// Makes the Python environment that the project below borrows, and is the other emulator that --endpoint names.
const other = useEmulator();

let project: string;

function writeApp(team: string, accountId = "123456789012"): void {
  writeFileSync(
    join(project, "examples/trading-stack/main.ts"),
    `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { App, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";

const app = new App();
const stack = new TerraformStack(app, "trading-local");
new LocalBackend(stack, {});
new AwsProvider(stack, "Aws", { region: "eu-central-1", allowedAccountIds: ["${accountId}"], maxRetries: 2, s3UsePathStyle: true });
new Vpc(stack, "Network", { cidrBlock: "10.0.0.0/16", tags: { team: "${team}" } });
new TerraformOutput(stack, "bucket", { value: new S3Bucket(stack, "Assets", { bucket: "start-stop-test", forceDestroy: true }).arn });
app.synth();
`,
  );
}

function launch(tool: "start" | "stop", args: string[] = [], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", `tools/${tool}.ts`, ...args], { cwd: project, env: { ...process.env, ...env } });
}

async function runTool(...launched: Parameters<typeof launch>): Promise<{ status: number | null; printed: string }> {
  const child = launch(...launched);
  let printed = "";
  child.stdout!.on("data", (text) => (printed += text));
  child.stderr!.on("data", (text) => (printed += text));
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { status, printed };
}

function record(): { emulatorPid: number; status: string; endpoint: string } {
  return JSON.parse(readFileSync(join(project, ".cache/platform/platform.json"), "utf8"));
}

/** Files of the project that a run may have left. */
function leftovers(): string[] {
  return [...readdirSync(project), ...readdirSync(join(project, ".cache"))].filter((name) => /tfstate|^platform/.test(name));
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "start-stop-"));
  for (const name of ["package.json", "cdktf.json", "tsconfig.json", "tsconfig.build.json"]) cpSync(join(ROOT, name), join(project, name));
  // The tools share parts of the library.
  for (const folder of ["tools", "src"]) cpSync(join(ROOT, folder), join(project, folder), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"));
  mkdirSync(join(project, ".cache"));
  symlinkSync(join(ROOT, ".cache/python"), join(project, ".cache/python"));
  mkdirSync(join(project, "examples/trading-stack"), { recursive: true });
  writeApp("platform");
});

afterAll(async () => {
  await runTool("stop");
  rmSync(project, { recursive: true, force: true });
});

test("npm stop where nothing stands says so", async () => {
  expect(await runTool("stop")).toEqual({ status: 0, printed: "Nothing stands.\n" });
});

test("a missing Terraform is named before anything is started", async () => {
  const { status, printed } = await runTool("start", [], { TERRAFORM_BINARY_NAME: "no-such-terraform" });
  expect(printed).toMatch(/^\nTerraform 1\.10 or newer is needed .*"no-such-terraform" isn't there\. Install it from/);
  expect(status).toBe(1);
  expect(leftovers()).toEqual([]);
});

test("a port in use is named, with what to do", async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port)),
  );
  const { status, printed } = await runTool("start", ["--port", String(port)]);
  server.close();
  expect(printed).toContain(`Port ${port} on 127.0.0.1 is in use: stop the program that uses it, or choose another port with --port.`);
  expect(status).toBe(1);
});

test("an endpoint where nothing answers is named", async () => {
  const { status, printed } = await runTool("start", ["--endpoint", "http://127.0.0.1:9"]);
  expect(printed).toContain("Nothing answers at http://127.0.0.1:9: start that emulator, or run npm start without --endpoint.");
  expect(status).toBe(1);
});

test("npm start leaves the platform standing, and tells of it", async () => {
  const { status, printed } = await runTool("start");
  expect(printed).toMatch(/trading-local stands: 2 resources at http:\/\/127\.0\.0\.1:\d+, and a second plan is empty\./);
  expect(printed).toContain("arn:aws:s3:::start-stop-test");
  expect(status).toBe(0);
  expect(record().status).toBe("standing");
});

test("another endpoint is refused while it stands", async () => {
  const { status, printed } = await runTool("start", ["--endpoint", other.url]);
  expect(printed).toContain(`run npm stop first, then npm start -- --endpoint ${other.url}.`);
  expect(status).toBe(1);
});

test("npm start again applies what changed, on the same emulator", async () => {
  const { emulatorPid } = record();
  writeApp("trading");
  const { status, printed } = await runTool("start");
  expect(printed).toContain("Plan: 0 to add, 1 to change, 0 to destroy");
  expect(status).toBe(0);
  expect(record().emulatorPid).toBe(emulatorPid);
});

test("a wrong account is named, and what stands goes on standing", async () => {
  writeApp("trading", "999999999999");
  const { status, printed } = await runTool("start");
  expect(printed).toContain("The credentials in use are of account 123456789012, and the environment belongs to another one:");
  expect(status).toBe(1);
  writeApp("trading");
  const again = await runTool("start");
  expect(again.printed).not.toContain("beginning anew");
  expect(again.status).toBe(0);
});

test("npm start recovers from an emulator that died", async () => {
  process.kill(record().emulatorPid, "SIGKILL");
  const { status, printed } = await runTool("start");
  expect(printed).toContain("Plan: 2 to add, 0 to change, 0 to destroy");
  expect(status).toBe(0);
});

test("npm start recovers from one that was killed", async () => {
  await runTool("stop");
  const killed = launch("start");
  while (!existsSync(join(project, ".cache/platform/platform.json"))) await sleep(50);
  killed.kill("SIGKILL");
  const { emulatorPid } = record();
  const { status, printed } = await runTool("start");
  expect(printed).toContain("an earlier npm start was interrupted");
  expect(printed).toContain("stands: 2 resources");
  expect(status).toBe(0);
  expect(isAlive(emulatorPid)).toBe(false);
});

test("npm stop leaves nothing: no resource, no process, no state", async () => {
  const { emulatorPid } = record();
  const { status, printed } = await runTool("stop");
  expect(printed).toContain("2/2");
  expect(printed).toContain("Destroyed; the emulator is stopped, nothing is left.");
  expect(status).toBe(0);
  expect(isAlive(emulatorPid)).toBe(false);
  expect(leftovers()).toEqual([]);
});

test("an emulator of the user's own is deployed to, destroyed on, and left running", async () => {
  const started = await runTool("start", ["--endpoint", other.url]);
  expect(started.printed).toContain(`stands: 2 resources at ${other.url}`);
  expect(started.status).toBe(0);
  const stopped = await runTool("stop");
  expect(stopped.printed).toContain(`Destroyed: nothing of trading-local is left at ${other.url}.`);
  expect(stopped.status).toBe(0);
  expect(leftovers()).toEqual([]);
  expect((await fetch(other.url)).status).toBe(200);
});
