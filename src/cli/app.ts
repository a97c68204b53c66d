import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "./failure";
import { textOf } from "./files";
import { run } from "./process";
import { STACK_FILE, StackJson } from "./terraform/stack-json";

/** A CDKTF app: the command that synthesizes its stacks, and the folder that it runs in. */
export interface App {
  /** As `app` of cdktf.json has it. */
  readonly command: string;
  /** The folder of cdktf.json. */
  readonly project: string;
  /** As `context` of cdktf.json has it. */
  readonly context: Readonly<Record<string, unknown>>;
  /** The command, where it isn't what cdktf.json says. @default - cdktf.json says it */
  readonly chosen?: string;
  /** What the app is called in messages. @default - "The app" */
  readonly name?: string;
}

/** One stack of an app, as the app has written it. */
export interface StackFolder {
  readonly name: string;
  readonly folder: string;
  /** What constructs warn of, each with the construct's path. */
  readonly warnings: readonly string[];
}

/**
 * The app of a project.
 *
 * @param command what is run instead of what cdktf.json says. @default - `app` of cdktf.json
 * @throws Failure where there is neither
 */
export function appOf(project: string, command?: string): App {
  const file = join(project, "cdktf.json");
  if (!existsSync(file)) {
    if (command !== undefined) return { command, project, context: {}, chosen: command };
    throw new Failure(`There is no cdktf.json in ${project}: run this in the folder of your CDKTF app, or say with --app how it is run.`);
  }
  const { app, context = {} } = parsed(file);
  const chosen = command ?? app;
  if (typeof chosen !== "string" || chosen === "") {
    throw new Failure(`${file} doesn't say how the app is run: give it an "app", such as "node --import tsx main.ts", or use --app.`);
  }
  return { command: chosen, project, context, ...(command !== undefined && { chosen: command }) };
}

function parsed(file: string): { app?: unknown; context?: Record<string, unknown> } {
  const json = parsedJson(file);
  if (typeof json === "object" && json !== null) return json;
  throw new Failure(`${file} isn't an object: its content is such as { "language": "typescript", "app": "node --import tsx main.ts" }.`);
}

function parsedJson(file: string): unknown {
  const text = textOf(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure(`${file} isn't JSON: ${(error as Error).message}`);
  }
}

/**
 * Runs an app, as `cdktf synth` does.
 *
 * @param outdir where its stacks are written to; what an earlier run wrote there stays until this one has succeeded
 * @returns each stack by its name
 * @throws Failure with the app's message, such as a validation's
 */
export async function synthesize({ command, project, context, name = "The app" }: App, outdir: string): Promise<Map<string, StackFolder>> {
  const fresh = `${outdir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(outdir), { recursive: true });
  const env = { ...process.env, CDKTF_OUTDIR: fresh, CDKTF_CONTEXT_JSON: JSON.stringify(context) };
  const { status, stdout, stderr } = await run({ program: command, args: [], cwd: project, env, shell: true });
  if (status !== 0) throw new Failure(`${name} can't be synthesized (${command}):\n${thrownMessage(stderr || stdout)}`);
  if (!existsSync(join(fresh, "manifest.json"))) {
    throw new Failure(`${name} (${command}) ended without writing a stack: does it call app.synth(), and leave the App's outdir alone?`);
  }
  rmSync(outdir, { recursive: true, force: true });
  renameSync(fresh, outdir);
  return synthesizedStacks(outdir);
}

interface Manifest {
  readonly stacks: Readonly<
    Record<
      string,
      {
        readonly workingDirectory: string;
        readonly annotations?: readonly { readonly constructPath: string; readonly level: string; readonly message: string }[];
      }
    >
  >;
}

/**
 * The stacks of an app that has been synthesized.
 *
 * @param outdir `cdktf.out`, or what else the app writes to
 * @throws Failure where that is no such folder
 */
export function synthesizedStacks(outdir: string): Map<string, StackFolder> {
  const manifest = join(outdir, "manifest.json");
  if (!existsSync(manifest)) throw new Failure(`${outdir} isn't what cdktf synth writes: it has no manifest.json.`);
  const json = parsedJson(manifest) as Manifest | null;
  const stacks = json?.stacks;
  if (typeof stacks !== "object" || stacks === null) throw new Failure(`${manifest} isn't what cdktf synth writes: it has no stacks.`);
  return new Map(
    Object.entries(stacks).map(([name, { workingDirectory, annotations = [] }]) => [
      name,
      {
        name,
        folder: join(outdir, workingDirectory),
        warnings: annotations
          .filter(({ level }) => level === "@cdktf/warn")
          .map(({ constructPath, message }) => `${constructPath}: ${message}`),
      },
    ]),
  );
}

/**
 * The stack that is meant: the one of that name, or the only one.
 *
 * @throws Failure that lists the stacks
 */
export function chosenStack(stacks: ReadonlyMap<string, StackFolder>, name: string | undefined): StackFolder {
  const names = [...stacks.keys()].sort();
  const [only] = stacks.values();
  if (name === undefined && only !== undefined && stacks.size === 1) return only;
  const found = name === undefined ? undefined : stacks.get(name);
  if (found) return found;
  if (only === undefined) throw new Failure("The app has no stack.");
  const problem = name === undefined ? "The app has several stacks: name one of them" : `There is no stack ${name}: the stacks are`;
  throw new Failure(`${problem}${name === undefined ? "," : ""} ${names.join(", ")}.`);
}

export function readStack({ folder }: { readonly folder: string }): StackJson {
  return parsedJson(join(folder, STACK_FILE)) as StackJson;
}

/** What JavaScript itself throws: its message names no construct, so only the place in the code does. */
const BARE = /^(Uncaught )?(TypeError|ReferenceError)\b/;
const OWN_FRAME = /^\s+at (?!.*(node_modules|node:)).+:\d+:\d+\)?$/;

/** The message of an uncaught error in what Node.js prints about it, without source excerpt and stack trace. */
export function thrownMessage(printed: string): string {
  const lines = printed.split("\n");
  const start = lines.findIndex((line) => /^(Uncaught )?\w*Error\b.*:/.test(line));
  if (start < 0) return printed.trim();
  const length = lines.slice(start).findIndex((line) => /^\s+at .+/.test(line));
  const message = lines
    .slice(start, length < 0 ? undefined : start + length)
    .join("\n")
    .trim();
  const place = BARE.test(message) ? lines.slice(start).find((line) => OWN_FRAME.test(line)) : undefined;
  return place === undefined ? message : `${message}\n${place}`;
}
