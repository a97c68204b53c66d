import { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { Failure } from "../support/failure";
import { UnitReport } from "./machine-options";
import { SystemdUnit, readUnit } from "./systemd-unit";
import { UnitPlace, endsWithin, reportProcess, signalUnit, startUnit } from "./unit-process";

/** systemd.unit(5), StartLimitBurst and StartLimitIntervalSec. */
const START_LIMIT = { starts: 5, milliseconds: 10_000 };
/** Until an exec that failed is told; with Type=exec, systemctl waits for it. */
const EXEC_SECONDS = 0.3;
const KILL_SECONDS = 5;
const KILL = "--signal=SIGKILL";

/** A unit that was loaded, and its process. */
interface Running {
  unit?: SystemdUnit;
  isEnabled: boolean;
  state: UnitReport["state"];
  child?: ChildProcess;
  isStopping: boolean;
  restarts: number;
  starts: number[];
  ended?: string;
  stoppedAfterSeconds?: number;
  timer?: NodeJS.Timeout;
}

interface Outcome {
  readonly status: number;
  readonly output: string;
}

const DONE: Outcome = { status: 0, output: "" };

/** What systemctl does to a machine's units. */
export class ServiceManager {
  private readonly units = new Map<string, Running>();

  public constructor(private readonly place: UnitPlace) {}

  /** Runs a command of systemctl, of those that boots use. */
  public async run(args: readonly string[]): Promise<Outcome> {
    const options = args.filter((arg) => arg.startsWith("-"));
    const [command, ...names] = args.filter((arg) => !arg.startsWith("-"));
    const unknown = options.find((option) => !["--now", KILL].includes(option));
    if (unknown !== undefined) return refused(`the sandbox knows no ${unknown}`);
    try {
      if (command === "daemon-reload") return this.reload();
      if (command === "is-active") return this.isActive(names);
      if (command === "enable") return await this.enable(names, options.includes("--now"));
      if (command === "kill" && options.includes(KILL)) return this.kill(names);
      const each = { start: this.start, stop: this.stop, restart: this.restart }[command ?? ""];
      if (!each) return refused(`the sandbox knows no command ${command}`);
      for (const name of names) await each.call(this, name);
      return DONE;
    } catch (error) {
      if (error instanceof Failure) return refused(error.message);
      throw error;
    }
  }

  public report(name: string): UnitReport | undefined {
    const running = this.units.get(name);
    if (!running) return undefined;
    const { isEnabled, state, restarts, ended, stoppedAfterSeconds, child } = running;
    const process = state === "active" && child?.pid !== undefined ? reportProcess(child.pid) : undefined;
    return { isEnabled, state, restarts, ended, stoppedAfterSeconds, process };
  }

  /** The variables that a unit's process was started with; none where it doesn't run. */
  public variablesOf(name: string): Readonly<Record<string, string>> {
    const { state, child } = this.units.get(name) ?? {};
    if (state !== "active" || child?.pid === undefined) return {};
    const entries = readFileSync(`/proc/${child.pid}/environ`, "utf8").split("\0").filter(Boolean);
    return Object.fromEntries(entries.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]));
  }

  /** Stops all units at once. */
  public async stopAll(): Promise<void> {
    await Promise.all([...this.units.keys()].map(async (name) => this.stop(name, KILL_SECONDS)));
  }

  private reload(): Outcome {
    for (const [name, running] of this.units) running.unit = this.load(name);
    return DONE;
  }

  private isActive(names: readonly string[]): Outcome {
    const states = names.map((name) => this.units.get(name)?.state ?? "inactive");
    return { status: states.every((state) => state === "active") ? 0 : 3, output: `${states.join("\n")}\n` };
  }

  /** As a crash does: the unit isn't asked to stop. */
  private kill(names: readonly string[]): Outcome {
    for (const name of names) {
      const { child, state } = this.known(name);
      if (child && state === "active") signalUnit(child, "SIGKILL");
    }
    return DONE;
  }

  private async enable(names: readonly string[], now: boolean): Promise<Outcome> {
    for (const name of names) {
      const running = this.known(name);
      if (running.unit?.wantedBy.length === 0) throw new Failure(`${name} has no section Install: it can't be enabled.`);
      running.isEnabled = true;
    }
    if (now) for (const name of names) await this.start(name);
    return DONE;
  }

  private async start(name: string): Promise<void> {
    const running = this.known(name);
    if (running.state === "active") return;
    clearTimeout(running.timer);
    running.isStopping = false;
    if (!running.unit) return void (running.state = "active");
    this.launch(running, running.unit);
    if (running.unit.type === "exec" && (await endsWithin(running.child!, EXEC_SECONDS)) && this.units.get(name)!.state !== "active") {
      throw new Failure(`Job for ${name} failed: ${running.ended}.`);
    }
  }

  private async restart(name: string): Promise<void> {
    await this.stop(name);
    await this.start(name);
  }

  private async stop(name: string, atMostSeconds = Infinity): Promise<void> {
    const running = this.known(name);
    running.isStopping = true;
    clearTimeout(running.timer);
    const { child, unit } = running;
    if (child && unit && running.state === "active") {
      const began = Date.now();
      signalUnit(child, "SIGTERM");
      if (!(await endsWithin(child, Math.min(unit.stopSeconds, atMostSeconds)))) {
        signalUnit(child, "SIGKILL");
        await endsWithin(child, KILL_SECONDS);
      }
      running.stoppedAfterSeconds = (Date.now() - began) / 1000;
    }
    running.state = "inactive";
  }

  private launch(running: Running, unit: SystemdUnit): void {
    const now = Date.now();
    running.starts = [...running.starts.filter((time) => now - time < START_LIMIT.milliseconds), now];
    if (running.starts.length > START_LIMIT.starts) return void (running.state = "failed");
    const child = startUnit(unit, this.place);
    Object.assign(running, { child, state: "active" });
    child.once("exit", (code, signal) => this.hasEnded(running, unit, signal ?? `status ${code}`));
  }

  private hasEnded(running: Running, unit: SystemdUnit, ended: string): void {
    running.ended = ended;
    const isGood = ended === "status 0" || ended === "SIGTERM";
    if (running.isStopping) return;
    const again = unit.restart === "always" || (unit.restart === "on-failure" && !isGood);
    running.state = again ? "activating" : isGood ? "inactive" : "failed";
    if (!again) return;
    running.timer = setTimeout(() => {
      running.restarts += 1;
      this.launch(running, running.unit ?? unit);
    }, unit.restartSeconds * 1000);
  }

  private known(name: string): Running {
    const found = this.units.get(name);
    if (found) return found;
    const running: Running = { unit: this.load(name), isEnabled: false, state: "inactive", isStopping: false, restarts: 0, starts: [] };
    this.units.set(name, running);
    return running;
  }

  /** A timer is active or not: nothing is started by the clock here. */
  private load(name: string): SystemdUnit | undefined {
    const { root } = this.place;
    const file = ["/etc/systemd/system", "/usr/lib/systemd/system"].map((folder) => `${root}${folder}/${name}`).find(existsSync);
    if (file === undefined) throw new Failure(`Unit ${name} not found.`);
    return name.endsWith(".timer") ? undefined : readUnit(name.replace(/\.service$/, ""), readFileSync(file, "utf8"));
  }
}

function refused(message: string): Outcome {
  return { status: 1, output: `${message}\n` };
}
