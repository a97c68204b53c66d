import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { constructPaths } from "../../../tools/support/plan/planned-changes";
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
    this.env = options.endpoint === undefined ? offlineEnvironment() : emulatorEnvironment(options.endpoint);
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

  private get planFile(): string {
    return join(this.folder, "plan");
  }
}

const workspaces: Workspace[] = [];

// Files of a test are of no use after it.
afterAll(() => {
  for (const { folder } of workspaces.splice(0)) rmSync(folder, { recursive: true, force: true });
});
