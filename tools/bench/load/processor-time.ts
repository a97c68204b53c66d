import { readFileSync, readdirSync } from "node:fs";

/** Linux counts processor time in hundredths of a second for programs (proc_pid_stat(5), sysconf(_SC_CLK_TCK)). */
const TICKS_PER_SECOND = 100;
const SAMPLE_MILLISECONDS = 500;

/** What a line of /proc/<pid>/stat says. Times are in seconds. */
export interface ProcessTimes {
  readonly parent: number;
  /** Of itself, in user mode and in the kernel. */
  readonly own: number;
  /** Of its children that have ended and that it has waited for. */
  readonly ended: number;
}

/** Reads /proc/<pid>/stat: the program's name, in parentheses, may hold anything (proc_pid_stat(5)). Pure. */
export function parseStat(text: string): ProcessTimes {
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  // The first of them is the third field.
  const seconds = (...numbers: readonly number[]): number =>
    numbers.reduce((sum, number) => sum + fields[number - 3]!, 0) / TICKS_PER_SECOND;
  return { parent: fields[4 - 3]!, own: seconds(14, 15), ended: seconds(16, 17) };
}

/** Processor time of a process and of what it has started, in seconds, since it began; undefined where it has ended, or this machine has no /proc. */
export function secondsOf(pid: number): number | undefined {
  const root = statOf(pid);
  if (!root) return undefined;
  const children = new Map<number, ProcessTimes[]>();
  for (const times of everybody()) children.set(times.parent, [...(children.get(times.parent) ?? []), times]);
  // Children of children don't occur: a server's processes are its own children.
  return [root, ...(children.get(pid) ?? [])].reduce((sum, { own, ended }) => sum + own + ended, 0);
}

function statOf(pid: number): ProcessTimes | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return undefined;
  }
}

function everybody(): readonly ProcessTimes[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
}

/** Whose processor time is told. */
export interface Measured {
  readonly name: string;
  /** It has another one after a restart, and none in between. */
  readonly pid: () => number | undefined;
  /** Whether its children's time is its own, as that of a server with a process for each connection. */
  readonly withChildren?: boolean;
}

/** How much of a core each process uses, in percent: 100 is one core. */
export type ProcessorUse = Readonly<Record<string, number>>;

/** Adds up the processor time of processes that may end and start again. */
export class ProcessorTime {
  private readonly last = new Map<string, { readonly pid: number; readonly seconds: number }>();
  private readonly used = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;
  private readonly started = performance.now();

  public constructor(private readonly measured: readonly Measured[]) {
    this.sample();
    // It keeps nobody waiting who is interrupted.
    this.timer = setInterval(() => this.sample(), SAMPLE_MILLISECONDS).unref();
  }

  /** What was used from the start until now; processes that couldn't be measured are left out. */
  public stop(): ProcessorUse {
    clearInterval(this.timer);
    this.sample();
    const wall = (performance.now() - this.started) / 1000;
    return Object.fromEntries([...this.used].map(([name, seconds]) => [name, Math.round((seconds / wall) * 1000) / 10]));
  }

  private sample(): void {
    for (const { name, pid: current, withChildren } of this.measured) {
      const pid = current();
      const seconds = pid === undefined ? undefined : withChildren === true ? secondsOf(pid) : statOf(pid)?.own;
      if (pid === undefined || seconds === undefined) continue;
      const last = this.last.get(name);
      // One that has started since then has used all of its time since then. Its first sample is where counting begins.
      const before = last === undefined ? seconds : last.pid === pid ? last.seconds : 0;
      this.used.set(name, (this.used.get(name) ?? 0) + Math.max(0, seconds - before));
      this.last.set(name, { pid, seconds });
    }
  }
}
