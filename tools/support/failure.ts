import { Failure } from "../../src/cli/failure";

export { Failure };

/** Runs a tool: a `Failure` ends it with its sentences, anything else is a bug and shows where it happened. */
export async function runTool(tool: () => Promise<void>): Promise<void> {
  try {
    await tool();
  } catch (error) {
    if (error instanceof Failure) {
      process.stderr.write(`\n${error.message}\n`);
      process.exitCode = error.exitCode;
    } else {
      process.stderr.write(`\nThis is a bug of the tool:\n${error instanceof Error ? error.stack : String(error)}\n`);
      process.exitCode = 70;
    }
  }
}
