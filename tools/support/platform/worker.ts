import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";

export interface Work {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** File that gets everything it prints. */
  readonly log: string;
  readonly onStart: (pid: number) => void;
  readonly onLine: (line: string) => void;
}

export interface WorkEnd {
  readonly status: number;
  /** Whether the user asked to stop. */
  readonly interrupted: boolean;
  /** Everything that it printed. */
  readonly output: string;
}

/**
 * Runs a deployment. A first Ctrl-C lets Terraform finish what it has begun and write its state; this process waits for it.
 */
export function work({ program, args, cwd, env, log, onStart, onLine }: Work): Promise<WorkEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const file = createWriteStream(log);
    let output = "";
    let interrupted = false;
    const interrupt = (signal: NodeJS.Signals) => {
      interrupted = true;
      onLine(`interrupted: waiting until Terraform has written its state`);
      // Ctrl-C in a terminal reaches the child by itself; a second one would make Terraform give up at once.
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill("SIGINT");
    };
    process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
    for (const stream of [child.stdout, child.stderr]) {
      let rest = "";
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        file.write(text);
        const lines = (rest + text).split(/\r?\n/);
        rest = lines.pop() ?? "";
        lines.forEach(onLine);
      });
      stream.on("end", () => rest !== "" && onLine(rest));
    }
    if (child.pid !== undefined) onStart(child.pid);
    child.once("error", reject);
    child.once("close", (code) => {
      process.removeListener("SIGINT", interrupt).removeListener("SIGTERM", interrupt);
      file.end();
      resolve({ status: code ?? 1, interrupted, output });
    });
  });
}
