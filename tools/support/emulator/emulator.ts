import { ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { CACHE, PROJECT } from "../paths";
import { isAlive, sleep } from "../process";
import { pythonEnvironment } from "./python-environment";

const SERVER = join(PROJECT, "tools/emulator/server.py");
const REQUIREMENTS = join(PROJECT, "tools/emulator/requirements.txt");
const START_SECONDS = 60;
const STOP_SECONDS = 20;
const POLL_MILLISECONDS = 50;

export interface EmulatorOptions {
  /** For the log and the file that says where the emulator listens. @default - a folder of this process in the cache */
  readonly folder?: string;
  /** TCP port on 127.0.0.1. @default 0: a free one */
  readonly port?: number;
  /** Whether it goes on when this process ends. @default false */
  readonly detached?: boolean;
  readonly onProgress?: (message: string) => void;
}

/** An emulator of AWS that runs as a process of its own. */
export class Emulator {
  /**
   * Starts one and waits until it answers.
   *
   * @throws Failure where Python is missing, the port is taken or the emulator ends by itself
   */
  public static async start(options: EmulatorOptions = {}): Promise<Emulator> {
    const { folder = join(CACHE, "emulator", String(process.pid)), port = 0, detached = false, onProgress = () => {} } = options;
    const python = await pythonEnvironment(REQUIREMENTS, onProgress);
    mkdirSync(folder, { recursive: true });
    const ready = join(folder, "ready.json");
    const log = join(folder, "emulator.log");
    await stopLeftover(folder);
    const output = openSync(log, "w");
    const args = [SERVER, "--port", String(port), "--ready-file", ready];
    const child = spawn(python, args, { detached, stdio: ["ignore", output, output] });
    closeSync(output);
    if (detached) child.unref();
    else stopWithThisProcess(child);
    const { url, pid } = await waitUntilReady(child, ready, log);
    return new Emulator(url, pid, log);
  }

  /** The one that an earlier process started; undefined where it is gone. */
  public static async find(url: string, pid: number, log: string): Promise<Emulator | undefined> {
    return isEmulatorProcess(pid) && (await answers(url)) ? new Emulator(url, pid, log) : undefined;
  }

  private constructor(
    public readonly url: string,
    public readonly pid: number,
    /** File with what it printed. */
    public readonly log: string,
  ) {}

  public isHealthy(): Promise<boolean> {
    return answers(this.url);
  }

  /** Forgets every resource. */
  public async reset(): Promise<void> {
    await fetch(new URL("/moto-api/reset", this.url), { method: "POST" });
  }

  public stop(): Promise<void> {
    return stopProcess(this.pid);
  }
}

/** Stops the emulator that was started with this folder, if it still runs: its starter may have been killed. */
export async function stopLeftover(folder: string): Promise<void> {
  const ready = join(folder, "ready.json");
  if (!existsSync(ready)) return;
  const { pid } = JSON.parse(readFileSync(ready, "utf8")) as { pid: number };
  await stopProcess(pid);
  rmSync(ready, { force: true });
}

/** Stops an emulator's process, and no other that got its id meanwhile. */
export async function stopProcess(pid: number): Promise<void> {
  if (!isEmulatorProcess(pid)) return;
  process.kill(pid, "SIGTERM");
  for (const end = Date.now() + STOP_SECONDS * 1000; isAlive(pid) && Date.now() < end;) await sleep(POLL_MILLISECONDS);
  if (isEmulatorProcess(pid)) process.kill(pid, "SIGKILL");
}

/** Whether an address answers as the emulator does. */
export async function answers(url: string): Promise<boolean> {
  try {
    const { status } = await fetch(new URL("/moto-api/", url), { signal: AbortSignal.timeout(5000) });
    return status === 200;
  } catch {
    return false;
  }
}

function isEmulatorProcess(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  try {
    return execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }).includes(SERVER);
  } catch {
    return false;
  }
}

function stopWithThisProcess(child: ChildProcess): void {
  const stop = () => child.kill("SIGTERM");
  process.once("exit", stop);
  child.once("exit", () => process.removeListener("exit", stop));
}

async function waitUntilReady(child: ChildProcess, ready: string, log: string): Promise<{ url: string; pid: number }> {
  let error: Error | undefined;
  child.once("error", (problem) => (error = problem));
  for (const end = Date.now() + START_SECONDS * 1000; Date.now() < end; await sleep(POLL_MILLISECONDS)) {
    if (error) throw new Failure(`The emulator can't be started: ${error.message}.`);
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Failure(lastWord(log) ?? `The emulator ended by itself: ${logEnd(log)}`);
    }
    if (!existsSync(ready)) continue;
    const started = JSON.parse(readFileSync(ready, "utf8")) as { url: string; pid: number };
    if (await answers(started.url)) return started;
  }
  child.kill("SIGKILL");
  throw new Failure(`The emulator didn't answer within ${START_SECONDS} seconds: ${logEnd(log)}`);
}

/** The sentence that the server says before it gives up, such as that its port is taken. */
function lastWord(log: string): string | undefined {
  const sentence = /^emulator: (\S.*)$/.exec(readFileSync(log, "utf8").trim())?.[1];
  return sentence && sentence[0]!.toUpperCase() + sentence.slice(1);
}

/** The last lines that an emulator printed. */
export function logEnd(log: string): string {
  const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-10).join("\n") : "";
  return lines === "" ? `it printed nothing (${log}).` : lines;
}
