/** What stands for an EC2 instance: a metadata service on loopback, and programs that record how they are called. */
import { ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, Server } from "node:http";
import { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TOKEN = "a-session-token";
export const INSTANCE_ID = "i-0123456789abcdef0";

/** Only IMDSv2, as the launch template requires: a session is begun by PUT, and every request has its token. */
export class InstanceMetadata {
  /** The value of autoscaling/target-lifecycle-state; not there is 404. */
  public targetLifecycleState: string | undefined = undefined;
  /** How many sessions are still refused. */
  public failSessions = 0;
  /** How often the state was asked for. */
  public polls = 0;
  private readonly server: Server = createServer((request, response) => {
    const answer = (status: number, body = ""): void => void response.writeHead(status).end(body);
    if (request.url === "/latest/api/token") {
      if (this.failSessions > 0) {
        this.failSessions -= 1;
        return answer(503);
      }
      const isSession = request.method === "PUT" && Number(request.headers["x-aws-ec2-metadata-token-ttl-seconds"]) > 0;
      return isSession ? answer(200, TOKEN) : answer(400);
    }
    if (request.headers["x-aws-ec2-metadata-token"] !== TOKEN) return answer(401);
    if (request.url === "/latest/meta-data/instance-id") return answer(200, INSTANCE_ID);
    if (request.url !== "/latest/meta-data/autoscaling/target-lifecycle-state") return answer(404);
    this.polls += 1;
    return this.targetLifecycleState === undefined ? answer(404) : answer(200, this.targetLifecycleState);
  });

  /** Its URL, for the variable IMDS of what asks it. */
  public async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

/** A folder with programs of ours that come first in PATH. */
export class InstanceSandbox {
  /** Where the boot script's files go. */
  public readonly root = mkdtempSync(join(tmpdir(), "instance-"));
  private readonly bin = join(this.root, "stubs");
  private readonly log = join(this.root, "calls");
  private readonly started: ChildProcess[] = [];

  constructor() {
    mkdirSync(this.bin);
    writeFileSync(this.log, "");
  }

  /** A program that writes a line of how it is called, then does what the script says. */
  public stub(name: string, script = ""): this {
    const file = join(this.bin, name);
    writeFileSync(
      file,
      `#!/bin/bash\nprintf '%s' ${name} >> ${this.log}\nprintf ' %s' "$@" >> ${this.log}\necho >> ${this.log}\n${script}\n`,
    );
    chmodSync(file, 0o755);
    return this;
  }

  /** The machine's own curl, whose limits (`-m SECONDS`) are over in a fifth of the time: the test of one waits for less. */
  public hurriedCurl(): this {
    const limits = `for ((i = 1; i < $#; i++)); do
      if [ "\${!i}" = -m ]; then j=$((i + 1)); set -- "\${@:1:i}" "$(awk "BEGIN { print \${!j} / 5 }")" "\${@:i+2}"; fi
    done`;
    return this.stub("curl", `${limits}\nPATH=\${PATH#*:}\nexec curl "$@"`);
  }

  /** The calls so far, one a line. */
  public calls(): string[] {
    return readFileSync(this.log, "utf8").split("\n").filter(Boolean);
  }

  /** Runs a script with bash, to its end. */
  public async run(script: string, environment: Record<string, string> = {}): Promise<{ status: number | null; output: string }> {
    const env = { PATH: `${this.bin}:${process.env.PATH}`, ...environment };
    // A process group of its own, so that what it started ends with it.
    const child = spawn("bash", ["-c", script], { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    this.started.push(child);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { status, output };
  }

  /** The content of a file below the root. */
  public read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  public has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  /** Ends what still runs. */
  public remove(): void {
    for (const child of this.started) if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL");
    rmSync(this.root, { recursive: true });
  }
}
