/** Boots an instance of each service of the example in a sandbox of this machine, from its user data on. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeployedResource, DeployedService, bootTargets, deployedServices, instancesOf } from "./boot/deployed-service";
import { Instance } from "./boot/instance";
import { SandboxMode } from "./boot/machine-options";
import { sandboxMode } from "./boot/sandbox";
import { readArguments } from "./support/arguments";
import { Emulator } from "./support/emulator/emulator";
import { Failure, runTool } from "./support/failure";
import { LOCAL_STACK } from "./support/platform/platform";
import { sleep } from "./support/process";
import { stackOf, synthesizeApp } from "./support/synthesized-app";
import { formatTable } from "./support/table";
import { emulatorEnvironment } from "./support/terraform/aws-settings";
import { EMULATOR_PROVIDER, StackJson, writeOverride } from "./support/terraform/stack-override";
import { Terraform } from "./support/terraform/terraform";

const USAGE = `Usage: npm run boot [-- options]

Boots an instance of each service of examples/trading-stack on this machine: the stack's groups are applied to an emulator, and the user data that they launch with is run in a sandbox, as
cloud-init runs it, by this machine's bash, with the real AWS CLI and the credentials of the instance's role. The program is started as its systemd unit says, asked for its health, and
ended as a termination ends it. No account; nothing is left.

  --folder   move the instance's paths below a folder, also where this machine allows namespaces
  --help     this text

With root and CAP_SYS_ADMIN the sandbox has a file system, a network and processes of its own. Needs Terraform 1.10 or newer, and Linux.`;

const HEALTH_SECONDS = 30;
const POLL_MILLISECONDS = 200;
const TERMINATION_SECONDS = 90;

function readMode(): SandboxMode {
  const { values, positionals } = readArguments(USAGE, { folder: { type: "boolean" } });
  if (positionals.length > 0) throw new Failure(`npm run boot takes no ${positionals.join(" ")}.\n\n${USAGE}`, 2);
  if (process.platform !== "linux") throw new Failure("npm run boot needs Linux: it runs what an instance runs.");
  return values.folder === true ? "folder" : sandboxMode();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function bootAll(mode: SandboxMode): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "boot-"));
  let emulator: Emulator | undefined;
  try {
    emulator = await Emulator.start({ folder: join(folder, "emulator"), onProgress: print });
    const services = await deploy(emulator.url, folder);
    print(`booting in a sandbox: ${mode === "namespaces" ? "namespaces of its own" : "a folder"}`);
    const rows = [];
    for (const service of services) rows.push(await bootOne(service, emulator.url, mode));
    print(`\n${formatTable(["unit", "booted after", "its user", "health", "ended after SIGTERM"], rows)}`);
  } finally {
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Applies what the groups need, and no more. */
async function deploy(endpoint: string, folder: string): Promise<readonly DeployedService[]> {
  const terraform = await Terraform.find();
  print("synthesizing");
  const stacks = await synthesizeApp(join(folder, "cdktf.out"));
  const cwd = stacks.get(stackOf(LOCAL_STACK, [...stacks.keys()]))!.folder;
  const stack = JSON.parse(readFileSync(join(cwd, "cdk.tf.json"), "utf8")) as StackJson;
  writeOverride(cwd, { stateFile: join(folder, "terraform.tfstate"), provider: EMULATOR_PROVIDER });
  const options = { cwd, env: emulatorEnvironment(endpoint) };
  await terraform.must(["init", "-no-color"], options);
  print("applying the Auto Scaling groups and what they lean on, which takes a minute or two");
  const targets = bootTargets(stack.resource ?? {}).map((address) => `-target=${address}`);
  await terraform.must(["apply", "-no-color", "-auto-approve", ...targets], options);
  const shown = JSON.parse(await terraform.must(["show", "-json"], options)) as {
    readonly values: { readonly root_module: { readonly resources: readonly DeployedResource[] } };
  };
  return deployedServices(shown.values.root_module.resources);
}

/** Boots a service's instance and ends it; a row of the table. */
async function bootOne(service: DeployedService, endpoint: string, mode: SandboxMode): Promise<string[]> {
  const { unit, identity, healthCheckPath } = service;
  const [instanceId] = await instancesOf(endpoint, service);
  const instance = await Instance.launch({ endpoint, mode, identity: { ...identity, instanceId: instanceId! }, onProgress: print });
  try {
    const began = Date.now();
    const { status, output } = await instance.boot();
    if (status !== 0) throw new Failure(`The boot of ${unit} ended with status ${status}:\n${output}`);
    await until(HEALTH_SECONDS, `${unit} doesn't answer ${healthCheckPath} with 200`, async () => {
      return (await instance.get(unit, healthCheckPath)).status === 200;
    });
    const seconds = (Date.now() - began) / 1000;
    const user = (await instance.unit(`${unit}.service`))!.process!.uid;
    await instance.terminate();
    await until(TERMINATION_SECONDS, `${unit} doesn't end its lifecycle action`, async () => {
      return (await instance.unit(`${unit}-drain.service`))?.state !== "active";
    });
    const { ended, stoppedAfterSeconds } = (await instance.unit(`${unit}.service`))!;
    return [unit, `${seconds.toFixed(1)} s`, `${user}`, `200 on ${healthCheckPath}`, `${stoppedAfterSeconds!.toFixed(2)} s, ${ended}`];
  } finally {
    await instance.stop();
  }
}

async function until(seconds: number, otherwise: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(POLL_MILLISECONDS)) {
    if (await isSo()) return;
  }
  throw new Failure(`${otherwise} within ${seconds} seconds.`);
}

void runTool(async () => bootAll(readMode()));
