import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { lastLines, sleep } from "../support/process";
import { Target, TargetGroup } from "./target-group";

/** How a process is started. */
export interface ProcessOptions {
  /** What it is called in messages, such as `trading-api 1`. */
  readonly name: string;
  readonly port: number;
  readonly program: string;
  readonly variables: Readonly<Record<string, string>>;
  /** How long after its end it is started again, as systemd would. */
  readonly restartSeconds: number;
  readonly targetGroup: TargetGroup;
  /** Gets what happens to it. */
  readonly print: (line: string) => void;
  /** Gets each line that it writes. */
  readonly printLog: (line: string) => void;
}

const START_SECONDS = 30;
const POLL_MILLISECONDS = 50;
/** A little more than a service gives itself. */
const STOP_SECONDS = 28;
const KEPT_CHARACTERS = 4000;

/** A process of a service, in place of an instance: it is started again when it ends, and in its target group while it answers. */
export class ServiceProcess implements Target {
  public readonly port: number;
  private child?: ChildProcess;
  private output = "";
  private isStopping = false;

  public constructor(private readonly options: ProcessOptions) {
    this.port = options.port;
  }

  public get name(): string {
    return this.options.name;
  }

  /** The process id; undefined between its end and its next start. */
  public get pid(): number | undefined {
    return this.child?.pid;
  }

  /**
   * Starts it and waits for its first answer to the health check.
   *
   * @returns what it wrote last where it ended, or didn't answer in time
   */
  public async start(): Promise<string | undefined> {
    if (this.isStopping) return "it is being stopped";
    const child = this.spawned();
    const { targetGroup } = this.options;
    for (const end = Date.now() + START_SECONDS * 1000; Date.now() < end; await sleep(POLL_MILLISECONDS)) {
      if (this.isStopping || child !== this.child) break;
      if (await targetGroup.answers(this)) {
        // It may have ended meanwhile.
        if (child === this.child && !this.isStopping) targetGroup.register(this);
        return undefined;
      }
    }
    return lastLines(this.output) || "it didn't answer its health check";
  }

  /** Lets it finish what runs, and ends it for good. */
  public async stop(): Promise<void> {
    this.isStopping = true;
    this.options.targetGroup.deregister(this);
    const { child } = this;
    if (!child) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_SECONDS * 1000);
    await ended;
    clearTimeout(timer);
  }

  /** Ends it at once; where it isn't being stopped, it is started again. */
  public kill(): void {
    this.child?.kill("SIGKILL");
  }

  private spawned(): ChildProcess {
    const { program, variables, printLog } = this.options;
    // In a process group of its own: Ctrl-C is for this tool, which ends the processes in order.
    const child = spawn(process.execPath, [program], {
      env: { PATH: process.env.PATH, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      let rest = "";
      stream.setEncoding("utf8").on("data", (text: string) => {
        this.output = `${this.output}${text}`.slice(-KEPT_CHARACTERS);
        const lines = `${rest}${text}`.split("\n");
        rest = lines.pop()!;
        for (const line of lines) printLog(line);
      });
    }
    child.on("exit", (code, signal) => void this.ended(signal ?? `status ${code}`));
    return child;
  }

  private async ended(how: string): Promise<void> {
    const { targetGroup, restartSeconds, print, name } = this.options;
    const wasServing = targetGroup.has(this);
    this.child = undefined;
    targetGroup.deregister(this);
    // One that has never served is the caller's to judge.
    if (this.isStopping || !wasServing) return;
    for (let reason: string | undefined = how; reason !== undefined;) {
      print(`${name} has ended (${reason}): it starts again in ${restartSeconds} seconds`);
      await sleep(restartSeconds * 1000);
      if (this.isStopping) return;
      reason = await this.start();
      if (reason !== undefined) this.kill();
    }
    print(`${name} serves again`);
  }
}
