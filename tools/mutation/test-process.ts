import { ChildProcess, execFileSync, fork } from "node:child_process";
import { join } from "node:path";

export interface TestRun {
  /** What Jest says where the test fails, or that it took too long. */
  readonly failure?: string;
  /** The probes that it went past (see `withProbes`). */
  readonly reached: readonly string[];
  readonly seconds: number;
}

/** What tests leave behind in a process adds up: after so many files there is a new one. */
const FILES_OF_A_PROCESS = 1500;

/** A process that runs one test file after another in a checkout. */
export class TestProcess {
  private process?: ChildProcess;
  private files = 0;

  public constructor(private readonly folder: string) {}

  /**
   * @param test a test file, from the checkout's root
   * @param changed the sources that are loaded anew: what has changed since the last call, and what depends on that
   * @param seconds how long it may take: later it is ended, and has failed
   */
  public async run(test: string, changed: readonly string[], seconds: number): Promise<TestRun> {
    if (this.files++ > FILES_OF_A_PROCESS) this.stop();
    this.process ??= fork(join(__dirname, "warm-jest.js"), [], {
      cwd: this.folder,
      execArgv: ["--max-semi-space-size=32"],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const start = Date.now();
    const answer = await answerOf(this.process, { test, changed }, seconds);
    if (typeof answer !== "string") return { ...answer, seconds: (Date.now() - start) / 1000 };
    this.stop();
    return { failure: answer, reached: [], seconds: (Date.now() - start) / 1000 };
  }

  /** The next test has a new process, in which nothing is left of the ones before. */
  public stop(): void {
    const { pid, exitCode, signalCode } = this.process ?? {};
    // Another process may have the id of one that has ended.
    if (pid !== undefined && exitCode === null && signalCode === null) endWithDescendants(pid);
    this.process = undefined;
    this.files = 0;
  }
}

/** The answer, or in a sentence why there is none. */
function answerOf(child: ChildProcess, request: object, seconds: number): Promise<Omit<TestRun, "seconds"> | string> {
  return new Promise((resolve) => {
    let printed = "";
    const settle = (answer: Omit<TestRun, "seconds"> | string): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.stderr!.removeAllListeners();
      child.stderr!.resume();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(`It took more than ${seconds} seconds.`), seconds * 1000);
    child.stderr!.on("data", (data) => (printed = `${printed}${String(data)}`.slice(-4000)));
    child.once("message", (answer: Omit<TestRun, "seconds">) => settle(answer));
    child.once("exit", (status) => settle(`The process ended with ${status}.\n${printed}`));
    child.send(request);
  });
}

/** Ends a process and all that it started, which may be in groups of their own: a program that a change made endless, for one. */
function endWithDescendants(pid: number): void {
  const listed = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const processes = listed.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const ended = new Set([pid]);
  for (const one of ended) processes.forEach(([child, parent]) => parent === one && ended.add(child!));
  for (const one of ended) {
    try {
      process.kill(one, "SIGKILL");
    } catch (error) {
      // It has ended by itself.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
