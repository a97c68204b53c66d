import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "./failure";
import { PROJECT } from "./paths";
import { run } from "./process";

const STACK_PREFIX = "trading-";

export interface SynthesizedStackFolder {
  readonly folder: string;
  /** What constructs warn of, each with the construct's path. */
  readonly warnings: readonly string[];
}

/**
 * Runs the app of cdktf.json, as `cdktf synth` does.
 *
 * @returns each stack by its name
 * @throws Failure with the app's message, such as a validation's
 */
export async function synthesizeApp(outdir: string): Promise<Map<string, SynthesizedStackFolder>> {
  const { app, context } = JSON.parse(readFileSync(join(PROJECT, "cdktf.json"), "utf8"));
  // What an earlier run wrote stays until this one has succeeded.
  const fresh = `${outdir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(outdir), { recursive: true });
  const env = { ...process.env, CDKTF_OUTDIR: fresh, CDKTF_CONTEXT_JSON: JSON.stringify(context ?? {}) };
  const [program, ...args] = (app as string).split(" ");
  const { status, stdout, stderr } = await run({ program: program!, args, cwd: PROJECT, env });
  if (status !== 0) throw new Failure(`The app can't be synthesized (${app}):\n${thrownMessage(stderr || stdout)}`);
  rmSync(outdir, { recursive: true, force: true });
  renameSync(fresh, outdir);
  const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as Manifest;
  return new Map(
    Object.entries(stacks).map(([name, { workingDirectory, annotations }]) => [
      name,
      {
        folder: join(outdir, workingDirectory),
        warnings: annotations
          .filter(({ level }) => level === "@cdktf/warn")
          .map(({ constructPath, message }) => `${constructPath}: ${message}`),
      },
    ]),
  );
}

interface Manifest {
  readonly stacks: Readonly<
    Record<
      string,
      {
        readonly workingDirectory: string;
        readonly annotations: readonly { readonly constructPath: string; readonly level: string; readonly message: string }[];
      }
    >
  >;
}

/** The message of an uncaught error in what Node.js prints about it, without source excerpt and stack trace. */
export function thrownMessage(printed: string): string {
  const lines = printed.split("\n");
  const start = lines.findIndex((line) => /^(Uncaught )?\w*Error\b.*:/.test(line));
  if (start < 0) return printed.trim();
  const length = lines.slice(start).findIndex((line) => /^\s+at .+/.test(line));
  return lines
    .slice(start, length < 0 ? undefined : start + length)
    .join("\n")
    .trim();
}

/**
 * The stack of an environment; the stack's own name is understood too.
 *
 * @throws Failure that lists the environments for a name that is none
 */
export function stackOf(environment: string, stacks: readonly string[]): string {
  const found = stacks.find((stack) => stack === environment || stack === STACK_PREFIX + environment);
  if (found) return found;
  const known = stacks.map((stack) => (stack.startsWith(STACK_PREFIX) ? stack.slice(STACK_PREFIX.length) : stack));
  throw new Failure(`There is no environment "${environment}": the environments are ${known.join(", ")}.`);
}
