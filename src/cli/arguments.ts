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
 * @throws Failure for an option that doesn't exist, lacks its value, has an empty one, or stands twice where one value counts
 */
export function readArguments<T extends Options>(
  args: readonly string[],
  options: T,
  { usage, status = 1 }: Usage,
): ReturnType<typeof parseArgs<Config<T>>> {
  // Node.js would advise to write a file's name that begins so, which no command here needs.
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw new Failure(`There is no option ${token.rawName}.\n\n${usage}`, status);
    if (option.type === "boolean") {
      if (token.value === undefined) continue;
      throw new Failure(`${token.rawName} takes no value: leave "${token.value}" out.`, status);
    }
    // What begins with a dash is an option to Node.js, and no value: "--port -1" has none.
    if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))) {
      throw new Failure(`${token.rawName} needs a value: write ${token.rawName}=VALUE.`, status);
    }
    // A variable that isn't set, in a script, would otherwise turn a gate off.
    if (token.value === "") throw new Failure(`${token.rawName} has an empty value: give it one, or leave the option out.`, status);
    if (seen.has(token.name) && option.multiple !== true) {
      throw new Failure(`${token.rawName} is given twice, and takes one value: leave one out.`, status);
    }
    seen.add(token.name);
  }
  return parseArgs({ args: [...args], options, allowPositionals: true });
}
