import { ParseArgsConfig, parseArgs } from "node:util";
import { Failure } from "./failure";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Config<T extends Options> = { args: string[]; options: T; allowPositionals: true };

export interface Usage {
  readonly usage: string;
  /** What the command ends with where it isn't used so. @default 1 */
  readonly status?: number;
}

/**
 * The options of a command.
 *
 * @throws Failure for an option that doesn't exist or lacks its value
 */
export function readArguments<T extends Options>(
  args: readonly string[],
  options: T,
  { usage, status = 1 }: Usage,
): ReturnType<typeof parseArgs<Config<T>>> {
  // Node.js would advise to write a file's name that begins so, which no command here needs.
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === "option" && !(token.name in options)) {
      throw new Failure(`There is no option ${token.rawName}.\n\n${usage}`, status);
    }
  }
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Failure((error as Error).message, status);
  }
}
