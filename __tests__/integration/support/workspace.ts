import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Values, constructPaths } from "../../../tools/support/plan/planned-changes";
import { sleep } from "../../../tools/support/process";
import { emulatorEnvironment, offlineEnvironment } from "../../../tools/support/terraform/aws-settings";
import { EMULATOR_PROVIDER, OFFLINE_PROVIDER, writeOverride } from "../../../tools/support/terraform/stack-override";
import { Terraform } from "../../../tools/support/terraform/terraform";
import { Plan } from "./plan";
import { Build, synthApp } from "./synth-app";

export interface WorkspaceOptions {
  /** URL of the emulator; without one, plans are made offline. @default - offline */
  readonly endpoint?: string;
  /** Whether state lies where the stack's own backend says. @default false: in a file of the workspace */
  readonly ownBackend?: boolean;
  /** Further environment variables of Terraform. @default - none */
  readonly variables?: NodeJS.ProcessEnv;
}

/** A resource as it is in the state. */
export interface DeployedResource {
  readonly address: string;
  readonly type: string;
  /** Its attributes. */
  readonly values: Values;
  /** Whether its creation didn't end, so that Terraform wants to replace it. */
  readonly tainted?: boolean;
}

/**
 * One stack in a temporary folder, with its state, and Terraform on it.
 *
 *     const workspace = await Workspace.make((app) => new MyStack(app, "my"), { endpoint: emulator.url });
 *     await workspace.apply();
 *     expect((await workspace.plan()).unexplained).toEqual([]);
 *     workspace.synth((app) => new MyStack(app, "my", grown));   // the same state, another configuration
 *     expect((await workspace.plan()).summary()).toEqual(["update Cache/Resource"]);
 *     await workspace.destroy();
 *     expect(await workspace.resources()).toEqual([]);
 */
export class Workspace {
  public static async make(build: Build, options: WorkspaceOptions = {}): Promise<Workspace> {
    const workspace = new Workspace(mkdtempSync(join(tmpdir(), "stack-")), await Terraform.find(), options);
    workspaces.push(workspace);
    workspace.synth(build);
    await workspace.init();
    return workspace;
  }

  /** The folder of the stack, which Terraform runs in. */
  public stackFolder = "";
  private readonly env: NodeJS.ProcessEnv;

  private constructor(
    public readonly folder: string,
    private readonly terraform: Terraform,
    private readonly options: WorkspaceOptions,
  ) {
    const env = options.endpoint === undefined ? offlineEnvironment() : emulatorEnvironment(options.endpoint);
    this.env = { ...env, ...options.variables };
  }

  public get stateFile(): string {
    return join(this.folder, "terraform.tfstate");
  }

  /** The synthesized stack, as the file has it. */
  public get text(): string {
    return readFileSync(join(this.stackFolder, "cdk.tf.json"), "utf8");
  }

  /** Synthesizes the stack, or another version of it, over the state that is there. */
  public synth(build: Build): void {
    this.stackFolder = synthApp(join(this.folder, "cdktf.out"), build);
    if (this.options.ownBackend) return;
    const provider = this.options.endpoint === undefined ? OFFLINE_PROVIDER : EMULATOR_PROVIDER;
    writeOverride(this.stackFolder, { stateFile: this.stateFile, provider });
  }

  public async init(...args: string[]): Promise<void> {
    await this.run("init", "-no-color", ...args);
  }

  public async validate(): Promise<void> {
    await this.run("validate", "-no-color");
  }

  /** Plans, without asking AWS for what is there where the workspace is offline. */
  public async plan(...args: string[]): Promise<Plan> {
    const refresh = this.options.endpoint === undefined ? ["-refresh=false"] : [];
    await this.run("plan", "-no-color", "-lock=false", `-out=${this.planFile}`, ...refresh, ...args);
    return new Plan(JSON.parse(await this.run("show", "-json", this.planFile)), constructPaths(JSON.parse(this.text)));
  }

  public async apply(...args: string[]): Promise<void> {
    await this.run("apply", "-no-color", "-auto-approve", ...args);
  }

  public async destroy(...args: string[]): Promise<void> {
    await this.run("destroy", "-no-color", "-auto-approve", ...args);
  }

  /** Addresses of what is in the state. */
  public async resources(): Promise<string[]> {
    const { status, stdout, stderr } = await this.tryRun("state", "list");
    if (status !== 0 && !stderr.includes("No state file was found")) throw new Error(stderr);
    return stdout.split("\n").filter((line) => line !== "");
  }

  /** What is in the state, with its attributes. */
  public async deployed(): Promise<DeployedResource[]> {
    const { values } = JSON.parse(await this.run("show", "-json")) as { values?: { root_module: { resources?: DeployedResource[] } } };
    const resources = values?.root_module.resources ?? [];
    // An object that is still to be deleted has the address of the one that is in its place.
    return resources.filter((resource) => !("deposed_key" in resource));
  }

  /** The one resource of a type whose address begins with `id`. */
  public async deployedOne(type: string, id: string): Promise<DeployedResource> {
    const found = (await this.deployed()).filter(({ address }) => address.startsWith(`${type}.${id}`));
    if (found.length === 1) return found[0]!;
    throw new Error(`expected one ${type}.${id}…, found ${found.map(({ address }) => address).join(", ") || "none"}`);
  }

  /** Outputs by name. */
  public async outputs(): Promise<Record<string, unknown>> {
    const outputs = JSON.parse(await this.run("output", "-json")) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Runs any command of Terraform that must succeed, and returns what it printed. */
  public run(...args: string[]): Promise<string> {
    return this.terraform.must(args, { cwd: this.stackFolder, env: this.env });
  }

  /** Runs any command of Terraform, whatever its end. */
  public tryRun(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
    return this.terraform.run(args, { cwd: this.stackFolder, env: this.env });
  }

  /** Applies, and as soon as `reached` says so kills Terraform and what it has started, which has no time to write anything. */
  public async applyUntilKilled(reached: () => Promise<boolean>): Promise<void> {
    const child = spawn(this.terraform.binary, ["apply", "-no-color", "-auto-approve"], {
      cwd: this.stackFolder,
      env: { ...this.env, ...this.terraform.settings },
      stdio: "ignore",
      detached: true,
    });
    const ended = once(child, "exit");
    while (!(await reached())) {
      if (child.exitCode !== null) throw new Error(`the apply ended by itself with status ${child.exitCode}`);
      await sleep(50);
    }
    process.kill(-child.pid!, "SIGKILL");
    await ended;
  }

  private get planFile(): string {
    return join(this.folder, "plan");
  }
}

const workspaces: Workspace[] = [];

// Files of a test are of no use after it.
afterAll(() => {
  for (const { folder } of workspaces.splice(0)) rmSync(folder, { recursive: true, force: true });
});
