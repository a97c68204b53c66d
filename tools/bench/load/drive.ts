import { ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Owned } from "../../serve/owned";
import { Failure } from "../../support/failure";
import { PROJECT } from "../../support/paths";
import { FromLoader, FromWatcher, LoadOutcome, LoadPlan, LoadProgress, ToLoader, ToWatcher, WatchOutcome, WatchPlan } from "./messages";
import { Measured, ProcessorTime, ProcessorUse } from "./processor-time";

/** What is done to a platform, in processes of their own, so that who asks doesn't take the time of who answers. */
export interface Drive {
  readonly load: LoadPlan;
  /** @default - no WebSockets */
  readonly watch?: WatchPlan;
  /** Whose processor time is told, besides that of the load's own processes. */
  readonly measured: readonly Measured[];
  readonly progress: (progress: LoadProgress, seconds: number) => void;
  /** Called when the first request is sent. */
  readonly onStart?: () => void;
}

export interface Driven {
  readonly load: LoadOutcome;
  readonly watch?: WatchOutcome;
  readonly processors: ProcessorUse;
}

/** Makes the load and waits for its end. */
export async function drive({ load, watch, measured, progress, onStart }: Drive, owned: Owned): Promise<Driven> {
  const watcher = watch && (await started<FromWatcher, ToWatcher>("watcher.ts", owned));
  if (watcher) {
    watcher.send({ type: "watch", plan: watch });
    await watcher.receives("watching");
  }
  const loader = await started<FromLoader, ToLoader>("loader.ts", owned);
  const own = [{ name: "requests", pid: () => loader.pid }, ...(watcher ? [{ name: "WebSockets", pid: () => watcher.pid }] : [])];
  let seconds = 0;
  loader.onMessage((message) => message.type === "progress" && progress(message.progress, ++seconds));
  const processors = new ProcessorTime([...measured, ...own]);
  watcher?.send({ type: "count" });
  loader.send({ type: "load", plan: load });
  onStart?.();
  const { outcome } = await loader.receives("loaded");
  const used = processors.stop();
  if (!watcher) return { load: outcome, processors: used };
  watcher.send({ type: "stop" });
  return { load: outcome, watch: (await watcher.receives("watched")).outcome, processors: used };
}

interface Message {
  readonly type: string;
}

/** A process of the benchmark's own. */
class Helper<From extends Message, To> {
  private readonly listeners = new Set<(message: From) => void>();

  public constructor(
    private readonly child: ChildProcess,
    private readonly file: string,
  ) {
    child.on("message", (message) => this.listeners.forEach((listener) => listener(message as From)));
  }

  public get pid(): number | undefined {
    return this.child.pid;
  }

  public send(message: To): void {
    this.child.send(message as object);
  }

  public onMessage(listener: (message: From) => void): void {
    this.listeners.add(listener);
  }

  /** @throws Failure where the process ends before */
  public async receives<Type extends From["type"]>(type: Type): Promise<Extract<From, { readonly type: Type }>> {
    return new Promise((resolve, reject) => {
      this.child.once("exit", (code, signal) => reject(new Failure(`${this.file} has ended: ${signal ?? `status ${code}`}.`)));
      this.onMessage((message) => message.type === type && resolve(message as Extract<From, { readonly type: Type }>));
    });
  }
}

async function started<From extends Message, To>(file: string, owned: Owned): Promise<Helper<From, To>> {
  const args = ["--import", "tsx", join(__dirname, file)];
  const child = spawn(process.execPath, args, { cwd: PROJECT, stdio: ["ignore", "inherit", "inherit", "ipc"], detached: true });
  await owned.start(once(child, "spawn"), async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  });
  return new Helper(child, file);
}
