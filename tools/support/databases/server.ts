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

/** A database server on 127.0.0.1, in a temporary folder: it is gone when it has stopped. */
export class DatabaseServer {
  /** @throws Failure where the server can't be started, ends by itself or doesn't answer */
  public static async start(prepare: (folder: string, port: number) => Promise<ServerCommand>): Promise<DatabaseServer> {
    const folder = mkdtempSync(join(tmpdir(), "database-"));
    try {
      const port = await freePort();
      const command = await prepare(folder, port);
      const server = new DatabaseServer(port, folder, command);
      await server.answers(command);
      return server;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  private readonly child: ChildProcess;
  private log = "";
  private hasEnded = false;

  private constructor(
    public readonly port: number,
    private readonly folder: string,
    { program, args, options }: ServerCommand,
  ) {
    this.child = spawn(program, [...args], { ...options, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on("data", (text: Buffer) => (this.log += text.toString()));
    this.child.on("exit", () => (this.hasEnded = true));
    this.child.on("error", (error) => (this.log += error.message));
  }

  public async stop(): Promise<void> {
    if (!this.hasEnded) {
      const ended = once(this.child, "exit");
      this.child.kill("SIGINT");
      const timer = setTimeout(() => this.child.kill("SIGKILL"), STOP_SECONDS * 1000);
      await ended;
      clearTimeout(timer);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answers({ program, ping }: ServerCommand): Promise<void> {
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
