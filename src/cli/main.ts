#!/usr/bin/env node
/** The package's command. */
import { relative } from "node:path";
import { readArguments } from "./arguments";
import { Failure } from "./failure";
import { InitError, init } from "./init";

const USAGE = `Usage: npx cdktf-trading-platform <command>

  init [folder]        writes a stack of your own into an empty folder
  plan [stack]         says what Terraform would do with a stack of a CDKTF app, offline; with --against, what a commit changes
  review <plan.json>   says what a plan would do

npx cdktf-trading-platform <command> --help says the rest.`;

const INIT_USAGE = `Usage: npx cdktf-trading-platform init [folder] [options]

Writes a stack of your own into an empty folder: a network, a database and a cache, their test, a plan command, and a GitHub workflow
that plans and deploys, which goes to the root of the Git repository that the folder is in. No file is overwritten.

  folder       where to (the current folder)
  --name NAME  what the stack is called, lower-case letters and digits (orders)
  --esm        a project of ES modules (CommonJS)
  --help       this text`;

const nextSteps = (folder: string): string => `
Next:
${folder === "" ? "" : `  cd ${/^[\w./-]+$/.test(folder) ? folder : `"${folder}"`}\n`}  npm install
  npm test
  npm run plan -- prod    # offline: needs Terraform 1.10 or newer, no credentials
README.md says the rest.`;

const INIT_OPTIONS = {
  name: { type: "string", default: "orders" },
  esm: { type: "boolean", default: false },
  help: { type: "boolean", short: "h" },
} as const;

function initCommand(args: readonly string[]): number {
  const { values, positionals } = readArguments(args, INIT_OPTIONS, { usage: INIT_USAGE, status: 2 });
  if (values.help) {
    console.log(INIT_USAGE);
    return 0;
  }
  const [folder = ".", ...more] = positionals;
  if (more.length > 0) throw new InitError(`init takes one folder at most; received "${positionals.join(" ")}".\n\n${INIT_USAGE}`);
  for (const file of init({ folder, name: values.name, esm: values.esm })) console.log(`wrote ${file}`);
  console.log(nextSteps(relative("", folder)));
  return 0;
}

/** What plans is loaded by the commands that need it. */
const COMMANDS: Readonly<Record<string, (args: readonly string[]) => number | Promise<number>>> = {
  init: initCommand,
  plan: async (args) => (await import("./plan-command")).planCommand(args),
  review: async (args) => (await import("./review-command")).reviewCommand(args),
};

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "-h") {
    console.log(USAGE);
    return 0;
  }
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command === undefined) {
    throw new Failure(`${name === undefined ? "Name a command." : `There is no command ${name}.`}\n\n${USAGE}`, 2);
  }
  return command(args);
}

const [command] = process.argv.slice(2);

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const { syscall } = error as NodeJS.ErrnoException;
    if (error instanceof Failure) process.exitCode = error.exitCode;
    // What the file system refuses, such as to write, the user can solve as well. Of plan and review, status 2 would say that something changes.
    else if (syscall !== undefined) process.exitCode = command === "init" ? 2 : 1;
    else throw error;
    console.error((error as Error).message);
  },
);
