import { ParseArgsConfig, parseArgs } from "node:util";
import { Failure } from "./failure";

type Parsed = ReturnType<typeof parseArgs>;

/**
 * The options of a tool. `--help` prints the usage and ends the process.
 *
 * @throws Failure for an option that doesn't exist or lacks its value
 */
export function readArguments(usage: string, options: NonNullable<ParseArgsConfig["options"]>, argv = process.argv.slice(2)): Parsed {
  let parsed: Parsed;
  try {
    parsed = parseArgs({ args: argv, allowPositionals: true, options: { ...options, help: { type: "boolean", short: "h" } } });
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`, 2);
  }
  if (parsed.values.help) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  return parsed;
}
