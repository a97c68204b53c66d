import { ParseArgsConfig, parseArgs } from "node:util";
import { readArguments as readOptions } from "../../src/cli/arguments";

type Parsed = ReturnType<typeof parseArgs>;

/**
 * The options of a tool. `--help` prints the usage and ends the process.
 *
 * @throws Failure for an option that doesn't exist, lacks its value, has an empty one, or stands twice where one value counts
 */
export function readArguments(usage: string, options: NonNullable<ParseArgsConfig["options"]>, argv = process.argv.slice(2)): Parsed {
  const parsed: Parsed = readOptions(argv, { ...options, help: { type: "boolean", short: "h" } }, { usage, status: 2 });
  if (parsed.values.help) {
    process.stdout.write(`${usage}\n`);
    process.exit(0);
  }
  return parsed;
}
