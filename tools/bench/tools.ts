import { Failure } from "../support/failure";
import { PROJECT } from "../support/paths";
import { run } from "../support/process";

/** Runs another tool of the project to its end. */
export async function must(tool: string, ...args: readonly string[]): Promise<void> {
  const { status, stderr } = await run({ program: process.execPath, args: ["--import", "tsx", tool, ...args], cwd: PROJECT });
  if (status !== 0) throw new Failure(`${tool} failed:\n${stderr}`);
}
