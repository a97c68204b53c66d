import { readFileSync, writeFileSync } from "node:fs";
import { ReviewException, readExceptions } from "../review/exceptions";
import { readGates, verdictOf } from "../review/gates";
import { GATES, Gate, Review } from "../review/review";
import { Failure } from "./failure";
import { terminalTable } from "./terminal-table";

/** Writes a review in one format. */
type Renderer = (review: Review) => string;

/** Every format of a review: a renderer of src/review/render is named here and nowhere else. */
const RENDERERS: Readonly<Record<string, Renderer>> = {
  terminal: terminalTable,
  json: (review) => JSON.stringify(review, undefined, 2),
};

export const FORMATS: readonly string[] = Object.keys(RENDERERS);

/** What of a review is written, and what a pipeline ends on. */
export interface OutputOptions {
  readonly format: string;
  /** @default - standard output */
  readonly output?: string;
  readonly failOn: readonly Gate[];
  readonly exceptions: readonly ReviewException[];
  /** Whether changes end with status 2, as Terraform's -detailed-exitcode has it. */
  readonly detailedExitCode: boolean;
}

/** The options that every command which writes a review has. */
export const OUTPUT_OPTIONS = {
  format: { type: "string", default: "terminal" },
  output: { type: "string" },
  "fail-on": { type: "string" },
  exceptions: { type: "string" },
  "detailed-exitcode": { type: "boolean", default: false },
} as const;

export const OUTPUT_USAGE = `  --format FORMAT        ${FORMATS.join(" or ")} (terminal)
  --output FILE          where the review is written to (standard output)
  --fail-on GATE,GATE    end with status 1 on ${GATES.join(", ")}, or all
  --exceptions FILE      what may pass: [{ "path": "Database", "gate": "…", "reason": "…", "expires": "2026-12-31" }]
  --detailed-exitcode    0 where nothing changes, 2 where something does, 1 for an error or a gate; without it 0 or 1`;

/** @throws Failure for a format or a gate that there isn't, or exceptions that can't be read */
export function outputOptions(values: {
  readonly format?: string;
  readonly output?: string;
  readonly "fail-on"?: string;
  readonly exceptions?: string;
  readonly "detailed-exitcode"?: boolean;
}): OutputOptions {
  const { format = "terminal", output, "fail-on": gates = "", exceptions: file, "detailed-exitcode": detailedExitCode = false } = values;
  if (!FORMATS.includes(format)) throw new Failure(`There is no format ${format}: the formats are ${FORMATS.join(", ")}.`);
  const failOn = said("--fail-on", () => readGates(gates));
  const exceptions = file === undefined ? [] : said(file, () => readExceptions(readFileSync(file, "utf8")));
  return { format, output, failOn, exceptions, detailedExitCode };
}

/** What somebody has written wrongly is said in sentences: where it stands goes in front. */
function said<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Failure(`${where}: ${(error as Error).message}`);
  }
}

/**
 * Writes a review, and says what the command is to end with.
 *
 * @returns the status; what a gate holds is said on standard error
 */
export function writeReview(review: Review, { format, output, failOn, detailedExitCode }: OutputOptions): number {
  const text = RENDERERS[format]!(review);
  const whole = text.endsWith("\n") ? text : `${text}\n`;
  if (output === undefined) process.stdout.write(whole);
  else writeFileSync(output, whole);

  const { failed, problems, exitCode } = verdictOf(review, failOn);
  const held = failed.flatMap(({ gate, findings }) => findings.map(({ path, sentence }) => `${gate}: ${path}: ${sentence}.`));
  const lines = [...held, ...problems.map((problem) => `${problem}.`)];
  if (lines.length > 0) process.stderr.write(`\n${lines.join("\n")}\n`);
  return exitCode === 2 && !detailedExitCode ? 0 : exitCode;
}
