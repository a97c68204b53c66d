import { join, sep } from "node:path";

/** Where this library's code is: below `lib/` once it is compiled. */
const OWN_FOLDERS = ["src", "modules"].map((folder) => join(__dirname, "../..", folder) + sep);

/** Code that calls the library at synthesis, that only loads the user's program, or that JavaScript itself has, such as Array.map. */
const OTHERS = /\bnode:internal\/|\(<anonymous>\)$|[\\/]node_modules[\\/](cdktf|cdktn|constructs|tsx|ts-node)[\\/]/;

/** Deep enough for what lies between a user's line and the rule that it breaks. */
const DEPTH = 100;

/**
 * Leaves the user's own lines in an error's stack trace, so that the first one is theirs; all of it where none is.
 *
 * @param since the function that the trace begins above, which is left out
 */
export function keepUsersFrames(error: Error, since: NewableFunction): void {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = DEPTH;
  Error.captureStackTrace(error, since);
  // The trace becomes a text when it is read, and source maps, where there are any, are applied then.
  const whole = error.stack ?? "";
  Error.stackTraceLimit = limit;
  const lines = whole.split("\n");
  const isFrame = (line: string): boolean => /^ {4}at /.test(line);
  const isUsers = (line: string): boolean => !OTHERS.test(line) && OWN_FOLDERS.every((folder) => !line.includes(folder));
  const shown = lines.filter((line) => !isFrame(line) || isUsers(line));
  error.stack = (shown.some(isFrame) ? shown : lines.slice(0, lines.findIndex(isFrame) + limit)).join("\n");
}
