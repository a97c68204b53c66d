import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { Server, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { pythonEnvironment } from "../support/emulator/python-environment";
import { Failure } from "../support/failure";
import { PROJECT } from "../support/paths";
import { lastLines } from "../support/process";
import { AwsRequest } from "./aws-forwarder";
import { Call, MachineOptions, MachineRequest, SandboxMode, UnitReport } from "./machine-options";
import { Identity } from "./metadata";
import { enterCommand, sandboxMode } from "./sandbox";

const REQUIREMENTS = join(PROJECT, "tools/boot/requirements.txt");
const MACHINE = join(PROJECT, "tools/boot/machine-process.ts");
const STOP_SECONDS = 15;

export interface InstanceOptions {
  readonly identity: Identity;
  /** Where AWS's API answers: the emulator. */
  readonly endpoint: string;
  /** @default - what this machine allows, `namespaces` first */
  readonly mode?: SandboxMode;
  /** Whether the network changes a byte of each object that is downloaded. @default false */
  readonly corruptsObjects?: boolean;
  readonly onProgress?: (message: string) => void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** What stands for an EC2 instance: user data is run in it as cloud-init does, and what that starts goes on until the instance is stopped. */
export class Instance {
  /** @throws Failure where a program that it needs is missing, or the sandbox can't be made */
  public static async launch(options: InstanceOptions): Promise<Instance> {
    const python = await pythonEnvironment(REQUIREMENTS, options.onProgress ?? (() => undefined));
    const mode = options.mode ?? sandboxMode();
    const folder = mkdtempSync(join(tmpdir(), "instance-"));
    // A unit's own user goes through it.
    chmodSync(folder, 0o755);
    const instance = new Instance(mode, folder);
    try {
      await instance.start(options, join(python, "../aws"));
      return instance;
    } catch (error) {
      await instance.stop();
      throw error;
    }
  }

  private readonly waiting = new Map<number, Waiting>();
  private child?: ChildProcess;
  private relay?: Server;
  private errors = "";
  private lastId = 0;

  private constructor(
    public readonly mode: SandboxMode,
    private readonly folder: string,
  ) {}

  /** Runs the user data to its end; its exit status, and what it printed, which is in /var/log/cloud-init-output.log. */
  public async boot(): Promise<{ readonly status: number; readonly output: string }> {
    return (await this.ask({ command: "boot" })) as { status: number; output: string };
  }

  /** Runs a script in the instance as root, with the instance's paths. */
  public async run(script: string): Promise<{ readonly status: number; readonly output: string }> {
    return (await this.ask({ command: "run", script })) as { status: number; output: string };
  }

  /** Asks a unit's program at its port; 0 where it doesn't answer. */
  public async get(unit: string, path: string): Promise<{ readonly status: number; readonly body: string }> {
    return (await this.ask({ command: "get", unit, path })) as { status: number; body: string };
  }

  /** How a unit is, by the name of its file; undefined where it was never touched. */
  public async unit(name: string): Promise<UnitReport | undefined> {
    return (await this.ask({ command: "unit", name })) as UnitReport | undefined;
  }

  /** How systemctl, dnf and the CloudWatch agent's control were called, in order. */
  public async calls(): Promise<readonly Call[]> {
    return (await this.ask({ command: "calls" })) as Call[];
  }

  /** What the instance asked of AWS, and whether by the credentials of its role. */
  public async awsRequests(): Promise<readonly (Omit<AwsRequest, "accessKeyId"> & { readonly isOfRole: boolean })[]> {
    return (await this.ask({ command: "aws-requests" })) as (Omit<AwsRequest, "accessKeyId"> & { isOfRole: boolean })[];
  }

  /** Says by the instance's metadata that it is to be terminated, as its group does. */
  public async terminate(): Promise<void> {
    await this.ask({ command: "terminate" });
  }

  /** Ends everything in it; nothing is left. */
  public async stop(): Promise<void> {
    const { child, relay } = this;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.stdin!.end();
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_SECONDS * 1000);
      await ended;
      clearTimeout(timer);
    }
    relay?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start({ identity, endpoint, corruptsObjects }: InstanceOptions, awsCli: string): Promise<void> {
    const shared = join(this.folder, "shared");
    mkdirSync(shared, { mode: 0o755 });
    this.relay = await relayTo(endpoint, join(shared, "aws.sock"));
    const inside = this.mode === "namespaces" ? { root: "", shared: "/run/instance" } : { root: join(this.folder, "root"), shared };
    const machine: MachineOptions = { mode: this.mode, ...inside, awsCli, identity, corruptsObjects };
    // By its path: the sandbox begins in another folder.
    const loader = pathToFileURL(require.resolve("tsx")).href;
    const program = [process.execPath, "--import", loader, MACHINE];
    const [command, ...args] = this.mode === "namespaces" ? enterCommand(this.folder, shared, program) : program;
    const child = spawn(command!, args, { cwd: PROJECT, stdio: ["pipe", "pipe", "pipe"] });
    this.child = child;
    child.stderr.on("data", (text: Buffer) => (this.errors += text.toString()));
    child.stdin.write(`${JSON.stringify(machine)}\n`);
    const ready = new Promise((resolve, reject) => this.waiting.set(0, { resolve, reject }));
    createInterface({ input: child.stdout }).on("line", (line) => this.answered(line));
    child.once("close", () => this.hasEnded());
    child.once("error", () => this.hasEnded());
    await ready;
  }

  private ask(request: MachineRequest): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child!.stdin!.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  }

  private answered(line: string): void {
    const { id, result, error } = JSON.parse(line) as { id: number; result?: unknown; error?: string };
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Failure(error));
  }

  private hasEnded(): void {
    for (const { reject } of this.waiting.values()) {
      reject(new Failure(`The instance has ended: ${lastLines(this.errors) || "it said nothing"}`));
    }
    this.waiting.clear();
  }
}

/** A network of its own reaches nothing of this machine but by a socket. */
async function relayTo(endpoint: string, socketPath: string): Promise<Server> {
  const { hostname, port } = new URL(endpoint);
  const relay = createServer((incoming) => {
    const outgoing = connect(Number(port), hostname);
    for (const [from, to] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      from.on("error", () => to.destroy());
      from.pipe(to);
    }
  });
  relay.listen(socketPath);
  await once(relay, "listening");
  return relay;
}
