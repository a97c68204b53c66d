import { ChildProcess, SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../failure";
import { sleep } from "../process";

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
  /** @throws Failure where the server ends by itself or doesn't answer */
  public static async start(prepare: (folder: string, port: number) => Promise<ServerCommand>): Promise<DatabaseServer> {
    const folder = mkdtempSync(join(tmpdir(), "database-"));
    const port = await freePort();
    const { program, args, options, ping } = await prepare(folder, port);
    const child = spawn(program, [...args], { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (text: Buffer) => (log += text.toString()));
    const server = new DatabaseServer(port, folder, child);
    for (const end = Date.now() + START_SECONDS * 1000; ; await sleep(POLL_MILLISECONDS)) {
      const answers = await ping().then(
        () => true,
        () => false,
      );
      if (answers) return server;
      if (child.exitCode === null && Date.now() < end) continue;
      await server.stop();
      throw new Failure(`${program} doesn't start: ${log.trim().split("\n").slice(-5).join("\n")}`);
    }
  }

  private constructor(
    public readonly port: number,
    private readonly folder: string,
    private readonly child: ChildProcess,
  ) {}

  public async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, "exit");
      this.child.kill("SIGINT");
      const timer = setTimeout(() => this.child.kill("SIGKILL"), STOP_SECONDS * 1000);
      await ended;
      clearTimeout(timer);
    }
    rmSync(this.folder, { recursive: true, force: true });
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
