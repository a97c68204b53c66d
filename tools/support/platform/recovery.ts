import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Emulator, stopProcess } from "../emulator/emulator";
import { Failure } from "../failure";
import { isAlive, sleep } from "../process";
import { PLATFORM_FOLDER, PlatformRecord, removeState } from "./platform";

const WORKER_SECONDS = 120;
const POLL_MILLISECONDS = 200;

/** What to do with what an earlier run left. */
export type Next =
  /** Nothing is there. */
  | "begin"
  /** The state tells what stands: deploy over it. */
  | "continue"
  /** The emulator and all it held are gone, or nobody knows what was made: throw the rest away and begin anew. */
  | "begin anew";

/**
 * Decides what follows from an earlier run.
 *
 * @throws Failure where the platform stands somewhere else than asked for
 */
export function nextStep(record: PlatformRecord | undefined, emulatorAnswers: boolean, endpoint: string | undefined): Next {
  if (record === undefined) return "begin";
  if (endpoint !== undefined && endpoint !== record.endpoint) {
    throw new Failure(`The platform was started on ${record.endpoint}: run npm stop first, then npm start -- --endpoint ${endpoint}.`);
  }
  // Somebody else's emulator: its content isn't ours to throw away, and Terraform's state says what of it is.
  if (record.emulatorPid === undefined) return "continue";
  return isStateComplete(record) && emulatorAnswers ? "continue" : "begin anew";
}

/** Whether Terraform's state tells everything that was made. */
export function isStateComplete({ status }: PlatformRecord): boolean {
  return status === "standing" || status === "incomplete";
}

/** The emulator of an earlier run, if it still answers. */
export async function earlierEmulator(record: PlatformRecord | undefined): Promise<Emulator | undefined> {
  if (record?.emulatorPid === undefined) return undefined;
  return Emulator.find(record.endpoint, record.emulatorPid, join(PLATFORM_FOLDER, "emulator.log"));
}

/** Ends what an earlier run left running, and removes the state of what is gone with it. */
export async function discard(record: PlatformRecord): Promise<void> {
  if (record.emulatorPid !== undefined) await stopProcess(record.emulatorPid);
  await waitForWorker(record);
  removeState(record.stateFile);
}

/** A deployment whose tool was killed may go on by itself, and would write its state at its end. */
export async function waitForWorker({ workerPid }: PlatformRecord): Promise<void> {
  if (workerPid === undefined || !isWorker(workerPid)) return;
  process.kill(workerPid, "SIGINT");
  for (const end = Date.now() + WORKER_SECONDS * 1000; isWorker(workerPid) && Date.now() < end;) await sleep(POLL_MILLISECONDS);
  if (isWorker(workerPid)) {
    throw new Failure(`Process ${workerPid} of an interrupted npm start doesn't end: end it (kill ${workerPid}), then try again.`);
  }
}

function isWorker(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  try {
    return /cdktf|terraform/.test(execFileSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" }));
  } catch {
    return false;
  }
}
