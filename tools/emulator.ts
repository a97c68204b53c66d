/** Starts the emulator alone, until it is interrupted. */
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { readArguments } from "./support/arguments";
import { Emulator } from "./support/emulator/emulator";
import { parsePort } from "./support/emulator/endpoint";
import { Failure, runTool } from "./support/failure";
import { emulatorSettings } from "./support/terraform/aws-settings";

const USAGE = `Usage: npm run emulator [-- --port PORT]

Starts an emulator of AWS on this machine, with nothing in it. Ctrl+C ends it, and what was made in it is gone.

  --port PORT  port on 127.0.0.1 (default: a free one)
  --help       this text

Needs Python 3.10 or newer.`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments(USAGE, { port: { type: "string" } });
  if (positionals.length > 0) throw new Failure(`npm run emulator takes no ${positionals.join(" ")}.\n\n${USAGE}`, 2);
  const port = values.port as string | undefined;
  const emulator = await Emulator.start({
    ...(port !== undefined && { port: parsePort(port) }),
    onProgress: (line) => process.stdout.write(`${line}\n`),
  });
  const settings = Object.entries(emulatorSettings(emulator.url)).map(([name, value]) => `${name}=${value}`);
  process.stdout.write(`The emulator answers at ${emulator.url}. To reach it:\n  export ${settings.join(" ")}\n`);
  await interrupted();
  await emulator.stop();
  rmSync(dirname(emulator.log), { recursive: true, force: true });
}

/** Ends with Ctrl+C; until then the emulator's process keeps this one up. */
function interrupted(): Promise<void> {
  return new Promise((done) => {
    process.once("SIGINT", done);
    process.once("SIGTERM", done);
  });
}

void runTool(main);
