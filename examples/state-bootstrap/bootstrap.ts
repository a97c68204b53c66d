/**
 * Creates the state bucket of an account and migrates its own state into it; run again, it applies what has changed. `--destroy` migrates the state
 * back and destroys the bucket with it.
 * An interrupted run continues with the state where it is: in the local file until it has been migrated, in the bucket from then on.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { App } from "cdktf";
import { StateSettings } from "../../src";
import { StateAccount, accounts } from "./accounts";
import { StateStack } from "./state-stack";

const USAGE = `Usage: npx tsx examples/state-bootstrap/bootstrap.ts <account> [--destroy] [--auto-approve]

Creates the state bucket of an account that accounts.ts describes, and migrates its own state into it.

  --destroy        destroys the bucket, with every state in it
  --auto-approve   don't ask before changes are applied
  --help           this text

Needs Terraform 1.10 or newer, and credentials of the account in the environment.`;

const OPTIONS = { destroy: { type: "boolean" }, "auto-approve": { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;

/** A problem that the user can solve. */
class Failure extends Error {}

async function main(): Promise<void> {
  const { name, destroy, autoApprove } = readArguments();
  const account = accounts[name];
  if (!account) throw new Failure(`accounts.ts has no account "${name}": use one of ${Object.keys(accounts).join(", ")}.`);
  await checkTerraform();
  const bootstrap = new Bootstrap(name, account, autoApprove ? ["-auto-approve"] : []);
  await (destroy ? bootstrap.destroy() : bootstrap.run());
}

function readArguments(): { name: string; destroy: boolean; autoApprove: boolean } {
  let parsed;
  try {
    parsed = parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${USAGE}`);
  }
  if (parsed.values.help) {
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  }
  const [name, ...rest] = parsed.positionals;
  if (name === undefined || rest.length > 0) throw new Failure(`Name one account.\n\n${USAGE}`);
  return { name, destroy: parsed.values.destroy ?? false, autoApprove: parsed.values["auto-approve"] ?? false };
}

class Bootstrap {
  private readonly stack: string;
  private readonly folder: string;
  private readonly localFile: string;

  constructor(
    name: string,
    private readonly account: StateAccount,
    private readonly approval: readonly string[],
  ) {
    this.stack = `state-${name}`;
    this.folder = resolve("cdktf.out", "state-bootstrap", this.stack);
    this.localFile = resolve(`terraform.${this.stack}.tfstate`);
  }

  public async run(): Promise<void> {
    const { bucketName } = this.account.state;
    if (!existsSync(this.localFile) && (await this.isInBucket())) {
      say(`${bucketName} has the state already: applying what has changed.`);
      await this.must("apply", ...this.approval);
      return;
    }
    say(`Creating ${bucketName}, with the state in ${this.localFile} for now.`);
    this.synth({ type: "local", path: this.localFile });
    await this.must("init", "-input=false", "-reconfigure");
    await this.must("apply", ...this.approval);
    say(`Migrating the state into ${bucketName}.`);
    this.synth(this.account.state);
    await this.must("init", "-input=false", "-migrate-state", "-force-copy");
    await this.checkMigrated();
    this.removeLocalFile();
    say(`Done: ${bucketName} holds its own state. The local file is deleted.`);
  }

  /** Destroys the bucket: its own state is in the local file until everything is gone. */
  public async destroy(): Promise<void> {
    const { state, removal } = this.account;
    if (removal !== "destroy") {
      throw new Failure(`accounts.ts protects the states in ${state.bucketName}. Set removal to "destroy" there, and run this again.`);
    }
    if (!existsSync(this.localFile)) {
      if (!(await this.isInBucket())) throw new Failure(`There is no ${state.bucketName}: nothing is to be destroyed.`);
      say(`Migrating the state of ${state.bucketName} into ${this.localFile}.`);
      this.synth({ type: "local", path: this.localFile });
      await this.must("init", "-input=false", "-migrate-state", "-force-copy");
    }
    say(`Destroying ${state.bucketName}, with every state in it.`);
    this.synth({ type: "local", path: this.localFile });
    await this.must("init", "-input=false", "-reconfigure");
    // What was protected until now still is by what AWS has: the bucket isn't emptied before it knows that it may be.
    await this.must("apply", ...this.approval);
    await this.must("destroy", ...this.approval);
    this.removeLocalFile();
    say(`Done: ${state.bucketName} is destroyed. Its KMS keys are deleted once their waiting period is over.`);
  }

  /** Whether the bucket has the state; the folder is initialized for it then. */
  private async isInBucket(): Promise<boolean> {
    this.synth(this.account.state);
    const { status, output } = await terraform(["init", "-input=false", "-reconfigure", "-no-color"], this.cwd, "quiet");
    if (status !== 0) {
      if (/S3 bucket "[^"]+" does not exist|NoSuchBucket/.test(output.replace(/\s+/g, " "))) return false;
      throw new Failure(`The state bucket can't be reached:\n${output.trim()}`);
    }
    const state = await terraform(["state", "pull"], this.cwd, "quiet");
    if (state.status !== 0) throw new Failure(`The state can't be read:\n${state.output.trim()}`);
    if (resourcesIn(state.output) > 0) return true;
    throw new Failure(
      `The bucket ${this.account.state.bucketName} exists, but neither it nor ${this.localFile} has this stack's state. ` +
        "If somebody else created the bucket, choose another name; if the local file is elsewhere, copy it here; otherwise import the bucket as docs/guides/state.md says.",
    );
  }

  /** The local file is deleted only once the bucket has returned the same resources. */
  private async checkMigrated(): Promise<void> {
    const { output } = await terraform(["state", "pull"], this.cwd, "quiet");
    const migrated = JSON.parse(output) as StateFile;
    const local = JSON.parse(this.localText()) as StateFile;
    if (JSON.stringify(migrated.resources) === JSON.stringify(local.resources)) return;
    throw new Failure(`The state in the bucket isn't the one in ${this.localFile}: both are left as they are.`);
  }

  /** Terraform empties the file that it migrates, and leaves a backup beside it. */
  private localText(): string {
    const text = readFileSync(this.localFile, "utf8");
    return text.trim() === "" ? readFileSync(`${this.localFile}.backup`, "utf8") : text;
  }

  private removeLocalFile(): void {
    rmSync(this.localFile);
    rmSync(`${this.localFile}.backup`, { force: true });
  }

  private synth(state: StateSettings): void {
    mkdirSync(this.folder, { recursive: true });
    const app = new App({ outdir: this.folder });
    new StateStack(app, this.stack, this.account, state);
    app.synth();
  }

  private get cwd(): string {
    return join(this.folder, "stacks", this.stack);
  }

  private async must(command: string, ...args: readonly string[]): Promise<void> {
    const color = process.stdout.isTTY ? [] : ["-no-color"];
    const { status } = await terraform([command, ...color, ...args], this.cwd, "shown");
    if (status !== 0) {
      throw new Failure(`terraform ${command} failed. Run the same command again once that is solved: it continues from here.`);
    }
  }
}

