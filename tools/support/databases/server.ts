import { ChildProcess, SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../failure";
import { lastLines, sleep } from "../process";

const START_SECONDS = 60;
const STOP_SECONDS = 20;
const POLL_MILLISECONDS = 100;

/** How a server is started in a folder of its own. */
export interface ServerCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly options?: SpawnOptions;
  /** Rejects for as long as the server doesn't answer. */
  readonly ping: () => Promise<void>;
}

/** How a server lives. */
export interface ServerLife {
  /** Whether it is in a process group of its own: Ctrl-C in a terminal then ends it by `stop` alone. @default false */
  readonly ownGroup?: boolean;
}

/** A database server on 127.0.0.1, in a temporary folder: it is gone when it has stopped. */
export class DatabaseServer {
  /** @throws Failure where the server can't be started, ends by itself or doesn't answer */
  public static async start(
    prepare: (folder: string, port: number) => Promise<ServerCommand>,
    life: ServerLife = {},
  ): Promise<DatabaseServer> {
    const folder = mkdtempSync(join(tmpdir(), "database-"));
    try {
      const port = await freePort();
      const command = await prepare(folder, port);
      const server = new DatabaseServer(port, folder, command, life);
      await server.answers();
      return server;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  private child: ChildProcess;
  private log = "";
  private hasEnded = false;

  private constructor(
    public readonly port: number,
    private readonly folder: string,
    private readonly command: ServerCommand,
    private readonly life: ServerLife,
  ) {
    this.child = this.spawned();
  }

  /** The server's process id; undefined where it has ended. */
  public get pid(): number | undefined {
    return this.hasEnded ? undefined : this.child.pid;
  }

  public async stop(): Promise<void> {
    await this.end("SIGINT");
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ends the server and starts it again, on the same port and folder. Meanwhile nothing answers. SIGQUIT and SIGKILL end PostgreSQL and Valkey without a farewell. */
  public async restart(signal: NodeJS.Signals = "SIGINT"): Promise<void> {
    await this.end(signal);
    this.child = this.spawned();
    await this.answers();
  }

  private spawned(): ChildProcess {
    const { program, args, options } = this.command;
    const child = spawn(program, [...args], { ...options, detached: this.life.ownGroup, stdio: ["ignore", "pipe", "pipe"] });
    this.hasEnded = false;
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (text: Buffer) => (this.log += text.toString()));
    child.on("exit", () => (this.hasEnded = true));
    child.on("error", (error) => (this.log += error.message));
    return child;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.child, "exit");
    this.child.kill(signal);
    const timer = setTimeout(() => this.child.kill("SIGKILL"), STOP_SECONDS * 1000);
    await ended;
    clearTimeout(timer);
  }

  private async answers(): Promise<void> {
    const { program, ping } = this.command;
    // A program that can't be run has an error in place of this.
    await once(this.child, "spawn").catch(({ message }: Error) => {
      throw new Failure(`${program} doesn't start: ${message}`);
    });
    for (const end = Date.now() + START_SECONDS * 1000; ; await sleep(POLL_MILLISECONDS)) {
      const answers = await ping().then(
        () => true,
        () => false,
      );
      // Another program may have taken the port meanwhile.
      if (answers && !this.hasEnded) return;
      if (!this.hasEnded && Date.now() < end) continue;
      await this.stop();
      throw new Failure(`${program} doesn't start: ${lastLines(this.log)}`);
    }
  }
}

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
