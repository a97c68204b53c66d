/** Removes what `npm start` made. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "./support/arguments";
import { stopLeftover } from "./support/emulator/emulator";
import { Failure, runTool } from "./support/failure";
import { constructPaths } from "./support/plan/planned-changes";
import { destroy } from "./support/platform/deployment";
import {
  LOCAL_STACK,
  PLATFORM_FOLDER,
  PlatformRecord,
  exclusively,
  forgetPlatform,
  readRecord,
  resourceCount,
  writeRecord,
} from "./support/platform/platform";
import { earlierEmulator, isStateComplete, waitForWorker } from "./support/platform/recovery";
import { Terraform } from "./support/terraform/terraform";

const USAGE = `Usage: npm stop

Destroys the platform that npm start deployed and stops its emulator. Nothing is left.

  --help   this text

Needs Terraform 1.10 or newer.`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function stop(): Promise<void> {
  const record = readRecord();
  if (record === undefined) {
    await stopLeftover(PLATFORM_FOLDER);
    rmSync(PLATFORM_FOLDER, { recursive: true, force: true });
    print("Nothing stands.");
    return;
  }
  await waitForWorker(record);
  const emulator = await earlierEmulator(record);
  const isOurs = record.emulatorPid !== undefined;
  if (isOurs && !emulator) {
    print("The emulator has ended by itself, and everything on it with it.");
    await stopLeftover(PLATFORM_FOLDER);
    forgetPlatform(record);
    return;
  }
  if (emulator && !isStateComplete(record)) {
    // Terraform's state may lack what was being made when it was interrupted: it goes with the emulator.
    await emulator.stop();
    forgetPlatform(record);
    print("An earlier run was interrupted. The emulator is stopped, and everything on it is gone with it.");
    return;
  }

  const failure = await destroyEverything(record);
  // An emulator of ours takes with it what Terraform couldn't destroy.
  if (emulator) await emulator.stop();
  if (emulator || !failure) forgetPlatform(record);
  if (failure && emulator) {
    throw new Failure(`${failure.message}\nThe emulator was stopped all the same: nothing is left.`, failure.exitCode);
  }
  if (failure) throw failure;
  print(
    emulator
      ? "Destroyed; the emulator is stopped, nothing is left."
      : `Destroyed: nothing of ${LOCAL_STACK} is left at ${record.endpoint}.`,
  );
}

async function destroyEverything(record: PlatformRecord): Promise<Failure | undefined> {
  const file = join(record.stackFolder, "cdk.tf.json");
  if (resourceCount(record.stateFile) === 0 || !existsSync(file)) return undefined;
  const { workerPid: _, ...standing } = record;
  try {
    const terraform = await Terraform.find();
    print(`destroying ${LOCAL_STACK} at ${record.endpoint}`);
    writeRecord({ ...standing, status: "destroying" });
    await destroy({
      terraform,
      stack: LOCAL_STACK,
      outdir: "",
      stackFolder: record.stackFolder,
      endpoint: record.endpoint,
      paths: constructPaths(JSON.parse(readFileSync(file, "utf8"))),
      onStart: (workerPid) => writeRecord({ ...standing, status: "destroying", workerPid }),
      print,
    });
    const left = resourceCount(record.stateFile);
    return left === 0 ? undefined : new Failure(`${left} resources are still in the state after the destruction.`);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

void runTool(async () => {
  readArguments(USAGE, {});
  await exclusively(stop);
});
