import { ChildProcess, spawn } from "node:child_process";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called for each line of output as it comes. @default - none */
  readonly onLine?: (line: string) => void;
  /** Whether the program is a line for the shell, with its arguments in it. @default false */
  readonly shell?: boolean;
}

export interface Finished {
  /** 128 plus the signal's number where one ended it, as shells have it; 127 where the program doesn't exist. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const SIGNAL_STATUS: Readonly<Record<string, number>> = { SIGHUP: 129, SIGINT: 130, SIGKILL: 137, SIGTERM: 143 };

/** What was started and hasn't ended. */
const running = new Set<ChildProcess>();
let isEnding = false;

/**
 * Ends everything that runs: what waits for it waits forever, since whoever asked for the end says what comes next.
 *
 * @param patienceMilliseconds how long programs have to end by themselves before they are killed
 */
export async function endAll(signal: NodeJS.Signals, patienceMilliseconds = 5000): Promise<void> {
  isEnding = true;
  const children = [...running];
  const closed = children.map((child) => new Promise((resolve) => child.once("close", resolve)));
  for (const child of children) child.kill(signal);
  const impatience = setTimeout(() => children.forEach((child) => child.kill("SIGKILL")), patienceMilliseconds);
  await Promise.all(closed);
  clearTimeout(impatience);
}

/** Runs a program to its end and keeps what it prints. */
export function run({ program, args, cwd, env, onLine, shell = false }: Command): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { cwd, env, shell, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    const finish = (finished: Finished): void => {
      running.delete(child);
      if (!isEnding) resolve(finished);
    };
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      let rest = "";
      child[stream].setEncoding("utf8");
      child[stream].on("data", (text: string) => {
        output[stream] += text;
        if (!onLine) return;
        const lines = (rest + text).split(/\r?\n/);
        rest = lines.pop() ?? "";
        lines.forEach(onLine);
      });
      child[stream].on("end", () => {
        if (rest !== "") onLine?.(rest);
      });
    }
    child.on("error", (error) => finish({ status: 127, stdout: "", stderr: error.message }));
    child.on("close", (code, signal) => finish({ status: code ?? SIGNAL_STATUS[signal!] ?? 1, ...output }));
  });
}

/** The end of what a program says, where the reason stands. */
export function lastLines(text: string): string {
  return text.trim().split("\n").slice(-5).join("\n");
}