interface StateFile {
  readonly resources: readonly unknown[];
}

/** An empty state is printed as nothing, or as a state without resources. */
function resourcesIn(state: string): number {
  return state.trim() === "" ? 0 : (JSON.parse(state) as StateFile).resources.length;
}

async function checkTerraform(): Promise<void> {
  const { status, output } = await terraform(["version", "-json"], process.cwd(), "quiet");
  if (status !== 0) {
    throw new Failure("terraform isn't on the PATH. Install 1.10 or newer: https://developer.hashicorp.com/terraform/install");
  }
  const version = (JSON.parse(output) as { terraform_version: string }).terraform_version;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < 1 || (major === 1 && minor < 10)) throw new Failure(`Terraform ${version} can't lock a state in S3. Install 1.10 or newer.`);
}

/** Runs Terraform, which asks for approval on the terminal where its output is shown. */
function terraform(args: readonly string[], cwd: string, mode: "shown" | "quiet"): Promise<{ status: number; output: string }> {
  return new Promise((done) => {
    let output = "";
    const child = spawn("terraform", args, { cwd, stdio: mode === "shown" ? "inherit" : ["ignore", "pipe", "pipe"] });
    child.stdout?.on("data", (text) => (output += text));
    // Warnings aren't part of the JSON that a command prints.
    let errors = "";
    child.stderr?.on("data", (text) => (errors += text));
    child.on("error", () => done({ status: 127, output }));
    child.on("close", (code) => done({ status: code ?? 1, output: code === 0 ? output : output + errors }));
  });
}

function say(line: string): void {
  process.stdout.write(`\n${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Failure ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
});
