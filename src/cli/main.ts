#!/usr/bin/env node
/** The package's command. */
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { InitError, init } from "./init";

const USAGE = `Usage: npx cdktf-trading-platform init [folder] [options]

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

const OPTIONS = {
  name: { type: "string", default: "orders" },
  esm: { type: "boolean", default: false },
  help: { type: "boolean", short: "h" },
} as const;

/** Node.js would advise to write a file's name that begins so, which no folder here needs. */
function checkOptions(args: readonly string[]): void {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === "option" && !(token.name in OPTIONS)) throw new InitError(`There is no option ${token.rawName}.\n\n${USAGE}`);
  }
}

function main(args: readonly string[]): void {
  checkOptions(args);
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const [command, folder = ".", ...more] = positionals;
  if (command !== "init" || more.length > 0) {
    throw new InitError(`The only command is init, with one folder at most; received "${positionals.join(" ")}".\n\n${USAGE}`);
  }
  for (const file of init({ folder, name: values.name, esm: values.esm })) console.log(`wrote ${file}`);
  console.log(nextSteps(relative("", folder)));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  const { code, syscall } = error as NodeJS.ErrnoException;
  // What the file system refuses, such as to write, the user can solve as well.
  const isUsers = error instanceof InitError || syscall !== undefined || code?.startsWith("ERR_PARSE_ARGS") === true;
  if (!isUsers) throw error;
  console.error((error as Error).message);
  process.exitCode = 2;
}
