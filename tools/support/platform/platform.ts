import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Failure } from "../failure";
import { lockOwner, tryLock, unlock } from "../lock";
import { CACHE } from "../paths";
import { StackJson } from "../terraform/stack-override";

/** The stack that `npm start` deploys. */
export const LOCAL_STACK = "trading-local";

/** What `npm start` and `npm stop` know of the platform between them. */
export const PLATFORM_FOLDER = join(CACHE, "platform");
const RECORD = join(PLATFORM_FOLDER, "platform.json");
const LOCK = join(CACHE, "platform.lock");

export interface PlatformRecord {
  /**
   * `standing` once everything was deployed, `incomplete` where the deployment failed and the state tells what there is. A run that was killed leaves the
   * others, and then nobody knows.
   */
  readonly status: "deploying" | "incomplete" | "standing" | "destroying";
  /** Where AWS's API answers. */
  readonly endpoint: string;
  /** The emulator's process; absent where the user gave the endpoint. */
  readonly emulatorPid?: number;
  /** What was deploying or destroying. */
  readonly workerPid?: number;
  /** The state, and the folder of the stack that it belongs to. */
  readonly stateFile: string;
  readonly stackFolder: string;
}

/** What is known of a platform that was started before; undefined where none was. */
export function readRecord(): PlatformRecord | undefined {
  if (!existsSync(RECORD)) return undefined;
  try {
    return JSON.parse(readFileSync(RECORD, "utf8")) as PlatformRecord;
  } catch {
    throw new Failure(`${RECORD} can't be read: delete the folder .cache/platform, then try again.`);
  }
}

/** Whole or not at all: whoever comes after a crash reads it. */
export function writeRecord(record: PlatformRecord): void {
  mkdirSync(PLATFORM_FOLDER, { recursive: true });
  writeFileSync(`${RECORD}.new`, `${JSON.stringify(record, undefined, 2)}\n`);
  renameSync(`${RECORD}.new`, RECORD);
}

/** Nothing stands any more: leaves no file behind. */
export function forgetPlatform({ stateFile }: Pick<PlatformRecord, "stateFile">): void {
  removeState(stateFile);
  rmSync(PLATFORM_FOLDER, { recursive: true, force: true });
}

/** A state and its backup. */
export function removeState(stateFile: string): void {
  for (const file of [stateFile, `${stateFile}.backup`, lockInfo(stateFile)]) rmSync(file, { force: true });
}

/** Terraform's note beside a local state of who holds it. */
function lockInfo(stateFile: string): string {
  const name = /[^\\/]+$/.exec(stateFile)![0];
  return stateFile.replace(/[^\\/]+$/, `.${name}.lock.info`);
}

/**
 * Keeps `npm start` and `npm stop` out of each other's way.
 *
 * @throws Failure where another one is running
 */
export async function exclusively(action: () => Promise<void>): Promise<void> {
  if (!tryLock(LOCK)) {
    throw new Failure(
      `Another npm start or npm stop is running (process ${lockOwner(LOCK) ?? "unknown"}): wait until it has ended, then try again.`,
    );
  }
  try {
    await action();
  } finally {
    unlock(LOCK);
  }
}

/**
 * The file that a stack keeps its state in.
 *
 * @throws Failure where it isn't a local one
 */
export function localStateFile(stackFolder: string, stack: StackJson): string {
  const local = stack.terraform?.backend?.local as { readonly path?: string } | undefined;
  if (local === undefined) {
    throw new Failure(`${LOCAL_STACK} must keep its state in a local file: set state to { type: "local" } in environments.ts.`);
  }
  return resolve(stackFolder, local.path ?? "terraform.tfstate");
}

/** How many resources a state file holds; none where it doesn't exist. */
export function resourceCount(stateFile: string): number {
  if (!existsSync(stateFile)) return 0;
  const text = readFileSync(stateFile, "utf8");
  if (text.trim() === "") return 0;
  try {
    return ((JSON.parse(text) as { resources?: unknown[] }).resources ?? []).length;
  } catch {
    throw new Failure(`The state ${stateFile} can't be read: delete it, then run npm start again.`);
  }
}
